import type { DataSource } from 'typeorm';
import { aggregateTables } from '../aggregate/aggregate-tables.ts';

/** All rows of all tables of counts, as text, for comparison. */
export async function aggregateRows(dataSource: DataSource): Promise<Record<string, string[]>> {
  const tables = Object.entries(aggregateTables).map(async ([table, { key }]) => {
    const found = await dataSource.query(
      `SELECT t::text AS row FROM ${table} AS t ORDER BY ${key.join(', ')}`,
    );
    return [table, found.map(({ row }: { row: string }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
}

/** What the sample days come to. */
export const sampleAggregates: Record<string, string[]> = {
  sales_days: [
    '(seller:usr_ann,USD,2026-11-01,1,2,10000,0)',
    '(seller:usr_ann,USD,2026-11-03,0,0,0,5000)',
    '(seller:usr_bob,EUR,2026-11-02,1,4,4400,0)',
    '(seller:usr_bob,USD,2026-11-01,1,1,1200,0)',
    '(seller:usr_bob,USD,2026-11-03,0,0,0,1200)',
    '(shop,EUR,2026-11-02,1,4,4400,0)',
    '(shop,USD,2026-11-01,1,6,11500,0)',
    '(shop,USD,2026-11-03,0,0,0,6200)',
  ],
  funnel_days: [
    '(2026-11-01,1,2,1,1,0,0,0,0,0,0,0)',
    '(2026-11-02,0,0,0,1,1,1,1,1,0,0,0)',
    '(2026-11-03,0,0,0,0,0,0,0,0,1,1,1)',
  ],
  product_days: [
    '(EUR,2026-11-02,mug,usr_bob,4,4400)',
    '(USD,2026-11-01,card,"",3,300)',
    '(USD,2026-11-01,lamp,usr_ann,2,10000)',
    '(USD,2026-11-01,mug,usr_bob,1,1200)',
  ],
  notification_days: ['(2026-11-03,EMAIL,OrderConfirmed,13,0)', '(2026-11-03,SMS,OrderConfirmed,0,1)'],
  payment_failure_days: ['(2026-11-02,SANDBOX,insufficient_funds,1)'],
};
