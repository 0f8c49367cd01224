import { createHash } from 'node:crypto';

/** The hash of a document's text, under which the gateway's list has it. */
export function documentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The parameters of a request that tell the gateway what to run: the text, or its id alone where the gateway has the list of
 * our documents (persisted documents of GraphQL over HTTP).
 */
export function documentParameters(
  text: string,
  isTrusted: boolean,
): { readonly query: string } | { readonly documentId: string } {
  return isTrusted ? { documentId: `sha256:${documentHash(text)}` } : { query: text };
}
