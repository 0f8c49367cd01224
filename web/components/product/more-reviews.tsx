'use client';
import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { ProductReviewsDocument, type ReviewItemFragment } from '@/lib/api/generated/graphql.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ReviewItem } from './review-item.tsx';

/** The reviews after the first page. */
export function MoreReviews({
  slug,
  endCursor,
  pageSize,
}: {
  slug: string;
  endCursor: string;
  pageSize: number;
}) {
  const client = useApolloClient();
  const [reviews, setReviews] = useState<readonly ReviewItemFragment[]>([]);
  const [next, setNext] = useState<string | null>(endCursor);
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const load = async () => {
    setState('loading');
    try {
      const variables = { slug, first: pageSize, after: next };
      const { data } = await client.query({ query: ProductReviewsDocument, variables });
      const page = data?.product?.reviews;
      if (!page) throw new Error('no reviews');
      setReviews([...reviews, ...page.edges.map((edge) => edge.node)]);
      setNext(page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null);
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return (
    <div className="mt-8 grid gap-8">
      {reviews.length > 0 && (
        <ul aria-live="polite" className="grid gap-x-10 gap-y-8 md:grid-cols-2">
          {reviews.map((review) => (
            <ReviewItem key={review.id} review={review} />
          ))}
        </ul>
      )}
      {state === 'failed' && <Notice tone="warn">More reviews could not be loaded. Please try again.</Notice>}
      {next && (
        <Button
          tone="secondary"
          size="small"
          disabled={state === 'loading'}
          onClick={() => void load()}
          className="justify-self-start"
        >
          {state === 'loading' ? 'Loading' : 'More reviews'}
        </Button>
      )}
    </div>
  );
}
