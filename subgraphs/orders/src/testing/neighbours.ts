import { catalogue, type EventType, type SoukEvent } from '@souk/shared/events/catalogue';
import { createEvent } from '@souk/shared/events/define-event';
import { createId } from '@souk/shared/ids';

type DataOf<Type extends EventType> = SoukEvent<Type>['data'];

/** An event as a neighbour would publish it. */
export function eventFrom<Type extends EventType>(
  type: Type,
  subject: string,
  data: DataOf<Type>,
  version = 1,
): SoukEvent<Type> {
  const context = { aggregateId: subject, aggregateVersion: version, occurredAt: new Date() };
  return createEvent(catalogue[type] as never, context, data as never) as SoukEvent<Type>;
}

type VariantData = DataOf<'ProductPublished'>['variants'][number];

/** A product of one variant on sale, unless told otherwise. */
export function productData(
  over: Partial<DataOf<'ProductPublished'>> & { readonly variant?: Partial<VariantData> } = {},
): DataOf<'ProductPublished'> & { variants: [VariantData, ...VariantData[]] } {
  const { variant, ...product } = over;
  const productId = product.productId ?? createId('prod');
  return {
    productId,
    slug: `mug-${productId}`,
    title: 'Mug',
    status: 'ACTIVE',
    categorySlug: 'kitchen',
    sellerId: null,
    ...product,
    variants: (product.variants as [VariantData, ...VariantData[]]) ?? [
      {
        variantId: createId('var'),
        sku: `MUG-${productId.slice(-6)}`,
        title: 'Blue',
        priceMinor: 1250,
        currency: 'USD',
        imageUrl: null,
        weightGrams: 300,
        ...variant,
      },
    ],
  };
}

/** Answers of products and payments about an order. */
export const answers = {
  stockReserved: (orderId: string): SoukEvent<'StockReserved'> =>
    eventFrom('StockReserved', orderId, {
      orderId,
      reservationId: createId('res'),
      expiresAt: new Date(Date.now() + 900_000).toISOString(),
    }),
  stockRejected: (orderId: string, reason: DataOf<'StockRejected'>['reason']): SoukEvent<'StockRejected'> =>
    eventFrom('StockRejected', orderId, { orderId, reason, lines: [] }),
  stockCommitted: (orderId: string): SoukEvent<'StockCommitted'> =>
    eventFrom('StockCommitted', orderId, { orderId, reservationId: createId('res') }),
  stockCommitFailed: (orderId: string): SoukEvent<'StockCommitFailed'> =>
    eventFrom('StockCommitFailed', orderId, { orderId, reason: 'EXPIRED' }),
  paymentAuthorized: (orderId: string): SoukEvent<'PaymentAuthorized'> =>
    eventFrom('PaymentAuthorized', orderId, payment(orderId)),
  paymentCaptured: (orderId: string): SoukEvent<'PaymentCaptured'> =>
    eventFrom('PaymentCaptured', orderId, payment(orderId)),
  paymentCaptureFailed: (orderId: string): SoukEvent<'PaymentCaptureFailed'> =>
    eventFrom('PaymentCaptureFailed', orderId, { ...payment(orderId), failureCode: 'expired_authorization' }),
  paymentDeclined: (orderId: string, declineCode = 'card_declined'): SoukEvent<'PaymentDeclined'> =>
    eventFrom('PaymentDeclined', orderId, { ...payment(orderId), declineCode }),
  paymentActionRequired: (orderId: string, expiresAt: Date): SoukEvent<'PaymentActionRequired'> =>
    eventFrom('PaymentActionRequired', orderId, {
      ...payment(orderId),
      actionUrl: 'https://pay.example/3ds',
      expiresAt: expiresAt.toISOString(),
      email: 'ann@example.com',
      number: 'SK-0000-0000',
      customerId: null,
      guestId: null,
    }),
  paymentRefunded: (
    orderId: string,
    refund: Pick<DataOf<'PaymentRefunded'>, 'refundId' | 'returnId' | 'amountMinor'>,
  ): SoukEvent<'PaymentRefunded'> =>
    eventFrom('PaymentRefunded', orderId, {
      ...payment(orderId),
      ...refund,
      refundedTotalMinor: refund.amountMinor,
      email: 'ann@example.com',
      number: 'SK-0000-0000',
      customerId: null,
      guestId: null,
    }),
  paymentRefundFailed: (
    orderId: string,
    {
      amountMinor: refundAmountMinor,
      ...refund
    }: Pick<DataOf<'PaymentRefunded'>, 'refundId' | 'returnId' | 'amountMinor'>,
  ): SoukEvent<'PaymentRefundFailed'> =>
    eventFrom('PaymentRefundFailed', orderId, {
      ...payment(orderId),
      ...refund,
      refundAmountMinor,
      failureCode: 'account_closed',
      refundedTotalMinor: 0,
    }),
} as const;

function payment(orderId: string): DataOf<'PaymentAuthorized'> {
  return { paymentId: `pay_${orderId}`, orderId, amountMinor: 1000, currency: 'USD', provider: 'SANDBOX' };
}
