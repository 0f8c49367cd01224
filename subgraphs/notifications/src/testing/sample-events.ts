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

/** An event with the given data, as its publisher would record it. */
export function sampleEvent<Type extends Topic>(type: Type, data: DataOf<Type>): SoukEvent<Type> {
  return createEvent(
    catalogue[type] as EventDefinition,
    {
      aggregateId: 'orderId' in data ? data.orderId : createId('ord'),
      aggregateVersion: 3,
      occurredAt: new Date(),
      correlationId: 'correlation-1',
    },
    data,
  ) as unknown as SoukEvent<Type>;
}
