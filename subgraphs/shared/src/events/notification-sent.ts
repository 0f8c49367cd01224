import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const notificationSent = defineEvent({
  type: 'NotificationSent',
  version: 1,
  owner: 'notifications',
  description:
    'Messages were handed to their carrier. Under load one event tells of several, on one channel about one topic; it then names neither delivery nor order.',
  data: z.object({
    deliveryId: z.string().nullable(),
    channel: z.enum(['EMAIL', 'SMS', 'PUSH', 'IN_APP']),
    topic: z.string(),
    orderId: z.string().nullable(),
    count: z.int().positive().default(1),
  }),
});
