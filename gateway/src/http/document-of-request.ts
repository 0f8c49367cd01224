import type { HTTPGraphQLRequest } from '@apollo/server';
import type { TrustedDocuments } from '../security/trusted-documents.ts';

/** The document's text as the client gave it; undefined when it gave none. */
export function givenDocument(request: HTTPGraphQLRequest): string | undefined {
  if (request.method === 'GET') return new URLSearchParams(request.search).get('query') ?? undefined;
  const { body } = request;
  if (typeof body !== 'object' || body === null || !('query' in body)) return undefined;
  return typeof body.query === 'string' ? body.query : undefined;
}

/**
 * Puts the text in the place of a trusted document's id, so that Apollo Server sees an ordinary request. Returns the text
 * that will run, undefined when only Apollo Server may know it, by its hash. Throws PERSISTED_QUERY_NOT_IN_LIST.
 */
export function useTrustedDocument(
  trusted: TrustedDocuments,
  request: HTTPGraphQLRequest,
): string | undefined {
  return request.method === 'GET' ? fromSearch(trusted, request) : fromBody(trusted, request);
}

function fromBody(trusted: TrustedDocuments, request: HTTPGraphQLRequest): string | undefined {
  const { body } = request;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const parameters = body as Record<string, unknown>;
  const text = trusted.textOf(parameters);
  if (text !== undefined && text !== parameters.query) {
    const { documentId: _id, extensions, ...rest } = parameters;
    request.body = { ...rest, query: text, extensions: withoutHash(extensions) };
  }
  return text;
}

function fromSearch(trusted: TrustedDocuments, request: HTTPGraphQLRequest): string | undefined {
  const search = new URLSearchParams(request.search);
  const query = search.get('query') ?? undefined;
  const documentId = search.get('documentId') ?? undefined;
  const extensions = parseJson(search.get('extensions'));
  const text = trusted.textOf({ query, documentId, extensions });
  if (text !== undefined && text !== query) {
    search.set('query', text);
    search.delete('documentId');
    search.delete('extensions');
    request.search = `?${search}`;
  }
  return text;
}

/** The list has settled what the hash stands for; Apollo Server need not keep the document as well. */
function withoutHash(extensions: unknown): unknown {
  if (typeof extensions !== 'object' || extensions === null) return undefined;
  const { persistedQuery: _hash, ...rest } = extensions as Record<string, unknown>;
  return rest;
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
