import type {
  NotificationsErrorCode,
  OrdersErrorCode,
  PaymentsErrorCode,
  ProductsErrorCode,
  UsersErrorCode,
} from './api/generated/graphql.ts';

export type UserErrorCode =
  | NotificationsErrorCode
  | OrdersErrorCode
  | PaymentsErrorCode
  | ProductsErrorCode
  | UsersErrorCode;

/** What the API says the caller can act on. */
export interface UserError {
  readonly code: UserErrorCode;
  readonly field?: readonly string[] | null;
  readonly message: string;
}

const words: Record<UserErrorCode, string> = {
  INVALID_INPUT: 'Something here is not quite right. Please check it.',
  NOT_FOUND: 'We could not find that any more.',
  VARIANT_UNAVAILABLE: 'This item is no longer on sale.',
  CART_EMPTY: 'Your cart is empty.',
  CART_FULL: 'Your cart holds as many different items as it can.',
  CART_CLOSED: 'This cart has been checked out already.',
  STALE_VERSION: 'This changed in the meantime. Please look again.',
  TOTAL_CHANGED: 'The total has changed since you saw it. Please check the new one before you pay.',
  PRICE_CHANGED: 'A price has changed since you put the item into your cart. Please check the new total.',
  VOUCHER_INVALID: 'A code in your cart cannot be used any more. Please take it out.',
  VOUCHER_NOT_APPLIED: 'Your code is kept and counts as soon as your cart meets its conditions.',
  VOUCHER_LIMIT: 'A cart takes five codes at most.',
  CODE_TAKEN: 'Another promotion has this code.',
  SHIPPING_UNAVAILABLE: 'This shipping method does not reach your address. Please choose another.',
  IDEMPOTENCY_KEY_REUSED: 'This was sent before with other details. Please reload the page and try again.',
  INVALID_TRANSITION: 'That is not possible at this stage of the order.',
  QUANTITY_EXCEEDED: 'There are not that many left.',
  PAYMENT_PROVIDER_UNAVAILABLE: 'This way to pay is not available right now. Please choose another.',
  PROVIDER_UNAVAILABLE: 'This way to pay is not available right now. Please choose another.',
  PAYMENT_DISPUTED: 'The buyer disputes this payment. Nothing can be paid back until that is decided.',
  INVALID_STATUS: 'The payment does not allow that at this stage.',
  AMOUNT_EXCEEDED: 'That is more than what is left of the payment.',
  SKU_TAKEN: 'Another variant has this SKU.',
  SLUG_TAKEN: 'Another product has this name in its address.',
  INSUFFICIENT_STOCK: 'There is not enough stock for that.',
  SALE_NOT_OPEN: 'The flash sale is not on right now.',
  SOLD_OUT: 'All units are taken, and so is every place in the queue.',
  LIMIT_REACHED: 'You already have as many of these as one buyer may have.',
  PRICE_NOT_LOWER: 'A flash sale has to cost less than usual.',
  IN_STOCK: 'Good news: it can be had now.',
  WAREHOUSE_NOT_EMPTY: 'Goods lie there, or are held for orders. Move them first.',
  WAREHOUSE_INACTIVE: 'This warehouse was given up. Take it back into use first.',
  FLASH_SALE_CLAIM_INVALID: 'Your time to check out at the sale’s price ran out.',
  NOT_A_BUYER: 'Only customers who bought this product can review it.',
  INVALID_CREDENTIALS: 'The e-mail address or the password is not right.',
  INVALID_REFRESH_TOKEN: 'Your session has ended. Please sign in again.',
  REGISTRATION_REFUSED:
    'An account cannot be created with these details. If you have one already, sign in instead.',
  WEAK_PASSWORD: 'Please choose a longer or less common password: at least 8 characters.',
  TOO_MANY_ATTEMPTS: 'Too many tries. Please wait a moment, then try again.',
};

/** A code that was typed and did not get into the cart. */
const codeRefused = 'This code cannot be used. Please check it.';

/** A user error in plain words. */
export function wordsFor(error: UserError): string {
  if (error.code === 'VOUCHER_INVALID' && error.field?.at(-1) === 'code') return codeRefused;
  return words[error.code] ?? 'That did not work. Please try again.';
}

/**
 * Errors arranged for a form: by the last part of the field's path where the form has such a field, the rest as a
 * message for the whole form.
 */
export function arrangeErrors(
  errors: readonly UserError[],
  formFields: readonly string[],
): { readonly message: string | null; readonly fieldErrors: Record<string, string> } {
  const fieldErrors: Record<string, string> = {};
  const general: string[] = [];
  for (const error of errors) {
    const field = error.field?.at(-1);
    if (field && formFields.includes(field)) fieldErrors[field] ??= wordsFor(error);
    else general.push(wordsFor(error));
  }
  return { message: general.length > 0 ? [...new Set(general)].join(' ') : null, fieldErrors };
}

const declineWords: Record<string, string> = {
  card_declined: 'Your bank declined the card.',
  insufficient_funds: 'The card does not have enough funds.',
  expired_card: 'The card has expired.',
  generic_decline: 'Your bank declined the card.',
  do_not_honor: 'Your bank declined the card.',
  incorrect_cvc: 'The security code of the card was not right.',
  authentication_declined: 'The payment was not confirmed with your bank.',
  payment_intent_authentication_failure: 'The payment was not confirmed with your bank.',
  payer_cannot_pay: 'PayPal could not take the money from your account.',
  order_expired: 'The payment was not confirmed at PayPal in time.',
  authentication_failed: 'The payment was not confirmed with your bank.',
};

/** Why a payment was declined, in plain words. */
export function declineReason(code: string | null | undefined): string {
  return (code && declineWords[code.toLowerCase()]) || 'The payment was not accepted.';
}
