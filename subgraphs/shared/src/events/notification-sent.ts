import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const notificationSent = defineEvent({
  type: 'NotificationSent',
  version: 1,
  owner: 'notifications',
  description: 'A message was handed to its carrier.',
  data: z.object({
    deliveryId: z.string(),
    channel: z.enum(['EMAIL', 'SMS', 'PUSH', 'IN_APP']),
    topic: z.string(),
    orderId: z.string().nullable(),
  }),
});
