/**
 * The tables of counts, each with a key of text columns and counts that are only ever added to. Because addition does
 * not mind the order, neither does analytics mind the order in which events arrive.
 */
export const aggregateTables = {
  /** What was sold. `scope` is `shop`, or `seller:<id>` for one seller's lines. */
  sales_days: {
    key: ['scope', 'currency', 'day'],
    counts: ['orders', 'units', 'revenue_minor', 'refunds_minor'],
  },
  /** How far how many went. */
  funnel_days: {
    key: ['day'],
    counts: [
      'users_registered',
      'carts_created',
      'orders_placed',
      'orders_confirmed',
      'orders_cancelled',
      'orders_fulfilled',
      'orders_delivered',
      'payments_declined',
      'returns_requested',
      'returns_received',
      'reviews_published',
    ],
  },
  /** What was bought of which product. `seller_id` is empty for the shop's own goods. */
  product_days: {
    key: ['currency', 'day', 'product_id', 'seller_id'],
    counts: ['units', 'revenue_minor'],
  },
  notification_days: { key: ['day', 'channel', 'topic'], counts: ['sent', 'failed'] },
  payment_failure_days: { key: ['day', 'provider', 'decline_code'], counts: ['declined'] },
} as const;

export type AggregateTable = keyof typeof aggregateTables;
export type CountOf<Table extends AggregateTable> = (typeof aggregateTables)[Table]['counts'][number];

/** Something to add to one row of one table. */
export type Increment = {
  readonly table: AggregateTable;
  /** Values of the table's key columns, in their order. */
  readonly key: readonly string[];
  readonly add: Readonly<Record<string, number>>;
};

/** An increment whose counts belong to its table, which the compiler checks. */
export function increment<Table extends AggregateTable>(
  table: Table,
  key: readonly string[],
  add: Partial<Record<CountOf<Table>, number>>,
): Increment {
  return { table, key, add: add as Record<string, number> };
}
