import { createId } from '@souk/shared/ids';
import type { TransactionDeps } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { lockCart } from '../cart/cart.repository.ts';
import { type PricedCart, priceCart } from '../cart/cart.ts';
import { refuse } from '../errors.ts';
import { parseInput } from '../input.ts';
import { once } from '../keyed-mutation.ts';
import { type Owner, ownerId } from '../owner.ts';
import type { TaxProvider } from '../pricing/tax-provider.ts';
import { openOrder } from './change-order.ts';
import { createOrderNumber } from './order-number.ts';
import type { PaymentProviderName, PlacedOrder } from './order-state.ts';
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

/**
 * Turns a cart into an order, in one transaction and without asking anybody: the cart is locked and priced from the
 * copy of the catalogue, the order and its first events are written, the cart is closed. Stock and payment follow.
 *
 * @returns id of the order; for a key seen before, the one that it made then
 * @throws Refused with everything that stands against it
 */
export async function placeOrder(
  deps: PlaceOrderDeps,
  caller: PlaceOrderCaller,
  rawInput: unknown,
): Promise<{ readonly orderId: string }> {
  const input = parseInput(placeOrderInput, rawInput);
  if (!deps.paymentProviders.includes(input.payment.provider)) {
    refuse('PAYMENT_PROVIDER_UNAVAILABLE', `${input.payment.provider} is not switched on in this shop.`, [
      'payment',
      'provider',
    ]);
  }
  const { idempotencyKey: key, ...request } = input;
  const keyed = { operation: 'placeOrder', callerId: ownerId(caller.owner), key, request };
  for (let draw = 1; ; draw += 1) {
    try {
      return await once(deps, keyed, (tx) => order(deps, tx, caller, input));
    } catch (error) {
      if (draw >= numberDraws || !isNumberTaken(error)) throw error;
    }
  }
}

async function order(
  deps: PlaceOrderDeps,
  tx: EntityManager,
  caller: PlaceOrderCaller,
  input: PlaceOrderInput,
): Promise<{ orderId: string }> {
  const cart = await lockCart(tx, caller.owner, input.cartId);
  if (!cart) return refuse('NOT_FOUND', 'There is no such cart.', ['cartId']);
  if (cart.status !== 'OPEN') return refuse('CART_CLOSED', 'The cart was checked out already.', ['cartId']);
  const priced = priceCart(deps.taxes, {
    ...cart,
    countryCode: input.shippingAddress.countryCode,
    region: input.shippingAddress.region,
    postalCode: input.shippingAddress.postalCode,
    shippingMethodId: input.shippingMethodId,
  });
  requireSellable(priced, cart.lines.length, input);
  const placed = toPlacedOrder(deps, caller, input, priced);
  const context = {
    actor: ownerId(caller.owner),
    correlationId: caller.correlationId,
    now: caller.now,
    storeUrl: deps.storeUrl,
  };
  const { id } = await openOrder(tx, context, placed, input.payment.token);
  return { orderId: id };
}

/** @throws Refused where the cart cannot be sold as it is, or not at the price that the buyer was shown */
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
  const { totalMinor } = cart.totals;
  if (input.expectedTotalMinor !== null && input.expectedTotalMinor !== totalMinor) {
    refuse('TOTAL_CHANGED', `The total is ${totalMinor} now.`, ['expectedTotalMinor']);
  }
}

function toPlacedOrder(
  deps: PlaceOrderDeps,
  { owner, now }: PlaceOrderCaller,
  input: PlaceOrderInput,
  cart: PricedCart,
): PlacedOrder {
  return {
    id: createId('ord', now.getTime()),
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
      unitPriceMinor: variant.priceMinor,
      lineTotalMinor: line.lineTotalMinor,
      discountMinor: line.discountMinor,
      taxMinor: line.taxMinor,
    })),
    totals: cart.totals,
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
