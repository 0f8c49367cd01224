import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { formatError, toRefusal } from '../http/apollo-server.ts';
import { JsonText, stringifyResult } from '../http/json-text.ts';
import { LiveMessage } from './live-message.ts';
import type { LiveDeps } from './running-operation.ts';
import { DocumentFaults } from './validate-document.ts';

/** What is wrong with an operation, as GraphQL errors. */
export function toErrors(error: unknown, logger: Logger): readonly GraphQLError[] {
  return error instanceof DocumentFaults ? error.errors : (toRefusal(error, logger).errors ?? []);
}

/** What HTTP calls it. */
export function statusOf([error]: readonly GraphQLError[]): number {
  const { http } = (error?.extensions ?? {}) as { http?: { status?: number } };
  return http?.status ?? 200;
}

type FormatDeps = Pick<LiveDeps, 'isProduction' | 'logger' | 'metrics'>;

/** An event as text. */
export function writeEvent(deps: FormatDeps, dataText: string, errors: readonly GraphQLError[]): LiveMessage {
  const data = dataText === 'null' ? null : new JsonText(dataText);
  const result = errors.length === 0 ? { data } : { data, errors: formatErrors(deps, errors) };
  return new LiveMessage(stringifyResult(result).trimEnd());
}

/** Errors as clients may read them. */
export function formatErrors(
  { isProduction, logger, metrics }: FormatDeps,
  errors: readonly GraphQLError[],
): GraphQLFormattedError[] {
  return errors.map((error) => {
    const { http: _http, ...extensions } = error.extensions;
    metrics.countError(extensions.code);
    return formatError({ ...error.toJSON(), extensions }, error, isProduction, logger);
  });
}
