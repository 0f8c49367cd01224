import { createBatcher } from '@souk/shared/batcher';
import type { TransactionDeps } from '@souk/shared/outbox';
import type { Handlers } from '@souk/shared/sqs-consumer';
import { consumers } from '@souk/shared/topology';
import type { AnalyticsEvent } from './archive/archived-event.ts';
import { ingestEvents } from './ingest/ingest-events.ts';

/** Figures may be half a second old: under load a transaction then counts dozens of events. */
const gatherMs = 500;

/** What the worker does with an event of any type: archive and count it, together with others that are there. */
export function createHandlers(deps: TransactionDeps): Handlers<AnalyticsEvent['type']> {
  const store = createBatcher<AnalyticsEvent>((events) => ingestEvents(deps, events), { gatherMs });
  return Object.fromEntries(consumers.analytics.map((type) => [type, store])) as unknown as Handlers<
    AnalyticsEvent['type']
  >;
}
