import { createHash } from 'node:crypto';
import type { GraphQLError } from 'graphql';
import { Cancellation } from '../execution/cancellation.ts';
import type { Engine } from '../execution/engine.ts';
import { gatewayError } from '../execution/errors.ts';
import type { RequestOrigin } from '../http/request-context.ts';
import { anonymousViewer, type Viewer } from '../security/viewer.ts';
import { LiveStream, type LiveStreamDeps } from './live-stream.ts';
import type { LiveReader, LiveSubscription } from './live-subscription.ts';
import { PreparedSubscription, type SubscriptionRequest } from './prepare-subscription.ts';
import { type Sharing, sharingOf } from './sharing.ts';

/** After a reload this many streams move on, then the next after a pause. */
const movedPerTurn = 100;
const moveEveryMs = 25;

export interface StreamHubDeps extends Omit<LiveStreamDeps, 'closed' | 'ended'> {
  /** Told how many streams run. */
  readonly counted: (streams: number) => void;
  /** Throws what is wrong with a document under a supergraph. */
  readonly validate: (engine: Engine, request: SubscriptionRequest) => void;
  /** Whether a viewer sees more than others in public data, so that it is read for that viewer alone. */
  readonly seesMore: (viewer: Viewer) => boolean;
  /** An error as a client may read it. */
  readonly toErrors: (error: unknown) => readonly GraphQLError[];
}

/**
 * All live streams. Equal subscriptions read one stream: one subscription at the subgraph, one run of the plan for each
 * event, one text. What makes them equal is everything the subgraphs are sent: document, variables, forwarded
 * headers, and the viewer, who is nobody where the answer is declared public.
 */
export class StreamHub {
  private readonly deps: LiveStreamDeps;
  private readonly hubDeps: StreamHubDeps;
  private readonly streams = new Set<LiveStream>();
  private readonly joinable = new Map<string, LiveStream>();
  private reloads = 0;

  constructor(deps: StreamHubDeps) {
    this.hubDeps = deps;
    this.deps = {
      ...deps,
      closed: (stream) => this.hide(stream),
      ended: (stream) => {
        this.streams.delete(stream);
        this.hide(stream);
        deps.counted(this.streams.size);
      },
    };
  }

  /**
   * Subscribes a reader. Throws when the operation may not run; undefined when there are no events to wait for, and
   * `empty` is the whole answer.
   */
  open(
    engine: Engine,
    input: { request: SubscriptionRequest; viewer: Viewer; origin: RequestOrigin },
    reader: LiveReader,
  ): LiveSubscription | undefined {
    const { request, origin } = input;
    const sharing = this.sharingFor(engine, request, input.viewer);
    const viewer = sharing.scope === 'public' ? anonymousViewer : input.viewer;
    const key = keyOf(request, viewer, origin);
    const known = this.joinable.get(key);
    if (known?.isJoinable) return known.join(reader);
    const prepared = new PreparedSubscription(engine, request, viewer);
    if (!prepared.hasEvents) {
      const { dataText, errors } = prepared
        .join({ data: null }, { headers: {}, cancellation: new Cancellation() })
        .finish();
      reader.next(this.deps.write(dataText, errors));
      reader.completed();
      return undefined;
    }
    const stream = new LiveStream(this.deps, { key, viewer, origin, sharing, prepared });
    this.streams.add(stream);
    this.hubDeps.counted(this.streams.size);
    this.joinable.set(key, stream);
    const subscription = stream.join(reader);
    stream.start();
    return subscription;
  }

  /**
   * Takes all running streams to a new supergraph, some at a time. One that is no longer valid, or that its viewer may no
   * longer read, is refused with the reason.
   */
  async moveTo(engine: Engine): Promise<void> {
    const reload = ++this.reloads;
    let moved = 0;
    for (const stream of [...this.streams]) {
      if (reload !== this.reloads) return;
      if (!this.streams.has(stream)) continue;
      try {
        this.hubDeps.validate(engine, stream.request);
        const sharing = this.sharingFor(engine, stream.request, stream.viewer);
        if (!stream.fits(sharing)) {
          throw gatewayError('SUBSCRIPTION_SCHEMA_RELOAD', 'The schema has changed: subscribe again');
        }
        stream.moveTo(new PreparedSubscription(engine, stream.request, stream.viewer), sharing);
      } catch (error) {
        stream.refuse(this.hubDeps.toErrors(error));
      }
      if (++moved % movedPerTurn === 0) await new Promise((resolve) => setTimeout(resolve, moveEveryMs));
    }
  }

  private sharingFor(engine: Engine, request: SubscriptionRequest, viewer: Viewer): Sharing {
    const sharing = sharingOf(engine.supergraph, engine.operationOf(request));
    return this.hubDeps.seesMore(viewer) ? { ...sharing, scope: 'viewer' } : sharing;
  }

  private hide(stream: LiveStream): void {
    if (this.joinable.get(stream.key) === stream) this.joinable.delete(stream.key);
  }
}

/** A hash, as the parts are long and every stream keeps it. */
function keyOf(request: SubscriptionRequest, viewer: Viewer, origin: RequestOrigin): string {
  const parts = [
    request.documentKey,
    request.operationName ?? null,
    request.variables ?? {},
    viewer.identity,
    origin.passedHeaders,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}
