import type { Queryable } from '@souk/shared/sql';
import { type CartChange, changeCart } from './cart.repository.ts';
import { type Cart, type CartLine, type HeldPlace, maximumLines, maximumQuantity } from './cart.ts';

/**
 * Adds units of a variant, to its line if there is one, in one statement: two callers at the same moment both count.
 * Null where the cart is not open and the owner's, its version is another, the variant is not on sale, or a limit
 * would be passed.
 */
export async function addUnits(
  db: Queryable,
  change: CartChange,
  line: Cart['lines'][number],
): Promise<Cart | null> {
  return changeCart(db, change, {
    set: `lines = CASE WHEN EXISTS (${ownLine})
      THEN (SELECT jsonb_agg(CASE WHEN line->>'variantId' = $7 AND NOT line ? 'flashSale'
              THEN line || jsonb_build_object('quantity', (line->>'quantity')::int + $8::int) ELSE line END ORDER BY n)
            FROM jsonb_array_elements(lines) WITH ORDINALITY AS e (line, n))
      ELSE lines || jsonb_build_object('id', $6::text, 'variantId', $7::text, 'quantity', $8::int,
        'seenPriceMinor', (SELECT v.price_minor FROM catalogue_variants v WHERE v.id = $7)) END`,
    condition: `EXISTS (SELECT FROM catalogue_variants v
        WHERE v.id = $7 AND v.sellable AND v.currency = carts.currency)
      AND NOT EXISTS (${ownLine} AND (line->>'quantity')::int + $8::int > ${maximumQuantity})
      AND (jsonb_array_length(lines) < ${maximumLines} OR EXISTS (${ownLine}))`,
    parameters: [line.id, line.variantId, line.quantity],
  });
}

/** The line of a variant, which units are added to; units that a flash sale holds have a line of their own. */
const ownLine = `SELECT FROM jsonb_array_elements(lines) AS line
  WHERE line->>'variantId' = $7 AND NOT line ? 'flashSale'`;

/**
 * Adds a line of units that a flash sale holds; the cart as it is if it has the line of that place already. Null where the
 * cart is not open and the owner's, its version is another, or it is full.
 */
export async function addLine(
  db: Queryable,
  change: CartChange,
  line: CartLine & { readonly flashSale: HeldPlace },
): Promise<Cart | null> {
  const hasPlace = `lines @> jsonb_build_array(jsonb_build_object('flashSale', jsonb_build_object('placeId', $7::text)))`;
  return changeCart(db, change, {
    set: `lines = CASE WHEN ${hasPlace} THEN lines ELSE lines || $6::jsonb END`,
    condition: `(jsonb_array_length(lines) < ${maximumLines} OR ${hasPlace})`,
    parameters: [JSON.stringify([line]), line.flashSale.placeId],
  });
}

/** Sets the units of a line; 0 removes it, which is all that can be done to units that a flash sale holds. Null where the cart is not open and the owner's, or lacks the line. */
export async function setUnits(
  db: Queryable,
  change: CartChange,
  line: { readonly lineId: string; readonly quantity: number },
): Promise<Cart | null> {
  return changeCart(db, change, {
    set: `lines = coalesce((
      SELECT jsonb_agg(CASE WHEN line->>'id' = $6 THEN line || jsonb_build_object('quantity', $7::int) ELSE line END
        ORDER BY n)
      FROM jsonb_array_elements(lines) WITH ORDINALITY AS e (line, n)
      WHERE line->>'id' <> $6 OR $7::int > 0), '[]')`,
    condition: `EXISTS (SELECT FROM jsonb_array_elements(lines) AS line
      WHERE line->>'id' = $6 AND (NOT line ? 'flashSale' OR $7::int IN (0, (line->>'quantity')::int)))`,
    parameters: [line.lineId, line.quantity],
  });
}

/** Takes the prices of now as those that the buyer was shown. Null where the cart is not open and the owner's. */
export async function acceptPrices(db: Queryable, change: CartChange): Promise<Cart | null> {
  return changeCart(db, change, {
    set: `lines = coalesce((
      SELECT jsonb_agg(CASE WHEN v.id IS NULL OR line ? 'flashSale' THEN line
          ELSE line || jsonb_build_object('seenPriceMinor', v.price_minor) END ORDER BY n)
      FROM jsonb_array_elements(lines) WITH ORDINALITY AS e (line, n)
      LEFT JOIN catalogue_variants v ON v.id = line->>'variantId'), '[]')`,
    condition: 'true',
    parameters: [],
  });
}

/** Replaces lines and codes of a cart that the transaction holds. */
export async function replaceLines(
  tx: Queryable,
  change: CartChange,
  lines: Cart['lines'],
  voucherCodes: readonly string[],
): Promise<Cart | null> {
  return changeCart(tx, change, {
    set: 'lines = $6::jsonb, voucher_codes = $7',
    condition: 'true',
    parameters: [JSON.stringify(lines), voucherCodes],
  });
}
