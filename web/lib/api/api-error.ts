/** Why a request to the API failed as a whole. Outcomes that a shopper acts on are `userErrors`, not these. */
export type ApiErrorKind = 'unavailable' | 'unauthenticated' | 'forbidden' | 'invalid' | 'internal';

const kindByCode: Record<string, ApiErrorKind> = {
  UNAUTHENTICATED: 'unauthenticated',
  UNAUTHORIZED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  BAD_USER_INPUT: 'invalid',
  GRAPHQL_VALIDATION_FAILED: 'invalid',
  SERVICE_UNAVAILABLE: 'unavailable',
  SUBGRAPH_UNAVAILABLE: 'unavailable',
  DOWNSTREAM_SERVICE_ERROR: 'unavailable',
  TIMEOUT: 'unavailable',
};

/** A failed request to the API. `operation` names it; `cause` holds what happened. */
export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  readonly operation: string;

  constructor(kind: ApiErrorKind, operation: string, message: string, options?: ErrorOptions) {
    super(`${operation}: ${message}`, options);
    this.name = 'ApiError';
    this.kind = kind;
    this.operation = operation;
  }
}

/** The kind of a GraphQL error by its `extensions.code`. */
export function kindOfCode(code: unknown): ApiErrorKind {
  return (typeof code === 'string' && kindByCode[code]) || 'internal';
}
