import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Operation names come from clients: beyond this many different ones they count as `other`. */
const maxOperationNames = 300;

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

/** What the gateway measures of itself, in Prometheus' text format at `/metrics`. */
export class Metrics {
  readonly registry = new Registry();
  private readonly operationNames = new Set<string>();

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
  readonly openSubscriptions = new Gauge({
    name: 'gateway_open_subscriptions',
    help: 'Live subscriptions of clients',
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

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  observeOperation(operation: { name: string | undefined; ok: boolean; seconds: number }): void {
    this.operations.observe(
      { operation: this.boundedName(operation.name), outcome: operation.ok ? 'ok' : 'error' },
      operation.seconds,
    );
  }

  observeFetch(fetch: { service: string; ok: boolean; seconds: number }): void {
    this.fetches.observe({ subgraph: fetch.service, outcome: fetch.ok ? 'ok' : 'error' }, fetch.seconds);
  }

  private boundedName(name: string | undefined): string {
    if (name === undefined) return 'anonymous';
    if (this.operationNames.has(name)) return name;
    if (this.operationNames.size >= maxOperationNames) return 'other';
    this.operationNames.add(name);
    return name;
  }
}
