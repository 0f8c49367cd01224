import { readFlashSaleClaim } from '@souk/shared/flash-sale-claim';
import { createId } from '@souk/shared/ids';
import type { Queryable } from '@souk/shared/sql';
import { row } from '@souk/shared/sql';
import { z } from 'zod';
import type { UserError } from '../errors.ts';
import { countryCode, expectedVersion, foreignId, optionalLine, parseInput } from '../input.ts';
import { type Owner, ownerId } from '../owner.ts';
import { shippingOffers } from '../pricing/shipping-methods.ts';
import type { TaxProvider } from '../pricing/tax-provider.ts';
import { type CartChange, findCart, setShipping } from './cart.repository.ts';
import {
  type Cart,
  type CartLine,
  maximumLines,
  maximumQuantity,
  type PricedCart,
  priceCart,
} from './cart.ts';
import { acceptPrices, addLine, addUnits, setUnits } from './cart-lines.repository.ts';

export type CartDeps = {
  readonly db: Queryable;
  readonly taxes: TaxProvider;
  /** What products signs claims of flash sales with. */
  readonly claimSecret: string;
};

/** What became of a change: the cart as it is now, and why the change was refused, if it was. */
export type CartOutcome = { readonly cart: PricedCart | null; readonly userErrors: readonly UserError[] };

/** Who changes a cart. */
export type Caller = { readonly owner: Owner; readonly now: Date };

const addToCartInput = z.object({
  cartId: z.string(),
  variantId: foreignId,
  quantity: z.number().int().min(1, 'is 1 at least').max(maximumQuantity, `is ${maximumQuantity} at most`),
  flashSaleClaim: z
    .string()
    .max(4_096)
    .nullish()
    .transform((claim) => claim ?? null),
  expectedVersion,
});

/** Puts units of a variant into a cart. One round to the database where nothing stands against it. */
export async function addToCart(deps: CartDeps, caller: Caller, input: unknown): Promise<CartOutcome> {
  const { variantId, quantity, flashSaleClaim, ...which } = parseInput(addToCartInput, input);
  const change: CartChange = { ...caller, ...which };
  const line = { id: createId('cl', caller.now.getTime()), variantId, quantity };
  if (flashSaleClaim !== null) return addHeldUnits(deps, change, line, flashSaleClaim);
  const added = await addUnits(deps.db, change, line);
  if (added) return { cart: priceCart(deps.taxes, added, caller.now), userErrors: [] };
  return refusal(deps, change, async (cart) => {
    const units = cart.lines.find((each) => each.variantId === variantId)?.quantity ?? 0;
    const onSale = await row(
      deps.db,
      'SELECT 1 FROM catalogue_variants WHERE id = $1 AND sellable AND currency = $2',
      [variantId, cart.currency],
    );
    if (!onSale) {
      return { code: 'VARIANT_UNAVAILABLE', message: 'The variant is not on sale.', field: ['variantId'] };
    }
    if (units === 0 && cart.lines.length >= maximumLines) {
      return {
        code: 'CART_FULL',
        message: `A cart has ${maximumLines} lines at most.`,
        field: ['variantId'],
      };
    }
    return {
      code: 'QUANTITY_EXCEEDED',
      message: `A line has ${maximumQuantity} units at most; this one has ${units}.`,
      field: ['quantity'],
    };
  });
}

/** Puts units that a flash sale holds for the buyer into a cart, as a line of their own; once for each place. */
async function addHeldUnits(
  deps: CartDeps,
  change: CartChange,
  line: Pick<CartLine, 'id' | 'variantId' | 'quantity'>,
  token: string,
): Promise<CartOutcome> {
  const claim = await readFlashSaleClaim(deps.claimSecret, token, change.now);
  const isTheirs =
    claim !== null &&
    claim.buyerId === ownerId(change.owner) &&
    claim.variantId === line.variantId &&
    claim.quantity === line.quantity;
  const added =
    isTheirs &&
    (await addLine(deps.db, change, {
      ...line,
      seenPriceMinor: claim.priceMinor,
      flashSale: {
        placeId: claim.placeId,
        priceMinor: claim.priceMinor,
        holdExpiresAt: claim.holdExpiresAt.toISOString(),
      },
    }));
  if (added) return { cart: priceCart(deps.taxes, added, change.now), userErrors: [] };
  return refusal(deps, change, (cart) => {
    if (isTheirs && cart.lines.length >= maximumLines) {
      const message = `A cart has ${maximumLines} lines at most.`;
      return { code: 'CART_FULL', message, field: ['variantId'] };
    }
    const message = 'The claim is not for this buyer, variant and number of units, or its hold has run out.';
    return { code: 'FLASH_SALE_CLAIM_INVALID', message, field: ['flashSaleClaim'] };
  });
}

const updateCartLineInput = z.object({
  cartId: z.string(),
  lineId: foreignId,
  quantity: z.number().int().min(0, 'is 0 at least').max(maximumQuantity, `is ${maximumQuantity} at most`),
  expectedVersion,
});

/** Sets the units of a line; 0 removes it. */
export async function updateCartLine(deps: CartDeps, caller: Caller, input: unknown): Promise<CartOutcome> {
  const { lineId, quantity, ...which } = parseInput(updateCartLineInput, input);
  const change: CartChange = { ...caller, ...which };
  const changed = await setUnits(deps.db, change, { lineId, quantity });
  if (changed) return { cart: priceCart(deps.taxes, changed, caller.now), userErrors: [] };
  return refusal(deps, change, () => ({
    code: 'NOT_FOUND',
    message: 'The cart has no such line.',
    field: ['lineId'],
  }));
}

const removeCartLineInput = z.object({ cartId: z.string(), lineId: foreignId, expectedVersion });

/** Takes a line out. */
export async function removeCartLine(deps: CartDeps, caller: Caller, input: unknown): Promise<CartOutcome> {
  return updateCartLine(deps, caller, { ...parseInput(removeCartLineInput, input), quantity: 0 });
}

const setCartShippingInput = z.object({
  cartId: z.string(),
  countryCode,
  region: optionalLine(100),
  postalCode: optionalLine(20),
  shippingMethodId: foreignId.nullish().transform((id) => id ?? null),
  expectedVersion,
});

/** Sets where a cart goes and how. */
export async function setCartShipping(deps: CartDeps, caller: Caller, input: unknown): Promise<CartOutcome> {
  const { cartId, expectedVersion, ...shipping } = parseInput(setCartShippingInput, input);
  const change: CartChange = { ...caller, cartId, expectedVersion };
  const offers = shippingOffers(shipping.countryCode, 'USD', 0);
  const chosen = shipping.shippingMethodId;
  if (offers.length === 0 || (chosen !== null && !offers.some(({ id }) => id === chosen))) {
    return refusal(deps, change, () => ({
      code: 'SHIPPING_UNAVAILABLE',
      message: chosen === null ? 'We do not deliver there.' : 'The method does not serve the destination.',
      field: [chosen === null ? 'countryCode' : 'shippingMethodId'],
    }));
  }
  const changed = await setShipping(deps.db, change, shipping);
  if (changed) return { cart: priceCart(deps.taxes, changed, caller.now), userErrors: [] };
  return refusal(deps, change, () => ({ code: 'STALE_VERSION', message: 'The cart has changed meanwhile.' }));
}

const confirmCartPricesInput = z.object({ cartId: z.string(), expectedVersion });

/** Takes the prices of now as agreed, after they were shown to the buyer. */
export async function confirmCartPrices(
  deps: CartDeps,
  caller: Caller,
  input: unknown,
): Promise<CartOutcome> {
  const change: CartChange = { ...caller, ...parseInput(confirmCartPricesInput, input) };
  const changed = await acceptPrices(deps.db, change);
  if (changed) return { cart: priceCart(deps.taxes, changed, caller.now), userErrors: [] };
  return refusal(deps, change, () => ({ code: 'STALE_VERSION', message: 'The cart has changed meanwhile.' }));
}

/** Finds out why a statement changed nothing. */
export async function refusal(
  deps: CartDeps,
  change: CartChange,
  otherwise: (cart: Cart) => UserError | Promise<UserError>,
): Promise<CartOutcome> {
  const cart = await findCart(deps.db, change.owner, change.cartId);
  if (!cart) {
    const missing: UserError = { code: 'NOT_FOUND', message: 'There is no such cart.', field: ['cartId'] };
    return { cart: null, userErrors: [missing] };
  }
  return {
    cart: priceCart(deps.taxes, cart, change.now),
    userErrors: [cartRefusal(cart, change.expectedVersion) ?? (await otherwise(cart))],
  };
}

/** Why a cart cannot be changed at all, if it cannot. */
function cartRefusal(cart: Cart, expectedVersion: number | null): UserError | null {
  if (cart.status !== 'OPEN') {
    return { code: 'CART_CLOSED', message: 'The cart was checked out already.', field: ['cartId'] };
  }
  if (expectedVersion !== null && cart.version !== expectedVersion) {
    return {
      code: 'STALE_VERSION',
      message: `The cart is at version ${cart.version} by now.`,
      field: ['expectedVersion'],
    };
  }
  return null;
}
