import { createId } from '@souk/shared/ids';
import { z } from 'zod';
import { refuse } from '../errors.ts';
import { expectedVersion, idempotencyKey, optionalLine, parseInput } from '../input.ts';
import { once } from '../keyed-mutation.ts';
import { ownerId, requireOwner } from '../owner.ts';
import { decideSaga } from '../saga/saga-decision.ts';
import {
  type Caller,
  type ChangeOrderDeps,
  changeOrder,
  type OrderDecision,
  refuseMissingOrder,
  requireVersion,
} from './change-order.ts';
import type { SagaRecord } from './order.repository.ts';
import { type Cancellation, type OrderState, openQuantity, paidMinor, shareOf } from './order-state.ts';
import { canCancel, viewOrder } from './order-view.ts';

const cancelOrderInput = z.object({
  orderId: z.string(),
  reason: optionalLine(500),
  expectedVersion,
  idempotencyKey,
});

/**
 * Cancels an order that has not been shipped, or what is left to ship of one that has been in part, and has goods and
 * money given back, whatever stage they are at. The order's row decides a race with a capture: whichever comes second finds the first one's outcome.
 *
 * @returns id of the order
 * @throws Refused NOT_FOUND, STALE_VERSION, INVALID_TRANSITION
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
      decideCancel(found, saga, caller, request),
    );
    return order ? { orderId: order.id } : refuseMissingOrder();
  });
}

function decideCancel(
  order: OrderState,
  saga: SagaRecord,
  { viewer, now }: Caller,
  { reason: note, expectedVersion }: { reason: string | null; expectedVersion: number | null },
): OrderDecision {
  const view = viewOrder(order, viewer) ?? refuseMissingOrder();
  if (canCancel(view)) requireVersion(order, expectedVersion);
  if (!canCancel(view)) {
    refuse('INVALID_TRANSITION', `An order that is ${order.status} cannot be cancelled.`, ['orderId']);
  }
  const reason = view.role === 'BUYER' ? 'BY_CUSTOMER' : 'BY_STAFF';
  if (order.status === 'PARTIALLY_FULFILLED') {
    return {
      facts: [{ type: 'LinesCancelled', data: { cancellation: cancelOpen(order, reason, note, now) } }],
    };
  }
  return decideSaga(saga, { type: 'CancelRequested', reason, note }, now);
}

/** The cancellation of all units that are still to be shipped, each paid back by its share of its line. */
export function cancelOpen(
  order: OrderState,
  reason: Cancellation['reason'],
  note: string | null,
  now: Date,
): Cancellation {
  const lines = order.lines.flatMap((line) => {
    const quantity = openQuantity(order, line);
    if (quantity === 0) return [];
    return [{ lineId: line.id, quantity, refundMinor: shareOf(paidMinor(line), quantity, line.quantity) }];
  });
  return {
    id: createId('can', now.getTime()),
    reason,
    note,
    lines,
    refundMinor: lines.reduce((sum, line) => sum + line.refundMinor, 0),
    at: now.toISOString(),
  };
}
