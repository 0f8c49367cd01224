import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, register } from 'prom-client';
import type { Logger } from './logger.ts';

export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

export type HttpOptions = {
  readonly host: string;
  readonly port: number;
  readonly logger: Logger;
  /** Handlers by `METHOD /path`. */
  readonly routes: Readonly<Record<string, Route>>;
  /** Answers what no route names, for example paths with ids in them. */
  readonly fallback?: Route;
  /** Whether the process can do its work now; asked by /readyz. */
  readonly isReady: () => Promise<boolean>;
};

export type HttpEndpoint = {
  readonly server: Server;
  readonly port: number;
  /** Answers 503 on /readyz, takes no new connections, and ends when those open have been answered. */
  close(): Promise<void>;
};

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

const sweepMs = 50;

/** An HTTP server with the routes given, and /healthz (alive), /readyz (fit for work) and /metrics (Prometheus). */
export async function listen(options: HttpOptions): Promise<HttpEndpoint> {
  const { logger } = options;
  let draining = false;
  if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics();

  const routes: Record<string, Route> = {
    'GET /healthz': (_request, response) => sendJson(response, 200, { status: 'ok' }),
    'GET /readyz': async (_request, response) => {
      const ready = !draining && (await options.isReady().catch(() => false));
      sendJson(response, ready ? 200 : 503, {
        status: ready ? 'ready' : draining ? 'draining' : 'not ready',
      });
    },
    'GET /metrics': async (_request, response) => {
      response.setHeader('content-type', register.contentType).end(await register.metrics());
    },
    ...options.routes,
  };

  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 });
  server.on('request', (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0]!;
    const route = routes[`${request.method} ${path}`] ?? options.fallback;
    if (!route) {
      sendJson(response, 404, { error: 'no such path' });
      return;
    }
    Promise.resolve(route(request, response)).catch((error: unknown) => {
      if (error instanceof BodyTooLarge) {
        response.setHeader('connection', 'close');
        return sendJson(response, 413, { error: error.message });
      }
      logger.error({ err: error, path }, 'request failed');
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: 'Something went wrong on our side.' });
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    async close() {
      draining = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      // What is busy now is kept alive when it has been answered, for longer than a drain may take.
      const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
      await closed;
      clearInterval(sweep);
    },
  };
}

/**
 * The whole body of a request as bytes.
 *
 * @throws BodyTooLarge beyond the limit, without reading on
 */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) {
        chunks.push(chunk);
        return;
      }
      // The socket is kept: the refusal is to be answered on it.
      request.pause();
      reject(new BodyTooLarge(`a body may have ${limitBytes} bytes`));
    });
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => {
      if (!request.readableEnded) reject(new Error('the caller went away before the end of the body'));
    });
  });
}

/** Answers with JSON, unless an answer was begun already. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return;
  const text = JSON.stringify(body);
  // With its length known the whole answer goes out in one write; else Node sends it in chunks.
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
}
