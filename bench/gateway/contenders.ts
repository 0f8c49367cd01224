import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const peersDir = join(import.meta.dirname, 'peers');
const workloadDir = join(import.meta.dirname, 'workload');
const gatewayMain = join(import.meta.dirname, '../../gateway/src/main.ts');
const compileCache = join(import.meta.dirname, '../../gateway/src/compile-cache.mjs');

export const subgraphNames = ['accounts', 'inventory', 'products', 'reviews'] as const;

/** A gateway to measure. It gets `PORT` and `SUPERGRAPH_FILE`, serves POST /graphql, and ends on SIGTERM. */
export type Contender = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Headers, name and value in turn, that every request to it carries. */
  readonly headers?: readonly string[];
};

/** Where a run keeps its files, and the subgraphs' address. */
export type Site = {
  readonly dir: string;
  readonly subgraphsOrigin: string;
};

/** Souk's gateway as it starts for anyone, with the `authorization` header handed on as all contenders do. */
export function soukContender(env: Readonly<Record<string, string>> = {}, name = 'souk'): Contender {
  return {
    name,
    command: process.execPath,
    // As `pnpm --filter ./gateway start` does.
    args: [
      ...['--max-semi-space-size=8', '--no-parallel-scavenge', '--expose-gc'],
      ...['--import', compileCache, gatewayMain],
    ],
    env: { FORWARD_HEADERS: 'authorization', LOG_LEVEL: 'warn', ...env },
  };
}

/** The peers, each configured as its authors do for this benchmark. Installs them when that was not done yet. */
export function peerContenders(site: Site, port: (name: string) => number): Contender[] {
  installPeers();
  const hive = join(peersDir, 'node_modules/@graphql-hive/gateway/dist/bin.js');
  const hiveArgs = [hive, 'supergraph', '-c', join(peersDir, 'hive.config.mjs')];
  const grafbase = join(peersDir, 'node_modules/@grafbase/cli-x86_64-unknown-linux-musl/grafbase');
  return [
    { name: 'apollo', command: process.execPath, args: [join(peersDir, 'apollo.mjs')] },
    { name: 'hive', command: process.execPath, args: hiveArgs },
    { name: 'hive-rust', command: process.execPath, args: hiveArgs, env: { PLANNER: 'rust' } },
    {
      name: 'grafbase',
      command: grafbase,
      args: [
        ...['--home', join(site.dir, 'grafbase'), 'dev', '-c', writeGrafbaseConfig(site)],
        ...['--listen-address', `127.0.0.1:${port('grafbase')}`],
      ],
    },
  ];
}

/** The peers' packages with their versions. */
export function peerVersions(): string[] {
  const { dependencies } = JSON.parse(readFileSync(join(peersDir, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return Object.entries(dependencies)
    .filter(([name]) => name !== 'graphql')
    .map(([name, version]) => `${name} ${version}`);
}

function installPeers(): void {
  if (existsSync(join(peersDir, 'node_modules/.package-lock.json'))) return;
  process.stdout.write('installing the peers with npm (about 800 MB, once)\n');
  execFileSync('npm', ['ci'], { cwd: peersDir, stdio: ['ignore', 'ignore', 'inherit'] });
}

function writeGrafbaseConfig({ dir, subgraphsOrigin }: Site): string {
  const subgraphs = subgraphNames.map(
    (name) =>
      `[subgraphs.${name}]\nurl = "${subgraphsOrigin}/${name}"\nschema_path = "${join(workloadDir, name)}.graphql"\n`,
  );
  const file = join(dir, 'grafbase.toml');
  const head =
    '[graph]\nintrospection = true\npath = "/graphql"\n\n[[headers]]\nrule = "forward"\nname = "authorization"\n\n';
  writeFileSync(file, head + subgraphs.join('\n'));
  return file;
}
