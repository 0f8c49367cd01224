import type { Signals } from '@souk/shared/signals';
import { watch } from '@souk/shared/watch';
import type { DataSource } from 'typeorm';
import type { InAppNotification } from './notification.entity.ts';
import { inboxKey, readArrivals, readClock } from './notification.repository.ts';

/**
 * How far to look back at each hint: a message is stamped before it commits, so one that was stamped earlier can
 * appear later. No transaction here lasts longer.
 */
const lookBackMs = 30_000;

/**
 * The messages of an inbox as they arrive, each once, oldest first; those there before are not repeated. None is
 * missed: hints only say when to look, and after a lost connection the look reaches back to the last one.
 */
export async function notificationFeed(
  deps: { readonly dataSource: DataSource; readonly signals: Signals },
  recipient: string,
): Promise<AsyncIterableIterator<InAppNotification>> {
  const db = deps.dataSource.manager;
  let lookedAt = await readClock(db);
  let known = new Set((await arrivals()).map(({ id }) => id));
  let batches = 0;

  async function arrivals(): Promise<InAppNotification[]> {
    return readArrivals(db, recipient, new Date(lookedAt.getTime() - lookBackMs));
  }

  const batchesOfNew = watch<{ batch: number; fresh: InAppNotification[] }>({
    signals: deps.signals,
    key: inboxKey(recipient),
    versionOf: ({ batch }) => batch,
    async load() {
      const now = await readClock(db);
      const found = await arrivals();
      const fresh = found.filter(({ id }) => !known.has(id));
      lookedAt = now;
      known = new Set(found.map(({ id }) => id));
      batches += 1;
      return fresh.length > 0 ? { batch: batches, fresh } : null;
    },
  });

  let waiting: InAppNotification[] = [];
  const feed: AsyncIterableIterator<InAppNotification> = {
    async next() {
      if (waiting.length === 0) {
        const batch = await batchesOfNew.next();
        if (batch.done) return { done: true, value: undefined };
        waiting = [...batch.value.fresh];
      }
      return { done: false, value: waiting.shift()! };
    },
    async return() {
      waiting = [];
      await batchesOfNew.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => feed,
  };
  return feed;
}
