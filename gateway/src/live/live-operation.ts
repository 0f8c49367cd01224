/** Parameters of an operation as clients of streaming transports send them. */
export interface LiveOperation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

/** Checks parameters that come from outside. */
export function parseLiveOperation(value: unknown): LiveOperation | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { query, operationName, variables } = value as Record<string, unknown>;
  if (typeof query !== 'string') return undefined;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    return undefined;
  if (
    variables !== undefined &&
    variables !== null &&
    (typeof variables !== 'object' || Array.isArray(variables))
  ) {
    return undefined;
  }
  return { query, operationName, variables: variables as LiveOperation['variables'] };
}

/** Reads parameters from the query string of a GET request. */
export function parseSearch(url: string): LiveOperation | undefined {
  const search = new URL(url, 'http://gateway').searchParams;
  const variables = search.get('variables');
  try {
    return parseLiveOperation({
      query: search.get('query'),
      operationName: search.get('operationName') ?? undefined,
      variables: variables === null ? undefined : JSON.parse(variables),
    });
  } catch {
    return undefined;
  }
}
