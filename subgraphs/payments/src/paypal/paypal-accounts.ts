import { z } from 'zod';
import type { ProviderAccount } from '../provider/payment-provider.ts';
import type { PayPalClient } from './paypal-client.ts';
import { captureSchema } from './paypal-objects.ts';

const pageSize = 100;

const pageSchema = z.object({
  events: z
    .array(
      z.object({
        create_time: z.coerce.date(),
        event_type: z.string(),
        resource: z.record(z.string(), z.unknown()),
      }),
    )
    .default([]),
  links: z.array(z.object({ href: z.string(), rel: z.string() })).default([]),
});

/**
 * PayPal's books of what was captured and refunded since an instant, from the events it keeps for 30 days. Captures
 * and refunds are summed per order.
 */
export async function* payPalAccountsSince(
  client: PayPalClient,
  since: Date,
  deadlineMs: number,
): AsyncIterable<readonly ProviderAccount[]> {
  const accounts = new Map<string, ProviderAccount>();
  for (const type of ['PAYMENT.CAPTURE.COMPLETED', 'PAYMENT.CAPTURE.REFUNDED']) {
    let path: string | null =
      `/v1/notifications/webhooks-events?page_size=${pageSize}&event_type=${type}` +
      `&start_time=${encodeURIComponent(since.toISOString())}`;
    while (path !== null) {
      const answer = await client.send({ method: 'GET', path, signal: AbortSignal.timeout(deadlineMs) });
      if (answer.kind !== 'answered') throw new Error('PayPal does not show its events', { cause: answer });
      const page = pageSchema.parse(answer.body);
      for (const event of page.events) add(accounts, event);
      const next = page.links.find(({ rel }) => rel === 'next')?.href;
      // The link is an address of PayPal's; only its path is followed.
      path = next ? `${new URL(next).pathname}${new URL(next).search}` : null;
    }
  }
  const all = [...accounts.values()];
  for (let start = 0; start < all.length; start += pageSize) yield all.slice(start, start + pageSize);
}

function add(
  accounts: Map<string, ProviderAccount>,
  event: z.infer<typeof pageSchema>['events'][number],
): void {
  const resource = captureSchema.safeParse(event.resource).data;
  const paymentId = resource?.supplementary_data?.related_ids?.order_id;
  if (!resource?.amount || !paymentId) return;
  const { amountMinor, currency } = resource.amount;
  const known = accounts.get(paymentId) ?? {
    paymentId,
    merchantReference: '',
    currency,
    capturedMinor: 0,
    refundedMinor: 0,
    updatedAt: event.create_time,
  };
  const isCapture = event.event_type === 'PAYMENT.CAPTURE.COMPLETED';
  accounts.set(paymentId, {
    ...known,
    merchantReference: known.merchantReference || (resource.custom_id ?? ''),
    capturedMinor: known.capturedMinor + (isCapture ? amountMinor : 0),
    refundedMinor: known.refundedMinor + (isCapture ? 0 : amountMinor),
    updatedAt: new Date(Math.max(known.updatedAt.getTime(), event.create_time.getTime())),
  });
}
