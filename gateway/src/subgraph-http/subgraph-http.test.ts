import type { Socket } from 'node:net';
import { Cancellation } from '../execution/cancellation.ts';
import { SubgraphUnavailable } from '../execution/errors.ts';
import { type RawRequest, type RawServer, startRawServer, withLength } from '../testing/raw-server.ts';
import { waitFor } from '../testing/wait-for.ts';
import { createSubgraphHttp, type UpstreamHttp } from './create-subgraph-http.ts';
import type { ReceivedAnswer } from './subgraph-http.ts';
import { Abandoned, ConnectionFailed, type HttpLimits, type SubgraphHttp } from './subgraph-http.ts';

const limits: HttpLimits = {
  maxConnections: 4,
  connectTimeoutMs: 2_000,
  totalTimeoutMs: 10_000,
  maxResponseBytes: 200_000,
};

/** What both clients promise, over real sockets. */
describe.each<UpstreamHttp>(['socket', 'undici'])('HTTP to a subgraph by %s', (kind) => {
  const servers: RawServer[] = [];
  const clients: SubgraphHttp[] = [];
  afterEach(async () => {
    for (const server of servers) for (const socket of server.sockets) socket.destroy();
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  const serve = async (
    answer: (socket: Socket, request: RawRequest) => void,
    given: Partial<HttpLimits> = {},
  ): Promise<{ server: RawServer; client: SubgraphHttp }> => {
    const server = await startRawServer(answer);
    servers.push(server);
    const client = createSubgraphHttp(kind, { name: 'fixture', url: server.url }, { ...limits, ...given });
    clients.push(client);
    return { server, client };
  };
  const send = (
    client: SubgraphHttp,
    body = '{}',
    { cancellation = new Cancellation(), headers = {}, ownHeaders = {} } = {},
  ): Promise<ReceivedAnswer> => client.send({ body, headers, ownHeaders, cancellation });

  test('sends path, headers and body as they are, and reuses the connection', async () => {
    const { server, client } = await serve((socket) => socket.write(withLength('{"data":{}}')));
    const headers = { 'x-correlation-id': 'c1', accept: 'a/b', 'user-agent': 'caf\xe9' };
    await send(client, '{"query":"é 😀"}', { headers, ownHeaders: { traceparent: 't' } });
    expect(await send(client)).toEqual({ text: '{"data":{}}', status: 200, cacheControl: undefined });
    const [first, second] = server.requests;
    expect(first?.head).toMatch(/^POST \/graphql\?a=1 HTTP\/1\.1\r\n/);
    const lines = first?.head.split('\r\n').slice(1);
    expect(lines?.toSorted()).toEqual(
      [
        `host: ${server.url.host}`,
        'connection: keep-alive',
        'content-type: application/json',
        'accept: a/b',
        'x-correlation-id: c1',
        'user-agent: caf\xe9',
        'traceparent: t',
        `content-length: ${Buffer.byteLength('{"query":"é 😀"}')}`,
      ].toSorted(),
    );
    expect(first?.body).toBe('{"query":"é 😀"}');
    expect(second?.head).toContain('accept: application/json, application/graphql-response+json');
    // Nothing is compressed between processes that stand side by side.
    expect(second?.head).not.toContain('accept-encoding');
    for (let more = 0; more < 10; more++) await send(client);
    // undici opens a second one where the first has only just been answered.
    expect(server.opened).toBeLessThanOrEqual(2);
  });

  test.each<[string, string, string?]>([
    ['a length', withLength('{"a":"é"}', 'Cache-Control: max-age=3\r\n'), 'max-age=3'],
    [
      'chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n4;x=1\r\n{"a"\r\n6\r\n:"é"}\r\n0\r\nT: 1\r\n\r\n',
      undefined,
    ],
    [
      'an interim answer before it',
      `HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${withLength('{"a":"é"}')}`,
      undefined,
    ],
    ['Connection: close', withLength('{"a":"é"}', 'Connection: close\r\n'), undefined],
  ])('reads an answer with %s', async (_name, answer, cacheControl) => {
    const { client } = await serve((socket) => socket.write(answer));
    const expected = { text: '{"a":"é"}', status: 200, cacheControl };
    expect(await send(client)).toEqual(expected);
    expect(await send(client)).toEqual(expected);
  });

  test('reads an answer whose end is that of the connection, and an empty one', async () => {
    const { client } = await serve((socket, { body }) => {
      if (body === 'close') socket.end('HTTP/1.0 200 OK\r\n\r\n{"a":1}');
      else socket.write('HTTP/1.1 204 No Content\r\n\r\n');
    });
    expect(await send(client, 'close')).toMatchObject({ text: '{"a":1}' });
    expect(await send(client, 'empty')).toEqual({ text: '', status: 204, cacheControl: undefined });
    expect(await send(client, 'close')).toMatchObject({ text: '{"a":1}' });
  });

  test('closes the connection where the server will, and keeps it no longer than the server says', async () => {
    const { server, client } = await serve((socket, { body }) => {
      socket.write(
        withLength('{}', body === 'close' ? 'connection: close\r\n' : 'keep-alive: timeout=1\r\n'),
      );
    });
    await send(client, 'close');
    await waitFor(() => server.sockets.size === 0, 'the connection to be closed');
    await send(client, 'timeout');
    await waitFor(() => server.sockets.size === 0, 'the connection to be closed');
  });

  test('asks no more connections than it may, and lets the others wait', async () => {
    const held: Socket[] = [];
    const { server, client } = await serve((socket) => held.push(socket), { maxConnections: 2 });
    const answers = Array.from({ length: 5 }, (_, index) => send(client, String(index)));
    await waitFor(() => held.length === 2, 'two requests');
    expect(client.running).toBe(2);
    expect(client.waiting).toBeGreaterThanOrEqual(3);
    for (let done = 0; done < 5; done++) {
      const socket = await waitFor(() => held.shift(), 'a request');
      socket.write(withLength(String(done)));
    }
    expect((await Promise.all(answers)).map(({ text }) => text).toSorted()).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
    ]);
    expect(server.opened).toBe(2);
    expect([client.running, client.waiting]).toEqual([0, 0]);
  });

  test('fails in a way that may be repeated only while no answer has begun', async () => {
    const { client } = await serve((socket, { body }) => {
      if (body === 'nothing') socket.destroy();
      else if (body === 'reset') socket.resetAndDestroy();
      else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"da', () => socket.resetAndDestroy());
    });
    await expect(send(client, 'nothing')).rejects.toBeInstanceOf(ConnectionFailed);
    await expect(send(client, 'reset')).rejects.toBeInstanceOf(ConnectionFailed);
    const failure = await send(client, 'begun').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SubgraphUnavailable);
    expect(failure).not.toBeInstanceOf(ConnectionFailed);
  });

  test('fails when nobody listens', async () => {
    const { server, client } = await serve(() => {});
    await server.stop();
    await expect(send(client)).rejects.toBeInstanceOf(ConnectionFailed);
  });

  test('gives up at its deadline: without an answer, amid one, and while it waits for a connection', async () => {
    const { server, client } = await serve(
      (socket, { body }) => {
        if (body === 'half') socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{');
      },
      { totalTimeoutMs: 100, maxConnections: 2 },
    );
    const asked = ['silent', 'half', 'waiting'].map((body) => send(client, body));
    for (const one of asked) await expect(one).rejects.toThrow('no answer in 100 ms');
    await waitFor(() => server.sockets.size === 0, 'the connections to be closed');
  });

  test('gives up an answer over the limit, whether it says its length or not', async () => {
    const { server, client } = await serve(
      (socket, { body }) => {
        if (body === 'length') socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n');
        else if (body === 'chunk') socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
        else socket.write('HTTP/1.1 200 OK\r\n\r\n');
        for (let part = 0; part < 11; part++) {
          socket.write(body === 'chunk' ? `64\r\n${'x'.repeat(100)}\r\n` : 'x'.repeat(100));
        }
      },
      { maxResponseBytes: 1_000 },
    );
    for (const body of ['length', 'chunk', 'close']) {
      await expect(send(client, body)).rejects.toThrow('over 1000 bytes');
    }
    await waitFor(() => server.sockets.size === 0, 'the connections to be closed');
  });

  test('frees the connection of a caller who leaves, and the place of one who waited for it', async () => {
    const { server, client } = await serve(
      (socket, { body }) => {
        if (body === 'stays') socket.write(withLength('"stays"'));
      },
      { maxConnections: 1 },
    );
    const cancellation = new Cancellation();
    const left = send(client, 'leaves', { cancellation });
    const waiting = new Cancellation();
    const alsoLeft = send(client, 'waits', { cancellation: waiting });
    const stays = send(client, 'stays');
    await waitFor(() => server.requests.length === 1, 'the first request');
    waiting.cancel();
    cancellation.cancel();
    await expect(left).rejects.toBeInstanceOf(Abandoned);
    await expect(alsoLeft).rejects.toBeInstanceOf(Abandoned);
    expect((await stays).text).toBe('"stays"');
    expect(server.requests.map(({ body }) => body)).toEqual(['leaves', 'stays']);
    const gone = new Cancellation();
    gone.cancel();
    await expect(send(client, 'gone', { cancellation: gone })).rejects.toBeInstanceOf(Abandoned);
  });

  test('notices that the server has closed an idle connection', async () => {
    const { server, client } = await serve((socket) => socket.write(withLength('{}')));
    await send(client);
    for (const socket of server.sockets) socket.end();
    await waitFor(() => server.sockets.size === 0, 'the connection to be closed');
    await expect(send(client)).resolves.toMatchObject({ text: '{}' });
    expect(server.opened).toBe(2);
  });

  test('ends what is under way before it closes, and takes no more', async () => {
    const held: Socket[] = [];
    const { server, client } = await serve((socket) => held.push(socket), { maxConnections: 1 });
    const answers = [send(client, 'a'), send(client, 'b')];
    const first = await waitFor(() => held.shift(), 'a request');
    const closed = client.close();
    await expect(send(client, 'c')).rejects.toBeInstanceOf(SubgraphUnavailable);
    first.write(withLength('1'));
    (await waitFor(() => held.shift(), 'the next request')).write(withLength('2'));
    expect((await Promise.all(answers)).map(({ text }) => text)).toEqual(['1', '2']);
    await closed;
    await waitFor(() => server.sockets.size === 0, 'the connection to be closed');
  });

  test('sends a body that the server takes slowly, whole', async () => {
    const body = JSON.stringify({ text: 'é'.repeat(1_000_000) });
    const { server, client } = await serve((socket) => socket.write(withLength('{}')));
    await send(client, body);
    expect(server.requests[0]?.body === body).toBe(true);
  });

  test.each([
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 2\r\n\r\n{}'],
    ['a length that is no number', 'HTTP/1.1 200 OK\r\ncontent-length: +2\r\n\r\n{}'],
    ['a length and chunks', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}'],
    ['a malformed chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nx\r\n'],
    ['a chunk that goes on', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n'],
    ['a space before a colon', 'HTTP/1.1 200 OK\r\ncontent-length : 2\r\n\r\n{}'],
    ['no status line', '{"data":{}}\r\n\r\n'],
    ['a head that is too long', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}\r\ncontent-length: 2\r\n\r\n{}`],
    ['a change of protocol', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n{}'],
  ])('refuses an answer with %s, and its connection', async (_name, answer) => {
    const { server, client } = await serve((socket) => socket.write(answer));
    await expect(send(client)).rejects.toBeInstanceOf(SubgraphUnavailable);
    await waitFor(() => server.sockets.size === 0, 'the connection to be closed');
  });

  test('refuses a header that would write others', async () => {
    const { server, client } = await serve((socket) => socket.write(withLength('{}')));
    for (const headers of [
      { 'x-a': 'b\r\nx-c: d' },
      { 'x-a': 'b\0' },
      { 'x-a: b\r\nx-c': 'd' },
      { 'x-a': '😀' },
    ]) {
      await expect(send(client, '{}', { headers })).rejects.toThrow();
    }
    expect(server.requests).toEqual([]);
  });
});
