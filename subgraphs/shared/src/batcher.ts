type Waiting<Item, Result> = {
  readonly item: Item;
  readonly resolve: (result: Result | undefined) => void;
  readonly reject: (error: unknown) => void;
};

const maxBatchItems = 200;
/** When so many items of a batch failed alike, and none could be stored, the fault is not in the items. */
const failuresAlike = 5;

/** How a batch that failed is going: the last failure of a single item, and how many like it came in a row. */
type Course = { isStored: boolean; error: unknown; alike: number };

export type BatcherOptions = {
  /** How long a batch waits for more, where the one before had more than one item: who comes alone never waits. */
  readonly gatherMs?: number;
  /** A batch may hold several items of a subject, which get the same result: for what only reads. */
  readonly sharesSubjects?: boolean;
};

/** As `createResultBatcher`, for what has no results: the function settles when its item is stored. */
export function createBatcher<Item extends { readonly subject: string }>(
  handle: (items: readonly Item[]) => Promise<unknown>,
  options?: BatcherOptions,
): (item: Item) => Promise<void> {
  const noResults: ReadonlyMap<string, undefined> = new Map();
  return createResultBatcher<Item, undefined>(async (items) => {
    await handle(items);
    return noResults;
  }, options);
}

/**
 * Group commit: collects items while the transaction before is under way and hands them over together. Under load one
 * transaction serves many, and without load nobody waits. A batch holds at most one item of a subject, the others
 * follow in the next, so `handle` never meets its own unsaved change. Where a batch fails, its halves are tried, and
 * theirs: one item that cannot be handled fails alone and does not take others with it. Where none can be stored and item
 * after item fails with one and the same message, the rest is refused with it, untried: a table or a server is missing.
 *
 * @param handle stores what all the items bring about and gives results by subject, or throws and has stored nothing
 * @returns a function that gives the result of its item, undefined where it has none, as soon as the item is stored, or
 *   rejects when it could not be
 */
export function createResultBatcher<Item extends { readonly subject: string }, Result>(
  handle: (items: readonly Item[]) => Promise<ReadonlyMap<string, Result>>,
  { gatherMs = 0, sharesSubjects = false }: BatcherOptions = {},
): (item: Item) => Promise<Result | undefined> {
  let waiting: Waiting<Item, Result>[] = [];
  let running = false;
  let itemsBefore = 0;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      if (gatherMs > 0 && itemsBefore > 1) await new Promise((resolve) => setTimeout(resolve, gatherMs));
      const { batch, rest } = nextBatch(waiting, sharesSubjects);
      waiting = rest;
      itemsBefore = batch.length;
      await settle(batch, { isStored: false, error: undefined, alike: 0 });
    }
    running = false;
  }

  async function settle(batch: readonly Waiting<Item, Result>[], course: Course): Promise<void> {
    if (!course.isStored && course.alike >= failuresAlike) {
      for (const { reject } of batch) reject(course.error);
      return;
    }
    try {
      const results = await handle(batch.map(({ item }) => item));
      for (const { item, resolve } of batch) resolve(results.get(item.subject));
      course.isStored = true;
    } catch (error) {
      if (batch.length > 1) {
        // Every other one, so that the items tried first are from all over the batch: neighbours came in one message.
        const halves = [0, 1].map((parity) => batch.filter((_, index) => index % 2 === parity));
        for (const half of halves) await settle(half, course);
        return;
      }
      batch[0]!.reject(error);
      course.alike = String(error) === String(course.error) ? course.alike + 1 : 1;
      course.error = error;
    }
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

function nextBatch<One extends Waiting<{ readonly subject: string }, never>>(
  waiting: readonly One[],
  sharesSubjects: boolean,
): { batch: One[]; rest: One[] } {
  const batch: One[] = [];
  const rest: One[] = [];
  const subjects = new Set<string>();
  for (const one of waiting) {
    const { subject } = one.item;
    const later = batch.length === maxBatchItems || (!sharesSubjects && subjects.has(subject));
    subjects.add(subject);
    (later ? rest : batch).push(one);
  }
  return { batch, rest };
}
