import { z } from 'zod';
import { refuse } from '../errors.ts';
import { idempotencyKey, optionalLine, parseInput } from '../input.ts';
import { once } from '../keyed-mutation.ts';
import { ownerId, requireOwner } from '../owner.ts';
import { decideSaga } from '../saga/saga-decision.ts';
import {
  type Caller,
  type ChangeOrderDeps,
  changeOrder,
  type OrderDecision,
  refuseMissingOrder,
} from './change-order.ts';
import type { SagaRecord } from './order.repository.ts';
import type { OrderState } from './order-state.ts';
import { canCancel, viewOrder } from './order-view.ts';

const cancelOrderInput = z.object({
  orderId: z.string(),
  reason: optionalLine(500),
  idempotencyKey,
});

/**
 * Cancels an order that has not been shipped, and has goods and money given back, whatever stage they are at. The
 * order's row decides a race with a capture: whichever comes second finds the first one's outcome.
 *
 * @returns id of the order
 * @throws Refused NOT_FOUND, INVALID_TRANSITION
 */
export async function cancelOrder(
  deps: ChangeOrderDeps,
  caller: Caller,
  rawInput: unknown,
): Promise<{ readonly orderId: string }> {
  const { idempotencyKey: key, ...request } = parseInput(cancelOrderInput, rawInput);
  const callerId = ownerId(requireOwner(caller.viewer));
  return once(deps, { operation: 'cancelOrder', callerId, key, request }, async (tx) => {
    const context = { ...caller, actor: callerId, storeUrl: deps.storeUrl };
    const order = await changeOrder(tx, context, request.orderId, (found, saga) =>
      decideCancel(found, saga, caller, request.reason),
    );
    return order ? { orderId: order.id } : refuseMissingOrder();
  });
}

function decideCancel(
  order: OrderState,
  saga: SagaRecord,
  { viewer, now }: Caller,
  note: string | null,
): OrderDecision {
  const view = viewOrder(order, viewer) ?? refuseMissingOrder();
  if (!canCancel(view)) {
    refuse('INVALID_TRANSITION', `An order that is ${order.status} cannot be cancelled.`, ['orderId']);
  }
  const reason = view.role === 'BUYER' ? 'BY_CUSTOMER' : 'BY_STAFF';
  return decideSaga(saga, { type: 'CancelRequested', reason, note }, now);
}
