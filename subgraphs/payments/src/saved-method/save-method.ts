import { createId } from '@souk/shared/ids';
import type { PaymentDeps } from '../payment/payment-deps.ts';
import type { ProviderName } from '../provider/payment-provider.ts';
import type { SavedMethod } from './saved-method.entity.ts';
import {
  findMethodsToForget,
  findPendingMethod,
  findSavedMethod,
  insertSavedMethod,
  markForgotten,
  markRemoved,
} from './saved-method.repository.ts';

export type SaveMethod = {
  readonly customerId: string;
  readonly provider: ProviderName;
  /** The provider's one-time token. */
  readonly token: string;
};

/**
 * Notes that a customer agreed to have a way to pay kept. The provider keeps it with the first payment made with it;
 * until then nothing is kept but the token. The same token again is the same method.
 *
 * @returns null where the provider is not there or keeps nothing
 */
export async function saveMethod(deps: PaymentDeps, input: SaveMethod): Promise<SavedMethod | null> {
  const { customerId, provider, token } = input;
  if (!deps.providers.get(provider)?.keepsMethods) return null;
  const { manager } = deps.dataSource;
  const known = await findPendingMethod(manager, input);
  if (known) return known;
  const now = deps.clock();
  const method: SavedMethod = {
    id: createId('pmt', now.getTime()),
    customerId,
    provider,
    status: 'PENDING',
    providerCustomerId: null,
    providerMethodId: token,
    brand: null,
    last4: null,
    expiryMonth: null,
    expiryYear: null,
    consentedAt: now,
    removedAt: null,
    forgottenAt: null,
  };
  await insertSavedMethod(manager, method);
  return method;
}

/**
 * Takes a kept method back: from now on nothing can be paid with it here. The provider is told at once, and again by
 * a worker where it does not answer.
 *
 * @returns whether the customer had such a method
 */
export async function removeMethod(
  deps: PaymentDeps,
  { id, customerId }: { readonly id: string; readonly customerId: string },
): Promise<boolean> {
  const { manager } = deps.dataSource;
  if (!(await markRemoved(manager, id, customerId, deps.clock()))) return false;
  await forget(deps, (await findSavedMethod(manager, id))!);
  return true;
}

/** Goes on with removed methods that a provider has not forgotten yet. */
export async function forgetRemovedMethods(deps: PaymentDeps): Promise<void> {
  for (const method of await findMethodsToForget(deps.dataSource.manager, 50)) await forget(deps, method);
}

async function forget(deps: PaymentDeps, method: SavedMethod): Promise<void> {
  const { id, providerCustomerId: customerId, providerMethodId: methodId } = method;
  const provider = deps.providers.get(method.provider);
  if (!provider || customerId === null) return;
  const outcome = await provider.forgetMethod({ customerId, methodId });
  if (outcome.kind === 'forgotten') await markForgotten(deps.dataSource.manager, id, deps.clock());
  else deps.logger.warn({ savedMethodId: id, reason: outcome.reason }, 'a method is not forgotten yet');
}
