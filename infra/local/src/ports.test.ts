import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { choosePorts, freePorts, requireFreePorts } from './ports.ts';

test('ports are shifted together, and single ones are taken as given', () => {
  const ports = choosePorts({ SOUK_PORT_OFFSET: '100', SOUK_USERS_WORKER_PORT: '9999' });
  expect(ports).toMatchObject({ web: 3100, gateway: 4100, 'users-worker': 9999, postgres: 5533 });
});

test.each([
  [{ SOUK_WEB_PORT: '80a' }, 'SOUK_WEB_PORT=80a is not a whole number'],
  [{ SOUK_WEB_PORT: '70000' }, 'SOUK_WEB_PORT gives port 70000; ports are 1 to 65535'],
  [{ SOUK_PORT_OFFSET: '-1' }, 'SOUK_PORT_OFFSET=-1 is not a whole number'],
  [
    { SOUK_GATEWAY_PORT: '3000' },
    'gateway and web would both use port 3000. Change SOUK_GATEWAY_PORT or SOUK_WEB_PORT',
  ],
])('%j is refused', (environment, message) => {
  expect(() => choosePorts(environment)).toThrow(message);
});

test('a busy port is reported with its holder and the variable that changes it', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const attempt = requireFreePorts({ 'orders-worker': port });
    await expect(attempt).rejects.toThrow(
      new RegExp(
        `port ${port} for orders-worker is in use by process ${process.pid} .*SOUK_ORDERS_WORKER_PORT`,
      ),
    );
  } finally {
    server.close();
  }
});

test('a free set has a port of its own for everything', async () => {
  const ports = await freePorts();
  expect(new Set(Object.values(ports)).size).toBe(Object.keys(ports).length);
  await expect(requireFreePorts(ports)).resolves.toBeUndefined();
});
