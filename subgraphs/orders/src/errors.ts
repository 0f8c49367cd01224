import type { PricedCart } from './cart/cart.ts';
import type { OrdersErrorCode } from './generated/schema.ts';

/** An outcome that the caller acts on; it becomes a `userErrors` entry of a mutation's payload. */
export type UserError = {
  readonly code: OrdersErrorCode;
  readonly message: string;
  /** Path of the input field at fault. */
  readonly field?: string[] | null;
};

/** Ends a mutation with outcomes for its caller. Whatever the transaction did so far is rolled back. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly userErrors: UserError[];

  constructor(userErrors: UserError[]) {
    super(userErrors.map((error) => error.code).join(', '));
    this.userErrors = userErrors;
  }
}

/** A refusal because of the price, with the cart as it would be ordered now. */
export class Requoted extends Refused {
  readonly quote: PricedCart;

  constructor(userErrors: UserError[], quote: PricedCart) {
    super(userErrors);
    this.quote = quote;
  }
}

/**
 * Ends a mutation with one outcome.
 *
 * @throws Refused always
 */
export function refuse(code: OrdersErrorCode, message: string, field?: string[]): never {
  throw new Refused([{ code, message, field: field ?? null }]);
}
