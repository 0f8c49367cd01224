import { requireUser } from '@souk/shared/viewer';
import type { Resolvers } from '../generated/schema.ts';
import { isRefused, type Refused } from '../refusal.ts';
import type { UsersDeps } from '../users-deps.ts';
import type { Address } from './address.entity.ts';
import { addAddress, removeAddress, updateAddress } from './address-book.ts';

type AddressPayload = { address: Address | null; userErrors: Refused['refused'] };

/** Resolvers of the viewer's address book. */
export function createAddressResolvers(deps: UsersDeps): { Mutation: object } {
  const Mutation: Resolvers['Mutation'] = {
    addAddress: async (_root, { input }, { viewer, call }) =>
      toPayload(await addAddress(deps, call, { userId: requireUser(viewer).id, address: input })),
    updateAddress: async (_root, { input }, { viewer }) =>
      toPayload(await updateAddress(deps, { ...input, userId: requireUser(viewer).id })),
    removeAddress: async (_root, { input }, { viewer }) =>
      toPayload(await removeAddress(deps, { ...input, userId: requireUser(viewer).id })),
  };
  return { Mutation };
}

function toPayload(result: Address | Refused): AddressPayload {
  return isRefused(result)
    ? { address: null, userErrors: result.refused }
    : { address: result, userErrors: [] };
}
