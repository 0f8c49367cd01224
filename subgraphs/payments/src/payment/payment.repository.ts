import type { Page } from '@souk/shared/connection';
import { type Queryable, row, rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import { In } from 'typeorm';
import { type Payment, paymentEntity } from './payment.entity.ts';
import type { PaymentAttempt } from './payment-attempt.entity.ts';
import { changedColumns, columnNames, type PaymentRow, toJsonRow, toPayment } from './payment-row.ts';

/** Keeps others from asking for or giving up an order's payment until the transaction ends, even before it has one. */
export async function lockOrder(tx: EntityManager, orderId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [orderId]);
}

/** The payment of an order, its row locked for the rest of the transaction. */
export function lockPaymentOfOrder(tx: EntityManager, orderId: string): Promise<Payment | null> {
  return lock(tx, 'order_id = $1', [orderId]);
}

/** A payment, its row locked for the rest of the transaction. */
export function lockPayment(tx: EntityManager, id: string): Promise<Payment | null> {
  return lock(tx, 'id = $1', [id]);
}

async function lock(tx: EntityManager, condition: string, values: unknown[]): Promise<Payment | null> {
  const found = await row<PaymentRow>(tx, `SELECT * FROM payments WHERE ${condition} FOR UPDATE`, values);
  return found && toPayment(found);
}

/** How a provider may name a payment. */
export type ProviderName = Pick<Payment, 'provider'> & {
  readonly paymentId: string | null;
  readonly captureId: string | null;
  readonly orderId: string | null;
};

/** The payment that a provider means, by the provider's own ids or by the order it names. Not locked. */
export async function findProviderPayment(db: Queryable, by: ProviderName): Promise<Payment | null> {
  const names: [column: string, value: string | null][] = [
    ['provider_payment_id', by.paymentId],
    ['order_id', by.orderId],
    ['provider_capture_id', by.captureId],
  ];
  for (const [column, value] of names) {
    if (value === null) continue;
    const statement = `SELECT * FROM payments WHERE provider = $1 AND ${column} = $2`;
    const found = await row<PaymentRow>(db, statement, [by.provider, value]);
    if (found) return toPayment(found);
  }
  return null;
}

/** A call to write down before it is sent. */
export type BegunAttempt = Pick<
  PaymentAttempt,
  'id' | 'paymentId' | 'operation' | 'idempotencyKey' | 'sentAt'
>;
/** What came of a call. */
export type EndedAttempt = Pick<PaymentAttempt, 'id' | 'outcome' | 'detail' | 'answeredAt'>;

const insertAttempt = (record: string, from: string): string =>
  `INSERT INTO payment_attempts (id, payment_id, operation, idempotency_key, sent_at)
   SELECT id, payment_id, operation, idempotency_key, sent_at
   FROM jsonb_populate_record(NULL::payment_attempts, ${record}::jsonb)${from}`;

function toAttemptJson(attempt: BegunAttempt): string {
  const { id, paymentId, operation, idempotencyKey, sentAt } = attempt;
  return JSON.stringify({
    id,
    payment_id: paymentId,
    operation,
    idempotency_key: idempotencyKey,
    sent_at: sentAt,
  });
}

/**
 * Writes a new payment with the first call about it, unless its order has one already or has been given up before;
 * that wish is taken away and answered. One statement.
 */
export async function insertPayment(
  tx: EntityManager,
  payment: Payment,
  attempt: BegunAttempt | null,
): Promise<{ readonly inserted: boolean; readonly earlyVoidReason: string | null }> {
  const written = await row<{ id: string | null; reason: string | null }>(
    tx,
    `WITH early AS (DELETE FROM early_voids WHERE order_id = $2 RETURNING reason),
       written AS (INSERT INTO payments (${columnNames})
         SELECT ${columnNames} FROM jsonb_populate_record(NULL::payments, $1::jsonb)
         WHERE NOT EXISTS (SELECT FROM early) ON CONFLICT DO NOTHING RETURNING id)
       ${attempt ? `, begun AS (${insertAttempt('$3', ' WHERE EXISTS (SELECT FROM written)')})` : ''}
     SELECT (SELECT id FROM written) AS id, (SELECT reason FROM early) AS reason`,
    [toJsonRow(payment), payment.orderId, ...(attempt ? [toAttemptJson(attempt)] : [])],
  );
  return { inserted: written?.id != null, earlyVoidReason: written?.reason ?? null };
}

/** Changes to write together with a payment. */
export type WithPayment = {
  readonly begun?: BegunAttempt | null;
  readonly ended?: EndedAttempt | null;
};

/**
 * Writes what has changed of a payment, and calls begun or ended with it: only the columns that differ, in one
 * statement.
 *
 * @returns false, and nothing is written, where the row is no longer as it was
 */
export async function writePayment(
  tx: EntityManager,
  before: Payment,
  after: Payment,
  { begun, ended }: WithPayment = {},
): Promise<boolean> {
  const { names, values } = changedColumns(before, after);
  if (names.length === 0 && !begun && !ended) return true;
  const parameters: unknown[] = [before.id, before.revision, ...values];
  const place = (value: unknown): string => `$${parameters.push(value)}`;
  const sets = names.map((name, index) => `${name} = $${index + 3}`);
  const parts = [
    `written AS (UPDATE payments SET ${[...sets, 'revision = revision + 1'].join(', ')}
       WHERE id = $1 AND revision = $2 RETURNING id)`,
  ];
  const ifWritten = ' WHERE EXISTS (SELECT FROM written)';
  if (begun) parts.push(`begun AS (${insertAttempt(place(toAttemptJson(begun)), ifWritten)})`);
  if (ended) {
    const { id, outcome, detail, answeredAt } = ended;
    parts.push(
      `ended AS (UPDATE payment_attempts SET outcome = ${place(outcome)}, detail = ${place(detail)},
         answered_at = ${place(answeredAt)} WHERE id = ${place(id)} AND EXISTS (SELECT FROM written))`,
    );
  }
  const written = await row(tx, `WITH ${parts.join(', ')} SELECT id FROM written`, parameters);
  return written !== null;
}

/** Notes the outcome of a call whose payment has gone on without it. */
export async function noteLateOutcome(tx: EntityManager, ended: EndedAttempt): Promise<void> {
  const { id, outcome, detail, answeredAt } = ended;
  await tx.query('UPDATE payment_attempts SET outcome = $2, detail = $3, answered_at = $4 WHERE id = $1', [
    id,
    outcome,
    detail,
    answeredAt,
  ]);
}

export function findPayments(db: EntityManager, ids: readonly string[]): Promise<Payment[]> {
  return db.find(paymentEntity, { where: { id: In([...ids]) } });
}

export function findPaymentsOfOrders(db: EntityManager, orderIds: readonly string[]): Promise<Payment[]> {
  return db.find(paymentEntity, { where: { orderId: In([...orderIds]) }, order: { id: 'ASC' } });
}

/** A customer's payments for a page, newest first, and one more than fits where there is one. */
export async function listPaymentsOf(db: Queryable, customerId: string, page: Page): Promise<Payment[]> {
  const beyond = page.position ? `AND id ${page.direction === 'forward' ? '<' : '>'} $3` : '';
  const found = await rows<PaymentRow>(
    db,
    `SELECT * FROM payments WHERE customer_id = $1 ${beyond}
     ORDER BY id ${page.direction === 'forward' ? 'DESC' : 'ASC'} LIMIT $2`,
    [customerId, page.limit + 1, ...(page.position ? [page.position[0]] : [])],
  );
  return found.map(toPayment);
}

/** Payments that a worker must look at, the longest due first. */
export async function findDuePayments(db: Queryable, now: Date, limit: number): Promise<string[]> {
  const due = await rows<{ id: string }>(
    db,
    'SELECT id FROM payments WHERE due_at <= $1 ORDER BY due_at LIMIT $2',
    [now, limit],
  );
  return due.map(({ id }) => id);
}
