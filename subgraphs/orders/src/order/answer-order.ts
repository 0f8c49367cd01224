import { userErrorsOf } from '../cart/cart.resolvers.ts';
import type { Context } from '../context.ts';
import type { OrdersUserError } from '../generated/schema.ts';
import type { Caller } from './change-order.ts';
import type { OrderView } from './order-view.ts';

/** Payload of a change to an order. */
export type OrderPayload = { order: OrderView | null; userErrors: OrdersUserError[] };

/** Who asks, from the context of a request. */
export function callerOf({ viewer, correlationId }: Context): Caller {
  return { viewer, correlationId, now: new Date() };
}

/** The payload of a change; a refusal shows the order as it stands, where the viewer may see it. */
export async function answerOrder(
  context: Context,
  change: (caller: Caller) => Promise<{ readonly orderId: string }>,
  refusedId: string,
): Promise<OrderPayload> {
  const { loaders } = context;
  try {
    const { orderId } = await change(callerOf(context));
    return { order: await loaders.orders.load(orderId), userErrors: [] };
  } catch (error) {
    const userErrors = userErrorsOf(error);
    return { order: await loaders.orders.load(refusedId), userErrors };
  }
}
