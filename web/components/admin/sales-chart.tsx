import { formatDay } from '@/lib/dates.ts';
import { formatMoney } from '@/lib/money.ts';
import type { SalesDay } from '@/lib/sales-figures.ts';

const height = 140;
const gap = 0.28;

/** Revenue by day as bars; the same numbers follow as a table for those who cannot see them. */
export function SalesChart({ days }: { days: readonly SalesDay[] }) {
  const top = Math.max(1, ...days.map((day) => day.revenue.amountMinor));
  const width = days.length;
  return (
    <figure>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-40 w-full overflow-visible"
      >
        {[0, 0.5, 1].map((line) => (
          <line
            key={line}
            x1="0"
            x2={width}
            y1={height * line}
            y2={height * line}
            className="stroke-line"
            strokeWidth="1"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {days.map((day, index) => {
          const bar = Math.max(
            day.revenue.amountMinor > 0 ? 2 : 0,
            (day.revenue.amountMinor / top) * (height - 4),
          );
          return (
            <rect
              key={day.day}
              x={index + gap / 2}
              y={height - bar}
              width={1 - gap}
              height={bar}
              className="fill-accent"
            >
              <title>{`${formatDay(day.day)}: ${formatMoney(day.revenue)}, ${day.orders} orders`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption className="mt-2 flex justify-between text-small text-faint">
        <span>{days[0] && formatDay(days[0].day)}</span>
        <span>{days.at(-1) && formatDay(days.at(-1)?.day ?? '')}</span>
      </figcaption>
      {/* A table takes the height it needs, seen or not: what hides it has to be around it. */}
      <div className="sr-only">
        <table>
          <caption>Sales by day</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Orders</th>
              <th scope="col">Revenue</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.day}>
                <th scope="row">{formatDay(day.day)}</th>
                <td>{day.orders}</td>
                <td>{formatMoney(day.revenue)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
