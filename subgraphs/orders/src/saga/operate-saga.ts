import { requireScope } from '@souk/shared/viewer';
import { z } from 'zod';
import { refuse } from '../errors.ts';
import { expectedVersion, idempotencyKey, line, parseInput } from '../input.ts';
import { once } from '../keyed-mutation.ts';
import {
  type Caller,
  type ChangeOrderDeps,
  changeOrder,
  type OrderDecision,
  refuseMissingOrder,
  requireVersion,
} from '../order/change-order.ts';
import type { SagaRecord } from '../order/order.repository.ts';
import { decideSaga, type SagaMessage } from './saga-decision.ts';

const operateSagaInput = z.object({
  orderId: z.string(),
  /** Why: it stays in the order's log with the operator's id. */
  note: line(500),
  expectedVersion,
  idempotencyKey,
});

const operations = {
  retrySaga: {
    message: (note: string): SagaMessage => ({ type: 'RetryRequested', note }),
    isPossible: (saga: SagaRecord) => saga.deadlineAt !== null && saga.step !== 'AWAITING_BUYER',
  },
  compensateSaga: {
    message: (note: string): SagaMessage => ({ type: 'CancelRequested', reason: 'BY_STAFF', note }),
    isPossible: (saga: SagaRecord) => saga.deadlineAt !== null,
  },
} as const;

export type SagaOperation = keyof typeof operations;

/**
 * Lets an operator move a saga that waits: ask its question again at once, or end the order and have everything that was
 * asked for undone. What was done, by whom and why is an entry of the order's log.
 *
 * @returns id of the order
 * @throws Refused NOT_FOUND, STALE_VERSION, INVALID_TRANSITION where the saga does not wait
 */
export async function operateSaga(
  deps: ChangeOrderDeps,
  caller: Caller,
  operation: SagaOperation,
  rawInput: unknown,
): Promise<{ readonly orderId: string }> {
  const { id: actor } = requireScope(caller.viewer, 'sagas:operate');
  const { idempotencyKey: key, ...request } = parseInput(operateSagaInput, rawInput);
  const { message, isPossible } = operations[operation];
  return once(deps, { operation, callerId: actor, key, request }, async (tx) => {
    const context = { ...caller, actor, storeUrl: deps.storeUrl };
    const order = await changeOrder(tx, context, request.orderId, (found, saga): OrderDecision => {
      requireVersion(found, request.expectedVersion);
      if (!isPossible(saga)) {
        refuse('INVALID_TRANSITION', `The saga is at ${saga.step} and waits for nobody.`, ['orderId']);
      }
      return decideSaga(saga, message(request.note), caller.now);
    });
    return order ? { orderId: order.id } : refuseMissingOrder();
  });
}
