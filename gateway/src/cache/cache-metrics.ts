import { Counter, Gauge, type Registry } from 'prom-client';

/** What the cache measures of itself. */
export class CacheMetrics {
  private readonly reads: Counter<'subgraph' | 'outcome'>;
  readonly refusals: Counter<'subgraph'>;
  readonly invalidations: Counter<'type'>;
  readonly storeFailures: Counter;

  constructor(registry: Registry) {
    const registers = [registry];
    this.reads = new Counter({
      name: 'gateway_cache_reads_total',
      help: 'Entities and root answers looked up in the cache',
      labelNames: ['subgraph', 'outcome'] as const,
      registers,
    });
    this.refusals = new Counter({
      name: 'gateway_cache_refused_anonymous_total',
      help: 'Fetches declared public that the subgraph refused to an anonymous viewer: its schema is wrong',
      labelNames: ['subgraph'] as const,
      registers,
    });
    this.invalidations = new Counter({
      name: 'gateway_cache_invalidations_total',
      help: 'Events that invalidated entities',
      labelNames: ['type'] as const,
      registers,
    });
    this.storeFailures = new Counter({
      name: 'gateway_cache_store_failures_total',
      help: 'Calls that the store of the cache did not answer in time',
      registers,
    });
  }

  observe({ service, hits, misses }: { service: string; hits: number; misses: number }): void {
    if (hits > 0) this.reads.inc({ subgraph: service, outcome: 'hit' }, hits);
    if (misses > 0) this.reads.inc({ subgraph: service, outcome: 'miss' }, misses);
  }
}

/** Shows how much a store in memory holds. */
export function showBytes(registry: Registry, bytes: () => number): void {
  new Gauge({
    name: 'gateway_cache_bytes',
    help: 'Bytes that the cache in memory holds',
    registers: [registry],
    collect() {
      this.set(bytes());
    },
  });
}
