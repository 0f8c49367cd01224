type Waiting<Item> = {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

const maxBatchItems = 200;

export type BatcherOptions = {
  /** How long a batch waits for more, where the one before had more than one item: who comes alone never waits. */
  readonly gatherMs?: number;
};

/**
 * Group commit: collects items while the transaction before is under way and hands them over together. Under load one
 * transaction serves many, and without load nobody waits. A batch holds at most one item of a subject, the others
 * follow in the next, so `handle` never meets its own unsaved change. Where a batch fails, each of its items is tried
 * alone: one that cannot be handled does not take others with it.
 *
 * @param handle stores what all the items bring about, or throws and has stored nothing
 * @returns a function that settles when its item is stored, or rejects when it could not be
 */
export function createBatcher<Item extends { readonly subject: string }>(
  handle: (items: readonly Item[]) => Promise<unknown>,
  { gatherMs = 0 }: BatcherOptions = {},
): (item: Item) => Promise<void> {
  let waiting: Waiting<Item>[] = [];
  let running = false;
  let itemsBefore = 0;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      if (gatherMs > 0 && itemsBefore > 1) await new Promise((resolve) => setTimeout(resolve, gatherMs));
      const { batch, rest } = nextBatch(waiting);
      waiting = rest;
      itemsBefore = batch.length;
      try {
        await handle(batch.map(({ item }) => item));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        if (batch.length === 1) batch[0]!.reject(error);
        else for (const one of batch) await handle([one.item]).then(one.resolve, one.reject);
      }
    }
    running = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (running) return;
      running = true;
      // After this turn, so that all messages of one receive are in the first batch.
      queueMicrotask(() => void run());
    });
}

function nextBatch<Item extends { readonly subject: string }>(
  waiting: readonly Waiting<Item>[],
): { batch: Waiting<Item>[]; rest: Waiting<Item>[] } {
  const batch: Waiting<Item>[] = [];
  const rest: Waiting<Item>[] = [];
  const subjects = new Set<string>();
  for (const one of waiting) {
    const later = batch.length === maxBatchItems || subjects.has(one.item.subject);
    subjects.add(one.item.subject);
    (later ? rest : batch).push(one);
  }
  return { batch, rest };
}
