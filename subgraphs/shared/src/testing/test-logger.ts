import { createLogger, type Logger } from '../logger.ts';

/** Silent unless SOUK_TEST_LOG_LEVEL asks for logs. */
export const testLogger: Logger = createLogger('test', process.env.SOUK_TEST_LOG_LEVEL ?? 'silent');
