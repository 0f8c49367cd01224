import { handleTogether } from '@souk/shared/inbox';
import type { TransactionDeps } from '@souk/shared/outbox';
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
  return handleTogether(deps, 'analytics', events, async (tx, fresh) => {
    const news = fresh.map(toArchivedEvent);
    await archiveEvents(tx, news);
    const totals = createTotals();
    for (const event of news) addToTotals(totals, incrementsOf(event));
    await writeTotals(tx, totals);
  });
}
