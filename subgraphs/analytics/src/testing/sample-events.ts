import { catalogue, type SoukEvent } from '@souk/shared/events/catalogue';
import { createEvent, type EventDefinition } from '@souk/shared/events/define-event';
import { createId } from '@souk/shared/ids';
import type { AnalyticsEvent } from '../archive/archived-event.ts';

type DataOf<Type extends AnalyticsEvent['type']> = SoukEvent<Type>['data'];
type Line = DataOf<'OrderPlaced'>['lines'][number];

/** An event at a time, as its publisher would record it. */
export function sampleEvent<Type extends AnalyticsEvent['type']>(
  type: Type,
  time: string,
  data: DataOf<Type>,
): SoukEvent<Type> {
  const context = { aggregateId: createId('agg'), aggregateVersion: 1, occurredAt: new Date(time) };
  return createEvent(catalogue[type] as EventDefinition, context, data) as unknown as SoukEvent<Type>;
}

/** A line of an order: units at a price each, from a seller or the shop itself. */
export function sampleLine(
  productId: string,
  quantity: number,
  unitPriceMinor: number,
  sellerId: string | null,
): Line {
  return {
    lineId: `line_${productId}`,
    variantId: `var_${productId}`,
    productId,
    sku: productId.toUpperCase(),
    title: 'A thing',
    variantTitle: 'Blue',
    productSlug: productId,
    imageUrl: null,
    sellerId,
    categorySlug: null,
    quantity,
    unitPriceMinor,
    lineTotalMinor: quantity * unitPriceMinor,
    taxMinor: 0,
  };
}

/** An order with everything about its buyer that must not be kept. */
export function sampleOrder(lines: Line[], currency = 'USD'): DataOf<'OrderConfirmed'> {
  const subtotalMinor = lines.reduce((sum, line) => sum + line.lineTotalMinor, 0);
  return {
    orderId: createId('ord'),
    number: 'secret-number',
    customerId: 'usr_secret',
    guestId: 'gst_secret',
    email: 'secret@example.com',
    phone: '+491700000000',
    locale: 'en',
    currency,
    lines,
    totals: { subtotalMinor, discountMinor: 0, shippingMinor: 0, taxMinor: 0, totalMinor: subtotalMinor },
    shippingAddress: {
      name: 'Secret Name',
      line1: 'Secret Street 1',
      line2: null,
      city: 'Secret City',
      region: null,
      postalCode: 'SECRET',
      countryCode: 'DE',
      phone: '+491700000001',
    },
    placedAt: '2026-11-01T08:00:00.000Z',
  };
}

/** One event of every type, and some more, over three days. */
export function sampleDays(): AnalyticsEvent[] {
  const order = sampleOrder([
    sampleLine('lamp', 2, 50_00, 'usr_ann'),
    sampleLine('mug', 1, 12_00, 'usr_bob'),
    sampleLine('card', 3, 1_00, null),
  ]);
  const euro = sampleOrder([sampleLine('mug', 4, 11_00, 'usr_bob')], 'EUR');
  const payment = {
    paymentId: 'pay_1',
    orderId: order.orderId,
    amountMinor: 115_00,
    currency: 'USD',
    provider: 'SANDBOX' as const,
  };
  const returned = {
    returnId: 'ret_1',
    order,
    reason: 'secret reason',
    note: 'secret note',
    lines: [
      { lineId: 'line_lamp', variantId: 'var_lamp', quantity: 1, restock: true },
      { lineId: 'line_mug', variantId: 'var_mug', quantity: 1, restock: true },
    ],
    refundMinor: 62_00,
  };
  const parcel = {
    fulfilmentId: 'ful_1',
    carrier: null,
    trackingNumber: 'secret',
    trackingUrl: null,
    fulfilledLines: [],
  };
  return [
    sampleEvent('UserRegistered', '2026-11-01T00:00:00.000Z', {
      userId: 'usr_secret',
      email: 'secret@example.com',
      firstName: 'Secret',
      lastName: 'Secret',
      locale: 'en',
    }),
    sampleEvent('CartCreated', '2026-11-01T07:00:00.000Z', {
      cartId: 'cart_1',
      customerId: 'usr_secret',
      guestId: null,
    }),
    sampleEvent('CartCreated', '2026-11-01T07:30:00.000Z', {
      cartId: 'cart_2',
      customerId: null,
      guestId: 'gst_secret',
    }),
    sampleEvent('OrderPlaced', '2026-11-01T08:00:00.000Z', order),
    sampleEvent('OrderConfirmed', '2026-11-01T23:59:59.999Z', order),
    sampleEvent('OrderConfirmed', '2026-11-02T00:00:00.000Z', euro),
    sampleEvent('OrderFulfilled', '2026-11-02T10:00:00.000Z', { ...order, ...parcel, complete: false }),
    sampleEvent('OrderFulfilled', '2026-11-02T11:00:00.000Z', { ...order, ...parcel, complete: true }),
    sampleEvent('OrderDelivered', '2026-11-02T12:00:00.000Z', order),
    sampleEvent('OrderCancelled', '2026-11-02T13:00:00.000Z', { ...euro, reason: 'BY_CUSTOMER' }),
    sampleEvent('PaymentDeclined', '2026-11-02T14:00:00.000Z', {
      ...payment,
      declineCode: 'insufficient_funds',
    }),
    sampleEvent('ReturnRequested', '2026-11-03T08:00:00.000Z', returned),
    sampleEvent('ReturnReceived', '2026-11-03T09:00:00.000Z', returned),
    sampleEvent('PaymentRefunded', '2026-11-03T10:00:00.000Z', {
      ...payment,
      amountMinor: 62_00,
      refundId: 'rfd_1',
      returnId: 'ret_1',
      refundedTotalMinor: 62_00,
      email: 'secret@example.com',
      number: 'secret-number',
      customerId: 'usr_secret',
      guestId: null,
    }),
    sampleEvent('ReviewPublished', '2026-11-03T11:00:00.000Z', {
      reviewId: 'rev_1',
      productId: 'lamp',
      customerId: 'usr_secret',
      rating: 5,
    }),
    sampleEvent('NotificationSent', '2026-11-03T12:00:00.000Z', {
      deliveryId: 'dlv_1',
      channel: 'EMAIL',
      topic: 'OrderConfirmed',
      orderId: order.orderId,
      count: 1,
    }),
    sampleEvent('NotificationSent', '2026-11-03T13:00:00.000Z', {
      deliveryId: null,
      channel: 'EMAIL',
      topic: 'OrderConfirmed',
      orderId: null,
      count: 12,
    }),
    sampleEvent('NotificationFailed', '2026-11-03T12:00:00.000Z', {
      deliveryId: 'dlv_2',
      channel: 'SMS',
      topic: 'OrderConfirmed',
      orderId: order.orderId,
      error: 'secret',
    }),
  ];
}
