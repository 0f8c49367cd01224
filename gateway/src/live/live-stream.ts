import type { GraphQLError } from 'graphql';
import { Cancellation } from '../execution/cancellation.ts';
import type { SubgraphUnavailable } from '../execution/errors.ts';
import { gatewayError, unavailableError } from '../execution/errors.ts';
import type { SubgraphAnswer } from '../execution/subgraph-transport.ts';
import type { RequestOrigin } from '../http/request-context.ts';
import type { OperationTrace } from '../observability/tracing.ts';
import type { Viewer } from '../security/viewer.ts';
import type { LiveMessage } from './live-message.ts';
import { type LiveReader, LiveSubscription } from './live-subscription.ts';
import type { PreparedSubscription } from './prepare-subscription.ts';
import type { Sharing } from './sharing.ts';
import type { UpstreamHub } from './upstream-hub.ts';
import type { UpstreamSubscription } from './upstream-subscription.ts';

/** Readers that get an event before other work of the process has a turn. */
const readersPerTurn = 500;

/** What streams need to know of the world; the same for all of them. */
export interface LiveStreamDeps {
  readonly upstream: UpstreamHub;
  /** The text of an answer, with its errors as clients may read them. */
  readonly write: (dataText: string, errors: readonly GraphQLError[]) => LiveMessage;
  /** Headers for the fetches that join one event. Made anew for each, as viewer tokens are short-lived. */
  readonly headers: (viewer: Viewer, origin: RequestOrigin) => Promise<Record<string, string>>;
  /** Each event that has to be joined is a trace of its own: a stream may run for days. */
  readonly startTrace: (origin: RequestOrigin) => OperationTrace | undefined;
  /** Told how many readers got an event. */
  readonly delivered: (readers: number) => void;
  /** No other reader can join any more. */
  readonly closed: (stream: LiveStream) => void;
  readonly ended: (stream: LiveStream) => void;
  /** Events that may wait while one is being joined. */
  readonly maxQueuedEvents: number;
}

/**
 * One subscription at a subgraph, joined event by event with data of other subgraphs by the rest of its plan, one after
 * the other, so that events never overtake each other; written once, and given to every reader it has.
 */
export class LiveStream implements UpstreamSubscription {
  /** Under which other readers find it. */
  readonly key: string;
  readonly viewer: Viewer;
  readonly origin: RequestOrigin;
  place: UpstreamSubscription['place'];
  private sharing: Sharing;
  private prepared: PreparedSubscription;
  private readonly cancellation = new Cancellation();
  private readonly deps: LiveStreamDeps;
  private readonly readers = new Set<LiveSubscription>();
  private queue: (SubgraphAnswer | 'completed')[] = [];
  private isBusy = false;
  private isOver = false;
  private hasHeard = false;
  private version = 0;
  /** The newest event of a state, as long as the subgraph is connected and so would tell of a newer one. */
  private present: LiveMessage | undefined;
  /** When it was joined. */
  private presentAt = 0;
  /** The subgraph was asked for the state again, for readers that wait for one that is fresh. */
  private isRefreshing = false;

  constructor(
    deps: LiveStreamDeps,
    input: Pick<LiveStream, 'key' | 'viewer' | 'origin'> & {
      sharing: Sharing;
      prepared: PreparedSubscription;
    },
  ) {
    this.deps = deps;
    this.key = input.key;
    this.viewer = input.viewer;
    this.origin = input.origin;
    this.sharing = input.sharing;
    this.prepared = input.prepared;
  }

  get request(): PreparedSubscription['request'] {
    return this.prepared.request;
  }

  get variablesText(): string {
    return this.prepared.variablesText;
  }

  get operationText(): string {
    return this.prepared.operationText;
  }

  private get isState(): boolean {
    return this.sharing.maxAgeMs > 0;
  }

  /** Whether one more reader would miss nothing: a state is given again, of anything else nothing may have passed. */
  get isJoinable(): boolean {
    return !this.isOver && (this.isState || !this.hasHeard);
  }

  /** Whether its readers may go on together when it is shared so. */
  fits({ scope, maxAgeMs }: Sharing): boolean {
    return scope === this.sharing.scope && maxAgeMs > 0 === this.isState;
  }

  /** Asks the subgraph. */
  start(): void {
    this.deps.upstream.subscribe(this.prepared.subgraph, this);
  }

  /** Adds a reader, who gets the present state at once if there is one that is fresh. */
  join(reader: LiveReader): LiveSubscription {
    const subscription = new LiveSubscription(this, reader, this.version);
    this.readers.add(subscription);
    if (!this.present) return subscription;
    if (performance.now() - this.presentAt <= this.sharing.maxAgeMs) {
      this.deps.delivered(1);
      reader.next(this.present);
    } else {
      subscription.version = -1;
      this.refresh();
    }
    return subscription;
  }

  leave(subscription: LiveSubscription): void {
    if (this.readers.delete(subscription) && this.readers.size === 0) this.end();
  }

  catchUp(subscription: LiveSubscription): void {
    if (!this.present || subscription.version === this.version || !this.readers.has(subscription)) return;
    subscription.version = this.version;
    this.deps.delivered(1);
    subscription.reader.next(this.present);
  }

  /**
   * Goes on with another supergraph's plan. A state is read anew; of anything else the subgraph is asked again only if it
   * would be asked something else.
   */
  moveTo(prepared: PreparedSubscription, sharing: Sharing): void {
    const isSame = this.prepared.asksTheSame(prepared);
    this.prepared = prepared;
    this.sharing = sharing;
    if (isSame && !this.isState) return;
    this.place?.connection.remove(this);
    this.lost();
    this.start();
  }

  /** Has the subgraph start over with the present state. */
  private refresh(): void {
    if (this.isRefreshing) return;
    this.isRefreshing = true;
    this.place?.connection.remove(this);
    this.start();
  }

  /** Ends it for every reader with errors. */
  refuse(errors: readonly GraphQLError[]): void {
    this.finish((reader) => reader.refused(errors));
  }

  next(answer: SubgraphAnswer): void {
    if (!this.hasHeard) {
      this.hasHeard = true;
      if (!this.isState) this.deps.closed(this);
    }
    // Of a state only the newest matters.
    if (this.isState) this.queue.length = 0;
    this.enqueue(answer);
  }

  lost(): void {
    this.present = undefined;
    this.isRefreshing = false;
  }

  completed(): void {
    this.enqueue('completed');
  }

  failed(error: SubgraphUnavailable): void {
    this.prepared.fail(error);
    this.refuse([unavailableError(this.prepared.subgraph.name, undefined, error)]);
  }

  private enqueue(item: SubgraphAnswer | 'completed'): void {
    if (this.isOver) return;
    if (this.queue.length >= this.deps.maxQueuedEvents) {
      this.finish((reader) => reader.overflowed());
      return;
    }
    this.queue.push(item);
    if (this.isBusy) return;
    this.drain().catch((error: unknown) => {
      this.prepared.fail(error);
      this.refuse([gatewayError('INTERNAL_SERVER_ERROR', 'Internal server error')]);
    });
  }

  private async drain(): Promise<void> {
    this.isBusy = true;
    try {
      for (let item = this.queue.shift(); item !== undefined && !this.isOver; item = this.queue.shift()) {
        if (item === 'completed') this.finish((reader) => reader.completed());
        else await this.tell(item);
      }
    } finally {
      // Not a tick later than the last look into the queue: what is put there next would be left.
      this.isBusy = false;
    }
  }

  private async tell(answer: SubgraphAnswer): Promise<void> {
    const { prepared, cancellation } = this;
    const asks = prepared.asks && answer.data;
    const headers = asks ? await this.deps.headers(this.viewer, this.origin) : {};
    const trace = asks ? this.deps.startTrace(this.origin) : undefined;
    const joining = prepared.join(answer, { headers, cancellation, trace });
    if (joining.running) await joining.running;
    trace?.end({ operationKind: 'subscription', operationName: prepared.name });
    // Of a state that was joined by an old plan the new one comes at once.
    if (this.isOver || (this.isState && prepared !== this.prepared)) return;
    const { dataText, errors } = joining.finish();
    const fanOut = this.fanOut(this.deps.write(dataText, errors));
    if (fanOut) await fanOut;
  }

  private fanOut(given: LiveMessage): Promise<void> | undefined {
    // Read again and found unchanged: news only for those who waited for it.
    const isKnown = this.isRefreshing && this.present?.text === given.text;
    const message = isKnown && this.present ? this.present : given;
    this.isRefreshing = false;
    if (!isKnown) this.version++;
    if (this.isState) {
      this.present = message;
      this.presentAt = performance.now();
    }
    if (this.readers.size <= readersPerTurn) {
      let count = 0;
      for (const subscription of this.readers) count += this.give(subscription, message);
      this.deps.delivered(count);
      return undefined;
    }
    return this.fanOutInTurns(message);
  }

  private async fanOutInTurns(message: LiveMessage): Promise<void> {
    let count = 0;
    let inTurn = 0;
    for (const subscription of this.readers) {
      count += this.give(subscription, message);
      if (++inTurn < readersPerTurn) continue;
      inTurn = 0;
      await new Promise(setImmediate);
      if (this.isOver) break;
    }
    this.deps.delivered(count);
  }

  private give(subscription: LiveSubscription, message: LiveMessage): number {
    // Whoever joined during the fan-out has it already.
    if (subscription.version >= this.version) return 0;
    if (this.isState && subscription.reader.isBehind()) return 0;
    subscription.version = this.version;
    subscription.reader.next(message);
    return 1;
  }

  private finish(tell: (reader: LiveReader) => void): void {
    if (this.isOver) return;
    const readers = [...this.readers];
    this.end();
    for (const { reader } of readers) tell(reader);
  }

  private end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.readers.clear();
    this.queue = [];
    this.present = undefined;
    this.cancellation.cancel();
    this.place?.connection.remove(this);
    this.deps.ended(this);
  }
}
