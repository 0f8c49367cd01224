import { isId } from '@souk/shared/ids';
import { type Queryable, row, rows } from '@souk/shared/sql';
import type { Credit } from './tax-breakdown.ts';

export type InvoiceKind = 'INVOICE' | 'CREDIT_NOTE';

/** Who sells, as an invoice has to tell. */
export type Issuer = {
  readonly name: string;
  readonly addressLines: readonly string[];
  readonly taxId: string;
};

/** An invoice or credit note. Everything else in it comes from the first entry of the order's log, which never changes. */
export type Invoice = {
  readonly id: string;
  readonly orderId: string;
  readonly kind: InvoiceKind;
  /** The refund that a credit note is for; empty for an invoice. */
  readonly refundId: string;
  readonly number: string;
  readonly issuer: Issuer;
  /** What a credit note pays back; null for an invoice. */
  readonly credit: Credit | null;
  readonly issuedAt: Date;
};

type InvoiceRow = {
  id: string;
  order_id: string;
  kind: InvoiceKind;
  refund_id: string;
  series: string;
  sequence: number;
  issuer: Issuer;
  credit: Credit | null;
  issued_at: Date;
};

/** The documents of several orders, oldest first, in the order of the ids. */
export async function findInvoices(db: Queryable, orderIds: readonly string[]): Promise<Invoice[][]> {
  const found = await rows<InvoiceRow>(
    db,
    'SELECT * FROM invoices WHERE order_id = ANY ($1) ORDER BY order_id, issued_at, kind DESC, sequence',
    [orderIds],
  );
  const byOrder = Map.groupBy(found.map(toInvoice), (invoice) => invoice.orderId);
  return orderIds.map((id) => byOrder.get(id) ?? []);
}

export async function findInvoice(db: Queryable, id: string): Promise<Invoice | null> {
  if (!isId('inv', id)) return null;
  const found = await row<InvoiceRow>(db, 'SELECT * FROM invoices WHERE id = $1', [id]);
  return found && toInvoice(found);
}

/** A document that is due. */
export type InvoiceTask = {
  readonly orderId: string;
  readonly kind: InvoiceKind;
  readonly refundId: string;
  /** Whether it was issued before: a refund may be told of again after it had failed. */
  readonly isIssued: boolean;
};

/** Takes documents that are due, in the transaction that issues them; others may take other ones meanwhile. */
export async function takeInvoiceTasks(tx: Queryable, limit: number): Promise<InvoiceTask[]> {
  const taken = await rows<{ order_id: string; kind: InvoiceKind; refund_id: string; is_issued: boolean }>(
    tx,
    `DELETE FROM invoice_tasks t USING (
       SELECT order_id, kind, refund_id FROM invoice_tasks ORDER BY order_id, kind DESC, refund_id LIMIT $1
       FOR UPDATE SKIP LOCKED) due
     WHERE t.order_id = due.order_id AND t.kind = due.kind AND t.refund_id = due.refund_id
     RETURNING t.order_id, t.kind, t.refund_id, EXISTS (SELECT FROM invoices i
       WHERE i.order_id = t.order_id AND i.kind = t.kind AND i.refund_id = t.refund_id) AS is_issued`,
    [limit],
  );
  return taken
    .map((task) => ({
      orderId: task.order_id,
      kind: task.kind,
      refundId: task.refund_id,
      isIssued: task.is_issued,
    }))
    .sort((a, b) => (a.orderId < b.orderId ? -1 : a.orderId > b.orderId ? 1 : a.kind < b.kind ? 1 : -1));
}

/**
 * Takes numbers of a series for the transaction. Whoever comes next waits until it has ended: so numbers have no gaps, even
 * where it is rolled back.
 *
 * @returns the first of them
 */
export async function takeNumbers(tx: Queryable, series: string, count: number): Promise<number> {
  const taken = await row<{ last: number }>(
    tx,
    `INSERT INTO invoice_series AS s (series, last) VALUES ($1, $2)
     ON CONFLICT (series) DO UPDATE SET last = s.last + excluded.last RETURNING last`,
    [series, count],
  );
  return taken!.last - count + 1;
}

/** A document as it is to be written. */
export type NewInvoice = Omit<Invoice, 'number'> & { readonly series: string; readonly sequence: number };

export async function insertInvoices(tx: Queryable, invoices: readonly NewInvoice[]): Promise<void> {
  await tx.query(
    `INSERT INTO invoices (id, order_id, kind, refund_id, series, sequence, issuer, credit, issued_at)
     SELECT i.id, i."orderId", i.kind, i."refundId", i.series, i.sequence, i.issuer, i.credit, i."issuedAt"
     FROM jsonb_to_recordset($1::jsonb) AS i(id text, "orderId" text, kind text, "refundId" text, series text,
       sequence int, issuer jsonb, credit jsonb, "issuedAt" timestamptz)`,
    [JSON.stringify(invoices)],
  );
}

/** The bytes of a document, where it was rendered before. */
export async function findInvoiceFile(db: Queryable, invoiceId: string): Promise<Buffer | null> {
  const found = await row<{ pdf: Buffer }>(db, 'SELECT pdf FROM invoice_files WHERE invoice_id = $1', [
    invoiceId,
  ]);
  return found?.pdf ?? null;
}

/** Keeps the bytes of a document; where somebody was faster, theirs stay. */
export async function keepInvoiceFile(
  db: Queryable,
  invoiceId: string,
  pdf: Buffer,
  now: Date,
): Promise<void> {
  await db.query(
    'INSERT INTO invoice_files (invoice_id, pdf, rendered_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [invoiceId, pdf, now],
  );
}

function toInvoice(found: InvoiceRow): Invoice {
  return {
    id: found.id,
    orderId: found.order_id,
    kind: found.kind,
    refundId: found.refund_id,
    number: `${found.series}-${String(found.sequence).padStart(6, '0')}`,
    issuer: found.issuer,
    credit: found.credit,
    issuedAt: found.issued_at,
  };
}
