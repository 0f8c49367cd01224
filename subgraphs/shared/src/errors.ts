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
 * Decides what a caller sees of an error: coded ones pass, all others are logged with their cause and masked,
 * because a message can carry SQL, a host name or a person's data.
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
  logger.error({ err: unwrap(error), path: formatted.path }, 'unexpected error in a resolver');
  return {
    message: 'Something went wrong on our side.',
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}

function unwrap(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? error.originalError : error;
}
