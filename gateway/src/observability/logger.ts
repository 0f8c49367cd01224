import { type Logger, pino } from 'pino';

/** A JSON logger. Credentials never get into a line, whatever object is logged. */
export function createLogger(options: { level: string }): Logger {
  return pino({
    name: 'gateway',
    level: options.level,
    redact: {
      paths: [
        'authorization',
        'token',
        '*.authorization',
        '*.token',
        'headers["x-viewer-token"]',
        'variables',
      ],
      censor: '[redacted]',
    },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
