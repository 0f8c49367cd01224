import { WebSocket } from 'ws';
import { percentiles } from '../measure/latency.ts';

/*
 * The clients of the live benchmark, a process of its own: one socket and one subscription each, from several addresses
 * of this machine.
 */

/** From the process that measures. */
export type ReadersCommand =
  | {
      readonly type: 'open';
      readonly url: string;
      readonly query: string;
      readonly clients: readonly { readonly viewer: string; readonly token?: string }[];
    }
  | { readonly type: 'close' }
  /** Forget what was measured. */
  | { readonly type: 'reset' };
/** To it. */
export type ReadersReport =
  | { readonly type: 'ready' }
  | { readonly type: 'opened'; readonly failed: number }
  | { readonly type: 'round'; readonly round: number; readonly latencies: ReturnType<typeof percentiles> }
  | { readonly type: 'closed' };

const addresses = 8;
const openedTogether = 100;

const sockets = new Set<WebSocket>();
let latencies = new Float64Array(0);
let received = 0;
let current = 0;
let wrong = 0;

function report(message: ReadersReport): void {
  process.send?.(message);
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

type Event = { readonly viewer: string; readonly round: number; readonly sentAt: number };

function note(viewer: string, event: Event): void {
  // Whatever is not this reader's own must never arrive.
  if (event.viewer !== viewer) wrong += 1;
  if (event.round !== current) {
    current = event.round;
    received = 0;
  }
  latencies[received++] = now() - event.sentAt;
  if (received < latencies.length) return;
  if (wrong > 0)
    throw new Error(`${wrong} events went to somebody else: ${viewer} got that of ${event.viewer}`);
  report({ type: 'round', round: current, latencies: percentiles([...latencies]) });
}

function open(
  { url, query }: Extract<ReadersCommand, { type: 'open' }>,
  client: { readonly viewer: string; readonly token?: string },
  index: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', {
      localAddress: `127.0.0.${1 + (index % addresses)}`,
      perMessageDeflate: false,
    });
    socket.on('open', () => {
      sockets.add(socket);
      const payload = client.token ? { authorization: `Bearer ${client.token}` } : undefined;
      socket.send(JSON.stringify({ type: 'connection_init', payload }));
    });
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as {
        type: string;
        payload?: { data?: Record<string, Event> };
      };
      if (message.type === 'connection_ack') {
        socket.send(JSON.stringify({ id: crypto.randomUUID(), type: 'subscribe', payload: { query } }));
        return;
      }
      const event = Object.values(message.payload?.data ?? {})[0];
      if (!event) {
        reject(new Error(`expected an event: ${String(data)}`));
        return;
      }
      resolve();
      note(client.viewer, event);
    });
    socket.on('error', reject);
    socket.on('close', (code) => {
      sockets.delete(socket);
      reject(new Error(`closed with ${code}`));
    });
  });
}

async function openAll(command: Extract<ReadersCommand, { type: 'open' }>): Promise<void> {
  const { clients } = command;
  let failed = 0;
  latencies = new Float64Array(clients.length);
  for (let at = 0; at < clients.length; at += openedTogether) {
    const results = await Promise.allSettled(
      clients.slice(at, at + openedTogether).map((client, index) => open(command, client, at + index)),
    );
    for (const result of results) {
      if (result.status === 'fulfilled') continue;
      failed += 1;
      if (failed <= 5) process.stderr.write(`${result.reason}\n`);
    }
  }
  report({ type: 'opened', failed });
}

async function closeAll(): Promise<void> {
  const closed = [...sockets].map(
    (socket) =>
      new Promise<void>((resolve) => {
        socket.once('close', () => resolve());
        socket.close(1000);
      }),
  );
  await Promise.all(closed);
  report({ type: 'closed' });
}

process.on('message', (command: ReadersCommand) => {
  const done =
    command.type === 'open' ? openAll(command) : command.type === 'close' ? closeAll() : Promise.resolve();
  done.catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit());
report({ type: 'ready' });
