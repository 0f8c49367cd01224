'use server';
import { redirect } from 'next/navigation';
import { ApiError } from '@/lib/api/api-error.ts';
import { addToCart, applyVoucher, type Cart, openCart, setCartShipping } from '@/lib/api/cart.ts';
import { cancelOrder, findOrder, loadOrder, type OrderView, requestReturn } from '@/lib/api/orders.ts';
import { wordsFor } from '@/lib/error-words.ts';
import { failureWords } from '@/lib/failure-words.ts';
import { idempotencyKey } from '@/lib/idempotency-key.ts';
import { log } from '@/lib/log.ts';
import { formatMoney } from '@/lib/money.ts';
import { extendDraft, readDraft } from '@/lib/session/checkout-draft.ts';
import { type FormState, refusedForm, textValues } from '../ui/form-state.ts';

const nothingLeft = 'None of these items can be bought any more.';
const unavailable = 'The shop did not answer. Nothing was changed; please try again.';

/** An order after a change, or why it was not changed. */
export interface OrderActionState {
  readonly order: OrderView | null;
  readonly message: string | null;
  readonly done: boolean;
  /** What was typed, where it was refused. */
  readonly values?: Readonly<Record<string, string>>;
}

function failed(error: unknown, what: string): OrderActionState {
  if (!(error instanceof ApiError)) throw error;
  log('warn', what, { error });
  return { order: null, message: failureWords(error, unavailable), done: false };
}

/** Cancels an order; fields `orderId`, `version`, `reason`. */
export async function cancelOrderAction(
  _previous: OrderActionState,
  form: FormData,
): Promise<OrderActionState> {
  const { orderId = '', version = '', reason } = textValues(form);
  const input = { orderId, ...(reason ? { reason: reason.slice(0, 500) } : {}) };
  try {
    const key = idempotencyKey('cancelOrder', { ...input, version });
    const { order, userErrors } = await cancelOrder({ ...input, idempotencyKey: key });
    if (userErrors.length > 0)
      return { order: order ?? null, message: userErrors.map(wordsFor).join(' '), done: false };
    return { order: order ?? null, message: null, done: true };
  } catch (error) {
    return failed(error, 'order not cancelled');
  }
}

/** Asks for a return; fields `orderId`, `version`, `reason` and `quantity:LINE` for each line. */
export async function requestReturnAction(
  _previous: OrderActionState,
  form: FormData,
): Promise<OrderActionState> {
  const values = textValues(form);
  const { orderId = '', version = '', reason = '', ...rest } = values;
  const lines = Object.entries(rest)
    .filter(([name, value]) => name.startsWith('quantity:') && Number(value) > 0)
    .map(([name, value]) => ({ orderLineId: name.slice('quantity:'.length), quantity: Number(value) }));
  if (lines.length === 0)
    return { order: null, message: 'Please choose what you would like to send back.', done: false, values };
  if (!reason) return { order: null, message: 'Please tell us why.', done: false, values };
  const input = { orderId, lines, reason: reason.slice(0, 1000) };
  try {
    const key = idempotencyKey('requestReturn', { ...input, version });
    const { order, userErrors } = await requestReturn({ ...input, idempotencyKey: key });
    if (userErrors.length > 0)
      return { order: order ?? null, message: userErrors.map(wordsFor).join(' '), done: false, values };
    return { order: order ?? null, message: null, done: true };
  } catch (error) {
    return { ...failed(error, 'return not requested'), values };
  }
}

/**
 * Fills a new cart with what an order held and its codes, as far as it can still be had, and leads to `next`. Where the cart is
 * not as the order was, it says so first. Fields `orderId` and `next`.
 */
export async function buyAgainAction(_previous: OrderActionState, form: FormData): Promise<OrderActionState> {
  const { orderId = '', next } = textValues(form);
  try {
    const order = await loadOrder(orderId);
    if (!order?.lines.some((line) => line.variant)) return { order: null, message: nothingLeft, done: false };
    const opened = await openCart();
    if (!opened.cart)
      return { order: null, message: opened.errors.map(wordsFor).join(' ') || unavailable, done: false };
    const missing = await fill(opened.cart.id, order);
    if (missing.length === order.lines.length) return { order: null, message: nothingLeft, done: false };
    const cart = next === 'payment' ? await shipAsBefore(opened.cart.id) : null;
    const message = differences(order, missing, cart);
    if (message) return { order: null, message, done: true };
  } catch (error) {
    return failed(error, 'order not bought again');
  }
  redirect(next === 'payment' ? '/checkout/payment' : '/cart');
}

/** Puts the goods and the codes of an order into a cart; gives the titles of the goods that could not be had as before. */
async function fill(cartId: string, order: OrderView): Promise<string[]> {
  const missing: string[] = [];
  for (const { variant, quantity, title } of order.lines) {
    const change = variant ? await addToCart(variant.id, quantity, { cartId }) : null;
    if (!change || change.errors.length > 0) missing.push(title);
  }
  const codes = new Set(order.discounts.flatMap(({ code }) => (code ? [code] : [])));
  for (const code of codes) await applyVoucher(cartId, code);
  return missing;
}

/** What the buyer should know before paying for a cart made from an order; null where nothing differs. */
function differences(order: OrderView, missing: readonly string[], cart: Cart | null): string | null {
  const said: string[] = [];
  if (missing.length > 0) said.push(`Not to be had as before: ${missing.join(', ')}.`);
  const total = cart?.totals.total;
  if (total && total.amountMinor !== order.totals.total.amountMinor)
    said.push(`The total is ${formatMoney(total)} now; it was ${formatMoney(order.totals.total)}.`);
  return said.length > 0 ? said.join(' ') : null;
}

/** Tells a new cart where its goods go, as the checkout before was told: its prices depend on it. Null if it is not known. */
async function shipAsBefore(cartId: string): Promise<Cart | null> {
  const { address, shippingMethodId } = await readDraft();
  if (!address) return null;
  const { countryCode, region, postalCode } = address;
  const { cart, errors } = await setCartShipping({
    cartId,
    countryCode,
    region,
    postalCode,
    shippingMethodId,
  });
  if (errors.length > 0) return null;
  await extendDraft({ shippingCartId: cartId });
  return cart;
}

/** A guest's order by number and address. */
export interface LookupState extends FormState {
  readonly order: OrderView | null;
}

/** Finds an order; fields `number` and `email`. The answer does not tell which of the two was wrong. */
export async function findOrderAction(_previous: LookupState, form: FormData): Promise<LookupState> {
  const values = textValues(form);
  const number = (values.number ?? '').replace(/^#/, '').toUpperCase();
  const email = values.email ?? '';
  const fieldErrors: Record<string, string> = {};
  if (!number) fieldErrors.number = 'Please enter the order number from your confirmation.';
  if (!email.includes('@')) fieldErrors.email = 'Please enter the e-mail address of the order.';
  if (Object.keys(fieldErrors).length > 0) return { ...refusedForm(values, null, fieldErrors), order: null };
  try {
    const order = await findOrder(number, email);
    if (!order) {
      const message = 'We found no order with this number and e-mail address. Please check both.';
      return { ...refusedForm(values, message), order: null };
    }
    return { status: 'done', message: null, fieldErrors: {}, values, order };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    log('warn', 'order not looked up', { error });
    return { ...refusedForm(values, unavailable), order: null };
  }
}
