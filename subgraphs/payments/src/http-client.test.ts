import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpClient, type HttpClient, type HttpClientOptions } from './http-client.ts';

const servers: Server[] = [];
const clients: HttpClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  for (const server of servers) server.closeAllConnections();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function clientOf(listener: RequestListener, options: Partial<HttpClientOptions> = {}) {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const limits = { connections: 2, deadlineMs: 5_000, ...options };
  const client = createHttpClient(`http://127.0.0.1:${port}`, limits);
  clients.push(client);
  return client;
}
const request = {
  method: 'POST',
  path: '/v1/things?a=1',
  headers: { 'x-key': 'k' },
  body: '{"ü":1}',
} as const;

test('sends what is asked and gives the answer, whatever its status', async () => {
  const client = await clientOf((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method, url, headers } = incoming;
      response.writeHead(302, { location: '/elsewhere' });
      response.end(JSON.stringify([method, url, headers['x-key'], Buffer.concat(chunks).toString()]));
    });
  });
  const { status, text } = await client.send(request);
  expect([status, JSON.parse(text)]).toEqual([302, ['POST', '/v1/things?a=1', 'k', '{"ü":1}']]);
});

test('keeps its connections, and opens no more than it may', async () => {
  const ports = new Set<number>();
  const client = await clientOf((incoming, response) => {
    ports.add(incoming.socket.remotePort!);
    setImmediate(() => response.end());
  });
  await Promise.all(Array.from({ length: 20 }, () => client.send(request)));
  expect(ports.size).toBe(2);
});

test('gives up at the deadline, also what still waits for a connection', async () => {
  let asked = 0;
  const client = await clientOf(
    () => {
      asked += 1;
    },
    { connections: 1, deadlineMs: 200 },
  );
  const results = await Promise.allSettled([client.send(request), client.send(request)]);
  for (const result of results) {
    expect(result).toMatchObject({ status: 'rejected', reason: { message: 'no answer in 200 ms' } });
  }
  expect(asked).toBe(1);
});

test('fails where the connection ends within an answer, or cannot be made', async () => {
  const client = await clientOf((_incoming, response) => {
    response.writeHead(200, { 'content-length': 10 });
    response.write('half');
    setImmediate(() => response.destroy());
  });
  await expect(client.send(request)).rejects.toThrow();
  const nobody = createHttpClient('http://127.0.0.1:1', { connections: 1, deadlineMs: 1_000 });
  clients.push(nobody);
  await expect(nobody.send(request)).rejects.toThrow('ECONNREFUSED');
});
