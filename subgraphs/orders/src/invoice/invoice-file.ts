import type { DataSource } from 'typeorm';
import { LogEntryEntity } from '../order/log-entry.entity.ts';
import type { PlacedOrder } from '../order/order-state.ts';
import { findInvoice, findInvoiceFile, keepInvoiceFile } from './invoice.repository.ts';
import type { InvoiceLinks } from './invoice-links.ts';
import { renderInvoice } from './render-invoice.ts';

export type InvoiceFileDeps = { readonly dataSource: DataSource; readonly links: InvoiceLinks };

export type InvoiceFile = {
  readonly fileName: string;
  readonly mediaType: string;
  readonly contentBase64: string;
};

/**
 * The PDF behind a token. It is rendered when somebody first asks for it, from what never changes, and kept: every later
 * answer is the same bytes.
 *
 * @returns null where the token is not good
 */
export async function openInvoiceFile(
  { dataSource, links }: InvoiceFileDeps,
  token: string,
  now: Date,
): Promise<InvoiceFile | null> {
  const invoiceId = token.length > 200 ? null : links.verify(token, now);
  const db = dataSource.manager;
  const invoice = invoiceId === null ? null : await findInvoice(db, invoiceId);
  if (!invoice) return null;
  let pdf = await findInvoiceFile(db, invoice.id);
  if (!pdf) {
    const placed = await dataSource
      .getRepository(LogEntryEntity)
      .findOneByOrFail({ orderId: invoice.orderId, version: 1 });
    await keepInvoiceFile(db, invoice.id, await renderInvoice(invoice, placed.data as PlacedOrder), now);
    pdf = await findInvoiceFile(db, invoice.id);
  }
  return {
    fileName: `${invoice.number}.pdf`,
    mediaType: 'application/pdf',
    contentBase64: pdf!.toString('base64'),
  };
}
