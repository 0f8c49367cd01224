import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const stockReserved = defineEvent({
  type: 'StockReserved',
  version: 1,
  owner: 'products',
  description: 'All goods of an order are held for it until `expiresAt`.',
  data: z.object({ orderId: z.string(), reservationId: z.string(), expiresAt: z.iso.datetime() }),
});
