import type { DataSource } from 'typeorm';
import { readArchive } from '../archive/archive.repository.ts';
import { addToTotals, createTotals, writeTotals } from './aggregate.repository.ts';
import { aggregateTables } from './aggregate-tables.ts';
import { incrementsOf } from './increments-of.ts';

/**
 * Makes all counts again from the archive, in one transaction: readers see the old counts until the new ones are
 * there. Workers that add events meanwhile wait, since the tables are locked first; what they have not committed yet
 * is not in the archive either, and they add it afterwards.
 *
 * @returns how many events were counted
 */
export async function rebuildAggregates(dataSource: DataSource): Promise<number> {
  return dataSource.transaction(async (tx) => {
    const tables = Object.keys(aggregateTables).join(', ');
    // Readers go on; TRUNCATE would shut them out until the end.
    await tx.query('SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0');
    await tx.query(`LOCK TABLE ${tables} IN SHARE ROW EXCLUSIVE MODE`);
    const totals = createTotals();
    let counted = 0;
    for await (const events of readArchive(tx)) {
      for (const event of events) addToTotals(totals, incrementsOf(event));
      counted += events.length;
    }
    for (const table of Object.keys(aggregateTables)) await tx.query(`DELETE FROM ${table}`);
    await writeTotals(tx, totals);
    return counted;
  });
}
