import type { OrderView } from '@/lib/api/orders.ts';
import { formatDay } from '@/lib/dates.ts';
import { formatMoney } from '@/lib/money.ts';
import { Icon } from '../ui/icon.tsx';

interface OrderPapersProps {
  readonly order: OrderView;
  /** Whether the visitor is known to the shop; somebody who looked the order up gets a link that ends soon instead. */
  readonly follow: boolean;
}

/** Invoices, what was cancelled in part, and notes of the shop. */
export function OrderPapers({ order, follow }: OrderPapersProps) {
  const notes = order.notes.filter((note) => note.visibility === 'CUSTOMER');
  return (
    <>
      {order.invoices.length > 0 && (
        <section aria-labelledby="papers-title">
          <h2 id="papers-title" className="mb-2 text-title">
            Documents
          </h2>
          <ul>
            {order.invoices.map(({ id, number, kind, downloadUrl }) => (
              <li key={id}>
                <a
                  href={follow ? `/orders/${order.id}/invoices/${id}` : downloadUrl}
                  target="_blank"
                  rel="noreferrer"
                  className="inline-flex min-h-11 items-center gap-2 text-accent hover:underline"
                >
                  <Icon name="box" size={18} /> {kind === 'INVOICE' ? 'Invoice' : 'Credit note'} {number}
                  <span className="sr-only"> (PDF, opens a new tab)</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {order.cancellations.length > 0 && (
        <section aria-labelledby="cancelled-title">
          <h2 id="cancelled-title" className="mb-2 text-title">
            Not shipped
          </h2>
          <ul className="grid gap-2">
            {order.cancellations.map((each) => (
              <li key={each.id} className="text-soft">
                {each.lines.reduce((sum, line) => sum + line.quantity, 0)} cancelled on {formatDay(each.at)},{' '}
                {formatMoney(each.refundAmount)} paid back
              </li>
            ))}
          </ul>
        </section>
      )}
      {notes.length > 0 && (
        <section aria-labelledby="notes-title">
          <h2 id="notes-title" className="mb-2 text-title">
            From the shop
          </h2>
          <ul className="grid gap-3">
            {notes.map((note) => (
              <li key={note.id} className="rounded-md border border-line bg-surface p-4">
                <p className="break-words whitespace-pre-line">{note.text}</p>
                <p className="text-small text-faint">{formatDay(note.at)}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
