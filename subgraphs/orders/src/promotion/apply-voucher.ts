import { type Queryable, row } from '@souk/shared/sql';
import { z } from 'zod';
import {
  addVoucher,
  type CartChange,
  findCart,
  previewVoucher,
  takeVoucher,
} from '../cart/cart.repository.ts';
import { maximumVouchers, type PricedCart, priceCart } from '../cart/cart.ts';
import { type Caller, type CartDeps, type CartOutcome, refusal } from '../cart/change-cart.ts';
import type { UserError } from '../errors.ts';
import { expectedVersion, parseInput } from '../input.ts';
import { ownerId } from '../owner.ts';
import { readVoucherCode } from './promotion.ts';

/** Wrong codes that a buyer may try before no code is taken any more, and for how long they count. */
const allowedFailures = 10;
const windowMs = 15 * 60_000;

const voucherInput = z.object({ cartId: z.string(), code: z.string().max(200), expectedVersion });

/** The one answer to codes that do not exist, are over, used up, for others, or tried too often: it tells nothing apart. */
const invalid: UserError = {
  code: 'VOUCHER_INVALID',
  message: 'This code cannot be used.',
  field: ['code'],
};

/**
 * Puts a code into a cart. One that is good but does not reduce the price yet is taken all the same, so that it counts as
 * soon as its conditions are met; the cart tells what is missing.
 */
export async function applyVoucher(deps: CartDeps, caller: Caller, input: unknown): Promise<CartOutcome> {
  const { code: typed, ...which } = parseInput(voucherInput, input);
  const change: CartChange = { ...caller, ...which };
  const code = readVoucherCode(typed);
  const tried = code === null ? null : await previewVoucher(deps.db, change, code);
  if (code === null || (tried && !isUsable(priceCart(deps.taxes, tried, caller.now), code))) {
    return refusal(deps, change, () => invalid);
  }
  const changed = await addVoucher(deps.db, change, code);
  if (changed) return { cart: priceCart(deps.taxes, changed, caller.now), userErrors: [] };
  return refusal(deps, change, (cart) => (cart.voucherCodes.includes(code) ? taken : full));
}

/** Whether a code could be given to the cart's buyer, whatever is in the cart. */
function isUsable(cart: PricedCart, code: string): boolean {
  const problem = cart.vouchers.find((voucher) => voucher.code === code)?.problem;
  return problem !== 'NOT_VALID' && problem !== 'ALREADY_USED' && problem !== 'NOT_FIRST_ORDER';
}

/**
 * Counts wrong codes of a buyer around an attempt. After too many of them every code gets the same answer as a wrong one,
 * for a while. The count is kept outside the attempt, whose refusal would take it back.
 */
export async function guardVouchers(
  deps: CartDeps,
  caller: Caller & { readonly cartId: string },
  attempt: () => Promise<CartOutcome>,
): Promise<CartOutcome> {
  const subject = ownerId(caller.owner);
  if ((await countFailures(deps.db, subject, caller.now)) >= allowedFailures) {
    const cart = await findCart(deps.db, caller.owner, caller.cartId);
    return { cart: cart && priceCart(deps.taxes, cart, caller.now), userErrors: [invalid] };
  }
  const outcome = await attempt();
  if (outcome.userErrors.includes(invalid)) await noteFailure(deps.db, subject, caller.now);
  return outcome;
}

const taken: UserError = { code: 'INVALID_INPUT', message: 'The cart has this code.', field: ['code'] };
const full: UserError = {
  code: 'VOUCHER_LIMIT',
  message: `A cart takes ${maximumVouchers} codes at most.`,
  field: ['code'],
};

/** Takes a code out of a cart. */
export async function removeVoucher(deps: CartDeps, caller: Caller, input: unknown): Promise<CartOutcome> {
  const { code: typed, ...which } = parseInput(voucherInput, input);
  const change: CartChange = { ...caller, ...which };
  const changed = await takeVoucher(deps.db, change, typed.trim().toUpperCase());
  if (changed) return { cart: priceCart(deps.taxes, changed, caller.now), userErrors: [] };
  return refusal(deps, change, () => ({
    code: 'NOT_FOUND',
    message: 'The cart does not have this code.',
    field: ['code'],
  }));
}

function windowOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / windowMs) * windowMs);
}

async function countFailures(db: Queryable, subject: string, now: Date): Promise<number> {
  const found = await row<{ failures: number }>(
    db,
    'SELECT failures FROM voucher_failures WHERE subject = $1 AND window_start = $2',
    [subject, windowOf(now)],
  );
  return found?.failures ?? 0;
}

async function noteFailure(db: Queryable, subject: string, now: Date): Promise<void> {
  await db.query(
    `INSERT INTO voucher_failures (subject, window_start, failures) VALUES ($1, $2, 1)
     ON CONFLICT (subject, window_start) DO UPDATE SET failures = voucher_failures.failures + 1`,
    [subject, windowOf(now)],
  );
}

/** Forgets failures that no window counts any more. */
export async function forgetVoucherFailures(db: Queryable, now: Date): Promise<void> {
  await db.query('DELETE FROM voucher_failures WHERE window_start < $1', [
    new Date(now.getTime() - windowMs),
  ]);
}
