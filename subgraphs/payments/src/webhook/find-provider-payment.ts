import { createBatcher } from '@souk/shared/batcher';
import { row, rows } from '@souk/shared/sql';
import type { Payment } from '../payment/payment.entity.ts';
import type { PaymentBase } from '../payment/payment-deps.ts';
import { type PaymentRow, partOfPayment } from '../payment/payment-row.ts';
import type { PaymentProvider, WebhookEvent } from '../provider/payment-provider.ts';

const properties = [
  'id',
  'orderId',
  'providerPaymentId',
  'status',
  'amountMinor',
  'capturedMinor',
  'refundReservedMinor',
  'currency',
  'buyerApproved',
] as const;

/** As much of a payment as it takes to know whether a webhook tells news. */
export type KnownPayment = Pick<Payment, (typeof properties)[number]>;

/** How an event names the payment that it is about. */
export type ProviderName = Pick<WebhookEvent, 'paymentId' | 'captureId' | 'merchantReference'>;

export type FindProviderPayment = (name: ProviderName) => Promise<KnownPayment | null>;

type Search = { readonly subject: string; readonly paymentId: string; found: KnownPayment | null };

const part = partOfPayment(properties);
/** Providers send events in bursts. */
const gatherMs = 20;

/**
 * Finds the payments that a provider means, by its own ids or by the orders it names. Not locked. Those that are sought
 * at the same moment share a statement.
 */
export function createFindProviderPayment(
  { dataSource }: Pick<PaymentBase, 'dataSource'>,
  { name: provider }: Pick<PaymentProvider, 'name'>,
): FindProviderPayment {
  let searches = 0;
  const search = createBatcher<Search>(
    async (together) => {
      const found = await rows<PaymentRow>(
        dataSource.manager,
        `SELECT ${part.names} FROM payments WHERE provider = $1 AND provider_payment_id = ANY($2)`,
        [provider, together.map(({ paymentId }) => paymentId)],
      );
      const known = new Map(found.map(part.read).map((payment) => [payment.providerPaymentId, payment]));
      for (const one of together) one.found = known.get(one.paymentId) ?? null;
    },
    { gatherMs },
  );

  async function findBy(column: string, value: string | null): Promise<KnownPayment | null> {
    if (value === null) return null;
    const statement = `SELECT ${part.names} FROM payments WHERE provider = $1 AND ${column} = $2`;
    const found = await row<PaymentRow>(dataSource.manager, statement, [provider, value]);
    return found && part.read(found);
  }

  return async ({ paymentId, captureId, merchantReference }) => {
    if (paymentId !== null) {
      searches += 1;
      const one: Search = { subject: String(searches), paymentId, found: null };
      await search(one);
      if (one.found) return one.found;
    }
    return (await findBy('order_id', merchantReference)) ?? (await findBy('provider_capture_id', captureId));
  };
}
