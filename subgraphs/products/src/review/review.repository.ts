import type { Page } from '@souk/shared/connection';
import { codedError } from '@souk/shared/errors';
import { isId } from '@souk/shared/ids';
import { type Queryable, row, rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import { ReviewEntity, type ReviewRow } from './review.entity.ts';

const columns = `r.id, r.product_id AS "productId", r.customer_id AS "customerId", r.rating, r.title, r.body,
  r.verified_buyer AS "verifiedBuyer", r.status, r.version, r.created_at AS "createdAt"`;

/** Published reviews of several products, newest first, up to `limit + 1` each, beyond one position. */
export async function findPublishedReviews(
  db: Queryable,
  productIds: readonly string[],
  page: Page,
): Promise<ReviewRow[]> {
  const [at, id] = positionOf(page);
  return rows(
    db,
    `SELECT found.* FROM unnest($1::text[]) AS wanted (product_id), LATERAL (
       SELECT ${columns} FROM reviews r
       WHERE r.product_id = wanted.product_id AND r.status = 'PUBLISHED'
         AND ($3::timestamptz IS NULL OR (r.created_at, r.id) < ($3, $4))
       ORDER BY r.created_at DESC, r.id DESC LIMIT $2
     ) found ORDER BY found."createdAt" DESC, found.id DESC`,
    [productIds, page.limit + 1, at, id],
  );
}

/** Sort key values of a review in its list. */
export function reviewPosition(review: ReviewRow): readonly unknown[] {
  return [review.createdAt.toISOString(), review.id];
}

function positionOf(page: Page): readonly [string | null, string | null] {
  if (!page.position) return [null, null];
  const [at, id, ...more] = page.position;
  const valid = typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string';
  if (!valid || more.length > 0 || !isId('rev', id)) {
    throw codedError('BAD_USER_INPUT', 'The cursor belongs to another list.');
  }
  return [new Date(at).toISOString(), id];
}

export async function findReview(db: EntityManager, id: string): Promise<ReviewRow | null> {
  return db.getRepository(ReviewEntity).findOneBy({ id });
}

/** The review of a product by a customer. */
export async function findOwnReview(
  tx: EntityManager,
  productId: string,
  customerId: string,
): Promise<ReviewRow | null> {
  return tx.getRepository(ReviewEntity).findOneBy({ productId, customerId });
}

export async function isVerifiedBuyer(
  db: Queryable,
  productId: string,
  customerId: string,
): Promise<boolean> {
  const found = await row(db, 'SELECT 1 FROM verified_buyers WHERE product_id = $1 AND customer_id = $2', [
    productId,
    customerId,
  ]);
  return found !== null;
}

/** Writes a review over the one before, and brings the product's rating along, whose row the caller holds locked. */
export async function saveReview(
  tx: EntityManager,
  before: ReviewRow | null,
  after: ReviewRow,
): Promise<void> {
  await tx.getRepository(ReviewEntity).save(after as ReviewRow & object);
  const [was, is] = [before, after].map((review) => (review?.status === 'PUBLISHED' ? review.rating : 0));
  await tx.query(
    `UPDATE products SET rating_sum = rating_sum + $2::int, rating_count = rating_count + $3::int
     WHERE id = $1 AND ($2::int <> 0 OR $3::int <> 0)`,
    [after.productId, is! - was!, Math.sign(is!) - Math.sign(was!)],
  );
}
