import { requireScope } from '@souk/shared/viewer';
import { z } from 'zod';
import { refuse } from '../errors.ts';
import { expectedVersion, idempotencyKey, optionalLine, parseInput } from '../input.ts';
import { once } from '../keyed-mutation.ts';
import {
  type Caller,
  type ChangeOrderDeps,
  changeOrder,
  type OrderDecision,
  requireVersion,
} from '../order/change-order.ts';
import { findOrderIdOfReturn } from '../order/order.repository.ts';
import type { OrderFact } from '../order/order-log.ts';
import type { ReturnStatus } from '../order/order-state.ts';
import { receiptOf, receivedLines } from './receive-return.ts';

/** Staff's decisions on a return, with the status that each one needs and the fact that it makes. */
const decisions = {
  approveReturn: { from: 'REQUESTED', fact: 'ReturnApproved' },
  rejectReturn: { from: 'REQUESTED', fact: 'ReturnRejected' },
  receiveReturn: { from: 'APPROVED', fact: 'ReturnReceived' },
  retryReturnRefund: { from: 'RECEIVED', fact: 'ReturnRefundRetried' },
} as const satisfies Record<string, { from: ReturnStatus; fact: OrderFact['type'] }>;

export type ReturnDecisionName = keyof typeof decisions;

const decideReturnInput = z.object({
  returnId: z.string(),
  note: optionalLine(1_000),
  expectedVersion,
  idempotencyKey,
  /** Of a receipt only. */
  lines: receivedLines.nullish().transform((lines) => lines ?? null),
});

/**
 * Accepts or refuses a return, or records that its goods came back, upon which its refund is asked for; or asks for the
 * refund again where it has failed.
 *
 * @returns ids of the return and its order
 * @throws Refused NOT_FOUND, STALE_VERSION, QUANTITY_EXCEEDED, INVALID_TRANSITION
 */
export async function decideReturn(
  deps: ChangeOrderDeps,
  caller: Caller,
  name: ReturnDecisionName,
  rawInput: unknown,
): Promise<{ readonly returnId: string; readonly orderId: string }> {
  const { id: actor } = requireScope(caller.viewer, 'returns:write');
  const { idempotencyKey: key, ...request } = parseInput(decideReturnInput, rawInput);
  const { from, fact } = decisions[name];
  return once(deps, { operation: name, callerId: actor, key, request }, async (tx) => {
    const { returnId, note, lines } = request;
    const orderId = await findOrderIdOfReturn(tx, returnId);
    if (!orderId) return refuse('NOT_FOUND', 'There is no such return.', ['returnId']);
    const context = { ...caller, actor, storeUrl: deps.storeUrl };
    await changeOrder(tx, context, orderId, (order): OrderDecision => {
      requireVersion(order, request.expectedVersion);
      const found = order.returns.find(({ id }) => id === returnId);
      if (found?.status !== from) {
        return refuse('INVALID_TRANSITION', `The return is ${found?.status}, not ${from}.`, ['returnId']);
      }
      if (fact === 'ReturnRefundRetried' && !found.refundFailed) {
        return refuse('INVALID_TRANSITION', 'The refund of the return has not failed.', ['returnId']);
      }
      const receipt = fact === 'ReturnReceived' ? receiptOf(found, lines) : {};
      return { facts: [{ type: fact, data: { returnId, note, ...receipt } }] };
    });
    return { returnId, orderId };
  });
}
