import type { EventEnvelope } from '@souk/shared/events/define-event';
import { recordEvents } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import type { PaymentNews } from './apply-outcome.ts';
import type { Payment } from './payment.entity.ts';
import { paymentEvent } from './payment-events.ts';
import { type BegunAttempt, type EndedAttempt, writePayments } from './write-payments.ts';

/** What is to become of a payment in one transaction: its next state, what is told, and what else is written. */
export type Change = {
  readonly payment: Payment;
  readonly events: readonly EventEnvelope[];
  readonly writes: readonly ((tx: EntityManager) => Promise<void>)[];
};

export function changeTo(payment: Payment): Change {
  return { payment, events: [], writes: [] };
}

/** Adds news about the payment as it is after the change. */
export function tell(change: Change, news: readonly PaymentNews[], now: Date): Change {
  return news.reduce(
    (told, item) => tellEvent(told, (payment) => paymentEvent(payment, item, now), now),
    change,
  );
}

/** Adds an event about the payment as it is after the change; each counts as a version. */
export function tellEvent(change: Change, eventOf: (payment: Payment) => EventEnvelope, now: Date): Change {
  const payment: Payment = { ...change.payment, version: change.payment.version + 1, updatedAt: now };
  return { ...change, payment, events: [...change.events, eventOf(payment)] };
}

/** Adds something that is written if, and only if, the change is. */
export function alsoWrite(change: Change, write: (tx: EntityManager) => Promise<void>): Change {
  return { ...change, writes: [...change.writes, write] };
}

/** A change of a payment as it is stored, and the calls begun or ended with it. */
export type PlannedChange = {
  readonly stored: Payment;
  readonly change: Change;
  readonly begun?: BegunAttempt | null;
  readonly ended?: EndedAttempt | null;
};

/**
 * Writes changes of payments, one each, and records their events.
 *
 * @returns ids of the payments written; of a row that is no longer `stored` nothing is
 */
export async function writeChanges(
  tx: EntityManager,
  planned: readonly PlannedChange[],
): Promise<ReadonlySet<string>> {
  const written = await writePayments(
    tx,
    planned.map(({ stored, change, begun, ended }) => ({
      before: stored,
      after: change.payment,
      begun: begun ?? null,
      ended: ended ?? null,
    })),
  );
  await writeBesides(
    tx,
    planned.filter(({ stored }) => written.has(stored.id)).map(({ change }) => change),
  );
  return written;
}

/** Writes what goes with changes whose payments are written, and records their events. */
export async function writeBesides(tx: EntityManager, changes: readonly Change[]): Promise<void> {
  for (const { writes } of changes) for (const write of writes) await write(tx);
  await recordEvents(tx, ...changes.flatMap(({ events }) => events));
}
