import { holdsCardNumber } from '@souk/shared/card-number';
import { requireUser } from '@souk/shared/viewer';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { MutationResolvers, PaymentsErrorCode, QueryResolvers } from '../generated/schema.ts';
import type { PaymentDeps } from '../payment/payment-deps.ts';
import { removeMethod, saveMethod } from './save-method.ts';
import type { SavedMethod } from './saved-method.entity.ts';
import { findSavedMethods } from './saved-method.repository.ts';

/** A method that its customer can use. */
export type UsableMethod = SavedMethod & { readonly status: 'PENDING' | 'ACTIVE' };

const saveInput = z.object({
  provider: z.enum(['SANDBOX', 'STRIPE', 'PAYPAL'], 'is not a provider'),
  token: z
    .string()
    .trim()
    .regex(/^[\w.-]{1,255}$/, 'is not a token')
    .refine((token) => !/^\d{12,}$/.test(token) && !holdsCardNumber(token), 'must not be a card number'),
});

export function createSavedMethodQueries(
  deps: PaymentDeps,
): Pick<QueryResolvers<Context>, 'savedPaymentMethods'> {
  return {
    savedPaymentMethods: async (_parent, _args, { viewer }) =>
      viewer.kind === 'user'
        ? ((await findSavedMethods(deps.dataSource.manager, viewer.id)) as UsableMethod[])
        : [],
  };
}

export function createSavedMethodMutations(
  deps: PaymentDeps,
): Pick<MutationResolvers<Context>, 'savePaymentMethod' | 'removePaymentMethod'> {
  return {
    savePaymentMethod: async (_parent, { input }, { viewer }) => {
      const { id: customerId } = requireUser(viewer);
      const parsed = saveInput.safeParse(input);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        return { paymentMethod: null, ...refusal('INVALID_INPUT', issue!.path.join('.'), issue!.message) };
      }
      const method = await saveMethod(deps, { ...parsed.data, customerId });
      if (method) return { paymentMethod: method as UsableMethod, userErrors: [] };
      const message = `${parsed.data.provider} keeps no way to pay in this shop.`;
      return { paymentMethod: null, ...refusal('PROVIDER_UNAVAILABLE', 'provider', message) };
    },
    removePaymentMethod: async (_parent, { input: { id } }, { viewer }) => {
      const { id: customerId } = requireUser(viewer);
      const removed = /^pmt_\w{1,40}$/.test(id) && (await removeMethod(deps, { id, customerId }));
      if (removed) return { removedId: id, userErrors: [] };
      return { removedId: null, ...refusal('NOT_FOUND', 'id', 'There is no such way to pay.') };
    },
  };
}

function refusal(code: PaymentsErrorCode, field: string, message: string) {
  return { userErrors: [{ code, field: [field], message }] };
}
