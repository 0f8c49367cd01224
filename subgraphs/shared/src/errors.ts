import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from './logger.ts';

/**
 * Codes of broken or forbidden requests. Outcomes that a buyer acts on are not errors: they are `userErrors` in the
 * mutation's payload. Everything else is a bug, and masked.
 */
export const errorCodes = {
  UNAUTHENTICATED: 'Sign in to do this.',
  FORBIDDEN: 'You may not do this.',
  BAD_USER_INPUT: 'The request is not acceptable.',
  NOT_FOUND: 'No such thing.',
  SERVICE_UNAVAILABLE: 'This is not available right now. Try again.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** An error that the caller sees as it is, with its code. */
export function codedError(code: ErrorCode, message: string = errorCodes[code]): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** Codes that graphql-js and Apollo Server give to a caller's mistake; their messages are safe to show. */
const callersMistakes = new Set<string>([
  ...Object.keys(errorCodes),
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);

/**
 * Decides what a caller sees of an error: coded ones pass; a database that is away is told as SERVICE_UNAVAILABLE, so
 * that the caller tries again; all others are logged with their cause and masked, because a message can carry SQL, a
 * host name or a person's data.
 */
export function maskError(
  logger: Logger,
  formatted: GraphQLFormattedError,
  error: unknown,
): GraphQLFormattedError {
  const code = formatted.extensions?.code;
  if (typeof code === 'string' && callersMistakes.has(code)) {
    return { ...formatted, extensions: { code } };
  }
  const cause = unwrap(error);
  const position = formatted.path ? { path: formatted.path } : {};
  const outage = outageOf(cause);
  if (outage) {
    if (outage === 'full')
      logger.error({ err: cause, path: formatted.path }, 'the database has no room left');
    else logger.warn({ err: cause, path: formatted.path }, 'the database is away');
    return {
      message: errorCodes.SERVICE_UNAVAILABLE,
      ...position,
      extensions: { code: 'SERVICE_UNAVAILABLE' },
    };
  }
  logger.error({ err: cause, path: formatted.path }, 'unexpected error in a resolver');
  return {
    message: 'Something went wrong on our side.',
    ...position,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}

/** Network errors, and PostgreSQL's classes 08 (connection) and 57P (shut down, starting up). */
const awayCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|08\w{3}|57P0\d)$/;
/** PostgreSQL's class 53: disk full, out of memory, too many connections. It does not mend by itself. */
const fullCodes = /^53\w{3}$/;
/** What the driver says where it gives no code. */
const awayMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

function outageOf(error: unknown): 'away' | 'full' | null {
  const { code, message, driverError } = (error ?? {}) as {
    code?: unknown;
    message?: unknown;
    driverError?: unknown;
  };
  if (typeof code === 'string' && fullCodes.test(code)) return 'full';
  if (typeof code === 'string' && awayCodes.test(code)) return 'away';
  if (typeof message === 'string' && awayMessages.test(message)) return 'away';
  return driverError === undefined ? null : outageOf(driverError);
}

function unwrap(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? error.originalError : error;
}
