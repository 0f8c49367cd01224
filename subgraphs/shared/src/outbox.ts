import type { DataSource, EntityManager } from 'typeorm';
import { crashPoints } from './crash-points.ts';
import type { EventEnvelope } from './events/define-event.ts';
import type { Signals } from './signals.ts';

/** An aggregate's events share a lane, which one relay empties at a time, while others empty other lanes beside it. */
export const laneCount = 16;

/** Statements that create the outbox; a subgraph's migration runs them. */
export const createOutboxSql = [
  `CREATE TABLE outbox (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     lane smallint NOT NULL,
     event_id text NOT NULL,
     type text NOT NULL,
     subject text NOT NULL,
     envelope text NOT NULL,
     attempts int NOT NULL DEFAULT 0,
     last_error text,
     due_at timestamptz NOT NULL DEFAULT now(),
     created_at timestamptz NOT NULL DEFAULT now()
   )`,
  'ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000)',
  `CREATE TABLE outbox_lanes (
     lane smallint PRIMARY KEY,
     owner text,
     leased_until timestamptz NOT NULL DEFAULT '-infinity'
   )`,
  'CREATE TABLE outbox_relays (owner text PRIMARY KEY, present_until timestamptz NOT NULL)',
  `INSERT INTO outbox_lanes (lane) SELECT generate_series(0, ${laneCount - 1})`,
] as const;

/** Hints gathered by a transaction, to be sent when it has committed. */
const gatheredHints = new WeakMap<EntityManager, Map<string, Set<string>>>();

export type TransactionDeps = { readonly dataSource: DataSource; readonly signals: Signals };

/**
 * Runs work in one transaction, and after its commit wakes the outbox relay and the live readers of every aggregate
 * that recorded an event. All writes that publish events go through here.
 */
export async function inTransaction<Result>(
  deps: TransactionDeps,
  work: (tx: EntityManager) => Promise<Result>,
): Promise<Result> {
  const hints = new Map<string, Set<string>>();
  const result = await deps.dataSource.transaction(async (tx) => {
    gatheredHints.set(tx, hints);
    return work(tx);
  });
  if (hints.has('outbox')) crashPoints.committed.publish(undefined);
  for (const [key, values] of hints) for (const value of values) deps.signals.notify(key, value);
  return result;
}

/**
 * Writes events into the outbox, in the transaction that makes them true. They leave at least once, even if this
 * process dies right after the commit.
 *
 * Events of one aggregate and one type leave in the order recorded, unless SNS refuses one: it follows later. Types
 * pass each other, because a message holds events of one type, and SQS keeps no order at all: consumers go by the
 * aggregate's version.
 */
export async function recordEvents(tx: EntityManager, ...events: readonly EventEnvelope[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query(insertOutboxSql(1), outboxColumns(events));
  announce(tx, 'outbox');
  for (const event of events) announce(tx, event.subject);
}

/**
 * SQL that writes events into the outbox, for a statement that makes them true by itself. Its five parameters are
 * `outboxColumns`; `condition` may look at an event by `e.subject`. Once the statement has run: `notifyRecorded`.
 *
 * @param first number of the first parameter
 */
export function insertOutboxSql(first: number, condition = 'true'): string {
  const arrays = ['smallint', 'text', 'text', 'text', 'text'].map(
    (type, index) => `$${first + index}::${type}[]`,
  );
  return `INSERT INTO outbox (lane, event_id, type, subject, envelope)
     SELECT e.lane, e.event_id, e.type, e.subject, e.envelope
     FROM unnest(${arrays.join(', ')}) WITH ORDINALITY AS e (lane, event_id, type, subject, envelope, n)
     WHERE ${condition} ORDER BY e.n`;
}

/** What `insertOutboxSql` writes of each event, a list for each column. */
export function outboxColumns(events: readonly EventEnvelope[]): unknown[][] {
  return [
    events.map((event) => laneOf(event.subject)),
    events.map((event) => event.id),
    events.map((event) => event.type),
    events.map((event) => event.subject),
    events.map((event) => JSON.stringify(event)),
  ];
}

/** Wakes the outbox relay and the live readers of the events' aggregates, after the commit of what recorded them. */
export function notifyRecorded(signals: Signals, events: readonly EventEnvelope[]): void {
  if (events.length === 0) return;
  crashPoints.committed.publish(undefined);
  signals.notify('outbox');
  for (const subject of new Set(events.map((event) => event.subject))) signals.notify(subject);
}

/** Adds a hint for live readers to what is sent after the commit. Only inside inTransaction. */
export function announce(tx: EntityManager, key: string, value = ''): void {
  const hints = gatheredHints.get(tx);
  if (!hints) throw new Error('announce and recordEvents need a transaction opened by inTransaction');
  const values = hints.get(key);
  if (values) values.add(value);
  else hints.set(key, new Set([value]));
}

/** FNV-1a, 32 bits: stable between processes and releases, which a lane must be. */
export function laneOf(subject: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < subject.length; index += 1) {
    hash = Math.imul(hash ^ subject.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % laneCount;
}
