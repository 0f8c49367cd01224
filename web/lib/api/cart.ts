import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import type { UserError } from '../error-words.ts';
import { log } from '../log.ts';
import { currentIdentity, heldGuestToken } from '../session/identity.ts';
import { cookieNames, cookieOptions, lifetimes } from '../session/session-cookies.ts';
import { ApiError } from './api-error.ts';
import {
  AddToCartDocument,
  type AddToCartInput,
  ApplyVoucherDocument,
  CartDocument,
  type CartViewFragment,
  ClaimCartDocument,
  ConfirmCartPricesDocument,
  CreateCartDocument,
  RemoveCartLineDocument,
  RemoveVoucherDocument,
  SetCartShippingDocument,
  type SetCartShippingInput,
  UpdateCartLineDocument,
  ViewerCartDocument,
} from './generated/graphql.ts';
import { orElse } from './or-else.ts';
import { requestAsVisitor, requestWithToken } from './request.ts';

export type Cart = CartViewFragment;

/** A cart after a change, and what the shopper should be told. */
export interface CartChange {
  readonly cart: Cart | null;
  readonly errors: readonly UserError[];
  readonly warnings: readonly UserError[];
}

/** The id of the cart in use, from its cookie. */
export async function currentCartId(): Promise<string | null> {
  return (await cookies()).get(cookieNames.cart)?.value ?? null;
}

/** The cart in use, also if it was checked out; null if there is none. Throws ApiError. */
export const loadCart = cache(async (): Promise<Cart | null> => {
  const id = await currentCartId();
  if (id) return (await requestAsVisitor(CartDocument, { id })).cart ?? null;
  if ((await currentIdentity()).kind !== 'user') return null;
  return (await requestAsVisitor(ViewerCartDocument, {})).viewer?.activeCart ?? null;
});

/** The cart to show beside a page; null rather than an error where it cannot be loaded. */
export async function loadOpenCart(): Promise<Cart | null> {
  const cart = await orElse(loadCart(), null, 'page without cart');
  return cart?.order ? null : cart;
}

async function keepCart(id: string): Promise<void> {
  (await cookies()).set(cookieNames.cart, id, cookieOptions(lifetimes.cart));
}

/**
 * Opens a new cart for the visitor and keeps it in a cookie; a visitor without identity becomes a guest. A guest token that
 * is no longer good is replaced. Throws ApiError.
 */
export async function openCart(): Promise<CartChange> {
  const identity = await currentIdentity();
  let payload: Awaited<ReturnType<typeof createCart>>;
  try {
    payload = await createCart(identity.token);
  } catch (error) {
    const stale = error instanceof ApiError && error.kind === 'unauthenticated' && identity.kind === 'guest';
    if (!stale) throw error;
    payload = await createCart(null);
  }
  if (payload.guestToken) {
    (await cookies()).set(cookieNames.guest, payload.guestToken, cookieOptions(lifetimes.guest));
  }
  if (payload.cart) await keepCart(payload.cart.id);
  return { cart: payload.cart ?? null, errors: payload.userErrors, warnings: [] };
}

async function createCart(token: string | null) {
  return (await requestWithToken(CreateCartDocument, { input: {} }, token)).createCart;
}

/**
 * Puts units of a variant into the cart in use, opening one where there is none or it was checked out. With the claim of a
 * place in a flash sale they are the units held there. Throws ApiError.
 */
export async function addToCart(
  variantId: string,
  quantity: number,
  options: { readonly cartId?: string; readonly flashSaleClaim?: string } = {},
): Promise<CartChange> {
  const units = { variantId, quantity, flashSaleClaim: options.flashSaleClaim };
  const id = options.cartId ?? (await currentCartId()) ?? (await loadOpenCart())?.id;
  if (id) {
    const change = await addTo(id, units).catch((error: unknown) => {
      if (error instanceof ApiError && error.kind === 'unauthenticated') return null;
      throw error;
    });
    const gone = change?.errors.some((error) => isGone(error));
    if (change && !gone) {
      await keepCart(id);
      return change;
    }
  }
  const opened = await openCart();
  return opened.cart ? addTo(opened.cart.id, units) : opened;
}

function isGone(error: UserError): boolean {
  return error.code === 'CART_CLOSED' || (error.code === 'NOT_FOUND' && error.field?.at(-1) !== 'variantId');
}

async function addTo(cartId: string, units: Omit<AddToCartInput, 'cartId'>): Promise<CartChange> {
  const { addToCart: payload } = await requestAsVisitor(AddToCartDocument, {
    input: { cartId, ...units },
  });
  return { cart: payload.cart ?? null, errors: payload.userErrors, warnings: payload.warnings };
}

/** Sets the quantity of a line; 0 removes it. Throws ApiError. */
export async function updateCartLine(cartId: string, lineId: string, quantity: number): Promise<CartChange> {
  const input = { cartId, lineId, quantity };
  const { updateCartLine: payload } = await requestAsVisitor(UpdateCartLineDocument, { input });
  return { cart: payload.cart ?? null, errors: payload.userErrors, warnings: payload.warnings };
}

/** Takes a line out. Throws ApiError. */
export async function removeCartLine(cartId: string, lineId: string): Promise<CartChange> {
  const { removeCartLine: payload } = await requestAsVisitor(RemoveCartLineDocument, {
    input: { cartId, lineId },
  });
  return { cart: payload.cart ?? null, errors: payload.userErrors, warnings: payload.warnings };
}

/** Tells where the cart goes, so that its totals are those that will be paid. Throws ApiError. */
export async function setCartShipping(input: SetCartShippingInput): Promise<CartChange> {
  const { setCartShipping: payload } = await requestAsVisitor(SetCartShippingDocument, { input });
  return { cart: payload.cart ?? null, errors: payload.userErrors, warnings: payload.warnings };
}

/** Puts a voucher's code into the cart. Throws ApiError. */
export async function applyVoucher(cartId: string, code: string): Promise<CartChange> {
  const { applyVoucher: payload } = await requestAsVisitor(ApplyVoucherDocument, { input: { cartId, code } });
  return { cart: payload.cart ?? null, errors: payload.userErrors, warnings: payload.warnings };
}

/** Takes a voucher's code out. Throws ApiError. */
export async function removeVoucher(cartId: string, code: string): Promise<CartChange> {
  const { removeVoucher: payload } = await requestAsVisitor(RemoveVoucherDocument, {
    input: { cartId, code },
  });
  return { cart: payload.cart ?? null, errors: payload.userErrors, warnings: payload.warnings };
}

/** Agrees to the prices that the shopper is shown. Throws ApiError. */
export async function confirmCartPrices(cartId: string): Promise<CartChange> {
  const { confirmCartPrices: payload } = await requestAsVisitor(ConfirmCartPricesDocument, {
    input: { cartId },
  });
  return { cart: payload.cart ?? null, errors: payload.userErrors, warnings: payload.warnings };
}

/**
 * After signing in: gives the guest's cart to the user, or finds the user's own. A cart that cannot be claimed is logged
 * and left to the guest; signing in never fails for it.
 */
export async function claimCart(accessToken: string): Promise<void> {
  const jar = await cookies();
  const [cartId, guestToken] = [await currentCartId(), await heldGuestToken()];
  try {
    if (cartId && guestToken) {
      const { claimCart: payload } = await requestWithToken(
        ClaimCartDocument,
        { input: { cartId, guestToken } },
        accessToken,
      );
      if (payload.cart && !payload.cart.order) return keepCart(payload.cart.id);
      log('info', 'guest cart not claimed', { codes: payload.userErrors.map((error) => error.code) });
    }
    const { viewer } = await requestWithToken(ViewerCartDocument, {}, accessToken);
    if (viewer?.activeCart) await keepCart(viewer.activeCart.id);
    else jar.delete(cookieNames.cart);
  } catch (error) {
    log('warn', 'guest cart not claimed', { error });
  }
}
