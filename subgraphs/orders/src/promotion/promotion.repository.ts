import type { Page } from '@souk/shared/connection';
import { codedError } from '@souk/shared/errors';
import { isId } from '@souk/shared/ids';
import { type Queryable, row, rows } from '@souk/shared/sql';
import { type Promotion, type PromotionContent, promotionJsonPairs } from './promotion.ts';

/**
 * SQL for what a cart named `c` may get: the promotions without a code that are on, and those behind its codes, each
 * with what is known of the cart's customer. One row a cart, as JSON.
 */
export const offeredPromotions = `coalesce((
  SELECT json_agg(json_build_object(${promotionJsonPairs},
    'usedByBuyer', CASE WHEN p.usage_limit_per_customer IS NULL OR c.customer_id IS NULL THEN 0 ELSE coalesce((
      SELECT u.used FROM promotion_uses u
      WHERE u.promotion_id = p.id AND u.redeemer = 'customer:' || c.customer_id), 0) END,
    'buyerHasOrdered', p.first_order_only AND c.customer_id IS NOT NULL AND EXISTS (
      SELECT FROM orders o JOIN order_states st ON st.order_id = o.id
      WHERE o.customer_id = c.customer_id AND st.status <> 'CANCELLED')))
  FROM promotions p
  WHERE p.archived_at IS NULL
    AND ((p.code IS NULL AND p.enabled AND coalesce(p.ends_at > statement_timestamp(), true))
      OR p.code = ANY (c.voucher_codes))
), '[]')`;

type PromotionRow = { promotion: Omit<Promotion, 'archivedAt' | 'createdAt' | 'updatedAt'> } & {
  archived_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

const columns = `json_build_object(${promotionJsonPairs}, 'version', p.version) AS promotion, p.archived_at, p.created_at,
  p.updated_at`;

export async function findPromotion(db: Queryable, id: string): Promise<Promotion | null> {
  return findOne(db, id, '');
}

/** The same promotion, locked until the end of the transaction. */
export async function lockPromotion(tx: Queryable, id: string): Promise<Promotion | null> {
  return findOne(tx, id, 'FOR UPDATE');
}

async function findOne(db: Queryable, id: string, lock: string): Promise<Promotion | null> {
  if (!isId('promo', id)) return null;
  const found = await row<PromotionRow>(
    db,
    `SELECT ${columns} FROM promotions p WHERE p.id = $1 AND p.archived_at IS NULL ${lock}`,
    [id],
  );
  return found && toPromotion(found);
}

export type PromotionFilter = {
  readonly search?: string | null;
  readonly hasCode?: boolean | null;
  readonly enabled?: boolean | null;
};

/** Promotions that were not archived, newest first: up to one more than the page holds. */
export async function listPromotions(
  db: Queryable,
  page: Page,
  filter: PromotionFilter,
): Promise<Promotion[]> {
  const conditions = ['p.archived_at IS NULL'];
  const parameters: unknown[] = [];
  const isForward = page.direction === 'forward';
  if (page.position) {
    const [position] = page.position;
    if (typeof position !== 'string' || !isId('promo', position)) {
      throw codedError('BAD_USER_INPUT', 'The cursor is not one of ours.');
    }
    parameters.push(position);
    conditions.push(`p.id ${isForward ? '<' : '>'} $${parameters.length}`);
  }
  if (filter.hasCode != null) conditions.push(`p.code IS ${filter.hasCode ? 'NOT ' : ''}NULL`);
  if (filter.enabled != null) conditions.push(`p.enabled = ${filter.enabled}`);
  const search = filter.search?.trim();
  if (search) {
    const prefix = `${search.slice(0, 120).replace(/[\\%_]/g, '\\$&')}%`;
    parameters.push(prefix.toUpperCase(), prefix.toLowerCase());
    conditions.push(
      `(p.code LIKE $${parameters.length - 1} OR lower(p.name) COLLATE "C" LIKE $${parameters.length})`,
    );
  }
  const found = await rows<PromotionRow>(
    db,
    `SELECT ${columns} FROM promotions p WHERE ${conditions.join(' AND ')}
     ORDER BY p.id ${isForward ? 'DESC' : 'ASC'} LIMIT ${page.limit + 1}`,
    parameters,
  );
  return found.map(toPromotion);
}

/** How many standing orders hold each promotion, in the order of the ids. */
export async function countUses(db: Queryable, ids: readonly string[]): Promise<number[]> {
  const counted = await rows<{ promotion_id: string; uses: string }>(
    db,
    `SELECT promotion_id, count(*) AS uses FROM promotion_redemptions
     WHERE promotion_id = ANY ($1) AND status = 'RESERVED' GROUP BY promotion_id`,
    [ids],
  );
  const uses = new Map(counted.map((each) => [each.promotion_id, Number(each.uses)]));
  return ids.map((id) => uses.get(id) ?? 0);
}

/** Writes a new promotion, or the next version of a locked one. */
export async function savePromotion(
  tx: Queryable,
  promotion: PromotionContent & { readonly id: string; readonly version: number; readonly now: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO promotions (id, name, code, kind, basis_points, amount_minor, currency, enabled, starts_at, ends_at,
       minimum_spend_minor, product_ids, category_slugs, seller_ids, customer_ids, first_order_only, usage_limit,
       usage_limit_per_customer, exclusive, priority, version, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $22)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, code = excluded.code, kind = excluded.kind,
       basis_points = excluded.basis_points, amount_minor = excluded.amount_minor, currency = excluded.currency,
       enabled = excluded.enabled, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
       minimum_spend_minor = excluded.minimum_spend_minor, product_ids = excluded.product_ids,
       category_slugs = excluded.category_slugs, seller_ids = excluded.seller_ids,
       customer_ids = excluded.customer_ids, first_order_only = excluded.first_order_only,
       usage_limit = excluded.usage_limit, usage_limit_per_customer = excluded.usage_limit_per_customer,
       exclusive = excluded.exclusive, priority = excluded.priority, version = excluded.version,
       updated_at = excluded.updated_at`,
    [
      promotion.id,
      promotion.name,
      promotion.code,
      promotion.kind,
      promotion.basisPoints,
      promotion.amountMinor,
      promotion.currency,
      promotion.enabled,
      promotion.startsAt,
      promotion.endsAt,
      promotion.minimumSpendMinor,
      promotion.productIds,
      promotion.categorySlugs,
      promotion.sellerIds,
      promotion.customerIds,
      promotion.firstOrderOnly,
      promotion.usageLimit,
      promotion.usageLimitPerCustomer,
      promotion.exclusive,
      promotion.priority,
      promotion.version,
      promotion.now,
    ],
  );
}

/** Takes a locked promotion out of use for good; its code can be given to another. */
export async function archivePromotionRow(tx: Queryable, id: string, now: Date): Promise<void> {
  await tx.query(
    `UPDATE promotions SET archived_at = $2, updated_at = $2, version = version + 1, enabled = false, code = NULL
     WHERE id = $1`,
    [id, now],
  );
}

function toPromotion(found: PromotionRow): Promotion {
  return {
    ...found.promotion,
    archivedAt: found.archived_at,
    createdAt: found.created_at,
    updatedAt: found.updated_at,
  };
}

/** Whether the text of a database's error says that a code is taken. */
export function isCodeTaken(error: unknown): boolean {
  const { constraint } = ((error as { driverError?: unknown }).driverError ?? {}) as { constraint?: string };
  return constraint === 'promotions_code_is_unique';
}
