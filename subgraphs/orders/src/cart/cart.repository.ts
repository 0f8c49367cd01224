import type { EventEnvelope } from '@souk/shared/events/define-event';
import { isId } from '@souk/shared/ids';
import { insertOutboxSql, outboxColumns } from '@souk/shared/outbox';
import { isOneOf, type Queryable, row, rows } from '@souk/shared/sql';
import { variantJson } from '../catalogue/variant.ts';
import type { Owner } from '../owner.ts';
import { offeredPromotions } from '../promotion/promotion.repository.ts';
import { type Cart, maximumVouchers } from './cart.ts';

/** A cart with goods that nobody has changed for so long is left alone. */
export const abandonedAfterMinutes = 60;

export type CartRow = {
  id: string;
  customer_id: string | null;
  guest_id: string | null;
  status: Cart['status'];
  version: number;
  currency: Cart['currency'];
  country_code: string;
  region: string | null;
  postal_code: string | null;
  shipping_method_id: string | null;
  lines: Cart['lines'];
  variants: Cart['variants'];
  voucher_codes: string[];
  promotions: Cart['promotions'];
  order_id: string | null;
  updated_at: Date;
};

/** Columns of a cart named `c`, with the variants that its lines name and the promotions that it may get. */
export const cartColumns = `c.*, coalesce((
  SELECT json_agg(${variantJson}) FROM catalogue_variants v
  WHERE v.id = ANY (ARRAY(SELECT line->>'variantId' FROM jsonb_array_elements(c.lines) AS line))
), '[]') AS variants, ${offeredPromotions} AS promotions`;

/** A new, empty cart. */
export type NewCart = Owner & Pick<Cart, 'id' | 'currency' | 'countryCode'> & { readonly now: Date };

/** Writes new carts with their events, in one statement. */
export async function insertCarts(
  db: Queryable,
  carts: readonly NewCart[],
  events: readonly EventEnvelope[],
): Promise<void> {
  await db.query(
    `WITH opened AS (
       INSERT INTO carts (id, customer_id, guest_id, status, version, currency, country_code, lines, created_at,
         updated_at, idle_check_at)
       SELECT id, customer_id, guest_id, 'OPEN', 1, currency, country_code, '[]', now, now,
         now + interval '${abandonedAfterMinutes} minutes'
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
         AS c (id, customer_id, guest_id, currency, country_code, now)
     )
     ${insertOutboxSql(7)}`,
    [
      carts.map((cart) => cart.id),
      carts.map((cart) => cart.customerId),
      carts.map((cart) => cart.guestId),
      carts.map((cart) => cart.currency),
      carts.map((cart) => cart.countryCode),
      carts.map((cart) => cart.now),
      ...outboxColumns(events),
    ],
  );
}

/** A cart of an owner; null where there is none, or it is another's, or it was merged into another. */
export async function findCart(db: Queryable, owner: Owner, id: string): Promise<Cart | null> {
  return (await findCarts(db, owner, [id]))[0] ?? null;
}

/** The carts of an owner among some ids. */
export async function findCarts(db: Queryable, owner: Owner, ids: readonly string[]): Promise<Cart[]> {
  const found = await rows<CartRow>(
    db,
    `SELECT ${cartColumns} FROM carts c
     WHERE c.id ${isOneOf(1)} AND c.customer_id IS NOT DISTINCT FROM $2 AND c.guest_id IS NOT DISTINCT FROM $3
       AND c.status <> 'MERGED'`,
    [ids.filter((id) => isId('cart', id)), owner.customerId, owner.guestId],
  );
  return found.map(toCart);
}

/** Open carts by id, whosever they are. */
export async function findOpenCarts(db: Queryable, ids: readonly string[]): Promise<Map<string, Cart>> {
  const found = await rows<CartRow>(
    db,
    `SELECT ${cartColumns} FROM carts c WHERE c.id ${isOneOf(1)} AND c.status = 'OPEN'`,
    [ids.filter((id) => isId('cart', id))],
  );
  return new Map(found.map((cart) => [cart.id, toCart(cart)]));
}

/** A cart as it would be with one more code; null where there is no such open cart of the owner. */
export async function previewVoucher(
  db: Queryable,
  { cartId, owner }: Pick<CartChange, 'cartId' | 'owner'>,
  code: string,
): Promise<Cart | null> {
  if (!isId('cart', cartId)) return null;
  const found = await row<CartRow>(
    db,
    `SELECT ${cartColumns}
     FROM carts k, jsonb_populate_record(k, jsonb_build_object('voucher_codes', k.voucher_codes || $4::text)) c
     WHERE k.id = $1 AND k.customer_id IS NOT DISTINCT FROM $2 AND k.guest_id IS NOT DISTINCT FROM $3
       AND k.status = 'OPEN'`,
    [cartId, owner.customerId, owner.guestId, code],
  );
  return found && toCart(found);
}

/** The same cart, locked until the end of the transaction. */
export async function lockCart(tx: Queryable, owner: Owner, id: string): Promise<Cart | null> {
  if (!isId('cart', id)) return null;
  const found = await row<CartRow>(
    tx,
    `SELECT ${cartColumns} FROM carts c
     WHERE c.id = $1 AND c.customer_id IS NOT DISTINCT FROM $2 AND c.guest_id IS NOT DISTINCT FROM $3
       AND c.status <> 'MERGED' FOR UPDATE OF c`,
    [id, owner.customerId, owner.guestId],
  );
  return found && toCart(found);
}

/** The newest open cart of a customer. */
export async function findActiveCart(db: Queryable, customerId: string): Promise<Cart | null> {
  const found = await row<CartRow>(
    db,
    `SELECT ${cartColumns} FROM carts c WHERE c.customer_id = $1 AND c.status = 'OPEN' ORDER BY c.id DESC LIMIT 1`,
    [customerId],
  );
  return found && toCart(found);
}

/** Which cart to change, and as of when. */
export type CartChange = {
  readonly owner: Owner;
  readonly cartId: string;
  readonly expectedVersion: number | null;
  readonly now: Date;
};

/** Sets destination and method. Null where the cart is not open and the owner's. */
export async function setShipping(
  db: Queryable,
  change: CartChange,
  shipping: Pick<Cart, 'countryCode' | 'region' | 'postalCode' | 'shippingMethodId'>,
): Promise<Cart | null> {
  return changeCart(db, change, {
    set: 'country_code = $6, region = $7, postal_code = $8, shipping_method_id = $9',
    condition: 'true',
    parameters: [shipping.countryCode, shipping.region, shipping.postalCode, shipping.shippingMethodId],
  });
}

/** Puts a code into a cart. Null where the cart is not open and the owner's, has the code, or is full of codes. */
export async function addVoucher(db: Queryable, change: CartChange, code: string): Promise<Cart | null> {
  return changeCart(db, change, {
    set: 'voucher_codes = voucher_codes || $6::text',
    condition: `NOT voucher_codes @> ARRAY[$6::text] AND cardinality(voucher_codes) < ${maximumVouchers}`,
    parameters: [code],
  });
}

/** Takes a code out of a cart. Null where the cart is not open and the owner's, or lacks the code. */
export async function takeVoucher(db: Queryable, change: CartChange, code: string): Promise<Cart | null> {
  return changeCart(db, change, {
    set: 'voucher_codes = array_remove(voucher_codes, $6::text)',
    condition: 'voucher_codes @> ARRAY[$6::text]',
    parameters: [code],
  });
}

/** Gives a cart that the transaction holds to a customer. */
export async function giveCart(tx: Queryable, change: CartChange, customerId: string): Promise<Cart | null> {
  return changeCart(tx, change, {
    set: 'customer_id = $6, guest_id = NULL',
    condition: 'true',
    parameters: [customerId],
  });
}

/** Ends a cart that the transaction holds and whose lines went to another. */
export async function markMerged(tx: Queryable, change: CartChange): Promise<void> {
  await changeCart(tx, change, { set: `status = 'MERGED'`, condition: 'true', parameters: [] });
}

/**
 * Changes an open cart of its owner in one statement, and gives it as it is then.
 *
 * @returns null where there is no such cart, its version is another, or the condition does not hold
 */
export async function changeCart(
  db: Queryable,
  change: CartChange,
  { set, condition, parameters }: { set: string; condition: string; parameters: unknown[] },
): Promise<Cart | null> {
  if (!isId('cart', change.cartId)) return null;
  const changed = await row<CartRow>(
    db,
    `WITH c AS (
       UPDATE carts SET ${set}, version = version + 1, updated_at = $5,
         idle_check_at = coalesce(idle_check_at, $5::timestamptz + interval '${abandonedAfterMinutes} minutes')
       WHERE id = $1 AND customer_id IS NOT DISTINCT FROM $2 AND guest_id IS NOT DISTINCT FROM $3
         AND status = 'OPEN' AND ($4::int IS NULL OR version = $4) AND ${condition}
       RETURNING *
     )
     SELECT ${cartColumns} FROM c`,
    [
      change.cartId,
      change.owner.customerId,
      change.owner.guestId,
      change.expectedVersion,
      change.now,
      ...parameters,
    ],
  );
  return changed && toCart(changed);
}

/** A row of the database as a cart. */
export function toCart(found: CartRow): Cart {
  return {
    id: found.id,
    customerId: found.customer_id,
    guestId: found.guest_id,
    status: found.status,
    version: found.version,
    currency: found.currency,
    countryCode: found.country_code,
    region: found.region,
    postalCode: found.postal_code,
    shippingMethodId: found.shipping_method_id,
    lines: found.lines,
    variants: found.variants,
    voucherCodes: found.voucher_codes,
    promotions: found.promotions,
    orderId: found.order_id,
    updatedAt: found.updated_at,
  };
}
