import type { EventEnvelope } from './events/define-event.ts';

type Waiting<Event> = {
  readonly event: Event;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

const maxBatchEvents = 200;

/**
 * Group commit for consumers: collects events while the transaction before is under way and hands them over together.
 * Under load one transaction serves many, and without load nobody waits. A batch holds at most one event of an
 * aggregate, the others follow in the next, so `handle` never meets its own unsaved change. Where a batch fails, each
 * of its events is tried alone: one that cannot be handled does not take others with it.
 *
 * @param handle stores what all the events bring about, or throws and has stored nothing
 * @returns a function that settles when its event is stored, or rejects when it could not be
 */
export function createEventBatcher<Event extends EventEnvelope>(
  handle: (events: readonly Event[]) => Promise<unknown>,
): (event: Event) => Promise<void> {
  let waiting: Waiting<Event>[] = [];
  let running = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const { batch, rest } = nextBatch(waiting);
      waiting = rest;
      try {
        await handle(batch.map(({ event }) => event));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        if (batch.length === 1) batch[0]!.reject(error);
        else for (const one of batch) await handle([one.event]).then(one.resolve, one.reject);
      }
    }
    running = false;
  }

  return (event) =>
    new Promise((resolve, reject) => {
      waiting.push({ event, resolve, reject });
      if (running) return;
      running = true;
      // After this turn, so that all messages of one receive are in the first batch.
      queueMicrotask(() => void run());
    });
}

function nextBatch<Event extends EventEnvelope>(
  waiting: readonly Waiting<Event>[],
): { batch: Waiting<Event>[]; rest: Waiting<Event>[] } {
  const batch: Waiting<Event>[] = [];
  const rest: Waiting<Event>[] = [];
  const subjects = new Set<string>();
  for (const one of waiting) {
    const full = batch.length === maxBatchEvents || subjects.has(one.event.subject);
    subjects.add(one.event.subject);
    (full ? rest : batch).push(one);
  }
  return { batch, rest };
}
