import { money } from '@souk/shared/money';
import type { Deps } from '../deps.ts';
import type { Resolvers } from '../generated/schema.ts';
import type { OrderView } from '../order/order-view.ts';
import type { Invoice } from './invoice.repository.ts';
import { openInvoiceFile } from './invoice-file.ts';

/** A document needs its order to tell its money. */
export type InvoiceSource = Invoice & { readonly order: OrderView };

/** Resolvers of invoices and credit notes. */
export function invoiceResolvers(deps: Deps): Pick<Resolvers, 'Query' | 'Invoice'> {
  return {
    Query: { invoiceFile: (_parent, { token }) => openInvoiceFile(deps, token, new Date()) },
    Invoice: {
      total: ({ credit, order }) => money(credit?.amountMinor ?? order.totals.totalMinor, order.currency),
      downloadUrl: ({ id }) => new URL(`/invoices/${deps.links.sign(id, new Date())}`, deps.storeUrl).href,
    },
  };
}
