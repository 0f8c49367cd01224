import { inTransaction, type TransactionDeps } from '@souk/shared/outbox';
import { rows } from '@souk/shared/sql';
import { addToTotals, createTotals, writeTotals } from '../aggregate/aggregate.repository.ts';
import { incrementsOf } from '../aggregate/increments-of.ts';
import { archiveEvents } from '../archive/archive.repository.ts';
import { type AnalyticsEvent, toArchivedEvent } from '../archive/archived-event.ts';

/**
 * Archives and counts events, all in one transaction, each once: those handled before add nothing, and of two workers
 * that have the same event one waits for the other and then finds it done.
 *
 * @returns how many were new
 */
export async function ingestEvents(
  deps: TransactionDeps,
  events: readonly AnalyticsEvent[],
): Promise<number> {
  return inTransaction(deps, async (tx) => {
    // Sorted, so that two workers with the same events in another order cannot lock each other out.
    const ids = [...new Set(events.map((event) => event.id))].sort();
    const noted = await rows<{ event_id: string }>(
      tx,
      `INSERT INTO inbox (consumer, event_id) SELECT 'analytics', unnest($1::text[])
       ON CONFLICT DO NOTHING RETURNING event_id`,
      [ids],
    );
    const fresh = new Set(noted.map((note) => note.event_id));
    const news = [...new Map(events.map((event) => [event.id, event])).values()]
      .filter((event) => fresh.has(event.id))
      .map(toArchivedEvent);
    if (news.length === 0) return 0;
    await archiveEvents(tx, news);
    const totals = createTotals();
    for (const event of news) addToTotals(totals, incrementsOf(event));
    await writeTotals(tx, totals);
    return news.length;
  });
}
