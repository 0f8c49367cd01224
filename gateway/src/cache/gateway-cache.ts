import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { z } from 'zod';
import { RedisConnection } from '../redis/redis-connection.ts';
import { anonymousViewer, type Viewer } from '../security/viewer.ts';
import type { MintViewerToken } from '../security/viewer-token.ts';
import { CacheMetrics, showBytes } from './cache-metrics.ts';
import type { cacheSettings } from './cache-settings.ts';
import type { CacheStore } from './cache-store.ts';
import { type CacheableSupergraph, createFetchCache, type FetchCache } from './fetch-cache.ts';
import type { InvalidationQueue } from './invalidation-queue.ts';
import { MemoryStore } from './memory-store.ts';
import { RedisStore } from './redis-store.ts';
import { SharedReading } from './shared-reading.ts';

export type CacheConfig = z.infer<z.ZodObject<typeof cacheSettings>> & {
  readonly REDIS_URL?: string | undefined;
};

export interface GatewayCacheDeps {
  readonly logger: Logger;
  readonly registry: Registry;
  readonly mintViewerToken: MintViewerToken;
  readonly now: () => number;
}

/** Headers of a caller's request that also go with what is asked as an anonymous viewer: they name nobody. */
const namelessHeaders = ['x-correlation-id', 'traceparent', 'tracestate'];

/** The cache of one gateway: its store, what fills it, what empties it. */
export class GatewayCache {
  private readonly config: CacheConfig;
  private readonly deps: GatewayCacheDeps;
  private readonly store: CacheStore;
  private readonly metrics: CacheMetrics;
  private readonly invalidatedTypes: readonly string[];
  private readonly bypassRoles: ReadonlySet<string>;
  /** Client headers on which public data may depend. */
  readonly varyHeaders: readonly string[];
  private invalidation: InvalidationQueue | undefined;
  /** Whether a supergraph declares anything as public; as long as none does, requests cost nothing more. */
  private isUsed = false;

  constructor(config: CacheConfig, deps: GatewayCacheDeps) {
    this.config = config;
    this.deps = deps;
    this.metrics = new CacheMetrics(deps.registry);
    this.store = createStore(config, deps, this.metrics);
    this.invalidatedTypes = [...new Set(config.CACHE_INVALIDATION_RULES.map(({ typename }) => typename))];
    this.bypassRoles = new Set(config.CACHE_BYPASS_ROLES);
    this.varyHeaders = config.CACHE_VARY_HEADERS;
  }

  /** Begins to read the invalidation queue, if there is one. Its SDK is loaded only then. */
  async start(): Promise<void> {
    const { CACHE_INVALIDATION_QUEUE_URL: queueUrl, CACHE_INVALIDATION_RULES: rules } = this.config;
    if (queueUrl === undefined) return;
    const { store, metrics } = this;
    const { InvalidationQueue } = await import('./invalidation-queue.ts');
    this.invalidation = new InvalidationQueue(
      { store, metrics, logger: this.deps.logger },
      { queueUrl, rules },
    );
  }

  /** What the plans of a supergraph need to use the cache; undefined when it declares nothing as public. */
  forSupergraph(supergraph: CacheableSupergraph): FetchCache | undefined {
    const { store, metrics, invalidatedTypes } = this;
    const cache = createFetchCache({ store, metrics, invalidatedTypes }, supergraph);
    if (cache) this.isUsed = true;
    return cache;
  }

  /** What an operation needs to use the cache; undefined for viewers who see more than others in public data. */
  readingFor(viewer: Viewer, headers: Readonly<Record<string, string>>): SharedReading | undefined {
    if (!this.isUsed) return undefined;
    if (this.bypassRoles.size > 0 && viewer.roles.some((role) => this.bypassRoles.has(role)))
      return undefined;
    return new SharedReading({
      isAnonymous: viewer.identity === anonymousViewer.identity,
      anonymousHeaders: () => this.anonymousHeaders(headers),
      variant: this.varyHeaders.map((name) => headers[name] ?? '').join('\n'),
    });
  }

  async stop(): Promise<void> {
    await this.invalidation?.stop();
    await this.store.close();
  }

  private async anonymousHeaders(headers: Readonly<Record<string, string>>): Promise<Record<string, string>> {
    const { mintViewerToken, now } = this.deps;
    const nameless: Record<string, string> = {};
    for (const name of [...namelessHeaders, ...this.varyHeaders])
      if (headers[name] !== undefined) nameless[name] = headers[name];
    const token = mintViewerToken(anonymousViewer, now());
    if (token !== undefined) nameless['x-viewer-token'] = await token;
    return nameless;
  }
}

function createStore(config: CacheConfig, deps: GatewayCacheDeps, metrics: CacheMetrics): CacheStore {
  const { logger, now, registry } = deps;
  if (config.CACHE === 'redis') {
    if (config.REDIS_URL === undefined) throw new Error('CACHE=redis needs REDIS_URL');
    const deadlineMs = config.CACHE_REDIS_TIMEOUT_MS;
    return new RedisStore({
      redis: new RedisConnection({ url: config.REDIS_URL, deadlineMs, logger }),
      prefix: config.CACHE_REDIS_PREFIX,
      now,
      onFailure: () => metrics.storeFailures.inc(),
    });
  }
  const store = new MemoryStore({ maxBytes: config.CACHE_MAX_BYTES, now });
  showBytes(registry, () => store.bytes);
  return store;
}
