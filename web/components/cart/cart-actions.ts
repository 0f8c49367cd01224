'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { ApiError } from '@/lib/api/api-error.ts';
import {
  addToCart,
  applyVoucher,
  type Cart,
  type CartChange,
  confirmCartPrices,
  currentCartId,
  removeCartLine,
  removeVoucher,
  setCartShipping,
  updateCartLine,
} from '@/lib/api/cart.ts';
import { wordsFor } from '@/lib/error-words.ts';
import { log } from '@/lib/log.ts';

/** A cart after a change. `cart` is null where it is unknown; `message` is what went wrong, in plain words. */
export interface CartResult {
  readonly cart: Cart | null;
  readonly message: string | null;
  /** Changes with every answer, so that equal messages are announced again. */
  readonly at: number;
}

const unavailable = 'The shop did not answer. Nothing was changed; please try again.';

async function change(run: () => Promise<CartChange>): Promise<CartResult> {
  try {
    const { cart, errors, warnings } = await run();
    // What is wrong with a code or a price is said beside it, for as long as it is so.
    const news = warnings.filter(({ code }) => code !== 'VOUCHER_NOT_APPLIED' && code !== 'PRICE_CHANGED');
    const said = [...errors, ...news].map(wordsFor);
    return { cart, message: said.length > 0 ? [...new Set(said)].join(' ') : null, at: Date.now() };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    log('warn', 'cart not changed', { error });
    return { cart: null, message: unavailable, at: Date.now() };
  }
}

const added = z.object({
  variantId: z.string().min(1).max(100),
  quantity: z.coerce.number().int().min(1).max(99),
});

/** Puts a variant into the cart; fields `variantId` and `quantity`. Without scripts it leads to the cart page. */
export async function addToCartAction(_previous: CartResult | null, form: FormData): Promise<CartResult> {
  const parsed = added.safeParse({ variantId: form.get('variantId'), quantity: form.get('quantity') ?? 1 });
  if (!parsed.success) return { cart: null, message: 'Please choose what to add.', at: Date.now() };
  const result = await change(() => addToCart(parsed.data.variantId, parsed.data.quantity));
  if (form.get('scripted') !== '1' && !result.message) redirect('/cart');
  return result;
}

const lineChange = z.object({
  lineId: z.string().min(1).max(100),
  quantity: z.number().int().min(0).max(99),
});

/** Sets the quantity of a line of the cart in use; 0 removes it. */
export async function changeLineAction(lineId: string, quantity: number): Promise<CartResult> {
  const parsed = lineChange.parse({ lineId, quantity });
  const cartId = await currentCartId();
  if (!cartId)
    return { cart: null, message: 'Your cart is gone. Please add the item again.', at: Date.now() };
  if (parsed.quantity === 0) return change(() => removeCartLine(cartId, parsed.lineId));
  return change(() => updateCartLine(cartId, parsed.lineId, parsed.quantity));
}

const destination = z.object({
  countryCode: z.string().regex(/^[A-Z]{2}$/),
  shippingMethodId: z.string().max(100).nullish(),
  region: z.string().max(120).nullish(),
});

/** Estimates shipping and tax to a country and region, or with another method. */
export async function estimateShippingAction(
  countryCode: string,
  shippingMethodId?: string | null,
  region?: string | null,
): Promise<CartResult> {
  const parsed = destination.parse({ countryCode, shippingMethodId, region });
  const cartId = await currentCartId();
  if (!cartId) return { cart: null, message: 'Your cart is empty.', at: Date.now() };
  return change(() => setCartShipping({ cartId, ...parsed }));
}

const voucherCode = z.string().trim().min(1, 'Please enter a code.').max(40, 'Codes are shorter than that.');
const noCart = 'Your cart is empty.';

/** Puts a code into the cart; field `code`. Works without scripts, on the page that has the form. */
export async function applyVoucherAction(_previous: CartResult | null, form: FormData): Promise<CartResult> {
  const parsed = voucherCode.safeParse(form.get('code') ?? '');
  if (!parsed.success) {
    return { cart: null, message: parsed.error.issues[0]?.message ?? null, at: Date.now() };
  }
  const cartId = await currentCartId();
  if (!cartId) return { cart: null, message: noCart, at: Date.now() };
  return change(() => applyVoucher(cartId, parsed.data));
}

/** Takes a code out of the cart. */
export async function removeVoucherAction(code: string): Promise<CartResult> {
  const cartId = await currentCartId();
  if (!cartId) return { cart: null, message: noCart, at: Date.now() };
  return change(() => removeVoucher(cartId, voucherCode.parse(code)));
}

/** Agrees to new prices. */
export async function confirmPricesAction(): Promise<CartResult> {
  const cartId = await currentCartId();
  if (!cartId) return { cart: null, message: noCart, at: Date.now() };
  return change(() => confirmCartPrices(cartId));
}
