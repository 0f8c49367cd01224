import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { orderSnapshot } from './parts.ts';

export const orderCancelled = defineEvent({
  type: 'OrderCancelled',
  version: 1,
  owner: 'orders',
  description: 'An order ended without delivery.',
  data: orderSnapshot.extend({
    reason: z.enum([
      'OUT_OF_STOCK',
      'PAYMENT_DECLINED',
      'PAYMENT_EXPIRED',
      'PRICE_CHANGED',
      'BY_CUSTOMER',
      'BY_STAFF',
    ]),
  }),
});
