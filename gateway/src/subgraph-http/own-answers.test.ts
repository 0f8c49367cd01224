import type { Socket } from 'node:net';
import fc from 'fast-check';
import { Cancellation } from '../execution/cancellation.ts';
import { startRawServer, withLength } from '../testing/raw-server.ts';
import { createSubgraphHttp, type UpstreamHttp } from './create-subgraph-http.ts';

const limits = {
  maxConnections: 3,
  connectTimeoutMs: 2_000,
  totalTimeoutMs: 10_000,
  maxResponseBytes: 200_000,
};

const arbitraryCase = fc.record({
  way: fc.constantFrom(
    'length',
    'chunks',
    'close',
    'close at once',
    'half',
    'silent close',
    'reset',
    'too much',
  ),
  length: fc.constantFrom(0, 100, 70_000),
  leaves: fc.boolean(),
  afterMs: fc.nat({ max: 30 }),
});
type Case = typeof arbitraryCase extends fc.Arbitrary<infer T> ? T : never;

/** Answers as a case says, in two pieces. */
function chaos(socket: Socket, { id, way, length }: Case & { id: number }): void {
  const body = JSON.stringify({ id, filler: 'x'.repeat(length) });
  const middle = Math.floor(body.length / 2);
  const inPieces = (text: string, then?: () => void): void => {
    const at = text.length - middle;
    socket.write(text.slice(0, at));
    setImmediate(() => socket.write(text.slice(at), then));
  };
  const hex = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
  const chunks = `${hex(body.slice(0, middle))}${hex(body.slice(middle))}0\r\n\r\n`;
  const ways: Record<string, () => unknown> = {
    length: () => inPieces(withLength(body)),
    chunks: () => inPieces(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${chunks}`),
    close: () => inPieces(`HTTP/1.1 200 OK\r\n\r\n${body}`, () => socket.end()),
    // The client believes that the connection is kept.
    'close at once': () => inPieces(withLength(body), () => socket.destroy()),
    half: () => socket.write(withLength(body).slice(0, -middle), () => socket.destroy()),
    'silent close': () => socket.end(),
    reset: () => socket.resetAndDestroy(),
    'too much': () => socket.write(withLength(body) + withLength('{"id":"of nobody"}')),
  };
  ways[way]?.();
}

describe.each<UpstreamHttp>(['socket', 'undici'])('HTTP to a subgraph by %s', (kind) => {
  test('gives every request its own answer or none, whatever servers and callers do', async () => {
    const server = await startRawServer((socket, { body }) => chaos(socket, JSON.parse(body)));
    const client = createSubgraphHttp(kind, { name: 'fixture', url: server.url }, limits);
    const cases = fc.sample(arbitraryCase, { numRuns: 600, seed: 20261121 });
    let answered = 0;
    const results = cases.map(async (given, id) => {
      const cancellation = new Cancellation();
      const sent = client.send({ body: JSON.stringify({ id, ...given }), headers: {}, cancellation });
      if (given.leaves) setTimeout(() => cancellation.cancel(), given.afterMs);
      const text = await sent.then(
        (answer) => answer.text,
        () => undefined,
      );
      if (text === undefined) return;
      expect(JSON.parse(text)).toEqual({ id, filler: 'x'.repeat(given.length) });
      answered += 1;
    });
    await Promise.all(results);
    // Those whose server and caller did nothing wrong.
    const isFine = ({ way, leaves }: Case): boolean => !leaves && (way === 'length' || way === 'chunks');
    expect(answered).toBeGreaterThanOrEqual(kind === 'socket' ? cases.filter(isFine).length : 100);
    await client.close();
    await server.stop();
  });
});
