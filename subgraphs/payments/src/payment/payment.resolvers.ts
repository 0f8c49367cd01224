import { type Connection, parsePage, toConnection } from '@souk/shared/connection';
import { isId } from '@souk/shared/ids';
import { isAdmin, requireUser } from '@souk/shared/viewer';
import type { DataSource } from 'typeorm';
import type { Context } from '../context.ts';
import type { OrderResolvers, PaymentResolvers, QueryResolvers } from '../generated/schema.ts';
import type { PaymentProviders } from '../provider/payment-provider.ts';
import type { Payment, PaymentStatus } from './payment.entity.ts';
import { listPaymentsOf } from './payment.repository.ts';
import { isVisibleTo } from './visible-to.ts';

/** Orders belong to another subgraph: here they are an id. */
export type OrderReference = { readonly id: string };

/** A page of a customer's payments. */
export type PaymentPage = Connection<Payment>;

export function createPaymentQueries(
  { manager }: DataSource,
  providers: PaymentProviders,
): Pick<QueryResolvers<Context>, 'payment' | 'paymentProviders' | 'myPayments'> {
  return {
    myPayments: async (_parent, args, { viewer }) => {
      const { id } = requireUser(viewer);
      const page = parsePage(args);
      return toConnection(page, await listPaymentsOf(manager, id, page), (payment) => [payment.id]);
    },
    payment: (_parent, { id }, context) => visiblePayment(id, context),
    paymentProviders: () =>
      [...providers.values()].map(({ name, displayName, publishableKey, keepsMethods }) => ({
        name,
        displayName,
        publishableKey,
        keepsMethods,
      })),
  };
}

export const paymentResolvers: PaymentResolvers<Context> = {
  __resolveReference: ({ id }, context) => visiblePayment(id, context),
  amount: ({ amountMinor, currency }) => ({ amountMinor, currency }),
  capturedAmount: ({ capturedMinor, currency }) => ({ amountMinor: capturedMinor, currency }),
  refundedAmount: ({ refundedMinor, currency }) => ({ amountMinor: refundedMinor, currency }),
  refunds: async ({ id, currency, status }, _args, { loaders }) =>
    wasTaken(status)
      ? (await loaders.refundsOfPayment.load(id)).map((refund) => ({ ...refund, currency }))
      : [],
  disputes: async ({ id, currency, status }, _args, { loaders }) =>
    wasTaken(status)
      ? (await loaders.disputesOfPayment.load(id)).map((dispute) => ({ ...dispute, currency }))
      : [],
  attempts: async ({ id }, _args, { viewer, loaders }) => {
    if (!isAdmin(viewer)) return null;
    const attempts = await loaders.attemptsOfPayment.load(id);
    return attempts.map(({ operation, outcome, sentAt }) => ({
      operation,
      outcome: outcome ?? 'unknown',
      at: sentAt,
    }));
  },
};

export const orderResolvers: OrderResolvers<Context> = {
  __resolveReference: ({ id }) => ({ id }),
  payments: async ({ id }, _args, { viewer, loaders }) => {
    if (!isId('ord', id)) return null;
    const visible = (await loaders.paymentsOfOrder.load(id)).filter((payment) =>
      isVisibleTo(viewer, payment),
    );
    return visible.length > 0 ? visible : null;
  },
};

/** Before money was taken there is nothing to pay back or to dispute, and nothing to look up. */
function wasTaken(status: PaymentStatus): boolean {
  return status === 'CAPTURED' || status === 'PARTIALLY_REFUNDED' || status === 'REFUNDED';
}

async function visiblePayment(id: string, { viewer, loaders }: Context): Promise<Payment | null> {
  // What no id of ours looks like never reaches the database, which refuses some texts with an error.
  const payment = isId('pay', id) ? await loaders.payment.load(id) : null;
  return payment && isVisibleTo(viewer, payment) ? payment : null;
}
