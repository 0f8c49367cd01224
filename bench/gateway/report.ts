import { machineLine } from '../measure/cpu.ts';
import { say, table } from '../measure/report.ts';
import type { Turn } from './rounds.ts';

/** Prints the turns of a run, one table per mode. Not ok where an answer was wrong, or a viewer's request was shared. */
export function reportRounds(turns: readonly Turn[], title: string): { ok: boolean; figures: object } {
  const figures = [...Map.groupBy(turns, ({ mode }) => mode)].map(([mode, ofMode]) => {
    const rows = [...Map.groupBy(ofMode, ({ contender }) => contender)].map(([contender, own]) =>
      summarise(contender, own),
    );
    return { mode, rows };
  });
  for (const { mode, rows } of figures) {
    table(
      [
        mode,
        'CPU ms/op',
        'min..max',
        'requests/s',
        'p50 ms',
        'p99 ms',
        'MiB',
        'subgraph requests/op',
        'wrong',
      ],
      rows.map((row) => [
        row.contender,
        row.cpuMsPerOp.toFixed(2),
        row.cpuRange,
        Math.round(row.requestsPerSecond),
        row.p50,
        row.p99,
        row.memoryMiB,
        row.subgraphRequestsPerOp.toFixed(1),
        row.wrong,
      ]),
    );
  }
  const steal = Math.max(...turns.map(({ stealPercent }) => stealPercent));
  say(`CPU taken by the host for others: at most ${steal} % in a turn`);
  const wrong = turns.reduce((sum, turn) => sum + turn.wrong, 0);
  return { ok: wrong === 0, figures: { title, machine: machineLine(), stealPercent: steal, figures } };
}

function summarise(contender: string, turns: readonly Turn[]) {
  const sum = (of: (turn: Turn) => number): number => turns.reduce((total, turn) => total + of(turn), 0);
  const operations = sum(({ operations }) => operations);
  const cpu = turns.map(({ cpuMs, operations }) => cpuMs / operations).sort((a, b) => a - b);
  return {
    contender,
    cpuMsPerOp: sum(({ cpuMs }) => cpuMs) / operations,
    cpuRange: `${cpu[0]?.toFixed(2)}..${cpu.at(-1)?.toFixed(2)}`,
    requestsPerSecond: operations / sum(({ seconds }) => seconds),
    p50: median(turns.map(({ p50 }) => p50)),
    p99: median(turns.map(({ p99 }) => p99)),
    memoryMiB: Math.max(...turns.map(({ memoryMiB }) => memoryMiB)),
    subgraphRequestsPerOp: sum(({ subgraphRequests }) => subgraphRequests) / operations,
    identitiesPerOp: sum(({ identities }) => identities) / operations,
    wrong: sum(({ wrong }) => wrong),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
