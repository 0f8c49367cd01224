import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const stockReleased = defineEvent({
  type: 'StockReleased',
  version: 1,
  owner: 'products',
  description: 'The goods held for, or sold to, an order are free again.',
  data: z.object({
    orderId: z.string(),
    reservationId: z.string(),
    reason: z.enum(['EXPIRED', 'REQUESTED']),
  }),
});
