import { poolOf } from '@souk/shared/data-source';
import { money } from '@souk/shared/money';
import { requireUser } from '@souk/shared/viewer';
import type { Context } from '../context.ts';
import type { Deps } from '../deps.ts';
import { Refused } from '../errors.ts';
import type { Discount as DiscountFace, OrdersUserError, Resolvers, Totals } from '../generated/schema.ts';
import { requireOwner } from '../owner.ts';
import type { TotalsMinor } from '../pricing/price-engine.ts';
import { applyVoucher, guardVouchers, removeVoucher } from '../promotion/apply-voucher.ts';
import type { Discount } from '../promotion/promotion.ts';
import { findActiveCart, findCart } from './cart.repository.ts';
import { type CartVoucher, type PricedCart, type PricedCartLine, priceCart } from './cart.ts';
import { cutWarning, warningsOf } from './cart-warnings.ts';
import {
  addToCart,
  type Caller,
  type CartOutcome,
  confirmCartPrices,
  removeCartLine,
  setCartShipping,
  updateCartLine,
} from './change-cart.ts';
import { type CartMutation, changeCartOnce } from './change-cart-once.ts';
import { claimCart } from './claim-cart.ts';
import { createCreateCart } from './create-cart.ts';

/** A line needs the currency of its cart to tell its money. */
export type CartLineSource = PricedCartLine & { readonly currency: string };

/** A code needs the currency of its cart to tell its money. */
export type CartVoucherSource = CartVoucher & { readonly currency: string };

type CartPayload = { cart: PricedCart | null; userErrors: OrdersUserError[]; warnings: OrdersUserError[] };

/** Resolvers of carts. */
export function cartResolvers(
  deps: Deps,
): Pick<Resolvers, 'Query' | 'Mutation' | 'Cart' | 'CartLine' | 'CartVoucher' | 'User'> {
  const cartDeps = { ...deps, db: poolOf(deps.dataSource) };
  const createCart = createCreateCart(deps);

  return {
    Query: {
      cart: (_parent, { id }, { loaders }) => loaders.carts.load(id),
    },
    Mutation: {
      createCart: async (_parent, { input }, { viewer, correlationId }) => {
        const options = { ...input, countryCode: input?.countryCode ?? 'US' };
        try {
          const created = await createCart({ viewer, correlationId, now: new Date() }, options);
          return { ...created, userErrors: [] };
        } catch (error) {
          return { cart: null, guestToken: null, userErrors: userErrorsOf(error) };
        }
      },
      addToCart: change('addToCart', addToCart),
      updateCartLine: change('updateCartLine', updateCartLine),
      removeCartLine: change('removeCartLine', removeCartLine),
      setCartShipping: change('setCartShipping', setCartShipping),
      confirmCartPrices: change('confirmCartPrices', confirmCartPrices),
      applyVoucher: change('applyVoucher', applyVoucher, (caller, attempt) =>
        guardVouchers(cartDeps, caller, attempt),
      ),
      removeVoucher: change('removeVoucher', removeVoucher),
      claimCart: async (_parent, { input }, { viewer }) => {
        const { id: customerId } = requireUser(viewer);
        try {
          const { cart, isCut } = await claimCart(deps, { customerId, now: new Date() }, input);
          const warnings = isCut ? [cutWarning, ...warningsOf(cart)] : warningsOf(cart);
          return { cart, userErrors: [], warnings };
        } catch (error) {
          return { cart: null, userErrors: userErrorsOf(error), warnings: [] };
        }
      },
    },
    Cart: {
      __resolveReference: ({ id }, { loaders }) => loaders.carts.load(id),
      lines: (cart) => cart.lines.map((line) => ({ ...line, currency: cart.currency })),
      quantity: (cart) => cart.lines.reduce((sum, line) => sum + line.quantity, 0),
      totals: (cart) => toTotals(cart.totals, cart.currency),
      discounts: (cart) => cart.discounts.map((discount) => toDiscount(discount, cart.currency)),
      vouchers: (cart) => cart.vouchers.map((voucher) => ({ ...voucher, currency: cart.currency })),
      shippingCountryCode: (cart) => cart.countryCode,
      shippingMethod: (cart) => cart.shippingOffer,
      shippingMethods: (cart) => [...cart.shippingOffers],
      order: (cart, _args, { loaders }) => (cart.orderId ? loaders.orders.load(cart.orderId) : null),
    },
    CartLine: {
      unitPrice: (line) => money(line.unitPriceMinor, line.currency),
      previousUnitPrice: ({ seenPriceMinor, unitPriceMinor, currency }) =>
        seenPriceMinor === undefined || seenPriceMinor === unitPriceMinor
          ? null
          : money(seenPriceMinor, currency),
      lineTotal: (line) => money(line.lineTotalMinor, line.currency),
      discount: (line) => money(line.discountMinor, line.currency),
      title: (line) => line.variant.title,
      variantTitle: (line) => line.variant.variantTitle,
      productSlug: (line) => line.variant.productSlug,
      imageUrl: (line) => line.variant.imageUrl,
      variant: (line) => ({ id: line.variantId, sku: line.variant.sku }),
      holdExpiresAt: (line) => (line.flashSale ? new Date(line.flashSale.holdExpiresAt) : null),
    },
    CartVoucher: {
      applied: (voucher) => voucher.problem === null,
      minimumSpend: (voucher) =>
        voucher.problem === 'MINIMUM_SPEND' ? money(voucher.minimumSpendMinor, voucher.currency) : null,
    },
    User: {
      activeCart: async (user, _args, { viewer }) => {
        if (viewer.kind !== 'user' || viewer.id !== user.id) return null;
        const cart = await findActiveCart(cartDeps.db, user.id);
        return cart && priceCart(deps.taxes, cart, new Date());
      },
    },
  };

  /** The resolver of a change; a refusal shows the cart as it stands. */
  function change(
    operation: string,
    run: CartMutation['change'],
    guard?: (
      caller: Caller & { cartId: string },
      attempt: () => Promise<CartOutcome>,
    ) => Promise<CartOutcome>,
  ) {
    return async (
      _parent: unknown,
      { input }: { input: CartMutation['input'] },
      { viewer }: Context,
    ): Promise<CartPayload> => {
      const caller = { owner: requireOwner(viewer), now: new Date() };
      const attempt = (): Promise<CartOutcome> =>
        changeCartOnce(deps, caller, { operation, input, change: run });
      try {
        const { cart, userErrors } = await (guard
          ? guard({ ...caller, cartId: input.cartId }, attempt)
          : attempt());
        return { cart, userErrors: [...userErrors], warnings: cart ? warningsOf(cart) : [] };
      } catch (error) {
        const userErrors = userErrorsOf(error);
        const cart = await findCart(cartDeps.db, caller.owner, input.cartId);
        return { cart: cart && priceCart(deps.taxes, cart, caller.now), userErrors, warnings: [] };
      }
    };
  }
}

/** What a promotion took off, with its currency. */
export function toDiscount(discount: Discount, currency: string): DiscountFace {
  const { promotionId: _id, goodsMinor, shippingMinor, ...named } = discount;
  return {
    ...named,
    goods: money(goodsMinor, currency),
    shipping: money(shippingMinor, currency),
  };
}

/** The outcomes of a refusal; whatever else was thrown is thrown on. */
export function userErrorsOf(error: unknown): OrdersUserError[] {
  if (error instanceof Refused) return error.userErrors;
  throw error;
}

/** Totals with their currency. */
export function toTotals(totals: TotalsMinor, currency: string): Totals {
  return {
    subtotal: money(totals.subtotalMinor, currency),
    discount: money(totals.discountMinor, currency),
    shipping: money(totals.shippingMinor, currency),
    tax: money(totals.taxMinor, currency),
    total: money(totals.totalMinor, currency),
  };
}
