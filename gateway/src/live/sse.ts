import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { answerError } from '../http/http-server.ts';
import { readJsonBody } from '../http/read-body.ts';
import type { RequestOrigin } from '../http/request-context.ts';
import {
  type LiveDeps,
  type LiveOperation,
  parseLiveOperation,
  runLiveOperation,
} from './operation-runner.ts';

const heartbeatMs = 12_000;
const maxTimeoutMs = 2 ** 31 - 1;

export interface SseOptions {
  readonly maxBodyBytes: number;
  readonly maxBufferedBytes: number;
}

/** Whether a client asks for its answers as server-sent events. */
export function wantsEventStream(request: IncomingMessage): boolean {
  return (request.headers.accept ?? '').includes('text/event-stream');
}

/**
 * Serves one operation as server-sent events: GraphQL over SSE, distinct connections mode. Faults of the request are
 * answered with an HTTP status before the stream begins; the stream ends when the operation or the viewer's token does.
 */
export class SseServer {
  private readonly deps: LiveDeps;
  private readonly options: SseOptions;
  private readonly streams = new Set<() => void>();

  constructor(deps: LiveDeps, options: SseOptions) {
    this.deps = deps;
    this.options = options;
  }

  async handle(request: IncomingMessage, response: ServerResponse, origin: RequestOrigin): Promise<void> {
    try {
      const operation = await this.readOperation(request);
      if (!operation) {
        answerError(response, 400, 'BAD_REQUEST', 'A GraphQL operation is needed');
        return;
      }
      const { verifyToken, now } = this.deps.contextDeps;
      const viewer = await verifyToken(request.headers.authorization, now());
      this.deps.gate.check(operation.query);
      const remainingMs = viewer.expiresAtMs === undefined ? undefined : viewer.expiresAtMs - now();
      this.stream(
        response,
        { operation, viewer, origin, allowMutations: request.method === 'POST' },
        remainingMs,
      );
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const { code, http } = error.extensions as { code: string; http?: { status?: number } };
      answerError(response, http?.status ?? 400, code, error.message);
    }
  }

  /** Ends every stream; clients connect again elsewhere. */
  drain(): void {
    for (const end of [...this.streams]) end();
  }

  private async readOperation(request: IncomingMessage): Promise<LiveOperation | undefined> {
    if (request.method === 'POST')
      return parseLiveOperation(await readJsonBody(request, this.options.maxBodyBytes));
    const query = new URL(request.url ?? '/', 'http://gateway').searchParams;
    const variables = query.get('variables');
    try {
      return parseLiveOperation({
        query: query.get('query'),
        operationName: query.get('operationName') ?? undefined,
        variables: variables === null ? undefined : JSON.parse(variables),
      });
    } catch {
      return undefined;
    }
  }

  private stream(
    response: ServerResponse,
    input: Parameters<typeof runLiveOperation>[1],
    remainingMs: number | undefined,
  ): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    });
    response.flushHeaders();
    let stop: () => void = () => {};
    const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs);
    const expiry =
      remainingMs === undefined
        ? undefined
        : setTimeout(() => end(), Math.max(0, Math.min(remainingMs, maxTimeoutMs)));
    const end = (): void => {
      if (!this.streams.delete(end)) return;
      clearInterval(heartbeat);
      clearTimeout(expiry);
      stop();
      response.end();
    };
    this.streams.add(end);
    response.on('close', end);
    stop = runLiveOperation(this.deps, input, {
      next: (resultText) => {
        if (response.writableLength > this.options.maxBufferedBytes) {
          this.deps.metrics.slowReaders.inc();
          response.destroy();
        } else {
          response.write(`event: next\ndata: ${resultText.trimEnd()}\n\n`);
        }
      },
      refused: (errors) => {
        response.write(`event: next\ndata: ${JSON.stringify({ errors })}\n\nevent: complete\ndata:\n\n`);
        end();
      },
      completed: () => {
        response.write('event: complete\ndata:\n\n');
        end();
      },
      overflowed: () => {
        this.deps.metrics.slowReaders.inc();
        response.destroy();
      },
    });
    if (!this.streams.has(end)) stop();
  }
}
