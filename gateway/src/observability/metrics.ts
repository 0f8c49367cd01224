import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { OperationNames } from './operation-names.ts';

/** Operation names come from clients; so many get a time series of their own. */
const maxOperationNames = 200;

/** Seconds; from a cached answer to the longest that a subgraph may take. */
const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

type Observe = (seconds: number) => void;

/** How a subgraph's client is doing, read when metrics are asked for. */
export interface SubgraphClientState {
  readonly subgraph: string;
  readonly breaker: 'closed' | 'half-open' | 'open';
  /** Requests under way, and those waiting for a connection. */
  readonly running: number;
  readonly waiting: number;
}

/** What the gateway measures of itself, in Prometheus' text format at `/metrics`. */
export class Metrics {
  readonly registry = new Registry();
  readonly operationNames = new OperationNames(maxOperationNames);
  readonly isEnabled: boolean;
  private readonly observers = new Map<string, Observe>();
  private subgraphClients: () => Iterable<SubgraphClientState> = () => [];

  private readonly operations = new Histogram({
    name: 'gateway_operation_duration_seconds',
    help: 'Time to answer a GraphQL operation',
    labelNames: ['operation', 'outcome'] as const,
    buckets,
    registers: [this.registry],
  });
  private readonly fetches = new Histogram({
    name: 'gateway_subgraph_fetch_duration_seconds',
    help: 'Time of one request to a subgraph',
    labelNames: ['subgraph', 'outcome'] as const,
    buckets,
    registers: [this.registry],
  });
  private readonly planning = new Histogram({
    name: 'gateway_planning_duration_seconds',
    help: 'Time to make a query plan that was not in the cache',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers: [this.registry],
  });
  private readonly errors = new Counter({
    name: 'gateway_errors_total',
    help: 'Errors sent to clients, by code: refusals and failures',
    labelNames: ['code'] as const,
    registers: [this.registry],
  });
  readonly sharedFetches = new Counter({
    name: 'gateway_shared_fetches_total',
    help: 'Requests to subgraphs that were saved, as an equal one was under way',
    labelNames: ['subgraph'] as const,
    registers: [this.registry],
  });
  readonly sharedOperations = new Counter({
    name: 'gateway_shared_operations_total',
    help: 'Queries that were answered with an equal one under way',
    registers: [this.registry],
  });
  readonly openSubscriptions = new Gauge({
    name: 'gateway_open_subscriptions',
    help: 'Live subscriptions of clients',
    registers: [this.registry],
  });
  readonly liveStreams = new Gauge({
    name: 'gateway_live_streams',
    help: 'Live subscriptions at subgraphs, each read by one client or many',
    registers: [this.registry],
  });
  readonly openSockets = new Gauge({
    name: 'gateway_open_sockets',
    help: 'WebSocket connections of clients',
    registers: [this.registry],
  });
  readonly deliveredEvents = new Counter({
    name: 'gateway_subscription_events_total',
    help: 'Events delivered to clients',
    registers: [this.registry],
  });
  readonly slowReaders = new Counter({
    name: 'gateway_slow_readers_closed_total',
    help: 'Connections closed because the client read too slowly',
    registers: [this.registry],
  });
  readonly supergraphLoads = new Counter({
    name: 'gateway_supergraph_loads_total',
    help: 'Supergraphs taken into use or refused',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });
  readonly supergraphSourceFailures = new Counter({
    name: 'gateway_supergraph_source_failures_total',
    help: 'Looks at the source of the supergraph that failed',
    registers: [this.registry],
  });
  private readonly supergraphInfo = new Gauge({
    name: 'gateway_supergraph_info',
    help: 'The supergraph in use, by hash; its value is when it was taken into use',
    labelNames: ['hash'] as const,
    registers: [this.registry],
  });

  /** With `isEnabled` false nothing is counted, and `/metrics` has nothing to tell. */
  constructor(isEnabled = true) {
    this.isEnabled = isEnabled;
    if (!isEnabled) return;
    const { registry } = this;
    // From the start, so that the first refusal is an increase.
    this.supergraphLoads.inc({ outcome: 'refused' }, 0);
    // Memory, CPU, garbage collection, and `nodejs_eventloop_lag_*`.
    collectDefaultMetrics({ register: registry });
    const clients = (): Iterable<SubgraphClientState> => this.subgraphClients();
    new Gauge({
      name: 'gateway_subgraph_breaker_open',
      help: 'Whether the circuit breaker of a subgraph is closed (0), half open (0.5) or open (1)',
      labelNames: ['subgraph'] as const,
      registers: [registry],
      collect() {
        this.reset();
        for (const { subgraph, breaker } of clients()) {
          this.set({ subgraph }, breaker === 'closed' ? 0 : breaker === 'open' ? 1 : 0.5);
        }
      },
    });
    new Gauge({
      name: 'gateway_subgraph_requests',
      help: 'Requests to a subgraph under way, and those that wait for a connection',
      labelNames: ['subgraph', 'state'] as const,
      registers: [registry],
      collect() {
        this.reset();
        for (const { subgraph, running, waiting } of clients()) {
          this.set({ subgraph, state: 'running' }, running);
          this.set({ subgraph, state: 'waiting' }, waiting);
        }
      },
    });
  }

  observeOperation(operation: { name: string | undefined; ok: boolean; seconds: number }): void {
    if (!this.isEnabled) return;
    const name = this.operationNames.labelOf(operation.name);
    const outcome = operation.ok ? 'ok' : 'error';
    this.observer(`o ${outcome} ${name}`, () => this.operations.labels({ operation: name, outcome }))(
      operation.seconds,
    );
  }

  observeFetch({ service, ok, seconds }: { service: string; ok: boolean; seconds: number }): void {
    if (!this.isEnabled) return;
    const outcome = ok ? 'ok' : 'error';
    this.observer(`f ${outcome} ${service}`, () => this.fetches.labels({ subgraph: service, outcome }))(
      seconds,
    );
  }

  observePlanning(seconds: number): void {
    if (this.isEnabled) this.planning.observe(seconds);
  }

  /** Counts an error by its code; codes are a fixed list, so anything that does not look like one is `other`. */
  countError(code: unknown): void {
    if (!this.isEnabled) return;
    this.errors.inc({ code: typeof code === 'string' && /^[A-Z_]{2,40}$/.test(code) ? code : 'other' });
  }

  supergraphTaken(hash: string): void {
    if (!this.isEnabled) return;
    this.supergraphLoads.inc({ outcome: 'taken' });
    this.supergraphInfo.reset();
    this.supergraphInfo.set({ hash }, Math.round(Date.now() / 1_000));
  }

  /** Tells where the state of the clients for subgraphs is read from. */
  watchSubgraphClients(read: () => Iterable<SubgraphClientState>): void {
    this.subgraphClients = read;
  }

  /** Finding a series by its labels costs more than adding to it: what was found is kept. Names are bounded already. */
  private observer(key: string, find: () => { observe: Observe }): Observe {
    let observe = this.observers.get(key);
    if (!observe) {
      observe = find().observe;
      this.observers.set(key, observe);
    }
    return observe;
  }
}
