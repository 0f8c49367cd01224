import { createId } from '@souk/shared/ids';
import { isAdmin, requireScope } from '@souk/shared/viewer';
import { z } from 'zod';
import { expectedVersion, idempotencyKey, parseInput, text } from '../input.ts';
import { once } from '../keyed-mutation.ts';
import {
  type Caller,
  type ChangeOrderDeps,
  changeOrder,
  type OrderDecision,
  refuseMissingOrder,
  requireVersion,
} from '../order/change-order.ts';
import { isSoldBy } from '../order/order-view.ts';

const addOrderNoteInput = z.object({
  orderId: z.string(),
  text: text(2_000),
  visibility: z.enum(['CUSTOMER', 'STAFF']).default('STAFF'),
  expectedVersion,
  idempotencyKey,
});

/**
 * Writes a note on an order: for its buyer too, or among staff. Admins on any order, sellers on those with own lines, where
 * only they and admins see it unless it is for the buyer.
 *
 * @returns id of the order
 * @throws Refused NOT_FOUND, STALE_VERSION
 */
export async function addOrderNote(
  deps: ChangeOrderDeps,
  caller: Caller,
  rawInput: unknown,
): Promise<{ readonly orderId: string }> {
  const viewer = requireScope(caller.viewer, 'orders:fulfil');
  const { idempotencyKey: key, ...request } = parseInput(addOrderNoteInput, rawInput);
  return once(deps, { operation: 'addOrderNote', callerId: viewer.id, key, request }, async (tx) => {
    const context = { ...caller, actor: viewer.id, storeUrl: deps.storeUrl };
    const order = await changeOrder(tx, context, request.orderId, (found): OrderDecision => {
      if (!isAdmin(viewer) && !found.lines.some((line) => isSoldBy(line, viewer))) refuseMissingOrder();
      requireVersion(found, request.expectedVersion);
      const note = {
        id: createId('note', caller.now.getTime()),
        text: request.text,
        visibility: request.visibility,
        authorId: viewer.id,
        at: caller.now.toISOString(),
      };
      return { facts: [{ type: 'NoteAdded', data: { note } }] };
    });
    return order ? { orderId: order.id } : refuseMissingOrder();
  });
}
