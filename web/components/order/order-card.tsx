import Link from 'next/link';
import type { OrderCardFragment } from '@/lib/api/generated/graphql.ts';
import { formatDay } from '@/lib/dates.ts';
import { formatMoney } from '@/lib/money.ts';
import { statusLabel, statusTone } from '@/lib/order-progress.ts';
import { ProductPicture } from '../product/product-picture.tsx';
import { Badge } from '../ui/badge.tsx';

const shownPictures = 4;

/** An order in a list; the whole card is its link. */
export function OrderCard({ order }: { order: OrderCardFragment }) {
  const units = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <article className="relative grid gap-4 rounded-lg border border-line bg-surface p-4 transition-colors hover:border-control sm:grid-cols-[auto_1fr_auto] sm:items-center sm:p-5">
      <div className="flex gap-2" aria-hidden="true">
        {order.lines.slice(0, shownPictures).map((line) => (
          <ProductPicture
            key={line.id}
            url={line.imageUrl}
            alt=""
            categorySlug={line.variant?.product.category?.slug}
            className="size-14 !rounded-sm"
          />
        ))}
      </div>
      <div className="min-w-0">
        <h3 className="font-medium">
          <Link href={`/orders/${order.id}`} className="after:absolute after:inset-0 after:content-['']">
            Order <span className="font-mono">{order.number}</span>
          </Link>
        </h3>
        <p className="truncate text-small text-soft">
          {formatDay(order.placedAt)} · {units} {units === 1 ? 'item' : 'items'} · {order.lines[0]?.title}
        </p>
      </div>
      <div className="flex items-center justify-between gap-4 sm:grid sm:justify-items-end sm:gap-1">
        <Badge tone={statusTone[order.status]}>{statusLabel[order.status]}</Badge>
        <span className="font-medium tabular-nums">{formatMoney(order.total)}</span>
      </div>
    </article>
  );
}
