import { memoryMiB, watchCpu } from '../measure/cpu.ts';
import { say } from '../measure/report.ts';
import { checkAnswer } from './answer.ts';
import type { Contender, Site } from './contenders.ts';
import { type LoadResult, runLoad } from './load.ts';
import { freePort, type Started, startProcess } from './process.ts';

/** One way in which the query is sent. */
export type Mode = {
  readonly name: string;
  readonly connections: number;
  readonly uniqueIdentity: boolean;
};

export type RoundsInput = {
  readonly site: Site;
  readonly supergraphFile: string;
  readonly body: string;
  readonly contenders: readonly Contender[];
  /** Ports that contenders know already; others get a free one. */
  readonly ports?: ReadonlyMap<string, number>;
  readonly modes: readonly Mode[];
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
};

/** One contender's turn in one mode. */
export type Turn = LoadResult & {
  readonly contender: string;
  readonly mode: string;
  readonly cpuMs: number;
  readonly subgraphRequests: number;
  /** How many identities reached the subgraphs. */
  readonly identities: number;
  readonly stealPercent: number;
  readonly memoryMiB: number;
};

/**
 * Starts all contenders, warms each, then gives them their turns one after the other, round by round, so that what
 * else happens on the machine meets all of them alike.
 */
export async function runRounds(input: RoundsInput): Promise<Turn[]> {
  const running: (RunningContender & { started: Started })[] = [];
  try {
    for (const contender of input.contenders) running.push(await start(contender, input));
    const turns: Turn[] = [];
    for (const one of running) {
      for (const mode of input.modes) await load(input, one, mode, input.warmUpSeconds);
    }
    for (let round = 1; round <= input.rounds; round++) {
      say(`round ${round} of ${input.rounds}`);
      // The order turns around each time: nobody always comes after the same one.
      const order = round % 2 === 1 ? running : running.toReversed();
      for (const mode of input.modes) {
        for (const one of order) turns.push(await turn(input, one, mode));
      }
    }
    say();
    return turns;
  } finally {
    await Promise.all(running.map(({ started }) => started.stop()));
  }
}

type RunningContender = {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  readonly answerBytes: number;
  readonly headers: readonly string[];
};

async function start(
  { name, command, args, env, headers = [] }: Contender,
  { supergraphFile, ports }: RoundsInput,
): Promise<RunningContender & { started: Started }> {
  const port = ports?.get(name) ?? (await freePort());
  const started = startProcess(command, args, {
    NODE_ENV: 'production',
    APOLLO_TELEMETRY_DISABLED: '1',
    SUPERGRAPH_FILE: supergraphFile,
    PORT: String(port),
    ...env,
  });
  const url = `http://127.0.0.1:${port}/graphql`;
  try {
    const answerBytes = await checkAnswer(name, url, headers, 30_000);
    return { name, url, pid: started.pid, answerBytes, headers, started };
  } catch (error) {
    await started.stop();
    throw error;
  }
}

function load(
  { body }: Pick<RoundsInput, 'body'>,
  { url, answerBytes, headers }: RunningContender,
  { connections, uniqueIdentity }: Mode,
  seconds: number,
): Promise<LoadResult> {
  return runLoad({ url, body, answerBytes, headers, connections, uniqueIdentity, seconds });
}

async function turn(input: RoundsInput, one: RunningContender, mode: Mode): Promise<Turn> {
  await subgraphStats(input.site);
  const watch = watchCpu(() => ({ gateway: one.pid }));
  const result = await load(input, one, mode, input.seconds);
  const use = watch();
  const { requests, identities } = await subgraphStats(input.site);
  return {
    ...result,
    contender: one.name,
    mode: mode.name,
    cpuMs: use.processes.gateway ?? 0,
    subgraphRequests: requests,
    identities,
    stealPercent: use.stealPercent,
    memoryMiB: memoryMiB(one.pid),
  };
}

async function subgraphStats({ subgraphsOrigin }: Site): Promise<{ requests: number; identities: number }> {
  const response = await fetch(`${subgraphsOrigin}/stats`);
  return (await response.json()) as { requests: number; identities: number };
}
