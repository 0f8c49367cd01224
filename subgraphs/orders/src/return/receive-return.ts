import { z } from 'zod';
import { refuse } from '../errors.ts';
import { foreignId } from '../input.ts';
import { type OrderReturn, type ReturnLine, shareOf } from '../order/order-state.ts';

/** What came back of a return, where it is not all of it. */
export const receivedLines = z
  .array(
    z.object({
      orderLineId: foreignId,
      quantity: z.number().int().min(0, 'is 0 at least').max(1_000_000, 'is too much'),
      restock: z.boolean().default(true),
    }),
  )
  .min(1, 'names no line')
  .max(100, 'names too many lines')
  .refine(
    (lines) => new Set(lines.map((line) => line.orderLineId)).size === lines.length,
    'names a line twice',
  );

export type ReceivedLine = z.output<typeof receivedLines>[number];

export type Receipt = { readonly lines: readonly ReturnLine[]; readonly refundMinor: number };

/**
 * What a return comes to once its goods are here: a line that is not named has come back whole. Of a line that came back
 * in part, its share of the refund is paid; the rest stays with the buyer.
 *
 * @throws Refused NOT_FOUND, QUANTITY_EXCEEDED
 */
export function receiptOf(found: OrderReturn, received: readonly ReceivedLine[] | null): Receipt {
  for (const { orderLineId, quantity } of received ?? []) {
    const asked = found.lines.find(({ lineId }) => lineId === orderLineId);
    if (!asked) refuse('NOT_FOUND', `The return has no line ${orderLineId}.`, ['lines']);
    if (quantity > asked!.quantity) {
      refuse('QUANTITY_EXCEEDED', `Line ${orderLineId} has ${asked!.quantity} units in the return.`, [
        'lines',
      ]);
    }
  }
  const lines = found.lines.map((asked): ReturnLine => {
    const told = received?.find(({ orderLineId }) => orderLineId === asked.lineId);
    const quantity = told?.quantity ?? asked.quantity;
    return {
      lineId: asked.lineId,
      quantity,
      refundMinor: shareOf(asked.refundMinor, quantity, asked.quantity),
      askedQuantity: asked.quantity,
      restock: told?.restock ?? true,
    };
  });
  if (lines.every((line) => line.quantity === 0)) {
    refuse('INVALID_INPUT', 'Nothing came back: reject the return, or wait for it.', ['lines']);
  }
  return { lines, refundMinor: lines.reduce((sum, line) => sum + line.refundMinor, 0) };
}
