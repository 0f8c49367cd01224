import { inTransaction, recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import { lockProduct } from '../product/product.repository.ts';
import { refuse } from '../user-error.ts';
import type { ReviewRow } from './review.entity.ts';
import { findReview, saveReview } from './review.repository.ts';
import { type ReviewOutcome, reviewEvents } from './submit-review.ts';

export type ReviewDecision = {
  readonly reviewId: string;
  readonly status: 'PUBLISHED' | 'REJECTED';
  readonly correlationId?: string | undefined;
};

/** Publishes or rejects a review; deciding the same again changes nothing. */
export async function moderateReview(
  deps: TransactionDeps,
  decision: ReviewDecision,
  now: Date,
): Promise<ReviewOutcome> {
  return inTransaction(deps, async (tx) => {
    const found = await findReview(tx, decision.reviewId);
    if (!found) return refuse('NOT_FOUND', 'There is no such review.', 'reviewId');
    await lockProduct(tx, found.productId);
    // Read again under the product's lock: the author may have rewritten it meanwhile.
    const before = (await findReview(tx, decision.reviewId))!;
    if (before.status === decision.status) return { review: before };
    const review: ReviewRow = { ...before, status: decision.status, version: before.version + 1 };
    await saveReview(tx, before, review);
    await recordEvents(tx, ...reviewEvents(review, 'moderated', now, decision.correlationId));
    return { review };
  });
}
