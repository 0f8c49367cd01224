import { money } from '@souk/shared/money';
import { requireUser } from '@souk/shared/viewer';
import type { Context } from '../context.ts';
import type { Deps } from '../deps.ts';
import { Refused } from '../errors.ts';
import type { OrdersUserError, Resolvers, Totals } from '../generated/schema.ts';
import { requireOwner } from '../owner.ts';
import type { TotalsMinor } from '../pricing/price-engine.ts';
import { findActiveCart, findCart } from './cart.repository.ts';
import { type PricedCart, type PricedCartLine, priceCart } from './cart.ts';
import { addToCart, type CartOutcome, setCartShipping, updateCartLine } from './change-cart.ts';
import { claimCart } from './claim-cart.ts';
import { createCart } from './create-cart.ts';

/** A line needs the currency of its cart to tell its money. */
export type CartLineSource = PricedCartLine & { readonly currency: string };

type CartPayload = { cart: PricedCart | null; userErrors: OrdersUserError[]; warnings: OrdersUserError[] };

/** Resolvers of carts. */
export function cartResolvers(
  deps: Deps,
): Pick<Resolvers, 'Query' | 'Mutation' | 'Cart' | 'CartLine' | 'User'> {
  const cartDeps = { db: deps.dataSource.manager, taxes: deps.taxes };

  function caller(context: Context): { owner: ReturnType<typeof requireOwner>; now: Date } {
    return { owner: requireOwner(context.viewer), now: new Date() };
  }

  return {
    Query: {
      cart: (_parent, { id }, { loaders }) => loaders.carts.load(id),
    },
    Mutation: {
      createCart: async (_parent, { input }, { viewer, correlationId }) => {
        const options = { countryCode: input?.countryCode ?? 'US' };
        try {
          const created = await createCart(deps, { viewer, correlationId, now: new Date() }, options);
          return { ...created, userErrors: [] };
        } catch (error) {
          return { cart: null, guestToken: null, userErrors: userErrorsOf(error) };
        }
      },
      addToCart: (_parent, { input }, context) =>
        answer(cartDeps.db, context, input.cartId, () => addToCart(cartDeps, caller(context), input)),
      updateCartLine: (_parent, { input }, context) =>
        answer(cartDeps.db, context, input.cartId, () => updateCartLine(cartDeps, caller(context), input)),
      removeCartLine: (_parent, { input }, context) =>
        answer(cartDeps.db, context, input.cartId, () =>
          updateCartLine(cartDeps, caller(context), { ...input, quantity: 0 }),
        ),
      setCartShipping: (_parent, { input }, context) =>
        answer(cartDeps.db, context, input.cartId, () => setCartShipping(cartDeps, caller(context), input)),
      claimCart: async (_parent, { input }, { viewer }) => {
        const { id: customerId } = requireUser(viewer);
        try {
          const { cart, isCut } = await claimCart(deps, { customerId, now: new Date() }, input);
          return { cart, userErrors: [], warnings: isCut ? [cutWarning] : [] };
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
      shippingCountryCode: (cart) => cart.countryCode,
      shippingMethod: (cart) => cart.shippingOffer,
      shippingMethods: (cart) => [...cart.shippingOffers],
      order: (cart, _args, { loaders }) => (cart.orderId ? loaders.orders.load(cart.orderId) : null),
    },
    CartLine: {
      unitPrice: (line) => money(line.variant.priceMinor, line.currency),
      lineTotal: (line) => money(line.lineTotalMinor, line.currency),
      title: (line) => line.variant.title,
      variantTitle: (line) => line.variant.variantTitle,
      productSlug: (line) => line.variant.productSlug,
      imageUrl: (line) => line.variant.imageUrl,
      variant: (line) => ({ id: line.variantId, sku: line.variant.sku }),
    },
    User: {
      activeCart: async (user, _args, { viewer }) => {
        if (viewer.kind !== 'user' || viewer.id !== user.id) return null;
        const cart = await findActiveCart(cartDeps.db, user.id);
        return cart && priceCart(deps.taxes, cart);
      },
    },
  };

  /** The payload of a change; a refusal shows the cart as it stands. */
  async function answer(
    db: typeof cartDeps.db,
    context: Context,
    cartId: string,
    change: () => Promise<CartOutcome>,
  ): Promise<CartPayload> {
    const owner = requireOwner(context.viewer);
    try {
      const { cart, userErrors } = await change();
      return { cart, userErrors: [...userErrors], warnings: [] };
    } catch (error) {
      const userErrors = userErrorsOf(error);
      const cart = await findCart(db, owner, cartId);
      return { cart: cart && priceCart(deps.taxes, cart), userErrors, warnings: [] };
    }
  }
}

const cutWarning: OrdersUserError = {
  code: 'CART_FULL',
  message: 'Not all of the goods found room in the cart.',
  field: null,
};

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
