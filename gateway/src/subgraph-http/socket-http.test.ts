import type { Socket } from 'node:net';
import { Cancellation } from '../execution/cancellation.ts';
import { type RawRequest, type RawServer, startRawServer, withLength } from '../testing/raw-server.ts';
import { waitFor } from '../testing/wait-for.ts';
import { SocketHttp } from './socket-http.ts';
import type { ReceivedAnswer } from './subgraph-http.ts';
import { ConnectionFailed, type HttpLimits } from './subgraph-http.ts';

const limits: HttpLimits = {
  maxConnections: 3,
  connectTimeoutMs: 2_000,
  totalTimeoutMs: 10_000,
  maxResponseBytes: 200_000,
};

describe('HTTP by sockets', () => {
  const servers: RawServer[] = [];
  const clients: SocketHttp[] = [];
  afterEach(async () => {
    for (const server of servers) for (const socket of server.sockets) socket.destroy();
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  const serve = async (
    answer: (socket: Socket, request: RawRequest) => void,
  ): Promise<{ server: RawServer; client: SocketHttp }> => {
    const server = await startRawServer(answer);
    const client = new SocketHttp('fixture', server.url, limits);
    servers.push(server);
    clients.push(client);
    return { server, client };
  };
  const send = (client: SocketHttp, body = '{}'): Promise<ReceivedAnswer> =>
    client.send({ body, headers: {}, cancellation: new Cancellation() });

  test('closes a connection on which bytes come that nobody asked for', async () => {
    const { server, client } = await serve((socket) => socket.write(withLength('"own"')));
    await send(client);
    const [first] = server.sockets;
    first?.write(withLength('"of nobody"'));
    await waitFor(() => server.sockets.size === 0, 'the connection to be closed');
    expect(await send(client)).toMatchObject({ text: '"own"' });
  });

  test('does not use a connection again whose answer came before the request had gone out', async () => {
    const { server, client } = await serve(() => {});
    // Told the beginning only, the fixture does not see a whole request; it answers, and reads no more.
    const sent = send(client, 'x'.repeat(20_000_000));
    const socket = await waitFor(() => [...server.sockets][0], 'the connection');
    socket.pause();
    socket.write(withLength('{"errors":[]}'));
    expect(await sent).toMatchObject({ text: '{"errors":[]}' });
    expect([client.running, client.waiting]).toEqual([0, 0]);
    socket.resume();
    await waitFor(() => server.sockets.size === 0, 'the connection to be closed');
  });

  test('drops its idle connections when one turns out to be dead, as the server has started anew', async () => {
    const held: Socket[] = [];
    let isDown = false;
    const { server, client } = await serve((socket) => {
      if (isDown) for (const each of server.sockets) each.resetAndDestroy();
      else held.push(socket);
    });
    const first = [send(client, 'a'), send(client, 'b'), send(client, 'c')];
    await waitFor(() => held.length === 3, 'three connections');
    for (const socket of held) socket.write(withLength('{}'));
    await Promise.all(first);
    isDown = true;
    const dead = send(client).catch((error: unknown) => {
      isDown = false;
      held.length = 0;
      // At once, while the news of the other two is on its way.
      return { error, again: send(client) };
    });
    const { error, again } = (await dead) as { error: unknown; again: Promise<ReceivedAnswer> };
    expect(error).toBeInstanceOf(ConnectionFailed);
    (await waitFor(() => held[0], 'the request on a new connection')).write(withLength('{"data":{}}'));
    expect(await again).toMatchObject({ text: '{"data":{}}' });
    expect(server.opened).toBe(4);
  });

  test('gives up connecting after a while', async () => {
    // An address for documentation (RFC 5737), which nobody answers from.
    const url = new URL('http://192.0.2.1/graphql');
    const client = new SocketHttp('fixture', url, { ...limits, connectTimeoutMs: 50 });
    clients.push(client);
    await expect(send(client)).rejects.toBeInstanceOf(ConnectionFailed);
  });

  test('takes headers of connections from nobody', async () => {
    const { server, client } = await serve((socket) => socket.write(withLength('{}')));
    for (const name of ['connection', 'content-length', 'host', 'transfer-encoding', 'expect', 'Upgrade']) {
      const sent = client.send({ body: '{}', headers: { [name]: 'x' }, cancellation: new Cancellation() });
      await expect(sent).rejects.toBeInstanceOf(TypeError);
    }
    expect(server.requests).toEqual([]);
  });
});
