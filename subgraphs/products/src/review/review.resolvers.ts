import { isId } from '@souk/shared/ids';
import { requireScope, requireUser } from '@souk/shared/viewer';
import { z } from 'zod';
import type { Resolvers } from '../generated/schema.ts';
import type { ProductsDeps } from '../products-deps.ts';
import { oneLine, prose } from '../text-rules.ts';
import { inputErrors, refuse } from '../user-error.ts';
import { moderateReview } from './moderate-review.ts';
import { type ReviewOutcome, submitReview } from './submit-review.ts';

const submission = z.object({
  productId: z.string(),
  rating: z.number().int().min(1, 'is 1 to 5').max(5, 'is 1 to 5'),
  title: oneLine(0, 120).nullish(),
  body: prose(1, 4_000),
});

const decision = z.object({
  reviewId: z.string(),
  status: z.enum(['PUBLISHED', 'REJECTED'], 'is PUBLISHED or REJECTED'),
});

/** Reviews: writing and moderating them, and who wrote them. */
export function reviewResolvers(deps: ProductsDeps): Resolvers {
  return {
    Mutation: {
      submitReview: async (_parent, { input }, { viewer, correlationId, loaders }) => {
        const user = requireUser(viewer);
        const parsed = submission.safeParse(input);
        if (!parsed.success) return { review: null, userErrors: inputErrors(parsed.error) };
        if (!isId('prod', parsed.data.productId)) {
          return toPayload(refuse('NOT_FOUND', 'There is no such product.', 'productId'));
        }
        const review = {
          ...parsed.data,
          title: parsed.data.title || null,
          customerId: user.id,
          correlationId,
        };
        const outcome = await submitReview(deps, review, deps.now());
        loaders.clearAll();
        return toPayload(outcome);
      },
      moderateReview: async (_parent, { input }, { viewer, correlationId, loaders }) => {
        requireScope(viewer, 'reviews:moderate');
        const parsed = decision.safeParse(input);
        if (!parsed.success) return { review: null, userErrors: inputErrors(parsed.error) };
        if (!isId('rev', parsed.data.reviewId)) {
          return toPayload(refuse('NOT_FOUND', 'There is no such review.', 'reviewId'));
        }
        const outcome = await moderateReview(deps, { ...parsed.data, correlationId }, deps.now());
        loaders.clearAll();
        return toPayload(outcome);
      },
    },
    Review: {
      author: ({ customerId }) => ({ id: customerId }),
      authorName: ({ customerId }, _args, { loaders }) => loaders.authorName.load(customerId),
    },
  };
}

function toPayload(outcome: ReviewOutcome) {
  return 'review' in outcome
    ? { review: outcome.review, userErrors: [] }
    : { review: null, userErrors: [...outcome.userErrors] };
}
