import { type Queryable, row, rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';

/** Who is to be told: a customer at the account's address, or a guest at the address given. */
export type Asker =
  | { readonly customerId: string; readonly guestId: null; readonly email: null }
  | { readonly customerId: null; readonly guestId: string; readonly email: string };

/** Somebody's wish to be told once when a variant can be had again. */
export type BackInStockAlert = Asker & {
  readonly id: string;
  readonly variantId: string;
  readonly locale: string;
  readonly createdAt: Date;
};

/** Notes an alert, in the place of what the same asker or address had for the variant. */
export async function saveAlert(tx: EntityManager, alert: BackInStockAlert): Promise<void> {
  const { id, variantId, customerId, guestId, email, locale, createdAt } = alert;
  await tx.query(
    `DELETE FROM back_in_stock_alerts WHERE variant_id = $1 AND (customer_id = $2 OR guest_id = $3 OR email = $4)`,
    [variantId, customerId, guestId, email],
  );
  await tx.query(
    `INSERT INTO back_in_stock_alerts (id, variant_id, customer_id, guest_id, email, locale, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [id, variantId, customerId, guestId, email, locale, createdAt],
  );
}

/** How many alerts an asker has, or an address where it is more. */
export async function countAlerts(tx: EntityManager, { customerId, guestId, email }: Asker): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    `SELECT greatest(
       (SELECT count(*) FROM back_in_stock_alerts WHERE customer_id = $1 OR guest_id = $2),
       (SELECT count(*) FROM back_in_stock_alerts WHERE email = $3)
     )::int AS count`,
    [customerId, guestId, email],
  );
  return found!.count;
}

/** Removes the alert of a customer or guest, if there is one. */
export async function deleteAlert(db: Queryable, viewerId: string, variantId: string): Promise<void> {
  await db.query(
    'DELETE FROM back_in_stock_alerts WHERE variant_id = $2 AND (customer_id = $1 OR guest_id = $1)',
    [viewerId, variantId],
  );
}

/** Those of some variants that a customer or guest wants to be told of. */
export async function findAlerts(
  db: Queryable,
  viewerId: string,
  variantIds: readonly string[],
): Promise<Set<string>> {
  const found = await rows<{ variant_id: string }>(
    db,
    `SELECT variant_id FROM back_in_stock_alerts
     WHERE variant_id = ANY($2) AND (customer_id = $1 OR guest_id = $1)`,
    [viewerId, variantIds],
  );
  return new Set(found.map((alert) => alert.variant_id));
}

/** Takes all alerts of a variant: they are told now. */
export function takeAlerts(tx: EntityManager, variantId: string): Promise<BackInStockAlert[]> {
  return rows(
    tx,
    `WITH taken AS (DELETE FROM back_in_stock_alerts WHERE variant_id = $1 RETURNING *)
     SELECT id, variant_id AS "variantId", customer_id AS "customerId", guest_id AS "guestId", email, locale,
       created_at AS "createdAt" FROM taken ORDER BY id`,
    [variantId],
  );
}
