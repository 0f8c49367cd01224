import type { Queryable } from '@souk/shared/sql';
import { type AggregateTable, aggregateTables, type Increment } from './aggregate-tables.ts';

type Totals = Map<AggregateTable, Map<string, { key: readonly string[]; add: Record<string, number> }>>;

/** Gathers increments, so that each row is written once however many events add to it. */
export function createTotals(): Totals {
  return new Map();
}

export function addToTotals(totals: Totals, increments: readonly Increment[]): void {
  for (const { table, key, add } of increments) {
    const ofTable = totals.get(table) ?? new Map();
    totals.set(table, ofTable);
    const id = JSON.stringify(key);
    const total = ofTable.get(id) ?? { key, add: {} };
    ofTable.set(id, total);
    for (const [count, value] of Object.entries(add)) total.add[count] = (total.add[count] ?? 0) + value;
  }
}

/**
 * Adds totals to the tables. Rows are touched in one fixed order, so that two workers that add to the same rows wait
 * for each other instead of locking each other out.
 */
export async function writeTotals(tx: Queryable, totals: Totals): Promise<void> {
  for (const table of Object.keys(aggregateTables) as AggregateTable[]) {
    const ofTable = totals.get(table);
    if (!ofTable) continue;
    const { key, counts } = aggregateTables[table];
    const written = [...ofTable].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
    const columns = [...key, ...counts];
    const types = columns.map((column) =>
      column === 'day' ? 'date[]' : (key as readonly string[]).includes(column) ? 'text[]' : 'bigint[]',
    );
    await tx.query(
      `INSERT INTO ${table} (${columns.join(', ')})
       SELECT * FROM unnest(${types.map((type, index) => `$${index + 1}::${type}`).join(', ')})
       ON CONFLICT (${key.join(', ')}) DO UPDATE SET
         ${counts.map((count) => `${count} = ${table}.${count} + EXCLUDED.${count}`).join(', ')}`,
      [
        ...key.map((_column, index) => written.map((total) => total.key[index])),
        ...counts.map((count) => written.map((total) => total.add[count] ?? 0)),
      ],
    );
  }
}
