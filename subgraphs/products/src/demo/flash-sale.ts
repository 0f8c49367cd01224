import { demoAccounts } from '@souk/shared/demo-accounts';
import type { TransactionDeps } from '@souk/shared/outbox';
import { row } from '@souk/shared/sql';
import { createFlashSale } from '../flash-sale/create-flash-sale.ts';

const sku = 'NL-AUR-SILVER';
const weekMs = 7 * 86_400_000;

/** Announces the demonstration shop's flash sale, on for a week from now. Where its variant ever had one, nothing is done. */
export async function loadFlashSale(deps: TransactionDeps, now: Date): Promise<void> {
  const variant = await row<{ id: string }>(
    deps.dataSource.manager,
    `SELECT v.id FROM variants v
     WHERE v.sku = $1 AND NOT EXISTS (SELECT 1 FROM flash_sales f WHERE f.variant_id = v.id)`,
    [sku],
  );
  if (!variant) return;
  const admin = {
    kind: 'user',
    id: demoAccounts.admin.id,
    roles: ['ADMIN'],
    scopes: ['stock:write'],
    sessionId: null,
  } as const;
  const sale = {
    variantId: variant.id,
    priceMinor: 12_900,
    startsAt: now,
    endsAt: new Date(now.getTime() + weekMs),
    allocation: 40,
    limitPerBuyer: 2,
    holdSeconds: 600,
    waitingLimit: 40,
  };
  // Where shoppers have bought the units before the sale could be announced, the shop goes without it.
  await createFlashSale(deps, admin, { ...sale, idempotencyKey: `demo-flash-sale-${variant.id}` }, now);
}
