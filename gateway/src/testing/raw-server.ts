import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A request as it came. */
export interface RawRequest {
  /** The request line and the headers, without the empty line. */
  readonly head: string;
  readonly body: string;
}

/** An HTTP server that answers with whatever bytes a test wants. */
export interface RawServer {
  readonly url: URL;
  readonly requests: readonly RawRequest[];
  /** Connections that were opened, ever. */
  readonly opened: number;
  /** Those that are open. */
  readonly sockets: ReadonlySet<Socket>;
  stop(): Promise<void>;
}

/** Starts it. `answer` is called for each request that came whole. */
export async function startRawServer(
  answer: (socket: Socket, request: RawRequest) => void,
): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  let opened = 0;
  const server = createServer((socket) => {
    opened += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      for (;;) {
        const end = received.indexOf('\r\n\r\n');
        if (end < 0) return;
        const head = received.toString('latin1', 0, end);
        const length = Number(/^content-length: (\d+)$/m.exec(head.replaceAll('\r', ''))?.[1] ?? 0);
        if (received.length < end + 4 + length) return;
        const request = { head, body: received.toString('utf8', end + 4, end + 4 + length) };
        received = received.subarray(end + 4 + length);
        requests.push(request);
        answer(socket, request);
      }
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  return {
    url: new URL(`http://127.0.0.1:${port}/graphql?a=1`),
    requests,
    get opened() {
      return opened;
    },
    sockets,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A whole answer with a length. */
export function withLength(body: string, headers = ''): string {
  return `HTTP/1.1 200 OK\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
