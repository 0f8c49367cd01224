import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { composeServices } from '@apollo/composition';
import { printSchema, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { z } from 'zod';

const subgraphListSchema = z
  .array(
    z.strictObject({
      name: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/),
      url: z.url({ protocol: /^https?$/ }),
      schema: z.string().min(1),
    }),
  )
  .min(1);

export interface SubgraphSource {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
  /** Where the SDL came from, for messages. */
  readonly file: string;
}

export interface Composition {
  readonly supergraphSdl?: string;
  /** What clients see of it. */
  readonly apiSdl?: string;
  /** One readable text per fault; empty when composition succeeded. */
  readonly errors: readonly string[];
  readonly hints: readonly string[];
}

/** Reads a subgraph list (see `subgraphs.json`); schema paths in it are relative to the list. Throws on a bad list. */
export function readSubgraphList(listFile: string): SubgraphSource[] {
  const list = subgraphListSchema.parse(JSON.parse(readFileSync(listFile, 'utf8')));
  return list.map(({ name, url, schema }) => {
    const file = resolve(dirname(listFile), schema);
    return { name, url, file, sdl: readFileSync(file, 'utf8') };
  });
}

/** Composes subgraph schemas into one supergraph. Never throws for a fault in a schema: it is listed instead. */
export function composeSubgraphs(sources: readonly SubgraphSource[]): Composition {
  const services = [];
  const errors: string[] = [];
  for (const { name, url, sdl, file } of sources) {
    try {
      services.push({ name, url, typeDefs: parse(sdl, { noLocation: false }) });
    } catch (error) {
      errors.push(`${name}: ${file} does not parse: ${String(error)}`);
    }
  }
  if (errors.length > 0) return { errors, hints: [] };
  const result = composeServices(services);
  const hints = (result.hints ?? [])
    .filter((hint) => hint.definition.level.value >= 40)
    .map((hint) => `${hint.definition.code}: ${hint.message}`);
  if (result.errors) {
    return {
      errors: result.errors.map((error) => `${String(error.extensions.code ?? 'ERROR')}: ${error.message}`),
      hints,
    };
  }
  const supergraph = Supergraph.build(result.supergraphSdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  return {
    supergraphSdl: `${result.supergraphSdl.trimEnd()}\n`,
    apiSdl: `${printSchema(supergraph.apiSchema()).trimEnd()}\n`,
    errors: [],
    hints,
  };
}

/**
 * Command line: composes `--subgraphs` (gateway/subgraphs.json) into `--out` (gateway/supergraph.graphql), and writes what
 * clients see of it to `--api` (gateway/schema.graphql), for their tools. With `--check` nothing is written; a
 * difference is an error, and so is a change of the API since `--base` (that of `--changes`, schema-changes.json) that
 * breaks clients. Returns the exit code.
 */
export async function runCompose(argv: readonly string[], print: (line: string) => void): Promise<number> {
  const root = resolve(import.meta.dirname, '../..');
  const { values } = parseArgs({
    args: [...argv],
    options: {
      subgraphs: { type: 'string', default: resolve(root, 'subgraphs.json') },
      out: { type: 'string', default: resolve(root, 'supergraph.graphql') },
      api: { type: 'string', default: resolve(root, 'schema.graphql') },
      changes: { type: 'string', default: resolve(root, 'schema-changes.json') },
      base: { type: 'string' },
      check: { type: 'boolean', default: false },
    },
  });
  const { supergraphSdl, apiSdl, errors, hints } = composeSubgraphs(readSubgraphList(values.subgraphs));
  for (const hint of hints) print(`hint  ${hint}`);
  if (supergraphSdl === undefined || apiSdl === undefined) {
    for (const error of errors) print(`error ${error}`);
    print(`The subgraphs do not compose: ${errors.length} error(s).`);
    return 1;
  }
  const outputs = [
    [values.out, supergraphSdl],
    [values.api, apiSdl],
  ] as const;
  const stale = outputs.filter(([file, sdl]) => readIfPresent(file) !== sdl);
  if (stale.length === 0) print('The committed supergraph is up to date.');
  for (const [file, sdl] of stale) {
    if (!values.check) writeFileSync(file, sdl);
    print(
      values.check
        ? `${file} is not what the subgraphs compose to. Run \`pnpm compose\` and commit the result.`
        : `Wrote ${file}`,
    );
  }
  if (!values.check) return 0;
  // What it needs is for development only.
  const { checkBreakingChanges } = await import('./check-breaking.ts');
  const { api: apiFile, changes: changesFile, base } = values;
  const isCompatible = await checkBreakingChanges({ apiFile, apiSdl, changesFile, base }, print);
  return stale.length === 0 && isCompatible ? 0 : 1;
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === import.meta.filename) {
  // In a pipeline: the branch that a change is to be merged into.
  const base = process.env.SCHEMA_BASE ? ['--base', process.env.SCHEMA_BASE] : [];
  const print = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  runCompose([...base, ...process.argv.slice(2)], print).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      print(`error ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    },
  );
}
