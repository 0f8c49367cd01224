import type { EventEnvelope } from '@souk/shared/events/define-event';
import { recordEvents } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import type { PaymentNews } from './apply-outcome.ts';
import type { Payment } from './payment.entity.ts';
import { type WithPayment, writePayment } from './payment.repository.ts';
import { paymentEvent } from './payment-events.ts';

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

/**
 * Writes a change of a payment.
 *
 * @returns false, and nothing is written, where the row is no longer `stored`
 */
export async function writeChange(
  tx: EntityManager,
  stored: Payment,
  change: Change,
  more: WithPayment = {},
): Promise<boolean> {
  if (!(await writePayment(tx, stored, change.payment, more))) return false;
  for (const write of change.writes) await write(tx);
  await recordEvents(tx, ...change.events);
  return true;
}
