import { gatewayError } from '../execution/errors.ts';
import type { TrustedDocuments } from '../security/trusted-documents.ts';

/** Parameters of an operation as clients of streaming transports send them. */
export interface LiveOperation {
  /** Empty where an id names the document. */
  readonly query: string;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

/** Checks parameters that come from outside. */
export function parseLiveOperation(value: unknown): LiveOperation | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { query, documentId, extensions, operationName, variables } = value as Record<string, unknown>;
  const isNamed = typeof documentId === 'string' || (typeof extensions === 'object' && extensions !== null);
  if (typeof query !== 'string' && !((query === undefined || query === null) && isNamed)) return undefined;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    return undefined;
  if (
    variables !== undefined &&
    variables !== null &&
    (typeof variables !== 'object' || Array.isArray(variables))
  ) {
    return undefined;
  }
  return {
    query: typeof query === 'string' ? query : '',
    documentId,
    extensions,
    operationName,
    variables: variables as LiveOperation['variables'],
  };
}

/**
 * The operation with its document's text in the place of an id. Throws PERSISTED_QUERY_NOT_IN_LIST for what is not trusted,
 * and PERSISTED_QUERY_NOT_FOUND for a hash that only HTTP's automatic persisted queries might know.
 */
export function withDocument(trusted: TrustedDocuments, operation: LiveOperation): LiveOperation {
  const { operationName, variables, documentId, extensions } = operation;
  const given = operation.query === '' ? undefined : operation.query;
  const query = trusted.textOf({ query: given, documentId, extensions });
  if (query === undefined) {
    throw gatewayError('PERSISTED_QUERY_NOT_FOUND', 'The document is not known here: send its text', {
      extensions: { http: { status: 400 } },
    });
  }
  return query === given ? operation : { query, operationName, variables };
}

/** Reads parameters from the query string of a GET request. */
export function parseSearch(url: string): LiveOperation | undefined {
  const search = new URL(url, 'http://gateway').searchParams;
  const variables = search.get('variables');
  const extensions = search.get('extensions');
  try {
    return parseLiveOperation({
      query: search.get('query'),
      documentId: search.get('documentId') ?? undefined,
      extensions: extensions === null ? undefined : JSON.parse(extensions),
      operationName: search.get('operationName') ?? undefined,
      variables: variables === null ? undefined : JSON.parse(variables),
    });
  } catch {
    return undefined;
  }
}
