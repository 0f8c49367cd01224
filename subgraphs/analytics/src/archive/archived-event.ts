import type { SoukEvent } from '@souk/shared/events/catalogue';
import type { ConsumedBy } from '@souk/shared/topology';

export type AnalyticsEvent = SoukEvent<ConsumedBy<'analytics'>>;

/**
 * An event as analytics keeps it: without names, addresses, numbers, free text or the ids of people, so that nothing
 * here has to be found again when somebody asks to be forgotten.
 */
export type ArchivedEvent = {
  [Type in keyof typeof kept]: {
    readonly id: string;
    readonly type: Type;
    /** ISO-8601 in UTC. */
    readonly occurredAt: string;
    readonly data: ReturnType<(typeof kept)[Type]>;
  };
}[keyof typeof kept];

export type ArchivedLine = ReturnType<typeof keptOrder>['lines'][number];

type DataOf<Type extends AnalyticsEvent['type']> = SoukEvent<Type>['data'];

function keptOrder({ orderId, currency, totals, shippingAddress, placedAt, lines }: DataOf<'OrderPlaced'>) {
  return {
    orderId,
    currency,
    totals,
    countryCode: shippingAddress.countryCode,
    placedAt,
    lines: lines.map((line) => ({
      lineId: line.lineId,
      productId: line.productId,
      variantId: line.variantId,
      sellerId: line.sellerId,
      categorySlug: line.categorySlug,
      quantity: line.quantity,
      unitPriceMinor: line.unitPriceMinor,
      lineTotalMinor: line.lineTotalMinor,
      taxMinor: line.taxMinor,
    })),
  };
}

function keptReturn({ returnId, order, lines, refundMinor }: DataOf<'ReturnReceived'>) {
  return { ...keptOrder(order), returnId, returnedLines: lines, refundMinor };
}

/** What is kept of each type: named field by field, so that a field added to an event is not kept by accident. */
const kept = {
  UserRegistered: (_data: DataOf<'UserRegistered'>) => ({}),
  CartCreated: (data: DataOf<'CartCreated'>) => ({ byGuest: data.customerId === null }),
  OrderPlaced: keptOrder,
  OrderConfirmed: keptOrder,
  OrderCancelled: (data: DataOf<'OrderCancelled'>) => ({ ...keptOrder(data), reason: data.reason }),
  OrderFulfilled: (data: DataOf<'OrderFulfilled'>) => ({
    ...keptOrder(data),
    complete: data.complete,
    fulfilledLines: data.fulfilledLines,
  }),
  OrderDelivered: keptOrder,
  PaymentDeclined: ({
    orderId,
    amountMinor,
    currency,
    provider,
    declineCode,
  }: DataOf<'PaymentDeclined'>) => ({
    orderId,
    amountMinor,
    currency,
    provider,
    declineCode: declineCode.slice(0, 60),
  }),
  PaymentRefunded: ({ orderId, returnId, amountMinor, currency, provider }: DataOf<'PaymentRefunded'>) => ({
    orderId,
    returnId,
    amountMinor,
    currency,
    provider,
  }),
  ReturnRequested: keptReturn,
  ReturnReceived: keptReturn,
  ReviewPublished: ({ productId, rating }: DataOf<'ReviewPublished'>) => ({ productId, rating }),
  NotificationSent: ({ channel, topic, count }: DataOf<'NotificationSent'>) => ({ channel, topic, count }),
  NotificationFailed: ({ channel, topic }: DataOf<'NotificationFailed'>) => ({ channel, topic }),
} as const satisfies { [Type in AnalyticsEvent['type']]: (data: DataOf<Type>) => object };

/** An event as it is archived. */
export function toArchivedEvent(event: AnalyticsEvent): ArchivedEvent {
  const keep = kept[event.type] as (data: unknown) => object;
  return {
    id: event.id,
    type: event.type,
    occurredAt: new Date(event.time).toISOString(),
    data: keep(event.data),
  } as ArchivedEvent;
}
