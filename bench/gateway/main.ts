import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machineLine } from '../measure/cpu.ts';
import { report, say } from '../measure/report.ts';
import { requestBody } from './answer.ts';
import {
  type Contender,
  peerContenders,
  peerVersions,
  type Site,
  soukContender,
  subgraphNames,
} from './contenders.ts';
import { featureContenders } from './features.ts';
import { runMemory } from './memory.ts';
import { freePort, startProcess } from './process.ts';
import { reportRounds } from './report.ts';
import { type Mode, runRounds } from './rounds.ts';
import { composeWorkload } from './workload/compose.ts';

export const options = {
  rounds: { default: 3, about: 'how often each gateway has its turn' },
  seconds: { default: 5, about: 'how long one turn takes' },
  'warm-up': { default: 4, about: 'seconds of load before, not counted' },
  peers: { default: 1, about: '0 measures our own gateway alone' },
  features: { default: 0, about: '1 measures what each feature that is on by default costs, instead' },
  operations: { default: 0, about: 'measures memory over so many operations at 10 connections, instead' },
  record: { default: 0, about: '1 writes the report into bench/results' },
};

const modes: readonly Mode[] = [
  { name: '1 connection', connections: 1, uniqueIdentity: false },
  { name: '10 connections', connections: 10, uniqueIdentity: false },
  { name: '10 connections, each request another viewer', connections: 10, uniqueIdentity: true },
];

/**
 * The Guild's gateway benchmark: one deep query over four subgraphs, through our gateway and through its peers, in turns
 * in one run. The gateway's CPU per operation is the steady figure; load generator and subgraphs share the machine.
 */
export async function run(
  given: Readonly<Record<string, number>>,
): Promise<{ ok: boolean; figures: object }> {
  const dir = mkdtempSync(join(tmpdir(), 'souk-bench-gateway-'));
  const port = await freePort();
  const site: Site = { dir, subgraphsOrigin: `http://127.0.0.1:${port}` };
  const supergraphFile = join(dir, 'supergraph.graphql');
  writeFileSync(supergraphFile, composeWorkload(subgraphNames, site.subgraphsOrigin));
  const subgraphs = startProcess(process.execPath, [join(import.meta.dirname, 'workload/subgraphs.ts')], {
    PORT: String(port),
    NODE_ENV: 'production',
  });
  try {
    say(`gateway: the Guild's query over four subgraphs; ${machineLine()}; ${new Date().toISOString()}`);
    say(`command: pnpm bench gateway ${process.argv.slice(3).join(' ')}`);
    say(`peers: ${peerVersions().join(', ')}`);
    say();
    const result = await measure(site, supergraphFile, given);
    if (given.record! > 0) writeReport(given);
    return result;
  } finally {
    await subgraphs.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function measure(
  site: Site,
  supergraphFile: string,
  given: Readonly<Record<string, number>>,
): Promise<{ ok: boolean; figures: object }> {
  const base = { site, supergraphFile, body: requestBody };
  if (given.operations! > 0) return runMemory({ ...base, operations: given.operations! });

  const turns = { rounds: given.rounds!, seconds: given.seconds!, warmUpSeconds: given['warm-up']! };
  if (given.features! > 0) {
    const { contenders, stop } = await featureContenders();
    try {
      const results = await runRounds({ ...base, ...turns, contenders, modes: modes.slice(0, 1) });
      return reportRounds(results, 'cost of features');
    } finally {
      await stop();
    }
  }
  const ports = new Map<string, number>([['grafbase', await freePort()]]);
  const peers: Contender[] = given.peers! > 0 ? peerContenders(site, (name) => ports.get(name)!) : [];
  const results = await runRounds({
    ...base,
    ...turns,
    contenders: [soukContender(), ...peers],
    ports,
    modes,
  });
  return reportRounds(results, 'yardstick');
}

function writeReport(given: Readonly<Record<string, number>>): void {
  const part = given.operations! > 0 ? 'memory' : given.features! > 0 ? 'features' : 'yardstick';
  const date = new Date().toISOString().slice(0, 10);
  const file = join(import.meta.dirname, `../results/${date}-gateway-${part}.md`);
  writeFileSync(file, `# gateway: ${part}, ${date}\n\n\`\`\`\n${report().trimEnd()}\n\`\`\`\n`);
  process.stdout.write(`written to ${file}\n`);
}
