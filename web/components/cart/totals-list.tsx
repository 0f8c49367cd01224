import { formatMoney, type Money } from '@/lib/money.ts';

interface TotalsListProps {
  readonly totals: {
    readonly subtotal: Money;
    readonly discount: Money;
    readonly shipping: Money;
    readonly tax: Money;
    readonly total: Money;
  };
  /** What promotions took off, told one by one. */
  readonly discounts?: readonly {
    readonly name: string;
    readonly code?: string | null;
    readonly goods: Money;
  }[];
  /** Whether shipping and tax depend on an address that is not known yet. */
  readonly estimated?: boolean;
  readonly isPending?: boolean;
}

/** What a cart or order costs. */
export function TotalsList({ totals, discounts = [], estimated, isPending }: TotalsListProps) {
  const rows: [label: string, value: string][] = [['Subtotal', formatMoney(totals.subtotal)]];
  const named = discounts.filter(({ goods }) => goods.amountMinor > 0);
  for (const { name, code, goods } of named) {
    rows.push([code ? `${name} (${code})` : name, `−${formatMoney(goods)}`]);
  }
  if (named.length === 0 && totals.discount.amountMinor > 0) {
    rows.push(['Discount', `−${formatMoney(totals.discount)}`]);
  }
  rows.push([
    estimated ? 'Estimated shipping' : 'Shipping',
    totals.shipping.amountMinor === 0 ? 'Free' : formatMoney(totals.shipping),
  ]);
  const taxUnknown = estimated && totals.tax.amountMinor === 0;
  rows.push([
    estimated ? 'Estimated tax' : 'Tax',
    taxUnknown ? 'with your address' : formatMoney(totals.tax),
  ]);
  return (
    <dl
      className={`grid gap-2 transition-opacity ${isPending ? 'opacity-50' : ''}`}
      aria-busy={isPending || undefined}
    >
      {rows.map(([label, value]) => (
        <div key={label} className="flex justify-between gap-4 text-soft">
          <dt>{label}</dt>
          <dd className="whitespace-nowrap text-ink tabular-nums">{value}</dd>
        </div>
      ))}
      <div className="mt-2 flex items-baseline justify-between gap-4 border-t border-line pt-4">
        <dt className="font-medium">Total</dt>
        <dd className="text-title font-semibold tabular-nums">{formatMoney(totals.total)}</dd>
      </div>
    </dl>
  );
}
