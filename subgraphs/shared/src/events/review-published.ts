import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const reviewPublished = defineEvent({
  type: 'ReviewPublished',
  version: 1,
  owner: 'products',
  description: 'A review became visible.',
  data: z.object({
    reviewId: z.string(),
    productId: z.string(),
    customerId: z.string(),
    rating: z.number().int().min(1).max(5),
  }),
});
