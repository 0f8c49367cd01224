import { createEvent, type EventEnvelope } from '@souk/shared/events/define-event';
import { reviewPublished } from '@souk/shared/events/review-published';
import { reviewSubmitted } from '@souk/shared/events/review-submitted';
import { createId } from '@souk/shared/ids';
import { inTransaction, recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import { lockProduct } from '../product/product.repository.ts';
import { refuse, type UserError } from '../user-error.ts';
import type { ReviewRow, ReviewStatus } from './review.entity.ts';
import { findOwnReview, isVerifiedBuyer, saveReview } from './review.repository.ts';

export type ReviewDeps = TransactionDeps & {
  /** Whether reviews wait for an admin. */
  readonly reviewModeration: boolean;
};

export type NewReview = {
  readonly productId: string;
  readonly customerId: string;
  readonly rating: number;
  readonly title: string | null;
  readonly body: string;
  readonly correlationId?: string | undefined;
};

export type ReviewOutcome = { readonly review: ReviewRow } | { readonly userErrors: readonly UserError[] };

/** Writes a buyer's review, over an earlier one of the same product. */
export async function submitReview(deps: ReviewDeps, input: NewReview, now: Date): Promise<ReviewOutcome> {
  const { productId, customerId, rating, title, body, correlationId } = input;
  return inTransaction(deps, async (tx) => {
    const product = await lockProduct(tx, productId);
    if (product?.status !== 'ACTIVE') return refuse('NOT_FOUND', 'There is no such product.', 'productId');
    if (!(await isVerifiedBuyer(tx, productId, customerId))) {
      return refuse('NOT_A_BUYER', 'Only customers who bought the product here may review it.', 'productId');
    }
    const before = await findOwnReview(tx, productId, customerId);
    const review: ReviewRow = {
      id: before?.id ?? createId('rev', now.getTime()),
      productId,
      customerId,
      rating,
      title,
      body,
      verifiedBuyer: true,
      // Who was refused once does not get round the refusal by writing again.
      status: deps.reviewModeration || before?.status === 'REJECTED' ? 'PENDING' : 'PUBLISHED',
      version: (before?.version ?? 0) + 1,
      createdAt: now,
    };
    await saveReview(tx, before, review);
    await recordEvents(tx, ...reviewEvents(review, 'submitted', now, correlationId));
    return { review };
  });
}

/** What is told of a review: that it was written, and when it is visible, that it is. */
export function reviewEvents(
  review: ReviewRow,
  occasion: 'submitted' | 'moderated',
  now: Date,
  correlationId?: string,
): EventEnvelope[] {
  const context = {
    aggregateId: review.id,
    aggregateVersion: review.version,
    occurredAt: now,
    correlationId,
  };
  const { id: reviewId, productId, customerId, rating } = review;
  const status: ReviewStatus = review.status;
  return [
    ...(occasion === 'submitted'
      ? [createEvent(reviewSubmitted, context, { reviewId, productId, customerId, rating, status })]
      : []),
    ...(status === 'PUBLISHED'
      ? [createEvent(reviewPublished, context, { reviewId, productId, customerId, rating })]
      : []),
  ];
}
