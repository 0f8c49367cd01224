import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const cartCreated = defineEvent({
  type: 'CartCreated',
  version: 1,
  owner: 'orders',
  description: 'A cart was opened.',
  data: z.object({ cartId: z.string(), customerId: z.string().nullable(), guestId: z.string().nullable() }),
});
