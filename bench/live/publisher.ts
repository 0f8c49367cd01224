import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

/*
 * The subgraph of the live benchmark, a process of its own. It speaks graphql-transport-ws without running GraphQL, so
 * that it takes little of the machine that is measured, and answers every HTTP request with one entity.
 */

/** From the process that measures. */
export type PublisherCommand = { readonly type: 'publish' } | { readonly type: 'count' };
/** To it. */
export type PublisherReport =
  | { readonly type: 'ready'; readonly port: number }
  | { readonly type: 'published'; readonly sentAt: number; readonly subscriptions: number }
  | {
      readonly type: 'counted';
      readonly subscriptions: number;
      readonly sockets: number;
      readonly joins: number;
    };

type Subscription = { readonly socket: WebSocket; readonly id: string; readonly viewer: string };

const subscriptions = new Map<WebSocket, Map<string, Subscription>>();
let round = 0;
let joins = 0;

/** Milliseconds since the epoch, finer than Date.now and comparable between the processes of one machine. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

function count(): number {
  let sum = 0;
  for (const { size } of subscriptions.values()) sum += size;
  return sum;
}

function send({ socket, id, viewer }: Subscription, sentAt: number): void {
  const tick = { __typename: 'Tick', id: '1', viewer, round, sentAt, note: 'n'.repeat(120) };
  socket.send(JSON.stringify({ id, type: 'next', payload: { data: { ticked: tick, myTicks: tick } } }));
}

/** The subject of a viewer token; the signature is not this benchmark's matter. */
function subjectOf(token: string | undefined): string {
  const claims = token?.split('.')[1];
  if (!claims) return 'anonymous';
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub?: string }).sub ?? 'anonymous';
}

const jwk = process.env.BENCH_JWK ?? '{}';
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  if (request.url === '/jwks.json') {
    response.end(`{"keys":[${jwk}]}`);
    return;
  }
  joins += 1;
  response.end('{"data":{"_entities":[{"__typename":"Tick","name":"a tick"}]}}');
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket) => {
  const own = new Map<string, Subscription>();
  subscriptions.set(socket, own);
  socket.on('close', () => subscriptions.delete(socket));
  socket.on('error', () => {});
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as {
      type: string;
      id: string;
      payload?: { extensions?: { viewerToken?: string } };
    };
    if (message.type === 'connection_init') {
      socket.send('{"type":"connection_ack","payload":{"viewerPerOperation":true}}');
    } else if (message.type === 'subscribe') {
      const viewer = subjectOf(message.payload?.extensions?.viewerToken);
      const subscription = { socket, id: message.id, viewer };
      own.set(message.id, subscription);
      send(subscription, now());
    } else if (message.type === 'complete') {
      own.delete(message.id);
    }
  });
});

function report(message: PublisherReport): void {
  process.send?.(message);
}

process.on('message', (command: PublisherCommand) => {
  if (command.type === 'publish') {
    round += 1;
    const sentAt = now();
    for (const own of subscriptions.values()) for (const one of own.values()) send(one, sentAt);
    report({ type: 'published', sentAt, subscriptions: count() });
  } else {
    report({ type: 'counted', subscriptions: count(), sockets: subscriptions.size, joins });
  }
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  report({ type: 'ready', port: typeof address === 'object' && address ? address.port : 0 });
});
