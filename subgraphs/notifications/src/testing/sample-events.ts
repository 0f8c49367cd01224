import { catalogue, type SoukEvent } from '@souk/shared/events/catalogue';
import { createEvent, type EventDefinition } from '@souk/shared/events/define-event';
import { createId } from '@souk/shared/ids';
import type { DataOf, Topic } from '../delivery/template.ts';

/** An order as orders tells of it; each call is another order. */
export function sampleOrder(changes: Partial<DataOf<'OrderConfirmed'>> = {}): DataOf<'OrderConfirmed'> {
  return {
    orderId: createId('ord'),
    number: '100042',
    customerId: createId('usr'),
    guestId: null,
    email: 'ada@example.com',
    phone: '+49 170 1234567',
    locale: 'en',
    currency: 'USD',
    lines: [
      {
        lineId: 'line_1',
        variantId: 'var_1',
        productId: 'prod_1',
        sku: 'LAMP-BLK',
        title: 'Arc desk lamp',
        variantTitle: 'Black',
        productSlug: 'arc-desk-lamp',
        imageUrl: 'https://media.souk.example/lamp.webp',
        sellerId: 'usr_seller',
        categorySlug: 'home',
        quantity: 2,
        unitPriceMinor: 64_50,
        lineTotalMinor: 129_00,
        taxMinor: 24_51,
      },
      {
        lineId: 'line_2',
        variantId: 'var_2',
        productId: 'prod_2',
        sku: 'MUG',
        title: 'Stoneware mug',
        variantTitle: 'Stoneware mug',
        productSlug: 'stoneware-mug',
        imageUrl: null,
        sellerId: 'usr_seller',
        categorySlug: 'kitchen',
        quantity: 1,
        unitPriceMinor: 18_00,
        lineTotalMinor: 18_00,
        taxMinor: 3_42,
      },
    ],
    totals: {
      subtotalMinor: 147_00,
      discountMinor: 10_00,
      shippingMinor: 4_90,
      taxMinor: 27_93,
      totalMinor: 169_83,
    },
    shippingAddress: {
      name: 'Ada Lovelace',
      line1: '12 St James Square',
      line2: null,
      city: 'London',
      region: null,
      postalCode: 'SW1Y 4JH',
      countryCode: 'GB',
      phone: null,
    },
    placedAt: '2026-11-21T09:30:00.000Z',
    ...changes,
  };
}

/** A dispute as payments tells of it. */
export function sampleDispute(changes: Partial<DataOf<'DisputeOpened'>> = {}): DataOf<'DisputeOpened'> {
  return {
    paymentId: createId('pay'),
    orderId: createId('ord'),
    amountMinor: 169_83,
    currency: 'USD',
    provider: 'STRIPE',
    number: '100042',
    disputeId: createId('dsp'),
    disputedMinor: 64_50,
    reason: 'product_not_received',
    respondBy: '2026-12-01T10:00:00.000Z',
    ...changes,
  };
}

/** A variant that runs low, as products tells of it. */
export function sampleStock(changes: Partial<DataOf<'StockLow'>> = {}): DataOf<'StockLow'> {
  return {
    variantId: createId('var'),
    productId: createId('prod'),
    sku: 'LAMP-BLK',
    title: 'Arc desk lamp',
    variantTitle: 'Black',
    sellerId: createId('usr'),
    available: 4,
    threshold: 5,
    ...changes,
  };
}

/** Somebody's alert of goods that are back, as products tells of it. */
export function sampleAlert(
  changes: Partial<DataOf<'BackInStockAlertDue'>> = {},
): DataOf<'BackInStockAlertDue'> {
  return {
    alertId: createId('alr'),
    variantId: 'var_1',
    productId: 'prod_1',
    sku: 'LAMP-BLK',
    title: 'Arc desk lamp',
    variantTitle: 'Black',
    productSlug: 'arc-desk-lamp',
    imageUrl: 'https://media.souk.example/lamp.webp',
    priceMinor: 64_50,
    currency: 'USD',
    customerId: null,
    guestId: createId('gst'),
    email: 'ada@example.com',
    locale: 'en',
    ...changes,
  };
}

/** A cart that was left alone, as orders tells of it. */
export function sampleCart(changes: Partial<DataOf<'CartAbandoned'>> = {}): DataOf<'CartAbandoned'> {
  return {
    cartId: createId('cart'),
    cartVersion: 3,
    customerId: createId('usr'),
    guestId: null,
    currency: 'USD',
    subtotalMinor: 129_00,
    lines: [
      {
        variantId: 'var_1',
        productId: 'prod_1',
        sku: 'LAMP-BLK',
        title: 'Arc desk lamp',
        variantTitle: 'Black',
        productSlug: 'arc-desk-lamp',
        imageUrl: null,
        quantity: 2,
        unitPriceMinor: 64_50,
      },
    ],
    lastChangedAt: '2026-11-21T08:30:00.000Z',
    ...changes,
  };
}

/** An event with the given data, as its publisher would record it. */
export function sampleEvent<Type extends Topic>(
  type: Type,
  data: DataOf<Type>,
  aggregateVersion = 3,
): SoukEvent<Type> {
  return createEvent(
    catalogue[type] as EventDefinition,
    {
      aggregateId: 'orderId' in data ? data.orderId : createId('ord'),
      aggregateVersion,
      occurredAt: new Date(),
      correlationId: 'correlation-1',
    },
    data,
  ) as unknown as SoukEvent<Type>;
}
