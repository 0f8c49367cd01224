import { type Queryable, rows } from '@souk/shared/sql';

/** Among so many best sellers of a category the nearest ones are chosen. */
const considered = 40;

/**
 * Products like others: of the same category, the best sellers among them, the same brand and a near price first.
 *
 * @returns ids by product, as many as asked for of any of its keys
 */
export async function findRelated(
  db: Queryable,
  wanted: readonly { readonly productId: string; readonly first: number }[],
): Promise<Map<string, string[]>> {
  const found = await rows<{ id: string; related: string[] }>(
    db,
    `SELECT p.id, ARRAY(
       SELECT near.id FROM (
         SELECT r.id, r.brand, r.price_from_minor FROM products r
         WHERE r.category_id = p.category_id AND r.status = 'ACTIVE' AND r.id <> p.id
         ORDER BY r.sold_count DESC, r.id DESC LIMIT ${considered}
       ) near
       ORDER BY near.brand IS NOT DISTINCT FROM p.brand DESC, abs(near.price_from_minor - p.price_from_minor), near.id
       LIMIT $2
     ) AS related
     FROM products p WHERE p.id = ANY($1)`,
    [[...new Set(wanted.map(({ productId }) => productId))], Math.max(...wanted.map(({ first }) => first))],
  );
  return new Map(found.map(({ id, related }) => [id, related]));
}
