import { money } from '@souk/shared/money';
import type { Destination, TaxProvider } from './tax-provider.ts';

/** What is to be priced. All amounts are whole minor units of one currency, without tax. */
export type PriceRequest = {
  readonly lines: readonly {
    readonly unitPriceMinor: number;
    readonly quantity: number;
    /** What promotions take off the line, 0 to its total. */
    readonly discountMinor: number;
  }[];
  /** What shipping costs after reductions. */
  readonly shippingMinor: number;
  readonly destination: Destination;
};

export type TotalsMinor = {
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
};

export type PricedLine = {
  readonly lineTotalMinor: number;
  /** What promotions took off the line. */
  readonly discountMinor: number;
  readonly taxMinor: number;
  /** The rate behind the tax, basis points. */
  readonly taxRateBasisPoints: number;
};

export type Priced = { readonly lines: readonly PricedLine[]; readonly totals: TotalsMinor };

/**
 * Prices goods, discount, shipping and tax so that `subtotal - discount + shipping + tax = total` holds to the minor
 * unit. Tax is taken on what reductions leave of each line and rounded line by line (README, "Rounding"), so the total
 * tax is the sum of taxes that an invoice shows.
 *
 * @throws RangeError where an amount leaves the whole numbers up to 2^53 - 1, or a reduction is more than its line
 */
export function price(taxes: TaxProvider, request: PriceRequest): Priced {
  const lineTotals = request.lines.map((line) => whole(line.unitPriceMinor * line.quantity));
  const subtotalMinor = sum(lineTotals);
  const discounts = request.lines.map((line) => whole(line.discountMinor));
  const discountMinor = sum(discounts);
  const tax = taxes.quote({
    destination: request.destination,
    netMinor: lineTotals.map((lineTotal, index) => whole(lineTotal - discounts[index]!)),
    shippingMinor: whole(request.shippingMinor),
  });
  const taxMinor = whole(sum(tax.lineTaxMinor) + tax.shippingTaxMinor);
  return {
    lines: lineTotals.map((lineTotalMinor, index) => ({
      lineTotalMinor,
      discountMinor: discounts[index]!,
      taxMinor: tax.lineTaxMinor[index]!,
      taxRateBasisPoints: tax.lineRateBasisPoints[index]!,
    })),
    totals: {
      subtotalMinor,
      discountMinor,
      shippingMinor: request.shippingMinor,
      taxMinor,
      totalMinor: whole(subtotalMinor - discountMinor + request.shippingMinor + taxMinor),
    },
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => whole(total + amount), 0);
}

function whole(amountMinor: number): number {
  if (amountMinor < 0) throw new RangeError(`not an amount to pay: ${amountMinor}`);
  return money(amountMinor, 'XXX').amountMinor;
}
