import { allocate } from '@souk/shared/money';
import { type PlacedOrder, shareOf } from '../order/order-state.ts';

/** What is taxed at one rate. */
export type TaxGroup = {
  /** Basis points; null where the rate was not kept, and for shipping that is taxed with the goods. */
  readonly rateBasisPoints: number | null;
  readonly netMinor: number;
  readonly taxMinor: number;
};

/** What a credit note pays back. */
export type Credit = {
  readonly reason: string;
  /** Tax included. */
  readonly amountMinor: number;
  readonly groups: readonly TaxGroup[];
};

/**
 * An order's goods and shipping by rate of tax. The groups add up to the order: net to what the buyer pays without tax, tax
 * to the order's. Shipping is its own group where it is not taxed, else it joins the group of the goods' highest rate, as
 * the tax on shipping is the rest of the order's tax.
 */
export function taxBreakdown(order: Pick<PlacedOrder, 'lines' | 'totals'>): TaxGroup[] {
  const groups = new Map<number | null, { netMinor: number; taxMinor: number }>();
  const add = (rate: number | null, netMinor: number, taxMinor: number): void => {
    const group = groups.get(rate) ?? { netMinor: 0, taxMinor: 0 };
    groups.set(rate, { netMinor: group.netMinor + netMinor, taxMinor: group.taxMinor + taxMinor });
  };
  for (const line of order.lines) {
    add(line.taxRateBasisPoints ?? null, line.lineTotalMinor - line.discountMinor, line.taxMinor);
  }
  const { shippingMinor, taxMinor } = order.totals;
  const shippingTaxMinor = taxMinor - order.lines.reduce((sum, line) => sum + line.taxMinor, 0);
  if (shippingMinor > 0 || shippingTaxMinor > 0) {
    const rates = [...groups.keys()].filter((rate) => rate !== null);
    const rate = shippingTaxMinor === 0 ? 0 : rates.length > 0 ? Math.max(...rates) : null;
    add(rate, shippingMinor, shippingTaxMinor);
  }
  return [...groups]
    .map(([rateBasisPoints, sums]) => ({ rateBasisPoints, ...sums }))
    .sort((a, b) => (b.rateBasisPoints ?? -1) - (a.rateBasisPoints ?? -1));
}

/** A refund split over the order's groups in proportion to what the buyer paid of each, and each into net and tax. */
export function creditBreakdown(
  order: Pick<PlacedOrder, 'lines' | 'totals'>,
  amountMinor: number,
): TaxGroup[] {
  const groups = taxBreakdown(order);
  const grossOf = (group: TaxGroup): number => group.netMinor + group.taxMinor;
  if (groups.every((group) => grossOf(group) === 0)) return [];
  const parts = allocate(amountMinor, groups.map(grossOf));
  return groups.flatMap((group, index) => {
    const part = parts[index]!;
    if (part === 0) return [];
    const taxMinor = shareOf(part, group.taxMinor, grossOf(group));
    return [{ rateBasisPoints: group.rateBasisPoints, netMinor: part - taxMinor, taxMinor }];
  });
}
