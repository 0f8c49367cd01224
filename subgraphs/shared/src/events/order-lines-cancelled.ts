import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { nonNegativeMinor, orderSnapshot, quantity } from './parts.ts';

export const orderLinesCancelled = defineEvent({
  type: 'OrderLinesCancelled',
  version: 1,
  owner: 'orders',
  description:
    'What was left to ship of an order was cancelled; its goods go back into stock, its price is paid back.',
  data: orderSnapshot.extend({
    cancellationId: z.string(),
    reason: z.enum(['BY_CUSTOMER', 'BY_STAFF']),
    cancelledLines: z.array(z.object({ lineId: z.string(), variantId: z.string(), quantity })).min(1),
    refundMinor: nonNegativeMinor,
  }),
});
