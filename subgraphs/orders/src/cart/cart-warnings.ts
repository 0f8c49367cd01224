import type { UserError } from '../errors.ts';
import { linesWithNewPrice, type PricedCart, type PricedCartLine } from './cart.ts';

/** What a buyer is told of a cart: prices that are not those shown before, and codes that reduce nothing. */
export function warningsOf(cart: PricedCart): UserError[] {
  return [
    ...linesWithNewPrice(cart).map(priceChange),
    ...cart.vouchers
      .filter(({ problem }) => problem !== null)
      .map(({ code, problem }) => ({
        code: 'VOUCHER_NOT_APPLIED' as const,
        message: `${code} reduces nothing now: ${problem}.`,
        field: ['vouchers', code],
      })),
  ];
}

/** A changed price, with the old one and the new one, as a warning or a refusal. */
export function priceChange({ id, variant, seenPriceMinor, unitPriceMinor }: PricedCartLine): UserError {
  return {
    code: 'PRICE_CHANGED',
    message: `A unit of ${variant.title} cost ${seenPriceMinor} and costs ${unitPriceMinor} now.`,
    field: ['lines', id],
  };
}

/** A merged cart had no room for all. */
export const cutWarning: UserError = {
  code: 'CART_FULL',
  message: 'Not all of the goods found room in the cart.',
  field: null,
};
