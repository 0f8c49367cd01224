import { Cancellation } from './cancellation.ts';

/** Work under way, with those who wait for it. */
interface Work<Result> {
  readonly key: string;
  readonly cancellation: Cancellation;
  result: Promise<Result>;
  waiting: number;
  /** Take back what was registered with those who wait. */
  readonly forget: (() => void)[];
}

/** Beyond this many works under way, others run without being joined: looking through them must stay cheap. */
const maxWorks = 256;

/**
 * Does equal work once for all who ask while it is under way: they get one result, or one failure. Someone who leaves
 * changes nothing for the others; when the last one has left, the work is cancelled. Results are never kept.
 *
 * The works are a list, not a map: with entries that come and go a JavaScript map replaces its table again and again, and
 * each old table keeps the next one alive with all that was in it, until the next full collection. That took 0.6 ms of
 * CPU an operation, and 130 MB.
 */
export class InFlight<Result> {
  private readonly works: Work<Result>[] = [];

  /** Waits for the work with this key, starting it if it is not under way. */
  run(
    key: string,
    cancellation: Cancellation,
    start: (cancellation: Cancellation) => Promise<Result>,
  ): Promise<Result> {
    const known = this.works.find((work) => work.key === key);
    if (known) return this.join(known, cancellation);
    const work: Work<Result> = {
      key,
      cancellation: new Cancellation(),
      result: undefined as never,
      waiting: 0,
      forget: [],
    };
    if (this.works.length < maxWorks) this.works.push(work);
    work.result = start(work.cancellation);
    const settle = (): void => {
      this.remove(work);
      for (const forget of work.forget) forget();
    };
    work.result.then(settle, settle);
    return this.join(work, cancellation);
  }

  private join(work: Work<Result>, cancellation: Cancellation): Promise<Result> {
    work.waiting += 1;
    const forget = cancellation.onCancel(() => {
      work.waiting -= 1;
      if (work.waiting > 0) return;
      // Nobody may join what is being given up.
      this.remove(work);
      work.cancellation.cancel();
    });
    work.forget.push(forget);
    return work.result;
  }

  private remove(work: Work<Result>): void {
    const index = this.works.indexOf(work);
    if (index < 0) return;
    const last = this.works.pop() as Work<Result>;
    if (last !== work) this.works[index] = last;
  }
}

/**
 * Counts the mutations that have ended. It is part of every key, so that what starts after a mutation never joins what
 * was read before it: whoever has changed something sees it changed.
 */
export class SharingEpoch {
  private count = 0;

  get current(): number {
    return this.count;
  }

  advance(): void {
    this.count += 1;
  }
}

/** Headers that tell requests apart without saying anything about what the caller may see. */
const perRequestHeaders = new Set(['x-correlation-id', 'traceparent', 'tracestate']);

/**
 * All that a subgraph gets to know of the caller, as text: every header but the correlation id and the trace context.
 * Requests may be shared only if it is equal. NUL cannot be in a header, so no two callers have the same text.
 */
export function authorityOf(headers: Readonly<Record<string, string>>): string {
  if (headers === last?.headers) return last.text;
  let text = '';
  for (const name in headers) {
    if (!perRequestHeaders.has(name)) text += `${name}\0${headers[name]}\0`;
  }
  last = { headers, text };
  return text;
}

/** All requests of an operation have the same headers, which nobody changes once they are made. */
let last: { readonly headers: Readonly<Record<string, string>>; readonly text: string } | undefined;
