import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleType,
} from 'cockatiel';
import { type Dispatcher, Pool } from 'undici';
import type { SubgraphClientState } from '../observability/metrics.ts';
import { type SubgraphErrorBody, SubgraphRefused, SubgraphUnavailable } from './errors.ts';
import type { RequestScope } from './execution.ts';
import { isJsonObject, type JsonObject } from './json.ts';

/** The parts of a GraphQL answer that the gateway uses; anything else in it is dropped. */
export interface SubgraphAnswer {
  readonly data?: JsonObject | null;
  readonly errors?: readonly SubgraphErrorBody[] | undefined;
  /** Its Cache-Control header. */
  readonly cacheControl?: string | undefined;
  /** Why some of the data is missing, where the rest came from the cache. */
  readonly failure?: unknown;
}

export interface SubgraphRequest {
  /** The whole JSON body. */
  readonly body: string;
  /** Whether it may be sent again when the connection fails before any byte came back. */
  readonly repeatable: boolean;
  readonly scope: RequestScope;
}

type Headers = Readonly<Record<string, string>>;

/** How a plan reaches one subgraph. `send` rejects with SubgraphUnavailable only. */
export interface SubgraphTransport {
  send(request: SubgraphRequest): Promise<SubgraphAnswer>;
}

export interface SubgraphClientOptions {
  readonly maxConnections: number;
  readonly connectTimeoutMs: number;
  /** From the request to the last byte of the answer. */
  readonly totalTimeoutMs: number;
  readonly maxResponseBytes: number;
  /** Consecutive failures that open the breaker, and how long it then refuses before one request may try. */
  readonly breakerThreshold: number;
  readonly breakerHalfOpenAfterMs: number;
  readonly observe?: (fetch: { service: string; seconds: number; ok: boolean }) => void;
}

export const subgraphClientDefaults: SubgraphClientOptions = {
  maxConnections: 128,
  connectTimeoutMs: 2_000,
  totalTimeoutMs: 15_000,
  maxResponseBytes: 16 * 1024 * 1024,
  breakerThreshold: 20,
  breakerHalfOpenAfterMs: 1_000,
};

/** The connection failed before an answer began, so a query may be sent once more. */
class ConnectionFailed extends SubgraphUnavailable {}

/** The caller went away: says nothing about the subgraph's health. */
class Abandoned extends SubgraphUnavailable {}

/** HTTP to one subgraph: pooled keep-alive connections, deadlines, a size limit, one retry, a circuit breaker. */
export class SubgraphClient implements SubgraphTransport {
  readonly name: string;
  readonly url: string;
  private readonly address: URL;
  private readonly path: string;
  private readonly pool: Pool;
  private readonly breaker: CircuitBreakerPolicy;
  private readonly options: SubgraphClientOptions;

  constructor(subgraph: { name: string; url: string }, options: SubgraphClientOptions) {
    const url = new URL(subgraph.url);
    this.name = subgraph.name;
    this.url = subgraph.url;
    this.address = url;
    this.path = url.pathname + url.search;
    this.options = options;
    this.pool = new Pool(url.origin, {
      connections: options.maxConnections,
      pipelining: 1,
      keepAliveTimeout: 30_000,
      connect: { timeout: options.connectTimeoutMs },
      // One deadline of our own covers the whole exchange.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.breaker = circuitBreaker(
      handleType(SubgraphUnavailable, (error) => !(error instanceof Abandoned)),
      {
        halfOpenAfter: options.breakerHalfOpenAfterMs,
        breaker: new ConsecutiveBreaker(options.breakerThreshold),
      },
    );
  }

  /** How it is doing at this moment. */
  get state(): SubgraphClientState {
    // What is pending includes what is queued for a connection.
    const { running, pending } = this.pool.stats;
    const { Closed, HalfOpen } = CircuitState;
    const { state } = this.breaker;
    return {
      subgraph: this.name,
      breaker: state === Closed ? 'closed' : state === HalfOpen ? 'half-open' : 'open',
      running,
      waiting: pending,
    };
  }

  async send(request: SubgraphRequest): Promise<SubgraphAnswer> {
    const startedAt = performance.now();
    const span = request.scope.trace?.startFetch(this.name, this.address);
    let failure: SubgraphUnavailable | undefined;
    try {
      return await this.breaker.execute(() => this.sendWithRetry(request, span?.headers));
    } catch (error) {
      failure = this.toUnavailable(error);
      throw failure;
    } finally {
      span?.end(failure);
      const seconds = (performance.now() - startedAt) / 1_000;
      this.options.observe?.({ service: this.name, seconds, ok: failure === undefined });
    }
  }

  private toUnavailable(error: unknown): SubgraphUnavailable {
    if (error instanceof SubgraphUnavailable) return error;
    if (error instanceof BrokenCircuitError) {
      return new SubgraphRefused(this.name, 'refused while it recovers', { cause: error });
    }
    return new SubgraphUnavailable(this.name, 'request failed', { cause: error });
  }

  /** Closes the pool after requests in flight have ended. */
  async close(): Promise<void> {
    await this.pool.close();
  }

  private async sendWithRetry(request: SubgraphRequest, traceHeaders?: Headers): Promise<SubgraphAnswer> {
    try {
      return await this.sendOnce(request, traceHeaders);
    } catch (error) {
      if (!(error instanceof ConnectionFailed) || !request.repeatable) throw error;
      return await this.sendOnce(request, traceHeaders);
    }
  }

  private sendOnce({ body, scope }: SubgraphRequest, traceHeaders?: Headers): Promise<SubgraphAnswer> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let size = 0;
      let status = 0;
      let cacheControl: string | undefined;
      let controller: Dispatcher.DispatchController | undefined;
      let ended: SubgraphUnavailable | undefined;

      const settle = (): void => {
        clearTimeout(deadline);
        forget();
      };
      const fail = (error: SubgraphUnavailable): void => {
        if (ended) return;
        ended = error;
        settle();
        reject(error);
        controller?.abort(error);
      };
      const deadline = setTimeout(
        () => fail(new SubgraphUnavailable(this.name, `no answer in ${this.options.totalTimeoutMs} ms`)),
        this.options.totalTimeoutMs,
      );
      let forget: () => void = () => {};
      forget = scope.cancellation.onCancel(() => fail(new Abandoned(this.name, 'the client went away')));
      if (ended) return;

      this.pool.dispatch(
        {
          path: this.path,
          method: 'POST',
          body,
          headers: {
            'content-type': 'application/json',
            accept: 'application/json, application/graphql-response+json',
            ...scope.headers,
            ...traceHeaders,
          },
        },
        {
          onRequestStart: (started) => {
            controller = started;
            if (ended) started.abort(ended);
          },
          onResponseStart: (_controller, statusCode, headers) => {
            status = statusCode;
            const told = headers['cache-control'];
            if (typeof told === 'string') cacheControl = told;
          },
          onResponseData: (_controller, chunk) => {
            size += chunk.length;
            if (size > this.options.maxResponseBytes) {
              fail(new SubgraphUnavailable(this.name, `answer over ${this.options.maxResponseBytes} bytes`));
            } else {
              chunks.push(chunk);
            }
          },
          onResponseEnd: () => {
            if (ended) return;
            settle();
            const text = (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString(
              'utf8',
            );
            try {
              resolve(this.parse(text, status, cacheControl));
            } catch (error) {
              reject(error);
            }
          },
          onResponseError: (_controller, error) => {
            if (ended) return;
            const Failure = status === 0 ? ConnectionFailed : SubgraphUnavailable;
            fail(new Failure(this.name, error.message, { cause: error }));
          },
        },
      );
    });
  }

  private parse(text: string, status: number, cacheControl: string | undefined): SubgraphAnswer {
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch (error) {
      throw new SubgraphUnavailable(this.name, `answered ${status} without JSON`, { cause: error });
    }
    if (!isJsonObject(answer) || !('data' in answer || Array.isArray(answer.errors))) {
      throw new SubgraphUnavailable(this.name, `answered ${status} without a GraphQL result`);
    }
    const { data, errors } = answer;
    // A refusal of the whole request is between gateway and subgraph, as is a server error: no client caused it.
    if (!isJsonObject(data) && (status >= 500 || status === 401 || status === 403)) {
      throw new SubgraphUnavailable(this.name, `answered ${status}`, { cause: errors });
    }
    return {
      data: isJsonObject(data) ? data : null,
      errors: Array.isArray(errors) && errors.length > 0 ? errors.filter(isJsonObject) : undefined,
      cacheControl,
    };
  }
}
