import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeSubgraphs } from '../../../gateway/src/supergraph/compose.ts';

/** The supergraph of the workload, its subgraphs under their names at one origin; `change` may change their schemas. */
export function composeWorkload(
  names: readonly string[],
  origin: string,
  change: (sdl: string) => string = (sdl) => sdl,
): string {
  const { supergraphSdl, errors } = composeSubgraphs(
    names.map((name) => {
      const file = join(import.meta.dirname, `${name}.graphql`);
      return { name, file, url: `${origin}/${name}`, sdl: change(readFileSync(file, 'utf8')) };
    }),
  );
  if (supergraphSdl === undefined) throw new Error(`the workload does not compose: ${errors.join('; ')}`);
  return supergraphSdl;
}
