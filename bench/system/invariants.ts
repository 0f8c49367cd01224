import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Souk } from '@souk/local/souk';
import { stockInvariantSql } from '../../subgraphs/products/src/stock/stock-invariant.ts';
import { type LatencySummary, percentiles } from '../measure/latency.ts';
import { queuesWithMessages } from './aws-metrics.ts';
import type { JournalEntry } from './buyer.ts';
import { readRows } from './database.ts';
import { readLedger } from './sandbox-ledger.ts';

/** Something that must hold, where it does not, and what a failure would mean to a buyer or the shop. */
export type Check = {
  readonly kind: 'lost' | 'doubled' | 'oversold';
  readonly what: string;
  readonly failures: readonly string[];
};

const subgraphs = ['users', 'products', 'orders', 'payments', 'notifications', 'analytics'] as const;

function read<Row extends object>(
  souk: Souk,
  subgraph: string,
  statement: string,
  parameters: unknown[] = [],
): Promise<Row[]> {
  return readRows<Row>(souk.databaseUrl(`souk_${subgraph}`), statement, parameters);
}

/** A consumer that has just taken the last message may still write an event: rest is what lasts. */
const quietReadings = 5;

/**
 * Waits until everything is at rest: no saga or mail on its way, no event in an outbox, no message in a
 * queue.
 *
 * @returns how long that took, in milliseconds; the time-out if it never came to rest
 */
export async function waitUntilSettled(souk: Souk, timeoutMs: number): Promise<number> {
  const startedAt = performance.now();
  let quietSince = startedAt;
  let quiet = 0;
  while (quiet < quietReadings && performance.now() - startedAt < timeoutMs) {
    const busy = await busyParts(souk);
    if (busy.length > 0) quiet = 0;
    else if (quiet === 0) quietSince = performance.now();
    if (busy.length === 0) quiet += 1;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return Math.round((quiet > 0 ? quietSince : performance.now()) - startedAt);
}

/**
 * Waits until every order is at its end, or waits for its buyer. What follows from that, such as mails, may still be on
 * its way, and buyers who never pay keep a shop from rest for as long as they have time.
 *
 * @returns how long that took, in milliseconds; the time-out if it never came to that
 */
export async function waitUntilOrdersEnd(souk: Souk, timeoutMs: number): Promise<number> {
  const startedAt = performance.now();
  const passedMs = (): number => Math.round(performance.now() - startedAt);
  while (passedMs() < timeoutMs && (await openSagas(souk)) > 0) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return passedMs();
}

async function openSagas(souk: Souk): Promise<number> {
  const [sagas] = await read<{ open: number }>(
    souk,
    'orders',
    `SELECT count(*)::int AS open FROM order_sagas WHERE deadline_at IS NOT NULL AND step <> 'AWAITING_BUYER'`,
  );
  return sagas!.open;
}

async function busyParts(souk: Souk): Promise<string[]> {
  // A mail whose sender died goes out when its lease ends. The one that tells of a placed order waits by design.
  const [mails] = await read<{ open: number }>(
    souk,
    'notifications',
    `SELECT count(*)::int AS open FROM deliveries WHERE status = 'PENDING' AND topic <> 'OrderPlaced'`,
  );
  const queued = (await queuesWithMessages(souk)).filter((line) => !line.includes('-dlq'));
  return [
    ...((await openSagas(souk)) > 0 ? ['sagas'] : []),
    ...(mails!.open > 0 ? ['mails'] : []),
    ...(await outboxFailures(souk)),
    ...queued,
  ];
}

/** How long orders took from PLACED to CONFIRMED, by the orders' own logs, and how many were confirmed in a window. */
export async function confirmationTimes(
  souk: Souk,
  from: Date,
  to: Date,
): Promise<{ confirmedInWindow: number; latency: Omit<LatencySummary, 'failures'> }> {
  const times = await read<{ ms: number; in_window: boolean }>(
    souk,
    'orders',
    `SELECT extract(epoch FROM e.occurred_at - o.placed_at) * 1000 AS ms, e.occurred_at BETWEEN $1 AND $2 AS in_window
     FROM orders o JOIN order_events e ON e.order_id = o.id AND e.type = 'OrderConfirmed'
     WHERE e.occurred_at >= $1 AND (o.placed_at BETWEEN $1 AND $2 OR e.occurred_at <= $2)`,
    [from, to],
  );
  return {
    confirmedInWindow: times.filter((time) => time.in_window).length,
    latency: percentiles(times.map((time) => Number(time.ms))),
  };
}

/**
 * Checks from outside that nothing was lost, doubled or oversold: the buyers' journal against the orders, the orders
 * against the payment provider's own ledger, the stock against its movements.
 *
 * @param options.forgotten ids of orders that a restored backup does not know
 * @param options.since orders placed before it are not looked at: no provider and no mail server knows generated ones
 */
export async function checkInvariants(
  souk: Souk,
  journal: readonly JournalEntry[],
  {
    forgotten = new Set(),
    since = new Date(0),
  }: { forgotten?: ReadonlySet<string> | undefined; since?: Date } = {},
): Promise<Check[]> {
  const orders = await read<{
    id: string;
    status: string;
    total: string;
    open: boolean;
  }>(
    souk,
    'orders',
    `SELECT o.id, s.status, o.total_minor AS total, g.deadline_at < now() - interval '30 seconds' AS open
     FROM orders o JOIN order_states s ON s.order_id = o.id JOIN order_sagas g ON g.order_id = o.id
     WHERE o.placed_at >= $1`,
    [since],
  );
  const byId = new Map(orders.map((order) => [order.id, order]));
  const ledger = await readLedger(souk);
  const ledgerByOrder = new Map<string, (typeof ledger)[number][]>();
  for (const account of ledger) {
    ledgerByOrder.set(account.merchantReference, [
      ...(ledgerByOrder.get(account.merchantReference) ?? []),
      account,
    ]);
  }
  const terminal = [
    'CONFIRMED',
    'CANCELLED',
    'PARTIALLY_FULFILLED',
    'FULFILLED',
    'DELIVERED',
    'AWAITING_PAYMENT',
  ];

  return [
    {
      kind: 'lost',
      what: `every accepted checkout is an order (${journal.filter((entry) => entry.orderId).length} of them)`,
      failures: journal
        .filter(({ orderId }) => orderId && !byId.has(orderId) && !forgotten.has(orderId))
        .map((entry) => `${entry.orderId} is gone`),
    },
    {
      kind: 'lost',
      what: `every order has ended (${orders.length} of them)`,
      failures: orders
        .filter((order) => !terminal.includes(order.status) || order.open)
        .map((order) => `${order.id} is ${order.status}`),
    },
    {
      kind: 'doubled',
      what: 'the provider took the money of each confirmed order once, and of no other',
      failures: orders.flatMap((order) => {
        const accounts = ledgerByOrder.get(order.id) ?? [];
        const captures = accounts.reduce((sum, account) => sum + account.captures, 0);
        const net = accounts.reduce((sum, account) => sum + account.capturedMinor - account.refundedMinor, 0);
        const live = accounts.some((account) => account.status === 'authorised');
        const due = ['CANCELLED', 'AWAITING_PAYMENT'].includes(order.status) ? 0 : Number(order.total);
        return captures > 1 || net !== due || live
          ? [
              `${order.id} is ${order.status}: due ${due}, net ${net} in ${captures} captures${live ? ', still authorised' : ''}`,
            ]
          : [];
      }),
    },
    {
      kind: 'lost',
      what: 'the provider knows no payment of an order that does not exist',
      failures: ledger.flatMap(({ merchantReference }) =>
        byId.has(merchantReference) || forgotten.has(merchantReference)
          ? []
          : [`${merchantReference} has no order`],
      ),
    },
    {
      kind: 'oversold',
      what: 'stock adds up: what came in is available, held or sold, and no hold outlives its time',
      failures: await stockFailures(souk),
    },
    {
      kind: 'lost',
      what: 'no event has waited in an outbox for ten seconds',
      failures: await outboxFailures(souk, 10),
    },
    { kind: 'lost', what: 'no message is in a dead-letter queue', failures: await deadLetterFailures(souk) },
    { kind: 'doubled', what: 'no cart became two orders', failures: await cartFailures(souk, since) },
    ...(await checkMails(souk, since)),
  ];
}

async function stockFailures(souk: Souk): Promise<string[]> {
  const wrong = await read<object>(souk, 'products', stockInvariantSql);
  const overdue = await read<object>(
    souk,
    'products',
    `SELECT order_id AS "heldFor", expires_at AS "until" FROM reservations
     WHERE state = 'HELD' AND expires_at < now() - interval '30 seconds'`,
  );
  return [...wrong, ...overdue].map((row) => JSON.stringify(row));
}

async function cartFailures(souk: Souk, since: Date): Promise<string[]> {
  const doubled = await read<{ cart_id: string }>(
    souk,
    'orders',
    'SELECT cart_id FROM orders WHERE placed_at >= $1 GROUP BY cart_id HAVING count(*) > 1',
    [since],
  );
  return doubled.map(({ cart_id }) => cart_id);
}

/**
 * What the mail server got of each confirmed order, read from its own store. A crash may repeat a mail, but then under
 * the same Message-ID, by which mail programs know it; where processes die every few seconds, another one the repeat.
 */
async function checkMails(souk: Souk, since: Date): Promise<Check[]> {
  const confirmed = await read<{ number: string }>(
    souk,
    'orders',
    `SELECT DISTINCT o.number FROM orders o JOIN order_events e ON e.order_id = o.id
     WHERE e.type = 'OrderConfirmed' AND e.occurred_at >= $1 AND o.placed_at >= $1`,
    [since],
  );
  const store = new DatabaseSync(join(souk.dataDir, 'inbox.sqlite'), { readOnly: true });
  const mails = store
    .prepare(
      `SELECT subject, count(DISTINCT message_id) AS ids, count(*) AS copies FROM message
       WHERE kind = 'email' AND subject LIKE 'Order % is confirmed' GROUP BY subject`,
    )
    .all() as { subject: string; ids: number; copies: number }[];
  store.close();
  const known = new Set(mails.map(({ subject }) => subject));
  const missing = confirmed.filter(({ number }) => !known.has(`Order ${number} is confirmed`));
  return [
    {
      kind: 'lost',
      what: `each confirmed order had its mail (${confirmed.length} of them)`,
      failures: missing.map(({ number }) => `order ${number}`),
    },
    {
      kind: 'doubled',
      what: 'no order was told twice that it is confirmed',
      failures: mails
        .filter(({ ids, copies }) => ids > 1 || copies > 3)
        .map(({ subject, copies }) => `${subject}: ${copies} times`),
    },
  ];
}

async function outboxFailures(souk: Souk, olderThanSeconds = 0): Promise<string[]> {
  const counts = await Promise.all(
    subgraphs.map(async (name) => {
      const [row] = await read<{ waiting: number }>(
        souk,
        name,
        `SELECT count(*)::int AS waiting FROM outbox WHERE created_at <= now() - $1 * interval '1 second'`,
        [olderThanSeconds],
      );
      return row!.waiting > 0 ? [`${row!.waiting} wait in ${name}`] : [];
    }),
  );
  return counts.flat();
}

async function deadLetterFailures(souk: Souk): Promise<string[]> {
  return (await queuesWithMessages(souk)).filter((line) => line.includes('-dlq'));
}
