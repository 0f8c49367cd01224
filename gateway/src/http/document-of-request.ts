import type { HTTPGraphQLRequest } from '@apollo/server';
import { persistedHash, sha256, type TrustedDocuments } from '../security/trusted-documents.ts';
import { badRequest } from './read-body.ts';

/** The document's text as the client gave it; undefined when it gave none. */
export function givenDocument(request: HTTPGraphQLRequest): string | undefined {
  if (request.method === 'GET') return new URLSearchParams(request.search).get('query') ?? undefined;
  const { body } = request;
  if (typeof body !== 'object' || body === null || !('query' in body)) return undefined;
  return typeof body.query === 'string' ? body.query : undefined;
}

/**
 * Puts the text in the place of a trusted document's id, so that Apollo Server sees an ordinary request. Returns the text
 * that will run, undefined when only Apollo Server may know it, by its hash. Throws PERSISTED_QUERY_NOT_IN_LIST, and
 * BAD_REQUEST for a text that is not of its hash.
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
    request.body = { ...rest, query: text, ...withoutHash(extensions) };
  } else {
    assertHash(text, parameters.extensions);
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
  } else {
    assertHash(text, extensions);
  }
  return text;
}

/** Apollo Server would take a text that is not of the hash it comes with, or what is no hash, for a fault of its own. */
function assertHash(text: string | undefined, extensions: unknown): void {
  const hash = persistedHash(extensions);
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { version?: unknown } | null };
  if (persistedQuery && (hash === undefined || persistedQuery.version !== 1))
    throw badRequest(400, 'extensions.persistedQuery needs version 1 and a sha256Hash');
  if (text !== undefined && hash !== undefined && hash !== sha256(text))
    throw badRequest(400, 'The hash is not that of the document');
}

/** The list has settled what the hash stands for; Apollo Server need not keep the document as well. */
function withoutHash(extensions: unknown): { extensions?: object } {
  if (typeof extensions !== 'object' || extensions === null) return {};
  const { persistedQuery: _hash, ...rest } = extensions as Record<string, unknown>;
  return { extensions: rest };
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
