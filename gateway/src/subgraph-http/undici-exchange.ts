import type { Dispatcher } from 'undici';
import type { Cancellation } from '../execution/cancellation.ts';
import { SubgraphUnavailable } from '../execution/errors.ts';
import type { ReceivedAnswer } from './subgraph-http.ts';
import { Abandoned, ConnectionFailed, type HttpLimits } from './subgraph-http.ts';

type ExchangeLimits = Pick<HttpLimits, 'totalTimeoutMs' | 'maxResponseBytes'>;

/**
 * One HTTP request and its answer, within a deadline and a size, given up when the caller leaves. A class, so that a
 * request makes one object and no closure for each event; there are many of them in an operation.
 */
export class UndiciExchange implements Dispatcher.DispatchHandler {
  private readonly service: string;
  private readonly limits: ExchangeLimits;
  private readonly resolve: (received: ReceivedAnswer) => void;
  private readonly reject: (error: SubgraphUnavailable) => void;
  private readonly deadline: NodeJS.Timeout;
  private readonly forget: () => void;
  private chunks: Buffer[] = [];
  private size = 0;
  private status = 0;
  private cacheControl: string | undefined;
  private controller: Dispatcher.DispatchController | undefined;
  private isOver = false;

  constructor(
    service: string,
    limits: ExchangeLimits,
    cancellation: Cancellation,
    resolve: (received: ReceivedAnswer) => void,
    reject: (error: SubgraphUnavailable) => void,
  ) {
    this.service = service;
    this.limits = limits;
    this.resolve = resolve;
    this.reject = reject;
    this.deadline = setTimeout(() => {
      this.fail(new SubgraphUnavailable(service, `no answer in ${limits.totalTimeoutMs} ms`));
    }, limits.totalTimeoutMs);
    this.forget = cancellation.onCancel(() => this.fail(new Abandoned(service, 'the client went away')));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.isOver) controller.abort(new Abandoned(this.service, 'given up before it was sent'));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.status = status;
    const cacheControl = headers['cache-control'];
    if (typeof cacheControl === 'string') this.cacheControl = cacheControl;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > this.limits.maxResponseBytes) {
      this.fail(new SubgraphUnavailable(this.service, `answer over ${this.limits.maxResponseBytes} bytes`));
    } else {
      this.chunks.push(chunk);
    }
  }

  onResponseEnd(): void {
    if (this.isOver) return;
    this.end();
    const { chunks, status, cacheControl } = this;
    const bytes = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
    // This object may have grown old while it waited, and would keep them until the next full collection.
    this.chunks = [];
    this.resolve({ text: bytes.toString('utf8'), status, cacheControl });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const Failure = this.status === 0 ? ConnectionFailed : SubgraphUnavailable;
    this.fail(new Failure(this.service, error.message, { cause: error }));
  }

  private end(): void {
    this.isOver = true;
    clearTimeout(this.deadline);
    this.forget?.();
  }

  private fail(error: SubgraphUnavailable): void {
    if (this.isOver) return;
    this.end();
    this.reject(error);
    this.controller?.abort(error);
  }
}
