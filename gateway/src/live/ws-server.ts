import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { OriginPolicy } from '../http/cors.ts';
import { callerAddress, type RequestOrigin, readOrigin } from '../http/request-context.ts';
import type { Viewer } from '../security/viewer.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import type { LiveDeps } from './running-operation.ts';
import { closeCodes, WsConnection, type WsLimits } from './ws-connection.ts';

const subprotocol = 'graphql-transport-ws';
/** Every connection is asked for a sign of life once in so many turns of a second: never all at once. */
const pingTurns = 15;
/** Connections told to move at once when draining, so that not all clients are at the next gateway's door together. */
const drainedPerTurn = 250;
const drainEveryMs = 50;

export interface WsServerOptions {
  readonly limits: WsLimits;
  readonly originPolicy: OriginPolicy;
  readonly maxMessageBytes: number;
  readonly connections: ConnectionLimits;
}

/** Accepts WebSocket connections at /graphql of an HTTP server. */
export class WsServer {
  private readonly deps: LiveDeps;
  private readonly options: WsServerOptions;
  private readonly sockets: WebSocketServer;
  private readonly turns: Set<WsConnection>[] = Array.from({ length: pingTurns }, () => new Set());
  private readonly pinging: NodeJS.Timeout;
  private accepted = 0;
  private turn = 0;
  private isDraining = false;

  constructor(server: Server, deps: LiveDeps, options: WsServerOptions) {
    this.deps = deps;
    this.options = options;
    this.sockets = new WebSocketServer({
      noServer: true,
      maxPayload: options.maxMessageBytes,
      perMessageDeflate: false,
      clientTracking: false,
      handleProtocols: (protocols) => (protocols.has(subprotocol) ? subprotocol : false),
    });
    server.on('upgrade', (request, stream, head) => this.upgrade(request, stream, head));
    this.pinging = setInterval(() => {
      this.turn = (this.turn + 1) % pingTurns;
      for (const connection of this.turns[this.turn] ?? []) connection.checkAlive();
    }, 1_000);
    this.pinging.unref();
  }

  /** Closes all with 1001, some at a time; refuses new ones. */
  async drain(): Promise<void> {
    this.isDraining = true;
    clearInterval(this.pinging);
    let closed = 0;
    for (const connection of this.turns.flatMap((connections) => [...connections])) {
      connection.close(closeCodes.goingAway, 'Going away');
      if (++closed % drainedPerTurn === 0) await new Promise((resolve) => setTimeout(resolve, drainEveryMs));
    }
  }

  /** Closes connections of viewers that meet the condition with 4403, as their tokens hold no longer. */
  revoke(isRevoked: (viewer: Viewer) => boolean): void {
    for (const connections of this.turns) {
      for (const connection of connections) {
        if (connection.viewer && isRevoked(connection.viewer)) {
          connection.close(closeCodes.forbidden, 'Token revoked');
        }
      }
    }
  }

  private upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const { originPolicy, connections } = this.options;
    const { contextDeps, metrics } = this.deps;
    const path = (request.url ?? '').split('?', 1)[0];
    const address = callerAddress(contextDeps, request);
    const refusal =
      path !== '/graphql'
        ? 404
        : this.isDraining
          ? 503
          : originPolicy.allows(request)
            ? connections.take(address)
            : 403;
    if (refusal !== undefined) {
      refuse(stream, refusal);
      return;
    }
    metrics.openSockets.inc();
    stream.once('close', () => {
      metrics.openSockets.dec();
      connections.give(address);
    });
    const origin = readOrigin(contextDeps, request);
    this.sockets.handleUpgrade(request, stream, head, (socket) => this.accept(socket, stream, origin));
  }

  private accept(socket: WebSocket, stream: Duplex, origin: RequestOrigin): void {
    const connection = new WsConnection(this.deps, this.options.limits, { socket, stream, origin });
    const connections = this.turns[this.accepted++ % pingTurns] as Set<WsConnection>;
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
    if (socket.protocol !== subprotocol) {
      connection.close(closeCodes.subprotocolNotAcceptable, 'Subprotocol not acceptable');
    }
  }
}

function refuse(stream: Duplex, status: number): void {
  stream.on('error', () => {});
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
