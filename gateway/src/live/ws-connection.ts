import type { GraphQLFormattedError } from 'graphql';
import type { WebSocket } from 'ws';
import type { RequestOrigin } from '../http/request-context.ts';
import { anonymousViewer, type Viewer } from '../security/viewer.ts';
import { type LiveDeps, parseLiveOperation, runLiveOperation } from './operation-runner.ts';

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

/** setTimeout cannot wait longer than this. */
const maxTimeoutMs = 2 ** 31 - 1;

/**
 * One client's connection, speaking the graphql-transport-ws protocol. Written here rather than taken from a library
 * because answers are text already, and because slow readers, token expiry and limits end connections in their own ways.
 */
export class WsConnection {
  private readonly deps: LiveDeps;
  private readonly limits: WsLimits;
  private readonly socket: WebSocket;
  private readonly origin: RequestOrigin;
  /** Running operations by id, with what ends each. */
  private readonly operations = new Map<string, () => void>();
  private viewer: Viewer | undefined;
  private hasInit = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(deps: LiveDeps, limits: WsLimits, socket: WebSocket, origin: RequestOrigin) {
    this.deps = deps;
    this.limits = limits;
    this.socket = socket;
    this.origin = origin;
    this.timer = setTimeout(
      () => this.close(closeCodes.initialisationTimeout, 'Connection initialisation timeout'),
      limits.initTimeoutMs,
    );
    socket.on('message', (data, isBinary) => this.receive(isBinary ? undefined : String(data)));
    socket.on('close', () => this.end());
    // The close event follows; ws has closed with a fitting code (1009 for a message too large).
    socket.on('error', () => {});
  }

  /** Closes with a code that tells the client why. */
  close(code: number, reason: string): void {
    this.end();
    this.socket.close(code, reason);
  }

  private end(): void {
    clearTimeout(this.timer);
    for (const stop of this.operations.values()) stop();
    this.operations.clear();
  }

  private receive(text: string | undefined): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
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
        if (typeof message.id === 'string') this.forget(message.id)?.();
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
        if (this.socket.readyState !== this.socket.OPEN) return;
        clearTimeout(this.timer);
        this.viewer = viewer;
        this.closeWhenTokenExpires(viewer);
        this.send('{"type":"connection_ack"}');
      },
      (error: { extensions?: { code?: string } }) => {
        const isRefused = error.extensions?.code === 'UNAUTHENTICATED';
        if (isRefused) this.close(closeCodes.forbidden, 'Forbidden');
        else this.close(closeCodes.tryAgainLater, 'Try again later');
      },
    );
  }

  private closeWhenTokenExpires({ expiresAtMs }: Viewer): void {
    if (expiresAtMs === undefined) return;
    const remainingMs = Math.max(0, expiresAtMs - this.deps.contextDeps.now());
    this.timer = setTimeout(
      () => this.close(closeCodes.forbidden, 'Token expired'),
      Math.min(remainingMs, maxTimeoutMs),
    );
    this.timer.unref();
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
    if (this.operations.size >= this.limits.maxOperations) {
      const message = `No more than ${this.limits.maxOperations} operations may run on one connection`;
      this.sendErrors(id, [{ message, extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);
      return;
    }
    this.run(id, operation, this.viewer ?? anonymousViewer);
  }

  private run(
    id: string,
    operation: NonNullable<ReturnType<typeof parseLiveOperation>>,
    viewer: Viewer,
  ): void {
    const idText = JSON.stringify(id);
    const nextPrefix = `{"id":${idText},"type":"next","payload":`;
    let isOver = false;
    // Registered first: the operation may end while it is being started.
    this.operations.set(id, () => {
      isOver = true;
    });
    const stop = runLiveOperation(
      this.deps,
      { operation, viewer, origin: this.origin, allowMutations: true },
      {
        next: (resultText) => {
          if (!isOver) this.send(`${nextPrefix}${resultText}}`);
        },
        refused: (errors) => {
          if (isOver) return;
          isOver = true;
          this.forget(id);
          this.sendErrors(id, errors);
        },
        completed: () => {
          if (isOver) return;
          isOver = true;
          this.forget(id);
          this.send(`{"id":${idText},"type":"complete"}`);
        },
        overflowed: () => this.dropSlowReader(),
      },
    );
    if (isOver) stop();
    else
      this.operations.set(id, () => {
        isOver = true;
        stop();
      });
  }

  private forget(id: string): (() => void) | undefined {
    const stop = this.operations.get(id);
    this.operations.delete(id);
    return stop;
  }

  private sendErrors(id: string, errors: readonly GraphQLFormattedError[]): void {
    this.send(JSON.stringify({ id, type: 'error', payload: errors }));
  }

  private send(text: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > this.limits.maxBufferedBytes) {
      this.dropSlowReader();
      return;
    }
    this.socket.send(text);
  }

  /** The close frame waits behind all that the client has not read, so the connection is also cut. */
  private dropSlowReader(): void {
    this.deps.metrics.slowReaders.inc();
    this.close(closeCodes.tryAgainLater, 'Reading too slowly');
    setTimeout(() => this.socket.terminate(), 1_000).unref();
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
  if (typeof payload !== 'object' || payload === null) return undefined;
  for (const [name, value] of Object.entries(payload)) {
    if (name.toLowerCase() === 'authorization' && typeof value === 'string') return value;
  }
  return 'headers' in payload && payload.headers !== payload ? authorizationOf(payload.headers) : undefined;
}
