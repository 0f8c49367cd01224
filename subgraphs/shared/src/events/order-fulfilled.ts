import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { orderSnapshot, quantity } from './parts.ts';

export const orderFulfilled = defineEvent({
  type: 'OrderFulfilled',
  version: 1,
  owner: 'orders',
  description: 'Goods of an order were shipped.',
  data: orderSnapshot.extend({
    fulfilmentId: z.string(),
    complete: z.boolean(),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    trackingUrl: z.string().nullable(),
    fulfilledLines: z.array(z.object({ lineId: z.string(), quantity })),
  }),
});
