import type { Money } from './money.ts';

/** A day as the API reports it. */
export interface SalesDay {
  readonly day: string;
  readonly orders: number;
  readonly units: number;
  readonly revenue: Money;
  readonly refunds: Money;
}

/** Sums over a span of days. */
export interface SalesSum {
  readonly orders: number;
  readonly units: number;
  readonly revenue: Money;
  readonly refunds: Money;
  /** Revenue per order, rounded down to a minor unit; null without orders. */
  readonly perOrder: Money | null;
}

/** Adds days up. `currency` is that of the report where there are no days. */
export function sumSales(days: readonly SalesDay[], currency: string): SalesSum {
  const orders = days.reduce((sum, day) => sum + day.orders, 0);
  const revenue = days.reduce((sum, day) => sum + day.revenue.amountMinor, 0);
  const inCurrency = (amountMinor: number): Money => ({
    amountMinor,
    currency: days[0]?.revenue.currency ?? currency,
  });
  return {
    orders,
    units: days.reduce((sum, day) => sum + day.units, 0),
    revenue: inCurrency(revenue),
    refunds: inCurrency(days.reduce((sum, day) => sum + day.refunds.amountMinor, 0)),
    perOrder: orders > 0 ? inCurrency(Math.floor(revenue / orders)) : null,
  };
}

/** Every day from `from` to `to` (YYYY-MM-DD, both included) in order; days without sales are filled with zeros. */
export function everyDay(days: readonly SalesDay[], from: string, to: string, currency: string): SalesDay[] {
  const known = new Map(days.map((day) => [day.day, day]));
  const zero: Money = { amountMinor: 0, currency };
  const all: SalesDay[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    all.push(known.get(day) ?? { day, orders: 0, units: 0, revenue: zero, refunds: zero });
  }
  return all;
}
