import type { AnalyticsEvent } from '../archive/archived-event.ts';

type Waiting = {
  readonly event: AnalyticsEvent;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

const batchEvents = 500;

/**
 * Collects events while the transaction before is under way and hands them over together: under load one transaction
 * serves hundreds, and without load nobody waits. Where a batch fails, each of its events is tried alone, so that one
 * that cannot be handled does not take others with it.
 *
 * @returns a function that settles when its event is stored, or rejects when it could not be
 */
export function createEventBatcher(
  ingest: (events: readonly AnalyticsEvent[]) => Promise<unknown>,
): (event: AnalyticsEvent) => Promise<void> {
  let waiting: Waiting[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchEvents);
      waiting = waiting.slice(batchEvents);
      try {
        await ingest(batch.map(({ event }) => event));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        if (batch.length === 1) batch[0]!.reject(error);
        else for (const one of batch) await ingest([one.event]).then(one.resolve, one.reject);
      }
    }
    running = false;
  }

  return (event) =>
    new Promise((resolve, reject) => {
      waiting.push({ event, resolve, reject });
      if (!running) void run();
    });
}
