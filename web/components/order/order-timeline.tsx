import type { OrderView } from '@/lib/api/orders.ts';
import { formatMoment } from '@/lib/dates.ts';
import { eventLabel } from '@/lib/order-progress.ts';

/** What happened to an order, latest first. */
export function OrderTimeline({ timeline }: { timeline: OrderView['timeline'] }) {
  const latestFirst = timeline.toReversed();
  return (
    <ol className="grid">
      {latestFirst.map((entry, index) => (
        <li
          key={`${entry.at}-${entry.type}-${entry.status}-${entry.note ?? ''}`}
          className="rise grid grid-cols-[1rem_1fr] gap-4"
        >
          <span aria-hidden="true" className="grid grid-rows-[1.5rem_1fr] justify-items-center">
            <span className={`mt-2 size-2.5 rounded-full ${index === 0 ? 'bg-accent' : 'bg-control'}`} />
            {index < latestFirst.length - 1 && <span className="w-px bg-line" />}
          </span>
          <div className="pb-5">
            <p className={index === 0 ? 'font-medium' : ''}>{eventLabel(entry.type)}</p>
            {entry.note && <p className="text-small break-words text-soft">{entry.note}</p>}
            <time dateTime={entry.at} className="text-small text-faint">
              {formatMoment(entry.at)}
            </time>
          </div>
        </li>
      ))}
    </ol>
  );
}
