import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestBody } from '../gateway/answer.ts';
import { type Contender, soukContender, subgraphNames } from '../gateway/contenders.ts';
import { freePort, startProcess } from '../gateway/process.ts';
import { reportRounds } from '../gateway/report.ts';
import { runRounds } from '../gateway/rounds.ts';
import { composeWorkload } from '../gateway/workload/compose.ts';
import { machineLine } from '../measure/cpu.ts';
import { say } from '../measure/report.ts';
import { declarePublic } from './declare-public.ts';

export const options = {
  rounds: { default: 5, about: 'how often each gateway has its turn' },
  seconds: { default: 3, about: 'how long one turn takes' },
  'warm-up': { default: 4, about: 'seconds of load before, not counted' },
  redis: { default: 0, about: 'port of a Redis on this machine, to measure CACHE=redis with' },
};

/**
 * What the gateway's cache costs where nothing is public, and what it saves where everything is: the query of the Guild's
 * gateway benchmark through our gateway with the cache off, in memory and on Redis, in turns in one run. The subgraphs
 * answer from memory, so what they are spared does not show in the gateway's CPU, only in their requests.
 */
export async function run(
  given: Readonly<Record<string, number>>,
): Promise<{ ok: boolean; figures: object }> {
  const dir = mkdtempSync(join(tmpdir(), 'souk-bench-gateway-cache-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const nothingPublic = join(dir, 'nothing-public.graphql');
  const allPublic = join(dir, 'all-public.graphql');
  writeFileSync(nothingPublic, composeWorkload(subgraphNames, origin));
  writeFileSync(allPublic, composeWorkload(subgraphNames, origin, declarePublic));
  const subgraphs = startProcess(
    process.execPath,
    [join(import.meta.dirname, '../gateway/workload/subgraphs.ts')],
    { PORT: String(port), NODE_ENV: 'production' },
  );
  const open = { SUPERGRAPH_FILE: allPublic };
  const contenders: Contender[] = [
    soukContender({ CACHE: 'off' }, 'nothing public, off'),
    soukContender({ CACHE: 'memory' }, 'nothing public, memory'),
    soukContender({ CACHE: 'off', ...open }, 'all public, off'),
    soukContender({ CACHE: 'memory', ...open }, 'all public, memory'),
  ];
  if (given.redis! > 0) {
    const REDIS_URL = `redis://127.0.0.1:${given.redis}`;
    contenders.push(soukContender({ CACHE: 'redis', REDIS_URL, ...open }, 'all public, redis'));
  }
  try {
    say(`gateway-cache: ${requestBody.length} byte query; ${machineLine()}; ${new Date().toISOString()}`);
    say();
    const turns = await runRounds({
      site: { dir, subgraphsOrigin: origin },
      supergraphFile: nothingPublic,
      body: requestBody,
      contenders,
      modes: [
        { name: '1 connection', connections: 1, uniqueIdentity: false },
        { name: '10 connections, each request another viewer', connections: 10, uniqueIdentity: true },
      ],
      rounds: given.rounds!,
      seconds: given.seconds!,
      warmUpSeconds: given['warm-up']!,
    });
    return reportRounds(turns, 'cost of the cache');
  } finally {
    await subgraphs.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}
