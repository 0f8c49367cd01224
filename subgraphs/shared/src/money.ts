import { z } from 'zod';

/** An amount in whole minor units (cents for EUR) of an ISO-4217 currency. Never a fraction. */
export type Money = { readonly amountMinor: number; readonly currency: string };

export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'expected an ISO-4217 code such as EUR');
export const amountMinorSchema = z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
export const moneySchema = z.object({ amountMinor: amountMinorSchema, currency: currencySchema });

/**
 * Money of an amount.
 *
 * @throws RangeError unless the amount is a whole number within ±(2^53 - 1)
 */
export function money(amountMinor: number, currency: string): Money {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`not a whole safe amount: ${amountMinor}`);
  return { amountMinor, currency };
}

/**
 * Sum of amounts of one currency.
 *
 * @throws RangeError on overflow, TypeError where currencies differ
 */
export function addMoney(first: Money, ...others: readonly Money[]): Money {
  return others.reduce((sum, other) => {
    if (other.currency !== sum.currency)
      throw new TypeError(`cannot add ${other.currency} to ${sum.currency}`);
    return money(sum.amountMinor + other.amountMinor, sum.currency);
  }, first);
}

/**
 * A share of an amount in basis points (1/100 of a percent), rounded half away from zero to a whole minor unit.
 *
 * @throws RangeError on overflow
 */
export function basisPointsOf(amountMinor: number, basisPoints: number): number {
  const product = BigInt(amountMinor) * BigInt(basisPoints);
  const half = product >= 0n ? 5_000n : -5_000n;
  return money(Number((product + half) / 10_000n), 'XXX').amountMinor;
}

/**
 * Splits an amount in proportion to weights so that the parts add up to it exactly: largest remainders get the
 * minor units that are left (Hamilton's method), earlier parts first among equals.
 *
 * @param weights whole numbers of 0 or more, not all 0
 */
export function allocate(amountMinor: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total <= 0n) throw new RangeError('weights must have a positive sum');
  const shares = weights.map((weight, index) => {
    const product = BigInt(amountMinor) * BigInt(weight);
    return { index, part: product / total, remainder: product % total };
  });
  let left = BigInt(amountMinor) - shares.reduce((sum, share) => sum + share.part, 0n);
  const step = left < 0n ? -1n : 1n;
  const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
  const byRemainder = [...shares].sort((a, b) =>
    magnitude(b.remainder) === magnitude(a.remainder)
      ? a.index - b.index
      : magnitude(b.remainder) > magnitude(a.remainder)
        ? 1
        : -1,
  );
  for (const share of byRemainder) {
    if (left === 0n) break;
    share.part += step;
    left -= step;
  }
  return shares.map((share) => Number(share.part));
}
