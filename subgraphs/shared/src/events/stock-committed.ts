import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const stockCommitted = defineEvent({
  type: 'StockCommitted',
  version: 1,
  owner: 'products',
  description: 'The goods held for an order are sold to it.',
  data: z.object({ orderId: z.string(), reservationId: z.string() }),
});
