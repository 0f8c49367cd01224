import { createId } from '@souk/shared/ids';
import { isAdmin, requireScope, type Viewer } from '@souk/shared/viewer';
import { z } from 'zod';
import { refuse } from '../errors.ts';
import { expectedVersion, foreignId, idempotencyKey, optionalLine, parseInput } from '../input.ts';
import { once } from '../keyed-mutation.ts';
import {
  type Caller,
  type ChangeOrderDeps,
  changeOrder,
  type OrderDecision,
  refuseMissingOrder,
  requireVersion,
} from '../order/change-order.ts';
import { type LineQuantity, type OrderLine, type OrderState, openQuantity } from '../order/order-state.ts';
import { canTransition } from '../order/order-status.ts';
import { isSoldBy } from '../order/order-view.ts';

const trackingUrl = optionalLine(2_000).refine(
  (url) => url === null || (URL.canParse(url) && new URL(url).protocol === 'https:'),
  'is not an https address',
);

/** Units of order lines; a line named twice counts as the sum. */
export const lineQuantities = z
  .array(
    z.object({
      orderLineId: foreignId,
      quantity: z.number().int().min(1, 'is 1 at least').max(1_000_000, 'is too much'),
    }),
  )
  .min(1, 'names no line')
  .max(100, 'names too many lines')
  .transform((lines) => {
    const units = new Map<string, number>();
    for (const { orderLineId, quantity } of lines) {
      units.set(orderLineId, (units.get(orderLineId) ?? 0) + quantity);
    }
    return [...units].map(([lineId, quantity]) => ({ lineId, quantity }));
  });

const fulfilOrderInput = z.object({
  orderId: z.string(),
  lines: lineQuantities.nullish().transform((lines) => lines ?? null),
  carrier: optionalLine(100),
  trackingNumber: optionalLine(100),
  trackingUrl,
  expectedVersion,
  idempotencyKey,
});

/**
 * Records a shipment of some units of an order, all open ones of the caller's if none are named. Sellers ship their own
 * lines, admins any.
 *
 * @returns id of the order
 * @throws Refused NOT_FOUND, STALE_VERSION, INVALID_TRANSITION, QUANTITY_EXCEEDED
 */
export async function fulfilOrder(
  deps: ChangeOrderDeps,
  caller: Caller,
  rawInput: unknown,
): Promise<{ readonly orderId: string }> {
  const { id: actor } = requireScope(caller.viewer, 'orders:fulfil');
  const { idempotencyKey: key, ...request } = parseInput(fulfilOrderInput, rawInput);
  return once(deps, { operation: 'fulfilOrder', callerId: actor, key, request }, async (tx) => {
    const context = { ...caller, actor, storeUrl: deps.storeUrl };
    const order = await changeOrder(tx, context, request.orderId, (found): OrderDecision => {
      const lines = decideLines(found, caller.viewer, request);
      const fulfilment = {
        id: createId('ful', caller.now.getTime()),
        carrier: request.carrier,
        trackingNumber: request.trackingNumber,
        trackingUrl: request.trackingUrl,
        lines,
        shippedAt: caller.now.toISOString(),
      };
      return { facts: [{ type: 'OrderFulfilled', data: { fulfilment } }] };
    });
    return order ? { orderId: order.id } : refuseMissingOrder();
  });
}

/** What a shipment by the viewer contains: the units asked for, or all that are open and the viewer's to ship. */
function decideLines(
  order: OrderState,
  viewer: Viewer,
  {
    lines: asked,
    expectedVersion,
  }: { lines: readonly LineQuantity[] | null; expectedVersion: number | null },
): LineQuantity[] {
  const own = order.lines.filter((line) => isAdmin(viewer) || isSoldBy(line, viewer));
  if (own.length === 0) refuseMissingOrder();
  requireVersion(order, expectedVersion);
  if (!canTransition(order.status, 'FULFILLED')) {
    refuse('INVALID_TRANSITION', `An order that is ${order.status} cannot be shipped.`, ['orderId']);
  }
  const open = own
    .map((line) => ({ lineId: line.id, quantity: openQuantity(order, line) }))
    .filter(({ quantity }) => quantity > 0);
  if (!asked) {
    if (open.length === 0) refuse('INVALID_TRANSITION', 'All of your lines are shipped.', ['orderId']);
    return open;
  }
  for (const line of asked) requireUnits(own, open, line);
  return [...asked];
}

function requireUnits(own: readonly OrderLine[], open: readonly LineQuantity[], asked: LineQuantity): void {
  if (!own.some(({ id }) => id === asked.lineId)) {
    refuse('NOT_FOUND', `The order has no line ${asked.lineId}.`, ['lines']);
  }
  const left = open.find(({ lineId }) => lineId === asked.lineId)?.quantity ?? 0;
  if (asked.quantity > left) {
    refuse('QUANTITY_EXCEEDED', `Line ${asked.lineId} has ${left} units to ship.`, ['lines']);
  }
}
