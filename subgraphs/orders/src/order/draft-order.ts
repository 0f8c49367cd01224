import { createId } from '@souk/shared/ids';
import type { TransactionDeps } from '@souk/shared/outbox';
import { type Cart, linesWithNewPrice, type PricedCart, priceCart } from '../cart/cart.ts';
import { priceChange } from '../cart/cart-warnings.ts';
import { Requoted, refuse, type UserError } from '../errors.ts';
import type { KeyedRequest } from '../keyed-mutation.ts';
import { type Owner, ownerId } from '../owner.ts';
import type { TaxProvider } from '../pricing/tax-provider.ts';
import type { PromotionProblem } from '../promotion/decide-promotions.ts';
import type { ChangeContext } from './change-order.ts';
import { createOrderNumber } from './order-number.ts';
import type { PaymentProviderName, PlacedOrder } from './order-state.ts';
import type { PlaceOrderInput } from './place-order-input.ts';

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

/** A checkout in hand. */
export type Checkout = {
  readonly caller: PlaceOrderCaller;
  readonly input: PlaceOrderInput;
  readonly keyed: KeyedRequest;
  /** Of the order, if it comes to that. */
  readonly orderId: string;
};

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
