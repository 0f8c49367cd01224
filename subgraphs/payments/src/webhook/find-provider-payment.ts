import { createResultBatcher } from '@souk/shared/batcher';
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

/** By the provider's id of a payment. */
type Search = { readonly subject: string };

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
  const search = createResultBatcher<Search, KnownPayment>(
    async (together) => {
      const found = await rows<PaymentRow>(
        dataSource.manager,
        `SELECT ${part.names} FROM payments WHERE provider = $1 AND provider_payment_id = ANY($2)`,
        [provider, together.map(({ subject }) => subject)],
      );
      return new Map(found.map(part.read).map((payment) => [payment.providerPaymentId!, payment]));
    },
    // Repeats of an event come in one burst.
    { gatherMs, sharesSubjects: true },
  );

  async function findBy(column: string, value: string | null): Promise<KnownPayment | null> {
    if (value === null) return null;
    const statement = `SELECT ${part.names} FROM payments WHERE provider = $1 AND ${column} = $2`;
    const found = await row<PaymentRow>(dataSource.manager, statement, [provider, value]);
    return found && part.read(found);
  }

  return async ({ paymentId, captureId, merchantReference }) => {
    if (paymentId !== null) {
      const found = await search({ subject: paymentId });
      if (found) return found;
    }
    return (await findBy('order_id', merchantReference)) ?? (await findBy('provider_capture_id', captureId));
  };
}
