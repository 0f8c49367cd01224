import { type Queryable, rows } from '@souk/shared/sql';
import type { Payment } from './payment.entity.ts';
import type { PaymentAttempt } from './payment-attempt.entity.ts';
import { changedRows, columnNames, isSamePayment, toJsonRow } from './payment-row.ts';

/** A call to write down before it is sent. */
export type BegunAttempt = Pick<
  PaymentAttempt,
  'id' | 'paymentId' | 'operation' | 'idempotencyKey' | 'sentAt'
>;
/** What came of a call. */
export type EndedAttempt = Pick<PaymentAttempt, 'id' | 'paymentId' | 'outcome' | 'detail' | 'answeredAt'>;

/** A new payment, and the first call about it. */
export type NewPayment = { readonly payment: Payment; readonly begun: BegunAttempt | null };

/** A change of a payment, and calls begun or ended with it. */
export type PaymentWrite = {
  readonly before: Payment;
  readonly after: Payment;
  readonly begun: BegunAttempt | null;
  readonly ended: EndedAttempt | null;
};

const insertAttempts = (records: string): string =>
  `INSERT INTO payment_attempts (id, payment_id, operation, idempotency_key, sent_at)
   SELECT id, payment_id, operation, idempotency_key, sent_at
   FROM jsonb_populate_recordset(NULL::payment_attempts, ${records}::jsonb)
   WHERE payment_id IN (SELECT id FROM written)`;

/**
 * Writes new payments with the first calls about them, but for orders that have one already or have been given up
 * before; such a wish is taken away and answered. One statement. The caller has locked the orders.
 *
 * @returns ids of the payments written, and why orders were given up
 */
export async function insertPayments(
  tx: Queryable,
  fresh: readonly NewPayment[],
): Promise<{ readonly written: ReadonlySet<string>; readonly givenUp: ReadonlyMap<string, string> }> {
  const found = await rows<{ id: string | null; order_id: string; reason: string }>(
    tx,
    `WITH early AS (DELETE FROM early_voids WHERE order_id = ANY($1) RETURNING order_id, reason),
       written AS (INSERT INTO payments (${columnNames})
         SELECT ${columnNames} FROM jsonb_populate_recordset(NULL::payments, $2::jsonb)
         WHERE order_id NOT IN (SELECT order_id FROM early) ON CONFLICT DO NOTHING RETURNING id),
       begun AS (${insertAttempts('$3')})
     SELECT id, NULL AS order_id, NULL AS reason FROM written
     UNION ALL SELECT NULL, order_id, reason FROM early`,
    [
      fresh.map(({ payment }) => payment.orderId),
      JSON.stringify(fresh.map(({ payment }) => toJsonRow(payment))),
      attemptsJson(fresh),
    ],
  );
  return {
    written: new Set(found.flatMap(({ id }) => id ?? [])),
    givenUp: new Map(found.filter(({ id }) => id === null).map(({ order_id, reason }) => [order_id, reason])),
  };
}

/**
 * Writes what has changed of payments, one write each, and the calls begun or ended with them: only the columns that
 * differ, in one statement. The rows are locked in the order of their ids, as everywhere.
 *
 * @returns ids of the payments written. A row that is no longer as it was before is locked, and nothing is written
 */
export async function writePayments(
  tx: Queryable,
  writes: readonly PaymentWrite[],
): Promise<ReadonlySet<string>> {
  const toWrite = writes.filter(
    ({ before, after, begun, ended }) => begun || ended || !isSamePayment(before, after),
  );
  const unchanged = writes.filter((write) => !toWrite.includes(write)).map(({ before }) => before.id);
  if (toWrite.length === 0) return new Set(unchanged);
  const { assignments, definition, rows: changes } = changedRows(toWrite);
  const parameters: unknown[] = [toWrite.map(({ before }) => before.id), JSON.stringify(changes)];
  const parts = [
    'held AS (SELECT id FROM payments WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE)',
    `written AS (UPDATE payments p SET ${assignments}
       FROM held JOIN jsonb_to_recordset($2::jsonb) AS n (${definition}) ON n.id = held.id
       WHERE p.id = held.id AND p.revision = n.revision RETURNING p.id)`,
  ];
  const place = (value: string): string => `$${parameters.push(value)}`;
  if (toWrite.some(({ begun }) => begun)) {
    parts.push(`begun AS (${insertAttempts(place(attemptsJson(toWrite)))})`);
  }
  const ended = toWrite.flatMap((write) => write.ended ?? []);
  if (ended.length > 0) {
    parts.push(
      `ended AS (${endAttempts(place(endedJson(ended)))} AND e.payment_id IN (SELECT id FROM written))`,
    );
  }
  const written = await rows<{ id: string }>(
    tx,
    `WITH ${parts.join(', ')} SELECT id FROM written`,
    parameters,
  );
  return new Set([...unchanged, ...written.map(({ id }) => id)]);
}

/** Notes the outcome of a call whose payment has gone on without it. */
export async function noteLateOutcome(tx: Queryable, ended: EndedAttempt): Promise<void> {
  await tx.query(endAttempts('$1'), [endedJson([ended])]);
}

const endAttempts = (records: string): string =>
  `UPDATE payment_attempts a SET outcome = e.outcome, detail = e.detail, answered_at = e.answered_at
   FROM jsonb_populate_recordset(NULL::payment_attempts, ${records}::jsonb) e WHERE a.id = e.id`;

function attemptsJson(writes: readonly Pick<PaymentWrite, 'begun'>[]): string {
  return JSON.stringify(
    writes
      .flatMap(({ begun }) => begun ?? [])
      .map(({ id, paymentId, operation, idempotencyKey, sentAt }) => ({
        id,
        payment_id: paymentId,
        operation,
        idempotency_key: idempotencyKey,
        sent_at: sentAt,
      })),
  );
}

function endedJson(ended: readonly EndedAttempt[]): string {
  return JSON.stringify(
    ended.map(({ id, paymentId, outcome, detail, answeredAt }) => ({
      id,
      payment_id: paymentId,
      outcome,
      detail,
      answered_at: answeredAt,
    })),
  );
}
