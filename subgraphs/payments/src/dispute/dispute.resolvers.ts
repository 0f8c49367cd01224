import { codedError } from '@souk/shared/errors';
import { requireScope } from '@souk/shared/viewer';
import type { DataSource } from 'typeorm';
import type { Context } from '../context.ts';
import type { DisputeResolvers, QueryResolvers } from '../generated/schema.ts';
import type { Dispute } from './dispute.entity.ts';
import { findOpenDisputes } from './dispute.repository.ts';

/** A dispute with the currency of its payment. */
export type DisputeOfPayment = Dispute & { readonly currency: string };

export function createDisputeQueries({ manager }: DataSource): Pick<QueryResolvers<Context>, 'openDisputes'> {
  return {
    openDisputes: async (_parent, { first }, { viewer, loaders }) => {
      requireScope(viewer, 'payments:read');
      const open = await findOpenDisputes(manager, listLimit(first));
      const payments = await loaders.payment.loadMany(open.map(({ paymentId }) => paymentId));
      return open.flatMap((dispute, index) => {
        const payment = payments[index];
        return payment && !(payment instanceof Error) ? [{ ...dispute, currency: payment.currency }] : [];
      });
    },
  };
}

export const disputeResolvers: DisputeResolvers<Context> = {
  amount: ({ amountMinor, currency }) => ({ amountMinor, currency }),
  payment: ({ paymentId }, _args, { loaders }) => loaders.payment.load(paymentId),
};

/**
 * How many items of a short list to answer.
 *
 * @throws GraphQLError BAD_USER_INPUT outside 1 to 100
 */
export function listLimit(first: number | null | undefined): number {
  const limit = first ?? 20;
  if (limit < 1 || limit > 100)
    throw codedError('BAD_USER_INPUT', `A list has 1 to 100 items, not ${limit}.`);
  return limit;
}
