import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const notificationFailed = defineEvent({
  type: 'NotificationFailed',
  version: 1,
  owner: 'notifications',
  description: 'A message was given up.',
  data: z.object({
    deliveryId: z.string(),
    channel: z.enum(['EMAIL', 'SMS', 'PUSH', 'IN_APP']),
    topic: z.string(),
    orderId: z.string().nullable(),
    error: z.string(),
  }),
});
