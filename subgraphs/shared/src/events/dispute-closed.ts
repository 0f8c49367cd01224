import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { nonNegativeMinor, paymentReference } from './parts.ts';

export const disputeClosed = defineEvent({
  type: 'DisputeClosed',
  version: 1,
  owner: 'payments',
  description: 'A dispute was decided. Where it was lost, the disputed amount went back to the buyer.',
  data: paymentReference.extend({
    /** The order's; absent from events of older publishers. */
    number: z.string().optional(),
    disputeId: z.string(),
    disputedMinor: nonNegativeMinor,
    outcome: z.enum(['WON', 'LOST']),
  }),
});
