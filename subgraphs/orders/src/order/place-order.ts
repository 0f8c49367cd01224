import { createId } from '@souk/shared/ids';
import type { EntityManager } from 'typeorm';
import { lockCart } from '../cart/cart.repository.ts';
import { refuse } from '../errors.ts';
import { parseInput } from '../input.ts';
import { once } from '../keyed-mutation.ts';
import { ownerId } from '../owner.ts';
import { recognizeBuyer, redeemPromotions } from '../promotion/redeem-promotions.ts';
import { announceNewOrder, beginOrder } from './change-order.ts';
import {
  type Checkout,
  draftOrder,
  originOf,
  type PlaceOrderCaller,
  type PlaceOrderDeps,
} from './draft-order.ts';
import type { OrderState } from './order-state.ts';
import { placeOrderInput } from './place-order-input.ts';
import { placeOrdersTogether } from './place-orders-together.ts';
import { insertOrders } from './write-orders.ts';

/** What became of a checkout; `order` is absent where the key had made it before. */
export type PlaceOrderOutcome = { readonly orderId: string; readonly order?: OrderState };

export type PlaceOrder = (caller: PlaceOrderCaller, input: unknown) => Promise<PlaceOrderOutcome>;

/**
 * Turns a cart into an order, at once and without asking anybody: the cart is priced from the copy of the catalogue, the
 * order and its first events are written, the cart is closed, the promotions that it holds are counted. Stock and
 * payment follow.
 *
 * Checkouts of the same moment that nothing stands against share two statements (`placeOrdersTogether`); all others
 * have a transaction each, which finds out what to answer.
 *
 * @returns a function that gives the order, or for a key seen before the id of the one that it made then; it throws
 *   Refused with everything that stands against it, and Requoted where it is the price
 */
export function createPlaceOrder(deps: PlaceOrderDeps): PlaceOrder {
  const placeTogether = placeOrdersTogether(deps);
  return async (caller, rawInput) => {
    const input = parseInput(placeOrderInput, rawInput);
    if (!deps.paymentProviders.includes(input.payment.provider)) {
      refuse('PAYMENT_PROVIDER_UNAVAILABLE', `${input.payment.provider} is not switched on in this shop.`, [
        'payment',
        'provider',
      ]);
    }
    const { idempotencyKey: key, ...request } = input;
    const keyed = { operation: 'placeOrder', callerId: ownerId(caller.owner), key, request };
    const checkout = { caller, input, keyed, orderId: createId('ord', caller.now.getTime()) };
    const order = await placeTogether(checkout);
    return order ? { orderId: order.id, order } : placeAlone(deps, checkout);
  };
}

/** Two orders drew the same number by chance: once in a million shops, and mended by drawing again. */
const numberDraws = 3;

async function placeAlone(deps: PlaceOrderDeps, checkout: Checkout): Promise<PlaceOrderOutcome> {
  const { keyed, orderId } = checkout;
  for (let draw = 1; ; draw += 1) {
    try {
      let order: OrderState | undefined;
      const result = await once(
        deps,
        keyed,
        async (tx) => {
          order = await checkOut(deps, tx, checkout);
          return { orderId };
        },
        { orderId },
      );
      return order ? { ...result, order } : result;
    } catch (error) {
      if (draw >= numberDraws || !isNumberTaken(error)) throw error;
    }
  }
}

async function checkOut(deps: PlaceOrderDeps, tx: EntityManager, checkout: Checkout): Promise<OrderState> {
  const { caller, input, orderId } = checkout;
  const { owner, now } = caller;
  const cart = await lockCart(tx, owner, input.cartId);
  if (!cart) return refuse('NOT_FOUND', 'There is no such cart.', ['cartId']);
  if (cart.status !== 'OPEN') return refuse('CART_CLOSED', 'The cart was checked out already.', ['cartId']);
  if (input.expectedVersion !== null && input.expectedVersion !== cart.version) {
    refuse('STALE_VERSION', `The cart is at version ${cart.version} by now.`, ['expectedVersion']);
  }
  const redeemer = { customerId: owner.customerId, email: input.email };
  const promotions = await recognizeBuyer(tx, cart.promotions, redeemer);
  const draft = draftOrder(deps, checkout, { ...cart, promotions });
  const begun = beginOrder(originOf(deps, caller), draft, input.payment.token);
  const written = await insertOrders(tx, [{ ...begun, cartVersion: cart.version }]);
  if (!written.has(orderId)) throw new Error(`cart ${cart.id} is locked, and not as it was read`);
  announceNewOrder(tx, begun.order);
  // Last, because the row of a promotion that is limited makes other checkouts wait.
  const redemption = { orderId, discounts: draft.discounts, offered: promotions, redeemer, now };
  if (!(await redeemPromotions(tx, redemption))) {
    refuse('VOUCHER_INVALID', 'A promotion in the cart was used up just now.', ['cartId']);
  }
  return begun.order;
}

function isNumberTaken(error: unknown): boolean {
  const { constraint } = ((error as { driverError?: unknown }).driverError ?? {}) as { constraint?: string };
  return constraint === 'orders_number_is_unique';
}
