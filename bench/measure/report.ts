import type { Check } from '../system/invariants.ts';
import type { CpuUse } from './cpu.ts';
import type { LatencySummary } from './latency.ts';

const said: string[] = [];

/** Prints a line of a report. */
export function say(line = ''): void {
  said.push(line);
  process.stdout.write(`${line}\n`);
}

/** All that this process has said, for a file in `results/`. */
export function report(): string {
  return said.join('\n');
}

/** Prints rows under headings, numbers to the right. */
export function table(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => String(row[column]).length)),
  );
  const line = (cells: readonly (string | number)[]): string =>
    cells
      .map((cell, column) =>
        column === 0 ? String(cell).padEnd(widths[column]!) : String(cell).padStart(widths[column]!),
      )
      .join('  ');
  say(line(headings));
  for (const row of rows) say(line(row));
  say();
}

/** Prints how long each step took. */
export function latencyTable(summary: Readonly<Record<string, LatencySummary>>): void {
  table(
    ['step (ms)', 'count', 'p50', 'p95', 'p99', 'max', 'failed'],
    Object.entries(summary).map(([step, { count, p50, p95, p99, max, failures }]) => [
      step,
      count,
      p50,
      p95,
      p99,
      max,
      failures,
    ]),
  );
}

/** Prints the CPU time of each process, most first, and per unit of work. */
export function cpuTable(use: CpuUse, units: number, unit: string): void {
  const used = Object.entries(use.processes).sort(([, a], [, b]) => b - a);
  const sum = used.reduce((total, [, ms]) => total + ms, 0);
  table(
    ['process', 'CPU s', `CPU ms/${unit}`, '% of a core'],
    [...used, ['all', sum] as const].map(([name, ms]) => [
      name,
      (ms / 1000).toFixed(1),
      (ms / units).toFixed(2),
      ((100 * ms) / use.elapsedMs).toFixed(0),
    ]),
  );
  say(`CPU taken by the host for others: ${use.stealPercent} %`);
  say();
}

/** Prints what was checked, and whether all of it held. */
export function checksTable(checks: readonly Check[]): boolean {
  for (const { what, failures } of checks) {
    say(`${failures.length === 0 ? 'holds ' : 'BROKEN'}  ${what}`);
    for (const failure of failures.slice(0, 5)) say(`          ${failure}`);
    if (failures.length > 5) say(`          and ${failures.length - 5} more`);
  }
  say();
  return checks.every(({ failures }) => failures.length === 0);
}
