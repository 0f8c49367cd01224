import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InMemoryCache } from '@apollo/client/cache';
import { type DocumentNode, type OperationDefinitionNode, print } from 'graphql';
import { documentHash } from './document-id.ts';
import * as generated from './generated/graphql.ts';

/** Apollo's persisted query manifest, which the gateway reads. */
interface Manifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly version: 1;
  readonly operations: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly body: string;
  }[];
}

/** The file, beside the supergraph: the gateway's image carries it. */
export const manifestFile = resolve(import.meta.dirname, '../../../gateway/trusted-documents.json');

/**
 * Every document that the store sends, each in the two texts that it has: as its server sends it, and as Apollo Client does
 * in the browser, with `__typename` in each selection.
 */
export function trustedDocuments(): Manifest {
  const cache = new InMemoryCache();
  const operations = new Map<string, Manifest['operations'][number]>();
  for (const document of Object.values(generated) as DocumentNode[]) {
    const operation = document.definitions.find(
      (definition): definition is OperationDefinitionNode => definition.kind === 'OperationDefinition',
    );
    if (!operation) continue;
    for (const body of [print(document), print(cache.transformDocument(document))]) {
      const id = documentHash(body);
      operations.set(id, { id, name: operation.name?.value ?? '', type: operation.operation, body });
    }
  }
  const byName = [...operations.values()].sort(
    (a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1),
  );
  return { format: 'apollo-persisted-query-manifest', version: 1, operations: byName };
}

/** The manifest as it stands in the file. */
export function printManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

// `pnpm codegen` runs this file, as the documents come from what it generates.
if (process.argv[1] === import.meta.filename) {
  const text = printManifest(trustedDocuments());
  const isStale = !existsSync(manifestFile) || text !== readFileSync(manifestFile, 'utf8');
  if (isStale) writeFileSync(manifestFile, text);
  process.stdout.write(`${isStale ? 'Wrote' : 'Up to date:'} ${manifestFile}\n`);
}
