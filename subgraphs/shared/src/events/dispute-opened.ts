import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { nonNegativeMinor, paymentReference } from './parts.ts';

export const disputeOpened = defineEvent({
  type: 'DisputeOpened',
  version: 1,
  owner: 'payments',
  description:
    'The buyer disputes a payment at the bank or the provider. Until it is closed nothing is paid back.',
  data: paymentReference.extend({
    /** The order's; absent from events of older publishers. */
    number: z.string().optional(),
    disputeId: z.string(),
    disputedMinor: nonNegativeMinor,
    reason: z.string(),
    respondBy: z.iso.datetime().nullable(),
  }),
});
