import type { Signals } from './signals.ts';

export type WatchOptions<State> = {
  readonly signals: Signals;
  /** Key whose hints make the state worth reading again. */
  readonly key: string;
  /** Reads the state; null means that there is nothing to show. `value` is what the hint carried. */
  readonly load: (value: string | null) => Promise<State | null>;
  /** Tells states apart: an unchanged one is not repeated, an older one is not shown. */
  readonly versionOf: (state: State) => number;
};

/**
 * The state behind a key now, and again after each change: the source of a GraphQL subscription. The state is read
 * when the reader asks for it, so a slow reader gets the newest one and never a queue of old ones.
 */
export function watch<State>(options: WatchOptions<State>): AsyncIterableIterator<State> {
  const { signals, key, load, versionOf } = options;
  let pending: { value: string | null } | undefined = { value: null };
  let shown = Number.NEGATIVE_INFINITY;
  return followHints(
    signals,
    key,
    (value) => {
      pending = { value };
    },
    async () => {
      if (!pending) return undefined;
      const { value } = pending;
      pending = undefined;
      const state = await load(value);
      if (!state || versionOf(state) <= shown) return undefined;
      shown = versionOf(state);
      return state;
    },
  );
}

/**
 * What hints of a key lead to, read when the reader asks for it.
 *
 * It is written as an iterator rather than a generator because a generator that waits cannot be ended from outside.
 *
 * @param note keeps what a hint carried, null after a gap in the hints
 * @param take reads what is next; undefined when there is nothing until another hint comes
 */
export function followHints<Item>(
  signals: Signals,
  key: string,
  note: (value: string | null) => void,
  take: () => Promise<Item | undefined>,
): AsyncIterableIterator<Item> {
  let heard = false;
  let ended = false;
  let wake: (() => void) | undefined;
  const silence = signals.listen(key, (value) => {
    note(value);
    heard = true;
    wake?.();
  });

  async function next(): Promise<IteratorResult<Item>> {
    while (!ended) {
      heard = false;
      const item = await take();
      if (ended) break;
      if (item !== undefined) return { done: false, value: item };
      if (heard) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      wake = undefined;
    }
    return { done: true, value: undefined };
  }

  return {
    next,
    async return() {
      ended = true;
      silence();
      wake?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
