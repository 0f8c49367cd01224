import { readConfig } from './config.ts';
import { createLogger } from './observability/logger.ts';
import { startGateway } from './server.ts';

/** Runs the gateway with the settings of the environment until SIGTERM or SIGINT. Rejects when it cannot start. */
export async function runGateway(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger({ level: config.LOG_LEVEL });
  const gateway = await startGateway(config, { logger, now: Date.now });
  logger.info({ url: gateway.url }, 'gateway ready');

  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'draining');
    gateway.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'shutdown failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
