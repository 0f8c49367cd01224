import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleType,
} from 'cockatiel';
import type { SubgraphClientState } from '../observability/metrics.ts';
import { createSubgraphHttp, type UpstreamHttp } from '../subgraph-http/create-subgraph-http.ts';
import type { ReceivedAnswer } from '../subgraph-http/subgraph-http.ts';
import {
  Abandoned,
  ConnectionFailed,
  type Headers,
  type HttpLimits,
  type SubgraphHttp,
} from '../subgraph-http/subgraph-http.ts';
import { SubgraphRefused, SubgraphUnavailable } from './errors.ts';
import { authorityOf, InFlight, type SharingEpoch } from './in-flight.ts';
import { parseAnswer } from './parse-answer.ts';
import type { SubgraphAnswer, SubgraphRequest, SubgraphTransport } from './subgraph-transport.ts';

export interface SubgraphClientOptions extends HttpLimits {
  /** Which HTTP client is used where there is no TLS. */
  readonly upstreamHttp: UpstreamHttp;
  /** Consecutive failures that open the breaker, and how long it then refuses before one request may try. */
  readonly breakerThreshold: number;
  readonly breakerHalfOpenAfterMs: number;
  /** Given, equal queries of equal callers wait for one request while it is under way. */
  readonly sharing?: SharingEpoch | undefined;
  /** Told of each request that was saved, as an equal one was under way. */
  readonly onShared?: (service: string) => void;
  readonly observe?: (fetch: { service: string; seconds: number; ok: boolean }) => void;
}

export const subgraphClientDefaults: SubgraphClientOptions = {
  upstreamHttp: 'socket',
  maxConnections: 128,
  connectTimeoutMs: 2_000,
  totalTimeoutMs: 15_000,
  maxResponseBytes: 16 * 1024 * 1024,
  breakerThreshold: 20,
  breakerHalfOpenAfterMs: 1_000,
};

/** GraphQL over HTTP to one subgraph, with one retry of queries and a circuit breaker. */
export class SubgraphClient implements SubgraphTransport {
  readonly name: string;
  readonly url: string;
  private readonly address: URL;
  private readonly http: SubgraphHttp;
  private readonly breaker: CircuitBreakerPolicy;
  private readonly options: SubgraphClientOptions;
  private readonly inFlight = new InFlight<ReceivedAnswer & { answer: SubgraphAnswer; isTaken: boolean }>();

  constructor(subgraph: { name: string; url: string }, options: SubgraphClientOptions) {
    const url = new URL(subgraph.url);
    this.name = subgraph.name;
    this.url = subgraph.url;
    this.address = url;
    this.options = options;
    this.http = createSubgraphHttp(options.upstreamHttp, { name: subgraph.name, url }, options);
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
    const { running, waiting } = this.http;
    const { Closed, HalfOpen } = CircuitState;
    const { state } = this.breaker;
    return {
      subgraph: this.name,
      breaker: state === Closed ? 'closed' : state === HalfOpen ? 'half-open' : 'open',
      running,
      waiting,
    };
  }

  async send(request: SubgraphRequest): Promise<SubgraphAnswer> {
    const { body, repeatable, generation, scope } = request;
    const { sharing } = this.options;
    if (!sharing || !repeatable || !scope.mayShare) return (await this.sendAlone(request)).answer;
    const key = `${sharing.current}\0${generation ?? ''}\0${authorityOf(scope.headers)}${body}`;
    const shared = await this.inFlight.run(key, scope.cancellation, async (cancellation) => {
      const received = await this.sendAlone({ ...request, scope: { ...scope, cancellation } });
      return { ...received, isTaken: false };
    });
    // What an answer is merged into becomes its own: each who shares it needs objects of its own.
    if (shared.isTaken) {
      this.options.onShared?.(this.name);
      return parseAnswer(this.name, shared);
    }
    shared.isTaken = true;
    return shared.answer;
  }

  private async sendAlone(request: SubgraphRequest): ReturnType<SubgraphClient['sendOnce']> {
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
    await this.http.close();
  }

  private async sendWithRetry(
    request: SubgraphRequest,
    traceHeaders?: Headers,
  ): ReturnType<SubgraphClient['sendOnce']> {
    try {
      return await this.sendOnce(request, traceHeaders);
    } catch (error) {
      if (!(error instanceof ConnectionFailed) || !request.repeatable) throw error;
      return await this.sendOnce(request, traceHeaders);
    }
  }

  private async sendOnce(
    { body, scope }: SubgraphRequest,
    traceHeaders?: Headers,
  ): Promise<ReceivedAnswer & { readonly answer: SubgraphAnswer }> {
    const { headers, cancellation } = scope;
    const received = await this.http.send({ body, headers, ownHeaders: traceHeaders, cancellation });
    return { ...received, answer: parseAnswer(this.name, received) };
  }
}
