import { ConfigError } from './config.ts';
import { createLogger, type Logger } from './logger.ts';
import { startTracing } from './start-tracing.ts';

/** A part of a process that must be ended. */
export type Stoppable = { readonly name: string; stop(): Promise<void> };

/** The order to end the parts of a process: first what takes in work, last what the work needs. */
export type RunningProcess = { readonly stopInOrder: readonly Stoppable[] };

/** Kubernetes and ECS kill after 30 s; what has not ended long before that is cut off. */
const drainMs = 15_000;

/**
 * Runs a process: starts it, logs that it is ready, and on SIGTERM or SIGINT ends its parts in order, each waiting
 * for its work in hand. Faults of the environment are printed and end the process with code 78 (EX_CONFIG).
 */
export function runProcess(
  name: string,
  environment: NodeJS.ProcessEnv,
  start: (logger: Logger) => Promise<RunningProcess>,
): void {
  const logger = createLogger(name, environment.LOG_LEVEL ?? 'info');
  let stopping = false;

  async function stop(running: RunningProcess, signal: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'draining');
    const timer = setTimeout(() => {
      logger.error(`not drained after ${drainMs} ms`);
      process.exit(1);
    }, drainMs);
    timer.unref();
    for (const part of running.stopInOrder) {
      await part
        .stop()
        .catch((error: unknown) => logger.error({ err: error, part: part.name }, 'not ended cleanly'));
    }
    logger.info('ended');
    process.exit(0);
  }

  process.on('unhandledRejection', (error) => {
    logger.fatal({ err: error }, 'unhandled rejection');
    process.exit(1);
  });

  async function startTraced(): Promise<RunningProcess> {
    const tracing = await startTracing(name, environment, logger);
    const running = await start(logger);
    // Last, so that the spans of what is ended before are sent as well.
    return tracing ? { stopInOrder: [...running.stopInOrder, tracing] } : running;
  }

  startTraced().then(
    (running) => {
      process.on('SIGTERM', () => void stop(running, 'SIGTERM'));
      process.on('SIGINT', () => void stop(running, 'SIGINT'));
      logger.info({ startMs: Math.round(process.uptime() * 1000) }, 'ready');
    },
    (error: unknown) => {
      logger.fatal(error instanceof ConfigError ? error.message : { err: error }, 'cannot start');
      process.exit(error instanceof ConfigError ? 78 : 1);
    },
  );
}
