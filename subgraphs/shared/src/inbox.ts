import type { EntityManager } from 'typeorm';
import type { EventEnvelope } from './events/define-event.ts';
import { inTransaction, type TransactionDeps } from './outbox.ts';
import { type Queryable, row, rows } from './sql.ts';

/** Statement that creates the inbox; a subgraph's migration runs it. */
export const createInboxSql = `CREATE TABLE inbox (
  consumer text NOT NULL,
  event_id text NOT NULL,
  handled_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id)
)`;

/**
 * Handles an event once: the note that it was handled and the work share one transaction, so a second delivery,
 * even at the same moment, does nothing. If the work throws, neither happened.
 *
 * @returns whether the work was done now
 */
export async function handleOnce(
  deps: TransactionDeps,
  consumer: string,
  event: EventEnvelope,
  work: (tx: EntityManager) => Promise<void>,
): Promise<boolean> {
  return (await handleTogether(deps, consumer, [event], work)) === 1;
}

/**
 * Handles many events once each, all in one transaction: `work` gets those that were not handled before. If it throws,
 * none was handled; a batcher then tries its halves.
 *
 * @returns how many were new
 */
export async function handleTogether<Event extends EventEnvelope>(
  deps: TransactionDeps,
  consumer: string,
  events: readonly Event[],
  work: (tx: EntityManager, fresh: readonly Event[]) => Promise<void>,
): Promise<number> {
  return inTransaction(deps, async (tx) => {
    const byId = new Map(events.map((event) => [event.id, event]));
    const noted = await rows<{ event_id: string }>(
      tx,
      `INSERT INTO inbox (consumer, event_id) SELECT $1, unnest($2::text[])
       ON CONFLICT DO NOTHING RETURNING event_id`,
      // Sorted, so that two workers with the same events in another order cannot lock each other out.
      [consumer, [...byId.keys()].sort()],
    );
    const isNew = new Set(noted.map((note) => note.event_id));
    const fresh = [...byId.values()].filter((event) => isNew.has(event.id));
    if (fresh.length > 0) await work(tx, fresh);
    return fresh.length;
  });
}

/** Whether an event was handled: lets a handler skip a call to the outside that a duplicate would repeat. */
export async function wasHandled(db: Queryable, consumer: string, event: EventEnvelope): Promise<boolean> {
  const found = await row(db, 'SELECT 1 FROM inbox WHERE consumer = $1 AND event_id = $2', [
    consumer,
    event.id,
  ]);
  return found !== null;
}

/** SQS keeps a message for 14 days at most: older notes can never be asked for again. */
export async function forgetOldInbox(db: Queryable): Promise<void> {
  await db.query(`DELETE FROM inbox WHERE handled_at < now() - interval '15 days'`);
}
