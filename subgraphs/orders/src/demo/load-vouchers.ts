import { demoAccounts } from '@souk/shared/demo-accounts';
import type { TransactionDeps } from '@souk/shared/outbox';
import { scopesOf } from '@souk/shared/roles';
import { row } from '@souk/shared/sql';
import type { ShopCurrency } from '../pricing/shipping-methods.ts';
import { createPromotion } from '../promotion/manage-promotions.ts';

/** Vouchers of the demonstration shop. None is given by itself, so that prices are what the catalogue says. */
const demoVouchers = [
  {
    name: 'Welcome to Souk',
    code: 'WELCOME10',
    kind: 'PERCENTAGE',
    basisPoints: 1_000,
    usageLimitPerCustomer: 1,
  },
  { name: 'Free shipping', code: 'FREESHIP', kind: 'FREE_SHIPPING', minimumSpendMinor: 5_000 },
  {
    name: '15 off from 100',
    code: 'TAKE15',
    kind: 'AMOUNT',
    amountMinor: 1_500,
    minimumSpendMinor: 10_000,
    exclusive: true,
  },
] as const;

/**
 * Adds those vouchers whose code no promotion ever had; what staff changed or archived stays.
 *
 * @returns how many were added
 */
export async function loadVouchers(
  deps: TransactionDeps,
  { currency, now }: { readonly currency: ShopCurrency; readonly now: Date },
): Promise<number> {
  const viewer = {
    kind: 'user',
    id: demoAccounts.admin.id,
    roles: ['ADMIN'],
    scopes: scopesOf(['ADMIN']),
    sessionId: null,
  } as const;
  let added = 0;
  for (const voucher of demoVouchers) {
    const known = await row(deps.dataSource.manager, 'SELECT 1 FROM promotions WHERE code = $1', [
      voucher.code,
    ]);
    if (known) continue;
    const promotion = { currency, ...voucher };
    await createPromotion(deps, { viewer, now }, { promotion, idempotencyKey: `demo-${voucher.code}` });
    added += 1;
  }
  return added;
}
