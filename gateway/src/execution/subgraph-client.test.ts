import { createServer, type RequestListener, type Server } from 'node:http';
import type { UpstreamHttp } from '../subgraph-http/create-subgraph-http.ts';
import { eventually } from '../testing/eventually.ts';
import { listenOn } from '../testing/serve-subgraph.ts';
import { waitFor } from '../testing/wait-for.ts';
import { Cancellation } from './cancellation.ts';
import { SubgraphRefused, SubgraphUnavailable } from './errors.ts';
import { SubgraphClient, subgraphClientDefaults } from './subgraph-client.ts';

describe.each<UpstreamHttp>(['socket', 'undici'])('the subgraph client with %s', (upstreamHttp) => {
  const servers: Server[] = [];
  const clients: SubgraphClient[] = [];
  afterEach(async () => {
    for (const server of servers) server.closeAllConnections();
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  });

  const serve = async (
    listener: RequestListener,
    options: Partial<typeof subgraphClientDefaults> = {},
  ): Promise<SubgraphClient> => {
    const server = createServer(listener);
    servers.push(server);
    const port = await listenOn(server, 0);
    const url = `http://127.0.0.1:${port}/graphql`;
    const client = new SubgraphClient(
      { name: 'fixture', url },
      { ...subgraphClientDefaults, upstreamHttp, ...options },
    );
    clients.push(client);
    return client;
  };
  const request = (repeatable = true): Parameters<SubgraphClient['send']>[0] => ({
    body: '{}',
    repeatable,
    scope: { headers: { 'x-correlation-id': 'c1' }, cancellation: new Cancellation() },
  });

  test('gives data and errors, and forwards the headers of the scope', async () => {
    let header: unknown;
    const client = await serve((incoming, response) => {
      header = incoming.headers['x-correlation-id'];
      response.end('{"data":{"a":1},"errors":[{"message":"m"}],"extensions":{"ftv1":"x"}}');
    });
    expect(await client.send(request())).toMatchObject({
      data: { a: 1 },
      errors: [{ message: 'm' }],
    });
    expect(header).toBe('c1');
  });

  test('loses no error, whatever its shape', async () => {
    const client = await serve((_incoming, response) =>
      response.end('{"errors":["broken",null,{"path":7}]}'),
    );
    const { data, errors } = await client.send(request());
    expect(data).toBeNull();
    expect(errors).toEqual([{ message: 'broken' }, { message: null }, { path: 7 }]);
    const single = await serve((_incoming, response) =>
      response.end('{"data":{},"errors":{"message":"one"}}'),
    );
    expect((await single.send(request())).errors).toEqual([{ message: 'one' }]);
  });

  test('sends a query once more when the connection breaks before an answer, but never a mutation', async () => {
    let count = 0;
    const client = await serve((incoming, response) => {
      if (++count % 2 === 1) incoming.socket.destroy();
      else response.end('{"data":{}}');
    });
    await expect(client.send(request())).resolves.toMatchObject({ data: {}, errors: undefined });
    expect(count).toBe(2);
    await expect(client.send(request(false))).rejects.toBeInstanceOf(SubgraphUnavailable);
    expect(count).toBe(3);
  });

  test('does not repeat a query whose answer had begun', async () => {
    let count = 0;
    const client = await serve((incoming, response) => {
      count++;
      response.writeHead(200);
      response.write('{"data":');
      setImmediate(() => incoming.socket.destroy());
    });
    await expect(client.send(request())).rejects.toBeInstanceOf(SubgraphUnavailable);
    expect(count).toBe(1);
  });

  test.each([
    ['is not JSON', 200, '<html>'],
    ['is no GraphQL result', 200, '{"ok":true}'],
    ['has neither data nor errors', 200, '{"data":null,"errors":[]}'],
    ['is a server error', 500, '{"errors":[{"message":"SQL"}]}'],
    ['refuses the gateway', 401, '{"errors":[{"message":"who?","extensions":{"code":"UNAUTHENTICATED"}}]}'],
  ])('takes an answer that %s for a failure', async (_name, status, body) => {
    const client = await serve((_incoming, response) => response.writeHead(status).end(body));
    await expect(client.send(request())).rejects.toBeInstanceOf(SubgraphUnavailable);
  });

  test('gives up at the deadline, and on an answer over the size limit', async () => {
    const slow = await serve(() => {}, { totalTimeoutMs: 100 });
    await expect(slow.send(request())).rejects.toThrow('no answer in 100 ms');
    const large = await serve(
      (_incoming, response) => response.end(`{"data":{"a":"${'x'.repeat(5_000)}"}}`),
      {
        maxResponseBytes: 1_000,
      },
    );
    await expect(large.send(request())).rejects.toThrow('over 1000 bytes');
  });

  test('ends a request when its caller goes away', async () => {
    let isClosed = false;
    let asked = false;
    const client = await serve((incoming) => {
      asked = true;
      incoming.socket.on('close', () => {
        isClosed = true;
      });
    });
    const pending = request();
    const sent = client.send(pending);
    await waitFor(() => asked, 'the request to arrive');
    (pending.scope.cancellation as Cancellation).cancel();
    await expect(sent).rejects.toThrow('the client went away');
    await waitFor(() => isClosed, 'the connection to be closed');
  });

  test('after repeated failures refuses at once, and recovers when the subgraph does', async () => {
    let isBroken = true;
    let count = 0;
    const client = await serve(
      (_incoming, response) => {
        count++;
        if (isBroken) response.writeHead(503).end('{"errors":[]}');
        else response.end('{"data":{}}');
      },
      { breakerThreshold: 3, breakerHalfOpenAfterMs: 1_500 },
    );
    for (let i = 0; i < 5; i++)
      await expect(client.send(request())).rejects.toBeInstanceOf(SubgraphUnavailable);
    expect(count).toBe(3);
    await expect(client.send(request())).rejects.toBeInstanceOf(SubgraphRefused);
    isBroken = false;
    let answer: unknown;
    await eventually(async () => {
      answer = await client.send(request()).catch(() => undefined);
      return answer !== undefined;
    }, 'an answer');
    expect(answer).toMatchObject({ data: {}, errors: undefined });
    expect(count).toBe(4);
  });
});
