import { createId } from '@souk/shared/ids';
import { z } from 'zod';
import { refuse } from '../errors.ts';
import { lineQuantities } from '../fulfilment/fulfil-order.ts';
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
import {
  cancelledMinor,
  type LineQuantity,
  type OrderReturn,
  type OrderState,
  paidMinor,
  returnedMinor,
  shareOf,
} from '../order/order-state.ts';
import { isInReturnWindow, returnableQuantity, viewOrder } from '../order/order-view.ts';
import { ownerId, requireOwner } from '../owner.ts';

const requestReturnInput = z.object({
  orderId: z.string(),
  lines: lineQuantities,
  reason: line(1_000),
  expectedVersion,
  idempotencyKey,
});

/**
 * Asks to send units of a delivered order back. Only its buyer may, within the return window, and never for more units
 * than are with the buyer.
 *
 * @returns ids of the return and its order
 * @throws Refused NOT_FOUND, STALE_VERSION, INVALID_TRANSITION, QUANTITY_EXCEEDED
 */
export async function requestReturn(
  deps: ChangeOrderDeps,
  caller: Caller,
  rawInput: unknown,
): Promise<{ readonly returnId: string; readonly orderId: string }> {
  const callerId = ownerId(requireOwner(caller.viewer));
  const { idempotencyKey: key, ...request } = parseInput(requestReturnInput, rawInput);
  return once(deps, { operation: 'requestReturn', callerId, key, request }, async (tx) => {
    const returnId = createId('ret', caller.now.getTime());
    const context = { ...caller, actor: callerId, storeUrl: deps.storeUrl };
    const order = await changeOrder(tx, context, request.orderId, (found): OrderDecision => {
      const view = viewOrder(found, caller.viewer);
      if (view?.role !== 'BUYER') return refuseMissingOrder();
      requireVersion(found, request.expectedVersion);
      if (!isInReturnWindow(found, caller.now)) {
        refuse('INVALID_TRANSITION', 'Only what was delivered lately can be sent back.', ['orderId']);
      }
      const asked = openReturn(found, request.lines, {
        id: returnId,
        reason: request.reason,
        now: caller.now,
      });
      return { facts: [{ type: 'ReturnRequested', data: { return: asked } }] };
    });
    return order ? { returnId, orderId: order.id } : refuseMissingOrder();
  });
}

/** A new return of some units of an order. */
export function openReturn(
  order: OrderState,
  asked: readonly LineQuantity[],
  { id, reason, now }: { readonly id: string; readonly reason: string; readonly now: Date },
): OrderReturn {
  const lines = asked.map(({ lineId, quantity }) => ({
    lineId,
    quantity,
    refundMinor: refundOfUnits(order, lineId, quantity),
  }));
  return {
    id,
    status: 'REQUESTED',
    reason,
    lines,
    refundMinor: lines.reduce((total, each) => total + each.refundMinor, 0),
    requestedAt: now.toISOString(),
    decisionNote: null,
  };
}

/**
 * What some units of a line pay back, tax included: their share of what the line's units that are left pay. Taken from
 * what is left, the parts of a line that goes back bit by bit add up to the line, to the minor unit.
 */
function refundOfUnits(order: OrderState, lineId: string, quantity: number): number {
  const found = order.lines.find((each) => each.id === lineId);
  if (!found) return refuse('NOT_FOUND', `The order has no line ${lineId}.`, ['lines']);
  const left = returnableQuantity(order, found);
  if (quantity > left)
    refuse('QUANTITY_EXCEEDED', `Line ${lineId} has ${left} units to send back.`, ['lines']);
  const leftMinor = paidMinor(found) - cancelledMinor(order, lineId) - returnedMinor(order, lineId);
  return quantity === left ? leftMinor : shareOf(leftMinor, quantity, left);
}
