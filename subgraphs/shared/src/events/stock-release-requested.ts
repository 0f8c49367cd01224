import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const stockReleaseRequested = defineEvent({
  type: 'StockReleaseRequested',
  version: 1,
  owner: 'orders',
  description: 'The goods held for, or sold to, an order are to be freed.',
  data: z.object({ orderId: z.string() }),
});
