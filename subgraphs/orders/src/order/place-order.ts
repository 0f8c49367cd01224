import { createId } from '@souk/shared/ids';
import type { TransactionDeps } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { lockCart } from '../cart/cart.repository.ts';
import { linesWithNewPrice, type PricedCart, priceCart } from '../cart/cart.ts';
import { priceChange } from '../cart/cart-warnings.ts';
import { Requoted, refuse, type UserError } from '../errors.ts';
import { parseInput } from '../input.ts';
import { once } from '../keyed-mutation.ts';
import { type Owner, ownerId } from '../owner.ts';
import type { TaxProvider } from '../pricing/tax-provider.ts';
import type { PromotionProblem } from '../promotion/decide-promotions.ts';
import { recognizeBuyer, redeemPromotions } from '../promotion/redeem-promotions.ts';
import { openOrder } from './change-order.ts';
import { createOrderNumber } from './order-number.ts';
import type { OrderState, PaymentProviderName, PlacedOrder } from './order-state.ts';
import { type PlaceOrderInput, placeOrderInput } from './place-order-input.ts';

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

/** Two orders drew the same number by chance: once in a million shops, and mended by drawing again. */
const numberDraws = 3;

/** What became of a checkout; `order` is absent where the key had made it before. */
export type PlaceOrderOutcome = { readonly orderId: string; readonly order?: OrderState };

/**
 * Turns a cart into an order, in one transaction and without asking anybody: the cart is locked and priced from the
 * copy of the catalogue, the order and its first events are written, the cart is closed, the promotions that it holds are
 * counted. Stock and payment follow.
 *
 * @returns the order; for a key seen before, the id of the one that it made then
 * @throws Refused with everything that stands against it; Requoted where it is the price
 */
export async function placeOrder(
  deps: PlaceOrderDeps,
  caller: PlaceOrderCaller,
  rawInput: unknown,
): Promise<PlaceOrderOutcome> {
  const input = parseInput(placeOrderInput, rawInput);
  if (!deps.paymentProviders.includes(input.payment.provider)) {
    refuse('PAYMENT_PROVIDER_UNAVAILABLE', `${input.payment.provider} is not switched on in this shop.`, [
      'payment',
      'provider',
    ]);
  }
  const { idempotencyKey: key, ...request } = input;
  const keyed = { operation: 'placeOrder', callerId: ownerId(caller.owner), key, request };
  const orderId = createId('ord', caller.now.getTime());
  for (let draw = 1; ; draw += 1) {
    try {
      let order: OrderState | undefined;
      const result = await once(
        deps,
        keyed,
        async (tx) => {
          order = await checkOut(deps, tx, caller, input, orderId);
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

async function checkOut(
  deps: PlaceOrderDeps,
  tx: EntityManager,
  caller: PlaceOrderCaller,
  input: PlaceOrderInput,
  orderId: string,
): Promise<OrderState> {
  const { owner, now } = caller;
  const cart = await lockCart(tx, owner, input.cartId);
  if (!cart) return refuse('NOT_FOUND', 'There is no such cart.', ['cartId']);
  if (cart.status !== 'OPEN') return refuse('CART_CLOSED', 'The cart was checked out already.', ['cartId']);
  if (input.expectedVersion !== null && input.expectedVersion !== cart.version) {
    refuse('STALE_VERSION', `The cart is at version ${cart.version} by now.`, ['expectedVersion']);
  }
  const redeemer = { customerId: owner.customerId, email: input.email };
  const promotions = await recognizeBuyer(tx, cart.promotions, redeemer);
  const { countryCode, region, postalCode } = input.shippingAddress;
  const { shippingMethodId } = input;
  const asked = { ...cart, promotions, countryCode, region, postalCode, shippingMethodId };
  const priced = priceCart(deps.taxes, asked, now);
  requireSellable(priced, cart.lines.length, input);
  requireAgreedPrice(priced, input);

  const placed = toPlacedOrder(deps, caller, input, priced, orderId);
  const { correlationId } = caller;
  const context = { actor: ownerId(owner), correlationId, now, storeUrl: deps.storeUrl };
  const order = await openOrder(tx, context, placed, input.payment.token);
  // Last, because the row of a promotion that is limited makes other checkouts wait.
  const redemption = { orderId, discounts: priced.discounts, offered: promotions, redeemer, now };
  if (!(await redeemPromotions(tx, redemption))) {
    refuse('VOUCHER_INVALID', 'A promotion in the cart was used up just now.', ['cartId']);
  }
  return order;
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
