import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'graphql';
import { z } from 'zod';
import { gatewayError } from '../execution/errors.ts';

/**
 * `off`: ids stand for documents, anything else is let through. `log`: the same, and what is not listed is told.
 * `enforce`: nothing else runs.
 */
export type TrustedDocumentsMode = 'off' | 'log' | 'enforce';

/** The parameters of a request that name its document. */
export interface DocumentParameters {
  readonly query?: unknown;
  /** As in the persisted documents of GraphQL over HTTP: `sha256:…`, or an id of the list's own. */
  readonly documentId?: unknown;
  /** `persistedQuery` in it, as Apollo Client sends it. */
  readonly extensions?: unknown;
}

/** Apollo's persisted query manifest. */
const manifestSchema = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
});
/** What GraphQL Code Generator, Relay and others write: document by id. */
const mapSchema = z.record(z.string().min(1), z.string().min(1));

/** The documents that clients of ours may run, by id. */
export class TrustedDocuments {
  private readonly byId = new Map<string, string>();
  private readonly texts = new Set<string>();
  private readonly mode: TrustedDocumentsMode;
  private readonly onUntrusted: (id: string) => void;

  /** `onUntrusted` hears in mode `log` of each document that is not listed, by its hash. */
  constructor(mode: TrustedDocumentsMode, onUntrusted: (id: string) => void = () => {}) {
    this.mode = mode;
    this.onUntrusted = onUntrusted;
  }

  get size(): number {
    return this.texts.size;
  }

  /** Names of the operations in the list: where nothing else runs, all that metrics can be about. */
  operationNames(): string[] {
    return [...this.texts].flatMap((text) =>
      parse(text, { noLocation: true }).definitions.flatMap((node) =>
        node.kind === 'OperationDefinition' && node.name ? [node.name.value] : [],
      ),
    );
  }

  /** Adds a list: Apollo's manifest, or an object of documents by id. Throws when it is neither. */
  add(list: unknown): void {
    const manifest = manifestSchema.safeParse(list);
    const documents = manifest.success
      ? manifest.data.operations.map(({ id, body }) => [id, body] as const)
      : Object.entries(mapSchema.parse(list));
    for (const [id, text] of documents) {
      this.texts.add(text);
      this.byId.set(withoutAlgorithm(id), text);
      this.byId.set(sha256(text), text);
    }
  }

  /**
   * The text of a request's document: the one that its id stands for, or the text given. Undefined where there is neither,
   * or only a hash that Apollo's automatic persisted queries may know. Throws PERSISTED_QUERY_NOT_IN_LIST.
   */
  textOf({ query, documentId, extensions }: DocumentParameters): string | undefined {
    const hash = persistedHash(extensions);
    const id = typeof documentId === 'string' ? withoutAlgorithm(documentId) : hash;
    const listed = id === undefined ? undefined : this.byId.get(id);
    if (listed !== undefined) return listed;
    // Only a list can tell what a document id stands for.
    if (typeof documentId === 'string') throw notInList();
    if (typeof query !== 'string') {
      if (this.mode === 'enforce' && hash !== undefined) throw notInList();
      return undefined;
    }
    if (this.mode === 'off' || this.texts.has(query)) return query;
    if (this.mode === 'enforce') throw notInList();
    this.onUntrusted(sha256(query));
    return query;
  }
}

/** Reads lists from files. Rejects, naming the file, when one is not there or is no list. */
export async function loadTrustedDocuments(
  files: readonly string[],
  mode: TrustedDocumentsMode,
  onUntrusted: (id: string) => void,
): Promise<TrustedDocuments> {
  if (mode === 'enforce' && files.length === 0)
    throw new Error(
      'TRUSTED_DOCUMENTS_MODE=enforce needs TRUSTED_DOCUMENTS_FILE: nothing could run without it',
    );
  const trusted = new TrustedDocuments(mode, onUntrusted);
  for (const file of files) {
    try {
      trusted.add(JSON.parse(await readFile(file, 'utf8')));
    } catch (error) {
      throw new Error(`${file} is no list of trusted documents: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
  return trusted;
}

/** The hash under which Apollo Client names or registers a document. */
export function persistedHash(extensions: unknown): string | undefined {
  if (typeof extensions !== 'object' || extensions === null || !('persistedQuery' in extensions))
    return undefined;
  const { persistedQuery } = extensions;
  if (typeof persistedQuery !== 'object' || persistedQuery === null || !('sha256Hash' in persistedQuery))
    return undefined;
  return typeof persistedQuery.sha256Hash === 'string' ? persistedQuery.sha256Hash : undefined;
}

function withoutAlgorithm(id: string): string {
  return id.startsWith('sha256:') ? id.slice('sha256:'.length) : id;
}

/** The hash of a document's text, in hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function notInList(): Error {
  return gatewayError('PERSISTED_QUERY_NOT_IN_LIST', 'The document is not one of those that may run here', {
    extensions: { http: { status: 400 } },
  });
}
