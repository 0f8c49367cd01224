import type { Logger } from 'pino';
import { WebSocket } from 'ws';
import { SubgraphUnavailable } from '../execution/errors.ts';
import { isJsonObject, type JsonObject } from '../execution/json.ts';
import { readErrors } from '../execution/parse-answer.ts';
import { jitteredDelayMs } from '../retry/jittered-delay.ts';
import type { Viewer } from '../security/viewer.ts';
import type { MintViewerToken } from '../security/viewer-token.ts';
import type { UpstreamSubscription } from './upstream-subscription.ts';

export interface UpstreamDeps {
  readonly mintViewerToken: MintViewerToken;
  readonly now: () => number;
  readonly logger: Logger;
  readonly maxEventBytes: number;
  /** Longest wait between two attempts to connect again. */
  readonly maxRetryDelayMs: number;
}

/** Whoever opened a connection hears of it. */
interface Owner {
  /** The connection is closed for good. */
  idle(): void;
  /** It serves its own viewer only; these subscriptions belong on connections of their own. */
  strangers(subscriptions: readonly UpstreamSubscription[]): void;
  /** It serves any viewer. */
  welcome(): void;
}

const idleMs = 2_000;
const ackTimeoutMs = 5_000;
/** A connection that held this long is a good one: the next loss is a new one, not one in a row. */
const steadyMs = 5_000;
/** How often in a row a subgraph may say that it does not speak the protocol, or not to us. */
const maxRefusals = 5;

/**
 * One graphql-transport-ws connection to a subgraph, for any number of subscriptions. Lost, it is opened again, with
 * jitter, and its subscriptions are sent again, so that the subgraph starts them over with a snapshot.
 *
 * Written here because the client of the graphql-ws library keeps something of each finished subscription until its
 * socket closes (a reaction on one long-lived promise), which here may be never, and because it cannot send a viewer
 * with an operation.
 */
export class UpstreamConnection {
  private readonly deps: UpstreamDeps;
  private readonly subgraph: { name: string; url: string };
  /** Whom the connection itself is opened for. */
  private readonly viewer: Viewer;
  private readonly owner: Owner;
  private readonly subscriptions = new Map<string, UpstreamSubscription>();
  private lastId = 0;
  private socket: WebSocket | undefined;
  private isReady = false;
  private isClosed = false;
  private isAlive = true;
  private readyAt = 0;
  private losses = 0;
  private refusals = 0;
  private retryTimer: NodeJS.Timeout | undefined;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(deps: UpstreamDeps, subgraph: { name: string; url: string }, viewer: Viewer, owner: Owner) {
    this.deps = deps;
    this.subgraph = subgraph;
    this.viewer = viewer;
    this.owner = owner;
  }

  get size(): number {
    return this.subscriptions.size;
  }

  add(subscription: UpstreamSubscription): void {
    const id = (++this.lastId).toString(36);
    this.subscriptions.set(id, subscription);
    subscription.place = { connection: this, id };
    clearTimeout(this.idleTimer);
    if (this.isReady) this.subscribe(id, subscription);
    else if (!this.socket && !this.retryTimer) this.connect();
  }

  remove(subscription: UpstreamSubscription): void {
    const id = this.forget(subscription);
    if (id !== undefined && this.isReady) this.socket?.send(`{"id":"${id}","type":"complete"}`);
  }

  /** Asks for a sign of life; a connection that gave none since the last call is cut and opened again. */
  checkAlive(): void {
    if (!this.isReady) return;
    if (!this.isAlive) {
      this.socket?.terminate();
      return;
    }
    this.isAlive = false;
    this.socket?.ping();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.retryTimer);
    clearTimeout(this.idleTimer);
    this.isReady = false;
    this.socket?.close(1000, 'Going away');
    this.owner.idle();
  }

  private forget(subscription: UpstreamSubscription): string | undefined {
    const { place } = subscription;
    if (place?.connection !== this) return undefined;
    subscription.place = undefined;
    this.subscriptions.delete(place.id);
    if (this.subscriptions.size === 0 && !this.isClosed) {
      clearTimeout(this.idleTimer);
      // Kept for a moment, in case the next subscription follows at once.
      this.idleTimer = setTimeout(() => this.close(), idleMs);
    }
    return place.id;
  }

  private connect(): void {
    this.retryTimer = undefined;
    const socket = new WebSocket(this.subgraph.url.replace(/^http/, 'ws'), 'graphql-transport-ws', {
      maxPayload: this.deps.maxEventBytes,
      perMessageDeflate: false,
      handshakeTimeout: ackTimeoutMs,
    });
    this.socket = socket;
    let refusal: string | undefined;
    const ackTimer = setTimeout(() => socket.terminate(), 2 * ackTimeoutMs);
    socket.on('open', () => {
      this.initialise(socket).catch(() => socket.terminate());
    });
    socket.on('unexpected-response', (request, { statusCode }) => {
      if (statusCode !== undefined && statusCode < 500) refusal = `answered ${statusCode}`;
      request.destroy();
      socket.terminate();
    });
    socket.on('message', (data) => {
      this.isAlive = true;
      this.receive(socket, String(data));
      if (this.isReady) clearTimeout(ackTimer);
    });
    socket.on('pong', () => {
      this.isAlive = true;
    });
    socket.on('error', () => {});
    socket.on('close', (code, reason) => {
      clearTimeout(ackTimer);
      if (!this.isReady && code >= 4400 && code < 4500) refusal = `closed ${code} ${String(reason)}`;
      if (this.socket === socket) this.lose(refusal, code);
    });
  }

  private async initialise(socket: WebSocket): Promise<void> {
    const viewerToken = await this.deps.mintViewerToken(this.viewer, this.deps.now());
    socket.send(
      JSON.stringify({
        type: 'connection_init',
        payload: viewerToken === undefined ? undefined : { viewerToken },
      }),
    );
  }

  private receive(socket: WebSocket, text: string): void {
    const message = parseObject(text);
    if (!message) {
      socket.terminate();
      return;
    }
    switch (message.type) {
      case 'connection_ack':
        this.becomeReady(message.payload);
        return;
      case 'ping':
        socket.send('{"type":"pong"}');
        return;
      case 'next':
      case 'error':
      case 'complete': {
        const subscription = this.subscriptions.get(String(message.id));
        if (subscription) this.pass(subscription, message.type, message.payload);
        return;
      }
    }
  }

  private pass(subscription: UpstreamSubscription, type: string, payload: unknown): void {
    if (type === 'next') {
      const { data, errors } = isJsonObject(payload) ? payload : {};
      subscription.next({ data: isJsonObject(data) ? data : null, errors: readErrors(errors) });
      return;
    }
    this.forget(subscription);
    // The subgraph refused the operation: one last answer, with errors only.
    if (type === 'error') subscription.next({ data: null, errors: readErrors(payload) ?? [{}] });
    subscription.completed();
  }

  private becomeReady(payload: unknown): void {
    this.isReady = true;
    this.isAlive = true;
    this.readyAt = performance.now();
    this.refusals = 0;
    if (isJsonObject(payload) && payload.viewerPerOperation === true) this.owner.welcome();
    else this.sendStrangersAway();
    for (const [id, subscription] of this.subscriptions) this.subscribe(id, subscription);
  }

  private sendStrangersAway(): void {
    const strangers = [...this.subscriptions.values()].filter(
      ({ viewer }) => viewer.identity !== this.viewer.identity,
    );
    if (strangers.length === 0) return;
    for (const stranger of strangers) this.forget(stranger);
    this.owner.strangers(strangers);
  }

  private subscribe(id: string, subscription: UpstreamSubscription): void {
    const { socket } = this;
    const send = (viewerToken?: string): void => {
      if (this.socket !== socket || this.subscriptions.get(id) !== subscription) return;
      const extensions = viewerToken === undefined ? '' : `,"extensions":{"viewerToken":"${viewerToken}"}`;
      const { operationText, variablesText } = subscription;
      socket?.send(
        `{"id":"${id}","type":"subscribe","payload":{${operationText},"variables":${variablesText}${extensions}}}`,
      );
    };
    const token =
      subscription.viewer.identity === this.viewer.identity
        ? undefined
        : this.deps.mintViewerToken(subscription.viewer, this.deps.now());
    if (token) token.then(send, () => socket?.terminate());
    else send();
  }

  private lose(refusal: string | undefined, code: number): void {
    const wasReady = this.isReady;
    this.isReady = false;
    this.socket = undefined;
    if (this.isClosed) return;
    if (refusal !== undefined) {
      this.refusals++;
      // A subgraph that takes no anonymous connection may take one of the viewer's.
      this.sendStrangersAway();
    }
    if (this.size === 0) {
      this.close();
      return;
    }
    if (refusal !== undefined && this.refusals >= maxRefusals) {
      this.giveUp(refusal);
      return;
    }
    if (wasReady && performance.now() - this.readyAt > steadyMs) this.losses = 0;
    const { logger } = this.deps;
    logger.warn(
      { service: this.subgraph.name, code, refusal, subscriptions: this.size },
      'live connection lost',
    );
    if (wasReady) for (const subscription of this.subscriptions.values()) subscription.lost();
    const delayMs = jitteredDelayMs(this.losses++, { baseMs: 100, maxMs: this.deps.maxRetryDelayMs });
    this.retryTimer = setTimeout(() => this.connect(), delayMs);
  }

  private giveUp(refusal: string): void {
    const subscriptions = [...this.subscriptions.values()];
    this.subscriptions.clear();
    this.close();
    for (const subscription of subscriptions) {
      subscription.place = undefined;
      subscription.failed(new SubgraphUnavailable(this.subgraph.name, refusal));
    }
  }
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
