import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const stockCommitRequested = defineEvent({
  type: 'StockCommitRequested',
  version: 1,
  owner: 'orders',
  description: 'The goods held for an order are to be sold to it.',
  data: z.object({ orderId: z.string() }),
});
