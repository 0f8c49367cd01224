import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const stockCommitFailed = defineEvent({
  type: 'StockCommitFailed',
  version: 1,
  owner: 'products',
  description: 'The goods of an order are no longer held, so they could not be sold to it.',
  data: z.object({ orderId: z.string(), reason: z.enum(['EXPIRED', 'RELEASED', 'UNKNOWN']) }),
});
