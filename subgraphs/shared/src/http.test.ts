import { Agent, get } from 'node:http';
import { listen } from './http.ts';
import { testLogger } from './testing/test-logger.ts';

test('a connection that is kept alive does not hold up the end once its request is answered', async () => {
  let answer: () => void = () => undefined;
  let asked: () => void = () => undefined;
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const http = await listen({
    host: '127.0.0.1',
    port: 0,
    logger: testLogger,
    isReady: async () => true,
    routes: {
      'GET /slow': (_request, response) => {
        answer = () => response.end('done');
        asked();
      },
    },
  });
  const agent = new Agent({ keepAlive: true });
  const answered = new Promise<string | undefined>((resolve, reject) => {
    get({ port: http.port, host: '127.0.0.1', path: '/slow', agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusMessage));
    }).on('error', reject);
  });
  await isAsked;
  const closed = http.close();
  answer();
  expect(await answered).toBe('OK');
  await closed;
  agent.destroy();
}, 5_000);
