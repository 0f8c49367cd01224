import { createId } from '@souk/shared/ids';
import type { TransactionDeps } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { lockCart } from '../cart/cart.repository.ts';
import { type Cart, linesWithNewPrice, type PricedCart, priceCart } from '../cart/cart.ts';
import { priceChange } from '../cart/cart-warnings.ts';
import { Requoted, refuse, type UserError } from '../errors.ts';
import { parseInput } from '../input.ts';
import { type KeyedRequest, once } from '../keyed-mutation.ts';
import { type Owner, ownerId } from '../owner.ts';
import type { TaxProvider } from '../pricing/tax-provider.ts';
import type { PromotionProblem } from '../promotion/decide-promotions.ts';
import { recognizeBuyer, redeemPromotions } from '../promotion/redeem-promotions.ts';
import { announceNewOrder, beginOrder, type ChangeContext } from './change-order.ts';
import { createOrderNumber } from './order-number.ts';
import type { OrderState, PaymentProviderName, PlacedOrder } from './order-state.ts';
import { type PlaceOrderInput, placeOrderInput } from './place-order-input.ts';
import { placeOrdersTogether } from './place-orders-together.ts';
import { insertOrders } from './write-orders.ts';

export type PlaceOrderDeps = TransactionDeps & {
  readonly taxes: TaxProvider;
  readonly storeUrl: string;
  /** Providers that are switched on in this shop. */
  readonly paymentProviders: readonly PaymentProviderName[];
  readonly createNumber?: () => string;
};

export type PlaceOrderCaller = {
  readonly owner: Owner;
  readonly now: Date;
  readonly correlationId: string | undefined;
};

/** What became of a checkout; `order` is absent where the key had made it before. */
export type PlaceOrderOutcome = { readonly orderId: string; readonly order?: OrderState };

export type PlaceOrder = (caller: PlaceOrderCaller, input: unknown) => Promise<PlaceOrderOutcome>;

/** A checkout in hand. */
export type Checkout = {
  readonly caller: PlaceOrderCaller;
  readonly input: PlaceOrderInput;
  readonly keyed: KeyedRequest;
  /** Of the order, if it comes to that. */
  readonly orderId: string;
};

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

/** In what context an order is placed. */
export function originOf(
  deps: PlaceOrderDeps,
  { owner, correlationId, now }: PlaceOrderCaller,
): ChangeContext {
  return { actor: ownerId(owner), correlationId, now, storeUrl: deps.storeUrl };
}

/**
 * The order that an open cart makes, with what the cart says of its promotions.
 *
 * @throws Refused with everything that stands against it; Requoted where it is the price
 */
export function draftOrder(
  deps: PlaceOrderDeps,
  { caller, input, orderId }: Checkout,
  cart: Cart,
): PlacedOrder {
  const { countryCode, region, postalCode } = input.shippingAddress;
  const { shippingMethodId } = input;
  const priced = priceCart(
    deps.taxes,
    { ...cart, countryCode, region, postalCode, shippingMethodId },
    caller.now,
  );
  requireSellable(priced, cart.lines.length, input);
  requireAgreedPrice(priced, input);
  return toPlacedOrder(deps, caller, input, priced, orderId);
}

/** @throws Refused where the cart cannot be sold as it is */
function requireSellable(cart: PricedCart, lineCount: number, input: PlaceOrderInput): void {
  if (lineCount === 0) refuse('CART_EMPTY', 'The cart is empty.', ['cartId']);
  const onSale = cart.lines.filter((line) => line.purchasable);
  if (onSale.length < lineCount) {
    const gone = cart.lines.find((line) => !line.purchasable)?.variant.title ?? 'Something in the cart';
    refuse('VARIANT_UNAVAILABLE', `${gone} is not on sale any more.`, ['cartId']);
  }
  if (!cart.shippingOffer) {
    refuse('SHIPPING_UNAVAILABLE', 'We do not deliver there.', ['shippingAddress', 'countryCode']);
  }
  if (input.shippingMethodId !== null && cart.shippingOffer?.id !== input.shippingMethodId) {
    refuse('SHIPPING_UNAVAILABLE', 'The method does not serve the destination.', ['shippingMethodId']);
  }
}

const lostVoucher: readonly PromotionProblem[] = ['NOT_VALID', 'ALREADY_USED', 'NOT_FIRST_ORDER'];

/**
 * No order costs what its buyer was not shown. A buyer who names the total has agreed to it; without that, no line may
 * cost anything else than when it was put into the cart.
 *
 * @throws Requoted
 */
function requireAgreedPrice(cart: PricedCart, { expectedTotalMinor }: PlaceOrderInput): void {
  const { totalMinor } = cart.totals;
  const lost = cart.vouchers.find(({ problem }) => problem !== null && lostVoucher.includes(problem));
  if (lost) {
    const message = `${lost.code} cannot be used any more.`;
    throw new Requoted([{ code: 'VOUCHER_INVALID', message, field: ['cartId'] }], cart);
  }
  if (expectedTotalMinor === totalMinor) return;
  const changes: UserError[] = linesWithNewPrice(cart).map(priceChange);
  if (expectedTotalMinor !== null) {
    const message = `The total is ${totalMinor} now.`;
    changes.unshift({ code: 'TOTAL_CHANGED', message, field: ['expectedTotalMinor'] });
  }
  if (changes.length > 0) throw new Requoted(changes, cart);
}

function toPlacedOrder(
  deps: PlaceOrderDeps,
  { owner, now }: PlaceOrderCaller,
  input: PlaceOrderInput,
  cart: PricedCart,
  orderId: string,
): PlacedOrder {
  return {
    id: orderId,
    number: (deps.createNumber ?? createOrderNumber)(),
    cartId: cart.id,
    ...owner,
    email: input.email,
    phone: input.shippingAddress.phone,
    locale: input.locale,
    currency: cart.currency,
    lines: cart.lines.map(({ variant, ...line }) => ({
      id: createId('ol', now.getTime()),
      variantId: variant.id,
      productId: variant.productId,
      sku: variant.sku,
      title: variant.title,
      variantTitle: variant.variantTitle,
      productSlug: variant.productSlug,
      imageUrl: variant.imageUrl,
      sellerId: variant.sellerId,
      categorySlug: variant.categorySlug,
      quantity: line.quantity,
      unitPriceMinor: line.unitPriceMinor,
      lineTotalMinor: line.lineTotalMinor,
      discountMinor: line.discountMinor,
      taxMinor: line.taxMinor,
      taxRateBasisPoints: line.taxRateBasisPoints,
      placeId: line.flashSale?.placeId ?? null,
    })),
    totals: cart.totals,
    discounts: cart.discounts,
    shippingAddress: input.shippingAddress,
    shippingMethodId: cart.shippingOffer!.id,
    shippingMethodName: cart.shippingOffer!.name,
    paymentProvider: input.payment.provider,
    placedAt: now.toISOString(),
  };
}

function isNumberTaken(error: unknown): boolean {
  const { constraint } = ((error as { driverError?: unknown }).driverError ?? {}) as { constraint?: string };
  return constraint === 'orders_number_is_unique';
}
