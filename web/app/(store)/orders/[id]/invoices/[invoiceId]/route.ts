import { redirect } from 'next/navigation';
import { loadOrder } from '@/lib/api/orders.ts';

/** Leads whoever may see the order to a fresh link to its document: a page that stays open for long has old ones. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string; invoiceId: string }> },
): Promise<Response> {
  const { id, invoiceId } = await params;
  const order = await loadOrder(id);
  const invoice = order?.invoices.find((each) => each.id === invoiceId);
  if (!invoice) return new Response('There is no such document.', { status: 404 });
  return redirect(new URL(invoice.downloadUrl).pathname);
}
