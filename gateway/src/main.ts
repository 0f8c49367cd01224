import { readConfig } from './config.ts';
import { startBufferRelief } from './observability/buffer-relief.ts';
import { createLogger } from './observability/logger.ts';
import { startGateway } from './server.ts';

/** Runs the gateway until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger({ level: config.LOG_LEVEL });
  const gateway = await startGateway(config, { logger, now: Date.now });
  startBufferRelief();
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

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  // Not only the exit code: connections that were opened before it failed would keep the process alive.
  process.exit(1);
});
