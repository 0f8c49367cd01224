import pino from 'pino';

export type Logger = pino.Logger;

/** Fields that never reach a log, wherever they stand in a logged object. */
const secretFields = [
  'password',
  'currentPassword',
  'newPassword',
  'token',
  'accessToken',
  'refreshToken',
  'guestToken',
  'viewerToken',
  'authorization',
  'cookie',
  'totpCode',
  'email',
  'phone',
];

/**
 * A JSON logger for a process. Levels mean something: ERROR needs a person, WARN heals by itself, INFO is a
 * milestone of the process, DEBUG is one request or message.
 */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    base: { name, pid: process.pid },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: '[redacted]',
    },
  });
}
