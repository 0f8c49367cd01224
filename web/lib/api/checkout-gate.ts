import 'server-only';
import { redirect } from 'next/navigation';
import { type CheckoutStep, canOpenStep, firstOpenStep } from '../checkout-steps.ts';
import { type CheckoutDraft, readDraft } from '../session/checkout-draft.ts';
import { type Cart, loadCart } from './cart.ts';

/**
 * Lets a checkout step be opened: with something in the cart, and the steps before it filled in
 * for this very cart. A cart that has become an
 * order leads to the order. Throws ApiError.
 */
export async function enterStep(step: CheckoutStep): Promise<{ cart: Cart; draft: CheckoutDraft }> {
  const [cart, draft] = await Promise.all([loadCart(), readDraft()]);
  if (cart?.order) redirect(`/orders/${cart.order.id}`);
  if (!cart || cart.lines.length === 0 || cart.lines.some((line) => !line.purchasable)) redirect('/cart');
  if (!canOpenStep(step, draft)) redirect(`/checkout/${firstOpenStep(draft)}`);
  if (step === 'payment' && draft.shippingCartId !== cart.id) redirect('/checkout/shipping');
  return { cart, draft };
}
