import { createHash } from 'node:crypto';
import { inTransaction, recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import { shownName } from '../review/buyers.ts';
import type { ReviewRow } from '../review/review.entity.ts';
import { reviewEvents } from '../review/submit-review.ts';
import type { DemoProduct } from './demo-product.ts';

const people =
  `Amara Okafor, Jonas Lindqvist, Mei Tanaka, Lucía Herrera, Tom Baker, Aisha Rahman, Pierre Dubois,
Hanna Virtanen, Marco Bianchi, Zoe Clarke, Ravi Menon, Ingrid Solberg, Diego Alvarez, Nina Kowalska, Sam Whitfield,
Leila Haddad, Finn Becker, Grace Mbeki, Yuki Mori, Clara Fontaine, Owen Hughes, Elif Demir, Tomás Silva, Anna Novak,
Kofi Mensah, Sofia Rossi, Ben Carter, Maja Nielsen, Hugo Martin, Priya Nair, Lena Vogel, Isaac Cohen`
    .split(',')
    .map((name) => name.trim());

/** Reviewers of the demo shop have ids of their own form of hash, so that loading twice means the same people. */
function customerId(name: string): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  const letters = [...createHash('sha256').update(name).digest().subarray(0, 16)].map(
    (byte) => alphabet[byte % 32],
  );
  return `usr_01m6a6ft00${letters.join('')}`;
}

/** A demo product's reviews as rows, by different people, spread over the half year before `now`. */
export function toReviews(product: DemoProduct, productId: string, now: Date): ReviewRow[] {
  const seed = createHash('sha256').update(product.slug).digest();
  return (product.reviews ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line, index) => {
      const [stars, title, body] = line.split(' | ');
      const name = people[(seed[0]! + index * 5) % people.length]!;
      const daysAgo = 3 + ((seed[1]! * 7 + index * 31) % 180);
      const letters = createHash('sha256').update(`${product.slug} ${index}`).digest('hex').slice(0, 12);
      return {
        id: `rev_01m6a6ft00${letters}0000`,
        productId,
        customerId: customerId(name),
        rating: Number(stars),
        title: title!,
        body: body!,
        verifiedBuyer: true,
        status: 'PUBLISHED',
        version: 1,
        createdAt: new Date(now.getTime() - daysAgo * 86_400_000 - seed[2]! * 60_000),
      };
    });
}

/** Writes reviews of new products in a few statements, with who wrote them, and says so in events. */
export async function loadReviews(deps: TransactionDeps, reviews: readonly ReviewRow[]): Promise<void> {
  if (reviews.length === 0) return;
  await inTransaction(deps, async (tx) => {
    await tx.query(
      `INSERT INTO customer_names (customer_id, shown_name, version)
       SELECT *, 1 FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING`,
      [people.map(customerId), people.map((name) => shownName(...(name.split(' ') as [string, string])))],
    );
    const added: { id: string }[] = await tx.query(
      `INSERT INTO reviews
         (id, product_id, customer_id, rating, title, body, created_at, verified_buyer, status)
       SELECT r.*, true, 'PUBLISHED' FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[],
         $6::text[], $7::timestamptz[]) AS r
       ON CONFLICT DO NOTHING RETURNING id`,
      [
        reviews.map((review) => review.id),
        reviews.map((review) => review.productId),
        reviews.map((review) => review.customerId),
        reviews.map((review) => review.rating),
        reviews.map((review) => review.title),
        reviews.map((review) => review.body),
        reviews.map((review) => review.createdAt),
      ],
    );
    const fresh = new Set(added.map(({ id }) => id));
    const written = reviews.filter((review) => fresh.has(review.id));
    await tx.query(
      `WITH sums AS (
         SELECT product_id, sum(rating)::int AS stars, count(*)::int AS reviews, sum(sold)::int AS sold
         FROM unnest($1::text[], $2::int[], $3::int[]) AS r (product_id, rating, sold) GROUP BY product_id
       )
       UPDATE products p SET rating_sum = rating_sum + sums.stars, rating_count = rating_count + sums.reviews,
         sold_count = sold_count + sums.sold
       FROM sums WHERE p.id = sums.product_id`,
      [
        written.map((review) => review.productId),
        written.map((review) => review.rating),
        // Few buyers write: each review stands for a handful of sales, more where it is a happy one.
        written.map((review) => 3 + review.rating * 4),
      ],
    );
    await recordEvents(
      tx,
      ...written.flatMap((review) => reviewEvents(review, 'submitted', review.createdAt)),
    );
  });
}
