import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { nonNegativeMinor, paymentReference } from './parts.ts';

export const disputeClosed = defineEvent({
  type: 'DisputeClosed',
  version: 1,
  owner: 'payments',
  description: 'A dispute was decided. Where it was lost, the disputed amount went back to the buyer.',
  data: paymentReference.extend({
    disputeId: z.string(),
    disputedMinor: nonNegativeMinor,
    outcome: z.enum(['WON', 'LOST']),
  }),
});
