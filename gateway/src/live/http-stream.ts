import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError, type GraphQLFormattedError, getOperationAST } from 'graphql';
import { answerError } from '../http/http-server.ts';
import { readJsonBody } from '../http/read-body.ts';
import { callerAddress, type RequestOrigin } from '../http/request-context.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import type { Deadline } from './deadlines.ts';
import type { HttpStreamFormat } from './http-stream-format.ts';
import type { LiveMessage } from './live-message.ts';
import { type LiveOperation, parseLiveOperation, parseSearch, withDocument } from './live-operation.ts';
import { type OperationInput, runLiveOperation } from './operation-runner.ts';
import type { LiveDeps, LiveSink, RunningOperation } from './running-operation.ts';

export interface HttpStreamOptions {
  readonly maxBodyBytes: number;
  readonly maxBufferedBytes: number;
  readonly connections: ConnectionLimits;
}

/**
 * Serves one operation for each request as a response that does not end, in the format the client asks for. Faults of the request
 * are answered with an HTTP status before the stream begins; the stream ends when the operation or the viewer's token
 * does.
 */
export class HttpStreamServer {
  private readonly deps: LiveDeps;
  private readonly options: HttpStreamOptions;
  private readonly streams = new Set<HttpStream>();

  constructor(deps: LiveDeps, options: HttpStreamOptions) {
    this.deps = deps;
    this.options = options;
  }

  async handle(
    format: HttpStreamFormat,
    request: IncomingMessage,
    response: ServerResponse,
    origin: RequestOrigin,
  ): Promise<void> {
    let given: LiveOperation | undefined;
    try {
      this.deps.admission.assertWelcome(origin.clientAddress);
      given = await this.readOperation(request);
      if (!given) {
        answerError(response, 400, 'BAD_REQUEST', 'A GraphQL operation is needed');
        return;
      }
      const { verifyToken, now } = this.deps.contextDeps;
      const viewer = await verifyToken(request.headers.authorization, now());
      const operation = withDocument(this.deps.trusted, given);
      const document = this.deps.gate.check(operation.query);
      if (response.destroyed) return;
      const kind = getOperationAST(document, operation.operationName)?.operation;
      const address = callerAddress(this.deps.contextDeps, request);
      const status = this.options.connections.take(address);
      if (status !== undefined) {
        answerError(response, status, 'TOO_MANY_SUBSCRIPTIONS', 'Too many open connections');
        return;
      }
      response.on('close', () => this.options.connections.give(address));
      const stream = new HttpStream(this.deps, format, response, {
        maxBufferedBytes: this.options.maxBufferedBytes,
        isPlain: format.refusesPlainly && kind !== 'subscription',
        ended: () => this.streams.delete(stream),
      });
      this.streams.add(stream);
      stream.run({ operation, viewer, origin, allowMutations: request.method === 'POST' });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const { code, http } = error.extensions as {
        code: string;
        http?: { status?: number; headers?: ReadonlyMap<string, string> };
      };
      for (const [name, value] of http?.headers ?? []) response.setHeader(name, value);
      const { status = 400 } = http ?? {};
      // Trying is no cheaper than doing; an operation that has begun counts by itself.
      if (status < 500 && status !== 429)
        this.deps.admission.countRefused(given?.query, origin.clientAddress);
      answerError(response, status, code, error.message);
    }
  }

  /** Ends every stream; clients connect again elsewhere. */
  drain(): void {
    for (const stream of [...this.streams]) stream.leave();
  }

  /** Ends the streams of viewers that meet the condition, as their tokens hold no longer. */
  revoke(isRevoked: (viewer: OperationInput['viewer']) => boolean): void {
    for (const stream of [...this.streams]) if (stream.viewer && isRevoked(stream.viewer)) stream.expire();
  }

  private async readOperation(request: IncomingMessage): Promise<LiveOperation | undefined> {
    return request.method === 'POST'
      ? parseLiveOperation(await readJsonBody(request, this.options.maxBodyBytes))
      : parseSearch(request.url ?? '/');
  }
}

interface StreamOptions {
  readonly maxBufferedBytes: number;
  /** A single answer in plain JSON. */
  readonly isPlain: boolean;
  readonly ended: () => void;
}

/** One response that does not end by itself. */
class HttpStream implements LiveSink {
  viewer: OperationInput['viewer'] | undefined;
  private readonly deps: LiveDeps;
  private readonly format: HttpStreamFormat;
  private readonly response: ServerResponse;
  private readonly options: StreamOptions;
  private running: RunningOperation | undefined;
  private heartbeat: NodeJS.Timeout | undefined;
  private deadline: Deadline | undefined;
  private isOver = false;
  private isWaitingForDrain = false;
  private wasStalled = false;

  constructor(deps: LiveDeps, format: HttpStreamFormat, response: ServerResponse, options: StreamOptions) {
    this.deps = deps;
    this.format = format;
    this.response = response;
    this.options = options;
    response.on('close', () => this.end());
  }

  run(input: OperationInput): void {
    const { expiresAtMs } = input.viewer;
    this.viewer = input.viewer;
    if (expiresAtMs !== undefined && !this.options.isPlain) {
      this.deadline = this.deps.deadlines.after(expiresAtMs - this.deps.contextDeps.now(), this);
    }
    const running = runLiveOperation(this.deps, input, this);
    if (this.isOver) running.stop();
    else this.running = running;
    if (!this.options.isPlain && !this.isOver) this.begin();
  }

  next(message: LiveMessage): void {
    if (this.isOver) return;
    if (this.options.isPlain) {
      this.answer(200, message.text);
      return;
    }
    this.begin();
    if (this.response.writableLength > this.options.maxBufferedBytes) this.overflowed();
    else this.response.write(message.chunk(this.format));
  }

  isBehind(): boolean {
    if (!this.response.writableNeedDrain) return false;
    if (!this.isWaitingForDrain) {
      this.isWaitingForDrain = true;
      this.response.once('drain', () => {
        this.isWaitingForDrain = false;
        this.running?.catchUp();
      });
    }
    return true;
  }

  refused(errors: readonly GraphQLFormattedError[], status: number): void {
    if (this.isOver) return;
    if (this.format.refusesPlainly && !this.response.headersSent) {
      this.answer(status, JSON.stringify({ errors }));
      return;
    }
    this.begin();
    this.response.write(this.format.refusal(errors));
    this.complete();
  }

  completed(): void {
    if (this.isOver) return;
    this.begin();
    this.complete();
  }

  overflowed(): void {
    this.deps.metrics.slowReaders.inc();
    this.response.destroy();
  }

  /** The viewer's token holds no longer. */
  expire(): void {
    if (this.isOver || this.options.isPlain) return;
    this.begin();
    this.response.write(this.format.fault('UNAUTHENTICATED', 'The token has expired'));
    this.complete();
  }

  /** The gateway goes away. */
  leave(): void {
    // A single answer is waited for, as over plain HTTP.
    if (this.isOver || this.options.isPlain) return;
    this.begin();
    this.response.end(this.format.goingAway);
    this.end();
  }

  private begin(): void {
    if (this.response.headersSent) return;
    this.response.writeHead(200, {
      'content-type': this.format.contentType,
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    });
    this.response.flushHeaders();
    if (this.format.preface !== '') this.response.write(this.format.preface);
    this.heartbeat = setInterval(() => this.beat(), this.format.heartbeatMs);
    this.heartbeat.unref();
  }

  /** Whoever has read nothing from one heartbeat to the next is gone, or as good as. */
  private beat(): void {
    const isStalled = this.response.writableNeedDrain;
    if (isStalled && this.wasStalled) this.overflowed();
    else if (!isStalled) this.response.write(this.format.heartbeat);
    this.wasStalled = isStalled;
  }

  private answer(status: number, text: string): void {
    this.response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    this.response.end(text);
    this.end();
  }

  private complete(): void {
    this.response.end(this.format.end);
    this.end();
  }

  private end(): void {
    if (this.isOver) return;
    this.isOver = true;
    clearInterval(this.heartbeat);
    if (this.deadline !== undefined) this.deps.deadlines.cancel(this.deadline, this);
    this.running?.stop();
    this.options.ended();
  }
}
