'use server';
import { revalidatePath } from 'next/cache';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { loadCart, setCartShipping } from '@/lib/api/cart.ts';
import type { PlaceOrderInput } from '@/lib/api/generated/graphql.ts';
import { placeOrder } from '@/lib/api/orders.ts';
import { savePaymentMethod } from '@/lib/api/payment-methods.ts';
import { arrangeErrors } from '@/lib/error-words.ts';
import { messagesByField } from '@/lib/form-messages.ts';
import { idempotencyKey } from '@/lib/idempotency-key.ts';
import { addressSchema, extendDraft, readDraft } from '@/lib/session/checkout-draft.ts';
import { cookieNames } from '@/lib/session/session-cookies.ts';
import { failedForm } from '../ui/failed-form.ts';
import { type FormState, refusedForm, textValues } from '../ui/form-state.ts';
import { addressFields } from './address-field-names.ts';

const unavailable = 'The shop did not answer. Nothing was lost; please try again.';

const contact = z.object({ email: z.email('Please enter an e-mail address, such as name@example.com.') });

/** First step: where messages about the order go. */
export async function saveContactAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const parsed = contact.safeParse(values);
  if (!parsed.success) return refusedForm(values, null, messagesByField(parsed.error));
  await extendDraft(parsed.data);
  redirect('/checkout/shipping');
}

/** Second step: where the order goes and how. The cart is told, so that the payment step shows what will be paid. */
export async function saveShippingAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const parsed = addressSchema.safeParse(values);
  if (!parsed.success) return refusedForm(values, null, messagesByField(parsed.error));
  const shippingMethodId = values.shippingMethodId || undefined;
  let shippingCartId: string;
  try {
    const cart = await loadCart();
    if (!cart) return refusedForm(values, 'Your cart is gone. Please add your items again.');
    shippingCartId = cart.id;
    const { countryCode, region, postalCode } = parsed.data;
    const { errors } = await setCartShipping({
      cartId: cart.id,
      countryCode,
      region,
      postalCode,
      shippingMethodId,
    });
    if (errors.length > 0) {
      const { message, fieldErrors } = arrangeErrors(errors, addressFields);
      if (errors.some(({ code }) => code === 'SHIPPING_UNAVAILABLE')) {
        // The cart goes to the new address all the same, so that the page offers what reaches it.
        await setCartShipping({ cartId: cart.id, countryCode, region, postalCode });
        revalidatePath('/checkout', 'layout');
      }
      return refusedForm(values, message, fieldErrors);
    }
  } catch (error) {
    return failedForm(values, error, 'shipping not saved', unavailable);
  }
  await extendDraft({ address: parsed.data, shippingMethodId, shippingCartId });
  redirect('/checkout/payment');
}

const payment = z.object({
  provider: z.enum(['SANDBOX', 'STRIPE', 'PAYPAL']),
  token: z.string().min(1, 'Please choose how to pay.').max(200),
  /** What a card that was typed in with the provider has become. */
  cardToken: z.string().max(200).default(''),
  keep: z.literal('on').optional(),
  cartId: z.string().min(1),
  cartVersion: z.coerce.number().int(),
  totalMinor: z.coerce.number().int(),
});

/**
 * Last step: places the order. The idempotency key follows from the cart as it was shown and everything that is sent, so
 * that a second press, a reload or a retry after a lost answer cannot place a second order.
 */
export async function payAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const parsed = payment.safeParse(values);
  if (!parsed.success) return refusedForm(values, null, messagesByField(parsed.error));
  const draft = await readDraft();
  if (!draft.email) redirect('/checkout/contact');
  if (!draft.address) redirect('/checkout/shipping');
  const { provider, cardToken, cartId, cartVersion, totalMinor } = parsed.data;
  let token = parsed.data.token === 'new' ? cardToken : parsed.data.token;
  if (!token) return refusedForm(values, null, { token: 'Please enter a card.' });
  try {
    if (parsed.data.keep) token = await kept(provider, token);
  } catch (error) {
    return failedForm(values, error, 'payment method not kept', unavailable);
  }
  const intention: Omit<PlaceOrderInput, 'idempotencyKey'> = {
    cartId,
    email: draft.email,
    shippingAddress: draft.address,
    shippingMethodId: draft.shippingMethodId,
    payment: { provider, token },
    expectedTotalMinor: totalMinor,
  };
  const key = idempotencyKey('placeOrder', { cartVersion, ...intention });

  let orderId: string | undefined;
  try {
    const result = await placeOrder({ ...intention, idempotencyKey: key });
    orderId = result.order?.id ?? (await alreadyPlaced(result.userErrors.map((error) => error.code)));
    if (!orderId) {
      const { message } = arrangeErrors(result.userErrors, []);
      // Prices, codes or goods may be others by now: the page shows them as they are, and the button the new amount.
      revalidatePath('/checkout', 'layout');
      return refusedForm(values, message);
    }
  } catch (error) {
    return failedForm(values, error, 'order not placed', unavailable);
  }
  (await cookies()).delete(cookieNames.cart);
  redirect(`/orders/${orderId}`);
}

/** The token to pay with where the buyer agreed that their card is kept: the same one where it cannot be. */
async function kept(provider: 'SANDBOX' | 'STRIPE' | 'PAYPAL', token: string): Promise<string> {
  if (token.startsWith('pmt_')) return token;
  const { paymentMethod } = await savePaymentMethod({ provider, token });
  return paymentMethod?.id ?? token;
}

/** The order that this cart has become, where an earlier try went through although its answer was lost. */
async function alreadyPlaced(codes: readonly string[]): Promise<string | undefined> {
  if (!codes.includes('CART_CLOSED')) return undefined;
  return (await loadCart())?.order?.id;
}
