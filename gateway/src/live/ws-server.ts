import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { OriginPolicy } from '../http/cors.ts';
import { callerAddress, type RequestOrigin, readOrigin } from '../http/request-context.ts';
import type { LiveDeps } from './operation-runner.ts';
import { closeCodes, WsConnection, type WsLimits } from './ws-connection.ts';

const subprotocol = 'graphql-transport-ws';
const pingIntervalMs = 15_000;

export interface WsServerOptions {
  readonly deps: LiveDeps;
  readonly limits: WsLimits;
  readonly originPolicy: OriginPolicy;
  readonly maxMessageBytes: number;
  readonly maxConnectionsPerAddress: number;
}

/** Accepts WebSocket connections at /graphql of an HTTP server. Returns a function that closes all with 1001. */
export function serveWebSockets(server: Server, options: WsServerOptions): { drain(): void } {
  const { deps, limits, originPolicy } = options;
  const connections = new Map<WebSocket, WsConnection>();
  const byAddress = new Map<string, number>();
  const alive = new WeakSet<WebSocket>();
  let isDraining = false;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxMessageBytes,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (protocols) => (protocols.has(subprotocol) ? subprotocol : false),
  });

  const accept = (socket: WebSocket, address: string, origin: RequestOrigin): void => {
    byAddress.set(address, (byAddress.get(address) ?? 0) + 1);
    deps.metrics.openSockets.inc();
    const connection = new WsConnection(deps, limits, socket, origin);
    connections.set(socket, connection);
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('close', () => {
      connections.delete(socket);
      deps.metrics.openSockets.dec();
      const left = (byAddress.get(address) ?? 1) - 1;
      if (left === 0) byAddress.delete(address);
      else byAddress.set(address, left);
    });
    if (socket.protocol !== subprotocol) {
      connection.close(closeCodes.subprotocolNotAcceptable, 'Subprotocol not acceptable');
    }
  };

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const address = callerAddress(deps.contextDeps, request);
    const path = (request.url ?? '').split('?', 1)[0];
    if (path !== '/graphql') return refuse(stream, '404 Not Found');
    if (isDraining) return refuse(stream, '503 Service Unavailable');
    if (!originPolicy.allows(request)) return refuse(stream, '403 Forbidden');
    if ((byAddress.get(address) ?? 0) >= options.maxConnectionsPerAddress) {
      return refuse(stream, '429 Too Many Requests');
    }
    const origin = readOrigin(deps.contextDeps, request);
    sockets.handleUpgrade(request, stream, head, (socket) => accept(socket, address, origin));
  });

  // One timer for all connections: whoever did not answer the last ping is gone.
  const pinging = setInterval(() => {
    for (const socket of connections.keys()) {
      if (!alive.has(socket)) {
        socket.terminate();
        continue;
      }
      alive.delete(socket);
      socket.ping();
    }
  }, pingIntervalMs);
  pinging.unref();

  return {
    drain: () => {
      isDraining = true;
      clearInterval(pinging);
      for (const [socket, connection] of connections) {
        connection.close(closeCodes.goingAway, 'Going away');
        // A client that does not answer the close must not hold up the shutdown.
        setTimeout(() => socket.terminate(), 2_000).unref();
      }
    },
  };
}

function refuse(stream: Duplex, status: string): void {
  stream.on('error', () => {});
  stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
