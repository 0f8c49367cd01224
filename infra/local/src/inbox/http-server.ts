import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { readAttachment, readMailHtml, readMailParts } from './mail-parts.ts';
import type { MessageStore, MessageSummary, ReceivedMessage } from './message-store.ts';
import { answerSnsCall } from './sms-endpoint.ts';

const MAX_FORM_BYTES = 64 * 1024;
const HEARTBEAT_MS = 20_000;
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:";
// The mail itself may show pictures and styles, but never runs a script or sends a form.
const MAIL_POLICY =
  "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline' https: http:; img-src data: https: http:; font-src https: http:";

const listParameters = z.object({
  kind: z.enum(['email', 'sms']).optional(),
  to: z.string().optional(),
  query: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** Something that a client of the inbox got wrong; `status` is answered with the message. */
class RequestError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface InboxDeps {
  readonly store: MessageStore;
  /** Stores what the SMS endpoint got and tells the listeners. */
  readonly receive: (message: ReceivedMessage) => void;
  readonly isReady: () => boolean;
}

/** The page, its API, the SMS endpoint and the live stream in one server that is not yet listening. */
export function createInboxServer(deps: InboxDeps): {
  server: Server;
  announce: (message: MessageSummary | 'cleared') => void;
  endStreams: () => void;
} {
  const streams = new Set<ServerResponse>();
  const announce = (message: MessageSummary | 'cleared'): void => {
    const [event, data] = message === 'cleared' ? ['cleared', '{}'] : ['message', JSON.stringify(message)];
    for (const stream of streams) stream.write(`event: ${event}\ndata: ${data}\n\n`);
  };
  const routes = [
    ...assetRoutes(),
    route('GET', /^\/healthz$/, (_request, response) => sendJson(response, 200, { status: 'ok' })),
    route('GET', /^\/readyz$/, (_request, response) => {
      const ready = deps.isReady();
      sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
    }),
    route('GET', /^\/metrics$/, (_request, response) => {
      const lines = Object.entries(deps.store.counts()).map(
        ([kind, count]) => `souk_inbox_messages{kind="${kind}"} ${count}\n`,
      );
      send(response, 200, 'text/plain; version=0.0.4', `# TYPE souk_inbox_messages gauge\n${lines.join('')}`);
    }),
    route('GET', /^\/api\/events$/, (_request, response) => openStream(response, streams)),
    route('GET', /^\/api\/messages$/, (request, response) => {
      const parsed = listParameters.safeParse(Object.fromEntries(urlOf(request).searchParams));
      if (!parsed.success) throw new RequestError(400, z.prettifyError(parsed.error));
      sendJson(response, 200, deps.store.list(parsed.data));
    }),
    route('DELETE', /^\/api\/messages$/, (_request, response) => {
      deps.store.clear();
      announce('cleared');
      response.writeHead(204).end();
    }),
    ...messageRoutes(deps.store),
    route('POST', /^\/$/, async (request, response) => {
      const { status, xml } = answerSnsCall(new URLSearchParams(await readForm(request)), deps.receive);
      send(response, status, 'text/xml', xml);
    }),
  ];
  const server = createServer((request, response) => {
    const { pathname } = urlOf(request);
    const found = routes.find(({ method, path }) => method === request.method && path.test(pathname));
    Promise.resolve()
      .then(() => {
        if (!found) throw new RequestError(404, 'Nothing here');
        return found.handle(request, response, found.path.exec(pathname)!);
      })
      .catch((error: Error) => {
        const status = error instanceof RequestError ? error.status : 500;
        if (!response.headersSent) sendJson(response, status, { error: error.message });
      });
  });
  return { server, announce, endStreams: () => streams.forEach((stream) => void stream.end()) };
}

type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  match: RegExpExecArray,
) => void | Promise<void>;
interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly handle: Handler;
}

function route(method: string, path: RegExp, handle: Handler): Route {
  return { method, path, handle };
}

function assetRoutes(): Route[] {
  const asset = (path: RegExp, file: string, type: string): Route => {
    const content = readFileSync(join(import.meta.dirname, 'page', file));
    return route('GET', path, (_request, response) => {
      response.setHeader('content-security-policy', PAGE_POLICY);
      send(response, 200, type, content);
    });
  };
  return [
    asset(/^\/$/, 'inbox.html', 'text/html; charset=utf-8'),
    asset(/^\/inbox\.css$/, 'inbox.css', 'text/css; charset=utf-8'),
    asset(/^\/inbox\.js$/, 'inbox.js', 'text/javascript; charset=utf-8'),
  ];
}

function messageRoutes(store: MessageStore): Route[] {
  const find = (id: string | undefined) => {
    const message = store.get(id ?? '');
    if (!message) throw new RequestError(404, `No message ${id}`);
    return message;
  };
  return [
    route('GET', /^\/api\/messages\/(\d+)$/, async (_request, response, [, id]) => {
      const { raw, ...message } = find(id);
      const parts = message.kind === 'email' ? await readMailParts(raw) : { headers: [], attachments: [] };
      sendJson(response, 200, { ...message, ...parts });
    }),
    route('GET', /^\/api\/messages\/(\d+)\/source$/, (_request, response, [, id]) => {
      send(response, 200, 'text/plain; charset=utf-8', Buffer.from(find(id).raw));
    }),
    route('GET', /^\/api\/messages\/(\d+)\/html$/, async (_request, response, [, id]) => {
      response.setHeader('content-security-policy', MAIL_POLICY);
      const html = await readMailHtml(find(id).raw);
      send(response, 200, 'text/html; charset=utf-8', `<base target="_blank">${html ?? ''}`);
    }),
    route(
      'GET',
      /^\/api\/messages\/(\d+)\/attachments\/(\d+)$/,
      async (_request, response, [, id, index]) => {
        const attachment = await readAttachment(find(id).raw, Number(index));
        if (!attachment) throw new RequestError(404, `No attachment ${index}`);
        const name = encodeURIComponent(attachment.fileName);
        response.setHeader('content-disposition', `attachment; filename*=UTF-8''${name}`);
        send(response, 200, 'application/octet-stream', attachment.content);
      },
    ),
  ];
}

function openStream(response: ServerResponse, streams: Set<ServerResponse>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 1000\n\n');
  streams.add(response);
  const heartbeat = setInterval(() => response.write(': alive\n\n'), HEARTBEAT_MS);
  response.on('close', () => {
    clearInterval(heartbeat);
    streams.delete(response);
  });
}

async function readForm(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_FORM_BYTES) throw new RequestError(413, `At most ${MAX_FORM_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function urlOf(request: IncomingMessage): URL {
  return new URL(request.url ?? '/', 'http://inbox');
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json', JSON.stringify(body));
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' }).end(body);
}
