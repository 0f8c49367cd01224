import type { ReviewItemFragment } from '@/lib/api/generated/graphql.ts';
import { formatDay } from '@/lib/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { Stars } from '../ui/stars.tsx';

/** A customer's opinion. */
export function ReviewItem({ review }: { review: ReviewItemFragment }) {
  return (
    <li className="grid content-start gap-2 border-t border-line pt-5">
      <div className="flex items-center justify-between gap-3">
        <Stars average={review.rating} />
        <span className="sr-only">{review.rating} of 5 stars</span>
        <time dateTime={review.createdAt} className="text-small text-faint">
          {formatDay(review.createdAt)}
        </time>
      </div>
      {review.title && <h3 className="font-semibold">{review.title}</h3>}
      <p className="whitespace-pre-line text-soft">{review.body}</p>
      <p className="flex flex-wrap items-center gap-x-3 text-small text-faint">
        {review.authorName}
        {review.verifiedBuyer && (
          <span className="inline-flex items-center gap-1 text-good">
            <Icon name="check" size={14} /> Bought it here
          </span>
        )}
      </p>
    </li>
  );
}
