import Link from 'next/link';
import { notFound } from 'next/navigation';
import { loadReviews, type ProductDetail } from '@/lib/api/catalogue.ts';
import { currentIdentity } from '@/lib/session/identity.ts';
import { buttonClass } from '../ui/button.tsx';
import { Stars } from '../ui/stars.tsx';
import { MoreReviews } from './more-reviews.tsx';
import { ReviewForm } from './review-form.tsx';
import { ReviewItem } from './review-item.tsx';

const pageSize = 6;

/** What customers say, and the way to say something oneself. */
export async function Reviews({ product }: { product: ProductDetail }) {
  const [page, identity] = await Promise.all([loadReviews(product.slug, pageSize), currentIdentity()]);
  if (!page) notFound();
  const { average, count } = product.rating;
  return (
    <div className="grid gap-8 lg:grid-cols-[16rem_minmax(0,1fr)] lg:gap-14">
      <div className="grid content-start justify-items-start gap-3">
        <h2 id="reviews" className="text-heading">
          Reviews
        </h2>
        {average ? (
          <p className="flex items-center gap-3">
            <span className="text-heading font-semibold tabular-nums">{average.toFixed(1)}</span>
            <span className="grid gap-0.5">
              <Stars average={average} />
              <span className="text-small text-faint">
                <span className="sr-only">of 5, </span>
                {count} {count === 1 ? 'review' : 'reviews'}
              </span>
            </span>
          </p>
        ) : (
          <p className="text-soft">No reviews yet. If you have bought this, yours could be the first.</p>
        )}
        {identity.kind === 'user' ? (
          <ReviewForm productId={product.id} productTitle={product.title} />
        ) : (
          <Link
            href={`/login?next=/products/${product.slug}%23reviews`}
            className={buttonClass('secondary', 'small')}
          >
            Sign in to review
          </Link>
        )}
      </div>
      {page.edges.length > 0 && (
        <div>
          <ul className="grid gap-x-10 gap-y-8 md:grid-cols-2">
            {page.edges.map(({ node }) => (
              <ReviewItem key={node.id} review={node} />
            ))}
          </ul>
          {page.pageInfo.hasNextPage && page.pageInfo.endCursor && (
            <MoreReviews slug={product.slug} endCursor={page.pageInfo.endCursor} pageSize={pageSize} />
          )}
        </div>
      )}
    </div>
  );
}
