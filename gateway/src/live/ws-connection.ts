import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { isJsonObject, type JsonObject } from '../execution/json.ts';
import type { RequestOrigin } from '../http/request-context.ts';
import type { Viewer } from '../security/viewer.ts';
import type { Deadline } from './deadlines.ts';
import type { LiveMessage } from './live-message.ts';
import { parseLiveOperation } from './live-operation.ts';
import { runLiveOperation } from './operation-runner.ts';
import type { LiveDeps } from './running-operation.ts';
import { WsOperation } from './ws-operation.ts';

/** Close codes of the graphql-transport-ws protocol, and 1013 of WebSocket itself. */
export const closeCodes = {
  goingAway: 1001,
  tryAgainLater: 1013,
  badRequest: 4400,
  unauthorized: 4401,
  forbidden: 4403,
  subprotocolNotAcceptable: 4406,
  initialisationTimeout: 4408,
  subscriberAlreadyExists: 4409,
  tooManyInitialisationRequests: 4429,
} as const;

export interface WsLimits {
  readonly initTimeoutMs: number;
  readonly maxOperations: number;
  /** Bytes that may wait for a slow reader before the connection is closed. */
  readonly maxBufferedBytes: number;
}

const pingFrame = Buffer.from([0x89, 0]);
const cutAfterMs = 1_000;

/**
 * One client's connection, speaking the graphql-transport-ws protocol. Written here rather than taken from a library
 * because answers are bytes already, and because slow readers, token expiry and limits end connections in their own ways.
 */
export class WsConnection {
  viewer: Viewer | undefined;
  private readonly deps: LiveDeps;
  private readonly limits: WsLimits;
  private readonly socket: WebSocket;
  /** What the socket writes to. `ws` writes whole frames and compresses none, so frames of ours may stand between its own. */
  private readonly stream: Duplex;
  private readonly origin: RequestOrigin;
  private readonly operations = new Map<string, WsOperation>();
  private hasInit = false;
  private isAlive = true;
  private isWaitingForDrain = false;
  /** Until when it must be initialised, then until when its token holds; afterwards when it is cut. */
  private deadline: Deadline | undefined;
  private stage: 'opening' | 'open' | 'closing' = 'opening';

  constructor(
    deps: LiveDeps,
    limits: WsLimits,
    { socket, stream, origin }: { socket: WebSocket; stream: Duplex; origin: RequestOrigin },
  ) {
    this.deps = deps;
    this.limits = limits;
    this.socket = socket;
    this.stream = stream;
    this.origin = origin;
    this.setDeadline(limits.initTimeoutMs);
    socket.on('message', (data, isBinary) => this.receive(isBinary ? undefined : String(data)));
    socket.on('pong', () => {
      this.isAlive = true;
    });
    socket.on('close', () => {
      this.end();
      this.setDeadline(undefined);
    });
    // The close event follows; ws has closed with a fitting code (1009 for a message too large).
    socket.on('error', () => {});
  }

  /** Closes with a code that tells the client why. */
  close(code: number, reason: string): void {
    this.end();
    this.stage = 'closing';
    this.socket.close(code, reason);
    // The close frame waits behind all that the client has not read, and a client may not answer it.
    this.setDeadline(cutAfterMs);
  }

  expire(): void {
    this.deadline = undefined;
    if (this.stage === 'closing') this.socket.terminate();
    else if (this.stage === 'open') this.close(closeCodes.forbidden, 'Token expired');
    else this.close(closeCodes.initialisationTimeout, 'Connection initialisation timeout');
  }

  /** Asks for a sign of life; whoever gave none since the last call is gone. */
  checkAlive(): void {
    if (!this.isAlive) {
      this.socket.terminate();
    } else if (this.isOpen) {
      this.isAlive = false;
      this.stream.write(pingFrame);
    }
  }

  /** Writes a `next` message of an operation. */
  sendNext(message: LiveMessage, idText: string): void {
    if (!this.isOpen || this.isOverfull()) return;
    message.writeFrame(this.stream, idText);
  }

  /** Writes any other message. */
  send(text: string): void {
    if (!this.isOpen || this.isOverfull()) return;
    this.socket.send(text);
  }

  /** Whether the client has not read what it was sent; then its operations are told as soon as it has. */
  isBehind(): boolean {
    if (!this.stream.writableNeedDrain) return false;
    if (!this.isWaitingForDrain) {
      this.isWaitingForDrain = true;
      this.stream.once('drain', () => {
        this.isWaitingForDrain = false;
        for (const operation of this.operations.values()) operation.catchUp();
      });
    }
    return true;
  }

  dropSlowReader(): void {
    this.deps.metrics.slowReaders.inc();
    this.close(closeCodes.tryAgainLater, 'Reading too slowly');
  }

  forget(id: string): void {
    this.operations.delete(id);
  }

  private get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  private isOverfull(): boolean {
    if (this.stream.writableLength <= this.limits.maxBufferedBytes) return false;
    this.dropSlowReader();
    return true;
  }

  private end(): void {
    const operations = [...this.operations.values()];
    this.operations.clear();
    for (const operation of operations) operation.stop();
  }

  private setDeadline(delayMs: number | undefined): void {
    const { deadlines } = this.deps;
    if (this.deadline !== undefined) deadlines.cancel(this.deadline, this);
    this.deadline = delayMs === undefined ? undefined : deadlines.after(delayMs, this);
  }

  private receive(text: string | undefined): void {
    if (!this.isOpen) return;
    this.isAlive = true;
    const message = parseMessage(text);
    switch (message?.type) {
      case 'connection_init':
        this.initialise(message.payload);
        return;
      case 'ping':
        this.send('{"type":"pong"}');
        return;
      case 'pong':
        return;
      case 'subscribe':
        this.subscribe(message.id, message.payload);
        return;
      case 'complete':
        if (typeof message.id === 'string') this.operations.get(message.id)?.stop();
        return;
      default:
        this.close(closeCodes.badRequest, 'Invalid message');
    }
  }

  private initialise(payload: unknown): void {
    if (this.hasInit) {
      this.close(closeCodes.tooManyInitialisationRequests, 'Too many initialisation requests');
      return;
    }
    this.hasInit = true;
    const { verifyToken, now } = this.deps.contextDeps;
    verifyToken(authorizationOf(payload), now()).then(
      (viewer) => {
        if (!this.isOpen) return;
        this.viewer = viewer;
        this.stage = 'open';
        const { expiresAtMs } = viewer;
        this.setDeadline(expiresAtMs === undefined ? undefined : expiresAtMs - now());
        this.send('{"type":"connection_ack"}');
      },
      (error: { extensions?: { code?: string } }) => {
        const isRefused = error.extensions?.code === 'UNAUTHENTICATED';
        if (isRefused) this.close(closeCodes.forbidden, 'Forbidden');
        else this.close(closeCodes.tryAgainLater, 'Try again later');
      },
    );
  }

  private subscribe(id: unknown, payload: unknown): void {
    if (!this.viewer) {
      this.close(closeCodes.unauthorized, 'Unauthorized');
      return;
    }
    const operation = parseLiveOperation(payload);
    if (typeof id !== 'string' || id === '' || id.length > 128 || !operation) {
      this.close(closeCodes.badRequest, 'Invalid message');
      return;
    }
    if (this.operations.has(id)) {
      this.close(closeCodes.subscriberAlreadyExists, `Subscriber for ${id} already exists`.slice(0, 120));
      return;
    }
    const running = new WsOperation(this, id);
    if (this.operations.size >= this.limits.maxOperations) {
      const message = `No more than ${this.limits.maxOperations} operations may run on one connection`;
      running.refused([{ message, extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);
      return;
    }
    this.operations.set(id, running);
    const { deps, viewer, origin } = this;
    running.run(runLiveOperation(deps, { operation, viewer, origin, allowMutations: true }, running));
  }
}

function parseMessage(
  text: string | undefined,
): { type?: unknown; id?: unknown; payload?: unknown } | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The token of `connection_init`: `authorization` in any case, at the top or under `headers` as Apollo Sandbox sends it. */
function authorizationOf(payload: unknown): string | undefined {
  if (!isJsonObject(payload)) return undefined;
  return (
    authorizationIn(payload) ?? (isJsonObject(payload.headers) ? authorizationIn(payload.headers) : undefined)
  );
}

function authorizationIn(fields: JsonObject): string | undefined {
  for (const [name, value] of Object.entries(fields)) {
    if (name.toLowerCase() === 'authorization' && typeof value === 'string') return value;
  }
  return undefined;
}
