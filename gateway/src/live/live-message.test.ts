import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { listenOn } from '../testing/serve-subgraph.ts';
import { LiveMessage } from './live-message.ts';

/** What a WebSocket client reads of what was written to its socket. */
async function read(write: (stream: Duplex) => void): Promise<unknown[]> {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, stream, head) => {
    sockets.handleUpgrade(request, stream, head, (socket) => {
      write(stream);
      socket.close();
    });
  });
  const port = await listenOn(server, 0);
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const messages: unknown[] = [];
  client.on('message', (data) => messages.push(JSON.parse(String(data))));
  await new Promise((resolve, reject) => {
    client.on('close', resolve);
    client.on('error', reject);
  });
  server.close();
  return messages;
}

describe('a message for many readers', () => {
  test.each([0, 1, 50, 80, 125, 126, 8_000, 8_200, 65_480, 65_600, 300_000])(
    'of %i characters is one frame for each reader, with the id of each',
    async (length) => {
      const message = new LiveMessage(JSON.stringify({ data: 'x'.repeat(length) }));
      const ids = ['1', '2', '30', 'ä', 'ö', '"\\', crypto.randomUUID(), crypto.randomUUID(), '\ud800', '1'];
      const messages = await read((stream) => {
        for (const id of ids) message.writeFrame(stream, JSON.stringify(id));
      });
      expect(messages).toEqual(
        ids.map((id) => ({ id, type: 'next', payload: { data: 'x'.repeat(length) } })),
      );
    },
  );

  test('of any characters arrives as it is', async () => {
    const payload = { data: 'zażółć 日本 🛒 \u2028' };
    const message = new LiveMessage(JSON.stringify(payload));
    const messages = await read((stream) => {
      for (const id of ['a', 'b']) message.writeFrame(stream, JSON.stringify(id));
    });
    expect(messages).toEqual(['a', 'b'].map((id) => ({ id, type: 'next', payload })));
  });

  test('is put into another format once', () => {
    const format = { name: 'test', event: jest.fn((text: string) => `<${text}>`) };
    const message = new LiveMessage('{}');
    expect(message.chunk(format)).toBe(message.chunk(format));
    expect(message.chunk(format).toString()).toBe('<{}>');
    expect(format.event).toHaveBeenCalledTimes(1);
  });
});
