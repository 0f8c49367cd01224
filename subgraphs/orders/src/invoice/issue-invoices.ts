import { createId } from '@souk/shared/ids';
import { announce, inTransaction, type TransactionDeps } from '@souk/shared/outbox';
import { findOrders } from '../order/order.repository.ts';
import type { OrderState } from '../order/order-state.ts';
import {
  type InvoiceKind,
  type InvoiceTask,
  type Issuer,
  insertInvoices,
  takeInvoiceTasks,
  takeNumbers,
} from './invoice.repository.ts';
import { type Credit, creditBreakdown } from './tax-breakdown.ts';

export type IssueInvoicesDeps = TransactionDeps & { readonly issuer: Issuer };

const batchSize = 200;
const prefixes: Readonly<Record<InvoiceKind, string>> = { INVOICE: 'INV', CREDIT_NOTE: 'CN' };

/**
 * Issues the documents that are due: an invoice for each confirmed order, a credit note for each refund. Number and document
 * are written by one transaction, with the note that it was due.
 *
 * @returns how many were issued
 */
export async function issueInvoices(deps: IssueInvoicesDeps, now: Date): Promise<number> {
  let issued = 0;
  for (;;) {
    const count = await issueBatch(deps, now);
    issued += count;
    if (count < batchSize) return issued;
  }
}

async function issueBatch(deps: IssueInvoicesDeps, now: Date): Promise<number> {
  return inTransaction(deps, async (tx) => {
    const tasks = await takeInvoiceTasks(tx, batchSize);
    if (tasks.length === 0) return 0;
    const refunding = tasks.filter((task) => task.kind === 'CREDIT_NOTE').map((task) => task.orderId);
    const orders = new Map((await findOrders(tx, refunding)).map((order) => [order.id, order]));
    // Invoices before credit notes, in one order everywhere: so two workers cannot wait for each other in a circle.
    for (const kind of ['INVOICE', 'CREDIT_NOTE'] as const) {
      const ofKind = tasks.filter(
        (task) =>
          task.kind === kind && !task.isIssued && (kind === 'INVOICE' || creditOf(orders, task) !== null),
      );
      if (ofKind.length === 0) continue;
      const series = `${prefixes[kind]}-${now.getUTCFullYear()}`;
      const first = await takeNumbers(tx, series, ofKind.length);
      const documents = ofKind.map(({ isIssued: _isIssued, ...task }, index) => ({
        ...task,
        id: createId('inv', now.getTime()),
        series,
        sequence: first + index,
        issuer: deps.issuer,
        credit: kind === 'CREDIT_NOTE' ? creditOf(orders, task) : null,
        issuedAt: now,
      }));
      await insertInvoices(tx, documents);
    }
    for (const { orderId } of tasks) announce(tx, orderId);
    return tasks.length;
  });
}

/** What a credit note is about; null where the refund failed before it was issued. */
function creditOf(
  orders: ReadonlyMap<string, OrderState>,
  { orderId, refundId }: Pick<InvoiceTask, 'orderId' | 'refundId'>,
): Credit | null {
  const order = orders.get(orderId);
  const refund = order?.refunds.find((each) => each.refundId === refundId);
  if (!order || !refund) return null;
  const { amountMinor, returnId } = refund;
  const reason = order.returns.find(({ id }) => id === returnId)?.reason ?? `order ${order.number}`;
  return { reason, amountMinor, groups: creditBreakdown(order, amountMinor) };
}
