import type { demoAccounts } from '@souk/shared/demo-accounts';
import { createId } from '@souk/shared/ids';
import { inTransaction, type TransactionDeps } from '@souk/shared/outbox';
import type { Role } from '@souk/shared/viewer';
import { addressEntity } from '../address/address.entity.ts';
import type { PasswordHasher } from '../password/password-hasher.ts';
import { addAccount } from './register.ts';
import { saveSellerName } from './user.repository.ts';

const roles: Record<keyof typeof demoAccounts, Role[]> = {
  shopper: ['CUSTOMER'],
  seller: ['CUSTOMER', 'SELLER'],
  admin: ['CUSTOMER', 'ADMIN'],
};

const shoppersAddress = {
  name: 'Sam Shopper',
  line1: 'Marktstraße 12',
  line2: null,
  city: 'Berlin',
  region: null,
  postalCode: '10115',
  countryCode: 'DE',
  phone: '+4930123456',
  isDefault: true,
};

/**
 * Adds those accounts of the demonstration shop that are missing; what people changed since stays.
 *
 * @returns how many were added
 */
export async function loadDemoAccounts(
  deps: TransactionDeps & { readonly passwords: PasswordHasher },
  input: {
    readonly accounts: typeof demoAccounts;
    readonly password: string;
    readonly sellerName: string;
    readonly now: Date;
  },
): Promise<number> {
  const { accounts, now } = input;
  const call = { now, correlationId: undefined, traceparent: undefined };
  let added = 0;
  for (const kind of Object.keys(accounts) as (keyof typeof accounts)[]) {
    const passwordHash = await deps.passwords.hash(input.password);
    await inTransaction(deps, async (tx) => {
      const account = { ...accounts[kind], phone: null, locale: 'en', version: 1, createdAt: now };
      if (!(await addAccount(tx, call, { ...account, passwordHash, roles: roles[kind] }))) return;
      added += 1;
      if (kind === 'seller') await saveSellerName(tx, account.id, input.sellerName);
      if (kind === 'shopper') {
        const id = createId('adr', now.getTime());
        await tx.insert(addressEntity, { ...shoppersAddress, id, userId: account.id, createdAt: now });
      }
    });
  }
  return added;
}
