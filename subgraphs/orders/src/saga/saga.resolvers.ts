import { parsePage } from '@souk/shared/connection';
import type { Deps } from '../deps.ts';
import type { Resolvers } from '../generated/schema.ts';
import { answerOrder } from '../order/answer-order.ts';
import { listStuckSagas } from './list-stuck-sagas.ts';
import { operateSaga, type SagaOperation } from './operate-saga.ts';

/** Resolvers of sagas, for operators. */
export function sagaResolvers(
  deps: Deps,
): Pick<Resolvers, 'Query' | 'Mutation' | 'OrderSaga' | 'OrderSagaConnection'> {
  return {
    Query: {
      stuckSagas: (_parent, page, { viewer }) =>
        listStuckSagas(deps.dataSource.manager, viewer, parsePage(page)),
    },
    Mutation: { retrySaga: operate('retrySaga'), compensateSaga: operate('compensateSaga') },
    OrderSaga: { order: ({ orderId }, _args, { loaders }) => loaders.orders.load(orderId) },
    OrderSagaConnection: { edges: (page) => [...page.edges] },
  };

  function operate(operation: SagaOperation) {
    return (
      _parent: unknown,
      { input }: { input: { orderId: string } },
      context: Parameters<typeof answerOrder>[0],
    ) => answerOrder(context, (caller) => operateSaga(deps, caller, operation, input), input.orderId);
  }
}
