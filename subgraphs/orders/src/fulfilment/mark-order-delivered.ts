import { isAdmin, requireScope } from '@souk/shared/viewer';
import { z } from 'zod';
import { refuse } from '../errors.ts';
import { expectedVersion, idempotencyKey, parseInput } from '../input.ts';
import { once } from '../keyed-mutation.ts';
import {
  type Caller,
  type ChangeOrderDeps,
  changeOrder,
  type OrderDecision,
  refuseMissingOrder,
  requireVersion,
} from '../order/change-order.ts';
import { canTransition } from '../order/order-status.ts';
import { isSoldBy } from '../order/order-view.ts';

const markOrderDeliveredInput = z.object({ orderId: z.string(), expectedVersion, idempotencyKey });

/**
 * Records that a shipped order has arrived. A seller may say so for an order of own goods only: where several sellers
 * ship, an admin does.
 *
 * @returns id of the order
 * @throws Refused NOT_FOUND, STALE_VERSION, INVALID_TRANSITION
 */
export async function markOrderDelivered(
  deps: ChangeOrderDeps,
  caller: Caller,
  rawInput: unknown,
): Promise<{ readonly orderId: string }> {
  const viewer = requireScope(caller.viewer, 'orders:fulfil');
  const { idempotencyKey: key, ...request } = parseInput(markOrderDeliveredInput, rawInput);
  return once(deps, { operation: 'markOrderDelivered', callerId: viewer.id, key, request }, async (tx) => {
    const context = { ...caller, actor: viewer.id, storeUrl: deps.storeUrl };
    const order = await changeOrder(tx, context, request.orderId, (found): OrderDecision => {
      if (!isAdmin(viewer) && !found.lines.some((line) => isSoldBy(line, viewer))) refuseMissingOrder();
      requireVersion(found, request.expectedVersion);
      if (!isAdmin(viewer) && !found.lines.every((line) => isSoldBy(line, viewer))) {
        refuse('INVALID_TRANSITION', 'The order has goods of other sellers: an admin marks it.', ['orderId']);
      }
      if (!canTransition(found.status, 'DELIVERED')) {
        refuse('INVALID_TRANSITION', `An order that is ${found.status} cannot be delivered.`, ['orderId']);
      }
      return { facts: [{ type: 'OrderDelivered', data: {} }] };
    });
    return order ? { orderId: order.id } : refuseMissingOrder();
  });
}
