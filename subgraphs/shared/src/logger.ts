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
export function createLogger(
  name: string,
  level: string,
  destination: pino.DestinationStream = pino.destination(1),
): Logger {
  const options: pino.LoggerOptions = {
    name,
    level,
    base: { name, pid: process.pid },
    serializers: { err: withoutRows },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: '[redacted]',
    },
  };
  return pino(options, destination);
}

/** An error as it is logged: without what the database driver quotes of rows and parameters, which are people's data. */
function withoutRows(error: Error): object {
  const { parameters, detail, where, driverError, ...rest } = pino.stdSerializers.err(error);
  return rest;
}
