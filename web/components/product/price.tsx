import { formatPriceTag, type Money, percentOff } from '@/lib/money.ts';

interface PriceProps {
  readonly price: Money;
  readonly compareAt?: Money | null;
  /** Whether other variants cost more. */
  readonly from?: boolean;
  readonly className?: string;
}

/** A price tag, with the earlier price struck through where it is reduced. */
export function Price({ price, compareAt, from, className = '' }: PriceProps) {
  const reduced = compareAt && percentOff(price, compareAt) > 0;
  return (
    <span className={`inline-flex flex-wrap items-baseline gap-x-2 tabular-nums ${className}`}>
      <span className={`font-medium ${reduced ? 'text-bad' : ''}`}>
        {from && <span className="font-normal text-soft">from </span>}
        {reduced && <span className="sr-only">Now </span>}
        {formatPriceTag(price)}
      </span>
      {reduced && (
        <s className="text-faint">
          <span className="sr-only">Before </span>
          {formatPriceTag(compareAt)}
        </s>
      )}
    </span>
  );
}
