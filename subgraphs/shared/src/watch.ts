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
 *
 * It is written as an iterator rather than a generator because a generator that waits cannot be ended from outside.
 */
export function watch<State>(options: WatchOptions<State>): AsyncIterableIterator<State> {
  const { signals, key, load, versionOf } = options;
  let pending: { value: string | null } | undefined = { value: null };
  let shown = Number.NEGATIVE_INFINITY;
  let ended = false;
  let wake: (() => void) | undefined;
  const silence = signals.listen(key, (value) => {
    pending = { value };
    wake?.();
  });

  async function next(): Promise<IteratorResult<State>> {
    while (!ended) {
      if (!pending) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = undefined;
        continue;
      }
      const { value } = pending;
      pending = undefined;
      const state = await load(value);
      if (state && versionOf(state) > shown && !ended) {
        shown = versionOf(state);
        return { done: false, value: state };
      }
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
