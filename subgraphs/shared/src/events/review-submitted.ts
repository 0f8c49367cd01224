import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const reviewSubmitted = defineEvent({
  type: 'ReviewSubmitted',
  version: 1,
  owner: 'products',
  description: 'A customer wrote a review.',
  data: z.object({
    reviewId: z.string(),
    productId: z.string(),
    customerId: z.string(),
    rating: z.number().int().min(1).max(5),
    status: z.enum(['PENDING', 'PUBLISHED', 'REJECTED']),
  }),
});
