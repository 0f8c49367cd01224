import type { StatementUse } from '../measure/database-work.ts';
import { cpuTable, latencyTable, say, table } from '../measure/report.ts';
import type { MeasuredLoad } from './measured-load.ts';

/** Prints one load: how long its steps took, and what an order cost and where. */
export function reportLoad(load: MeasuredLoad): void {
  const { databases, placedToConfirmedMs: times } = load;
  latencyTable(load.steps);
  cpuTable(load.cpu, Math.max(1, load.accepted), 'order');
  const perOrder = per(load);
  const totals = sumOf(Object.values(databases.databases));
  table(
    ['an order in PostgreSQL', 'statements', 'commits', 'ms within'],
    [...Object.entries(databases.databases), ['all', totals] as const].map(([name, use]) => [
      name,
      perOrder(use.statements),
      perOrder(use.commits),
      perOrder(use.executionMs),
    ]),
  );
  say(
    `its log               ${perOrder(databases.logFlushes)} flushes to disk, ${perOrder(databases.logBytes / 1024)} KiB an order`,
  );
  say(
    `SNS and SQS           ${Object.entries(load.calls)
      .sort(([, a], [, b]) => b - a)
      .map(([action, count]) => `${perOrder(count)} ${action}`)
      .join(', ')} an order`,
  );
  say(`accepted a minute     ${load.acceptedPerMinute}`);
  say(`CONFIRMED a minute    ${load.confirmedPerMinute}`);
  say(`placed to CONFIRMED   p50 ${times.p50} ms, p95 ${times.p95} ms, p99 ${times.p99} ms`);
  say(`all settled           ${(load.settledAfterMs / 1000).toFixed(1)} s after the last checkout`);
  for (const [error, count] of Object.entries(load.failures)) say(`failed ${count} times: ${error}`);
  say();
}

/** Prints what an order cost in the shop as it was, and after it had grown. */
export function reportGrowth(small: MeasuredLoad, large: MeasuredLoad): void {
  const rows = costs(large).map(([what, after]) => {
    const before = costs(small).find(([name]) => name === what)?.[1] ?? 0;
    const change =
      before > 0 ? `${after >= before ? '+' : ''}${(100 * (after / before - 1)).toFixed(0)} %` : '';
    return [what, before.toFixed(2), after.toFixed(2), change] as const;
  });
  table(['cost per order', 'small', 'grown', ''], rows);

  const before = new Map(small.databases.statements.map((use) => [use.id, use]));
  const growing = large.databases.statements
    .flatMap((after) => {
      const was = before.get(after.id);
      const ms = (use: StatementUse, load: MeasuredLoad): number =>
        use.executionMs / Math.max(1, load.accepted);
      return was ? [{ was, after, msBefore: ms(was, small), msAfter: ms(after, large) }] : [];
    })
    .sort((a, b) => b.msAfter - b.msBefore - (a.msAfter - a.msBefore))
    .slice(0, 10);
  table(
    ['statements whose time grew most', 'ms/order', 'grown', 'pages/call', 'grown', 'calls/order', 'grown'],
    growing.map(({ was, after, msBefore, msAfter }) => [
      `${after.database.replace('souk_', '')}: ${after.text}`.slice(0, 100),
      msBefore.toFixed(3),
      msAfter.toFixed(3),
      (was.pages / was.calls).toFixed(1),
      (after.pages / after.calls).toFixed(1),
      per(small)(was.calls),
      per(large)(after.calls),
    ]),
  );
  reportScans(small, large);
}

/** Whole tables that were read: what a missing index costs. */
function reportScans(small: MeasuredLoad, large: MeasuredLoad): void {
  const rows = Object.entries(large.databases.scannedRows)
    .map(([name, count]) => ({
      name: name.replace('souk_', ''),
      before: (small.databases.scannedRows[name] ?? 0) / Math.max(1, small.accepted),
      after: count / Math.max(1, large.accepted),
    }))
    .filter(({ before, after }) => after > 2 * before + 10)
    .sort((a, b) => b.after - a.after);
  if (rows.length === 0) {
    say('scans of whole tables read no more rows an order than before');
    say();
    return;
  }
  table(
    ['rows read by scans of whole tables, an order', 'small', 'grown'],
    rows.map(({ name, before, after }) => [name, before.toFixed(0), after.toFixed(0)]),
  );
}

function costs(load: MeasuredLoad): (readonly [string, number])[] {
  const orders = Math.max(1, load.accepted);
  const cpu = Object.entries(load.cpu.processes).sort(([, a], [, b]) => b - a);
  const work = sumOf(Object.values(load.databases.databases));
  return [
    ...cpu.map(([name, ms]) => [`CPU ms, ${name}`, ms / orders] as const),
    ['CPU ms, all', cpu.reduce((sum, [, ms]) => sum + ms, 0) / orders],
    ['statements in PostgreSQL', work.statements / orders],
    ['commits', work.commits / orders],
    ['ms within PostgreSQL', work.executionMs / orders],
    ['pages looked at', load.databases.statements.reduce((sum, { pages }) => sum + pages, 0) / orders],
    ['KiB of its log', load.databases.logBytes / 1024 / orders],
    ['placeOrder p50, ms', load.steps.placeOrder?.p50 ?? 0],
    ['placeOrder p95, ms', load.steps.placeOrder?.p95 ?? 0],
  ];
}

function per({ accepted }: MeasuredLoad): (count: number) => string {
  return (count) => (count / Math.max(1, accepted)).toFixed(2);
}

type Use = MeasuredLoad['databases']['databases'][string];

function sumOf(uses: readonly Use[]): Use {
  const sum = (of: (use: Use) => number): number => uses.reduce((total, use) => total + of(use), 0);
  return {
    statements: sum(({ statements }) => statements),
    commits: sum(({ commits }) => commits),
    executionMs: sum(({ executionMs }) => executionMs),
  };
}
