import { createHash } from 'node:crypto';
import { type GraphQLSchema, specifiedRules, validate } from 'graphql';
import type { Logger } from 'pino';
import type { GatewayCache } from '../cache/gateway-cache.ts';
import { Engine, type EngineOptions } from '../execution/engine.ts';
import { type ErrorPolicy, SubgraphRefused } from '../execution/errors.ts';
import { SubgraphClient, type SubgraphClientOptions } from '../execution/subgraph-client.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { LastGoodCopy } from './last-good-copy.ts';
import { type LoadedSupergraph, loadSupergraph, type PlanningOptions } from './load.ts';
import { type PollingOptions, SupergraphPoller } from './supergraph-poller.ts';
import type { SupergraphSource } from './supergraph-source.ts';

export interface SupergraphHostDeps {
  readonly source: SupergraphSource;
  readonly polling: PollingOptions;
  /** To start from when the source is away or gives a bad one; written whenever a supergraph is taken into use. */
  readonly lastGoodCopy?: LastGoodCopy | undefined;
  readonly urls: ReadonlyMap<string, string>;
  readonly planning?: PlanningOptions;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly errorPolicy: ErrorPolicy;
  readonly clientOptions: SubgraphClientOptions;
  readonly engineOptions: EngineOptions;
  readonly cache?: GatewayCache | undefined;
}

/** How many operations are planned anew before a new supergraph takes over. */
const warmedOperations = 100;

/**
 * Holds the supergraph in use. A changed one is loaded, validated and warmed beside the old one and only then takes
 * over; one that is not valid is refused and the old one stays. Requests under way finish on the one they were
 * validated against; live streams move to the new one (see live/stream-hub.ts).
 */
export class SupergraphHost {
  private readonly deps: SupergraphHostDeps;
  private readonly engines = new WeakMap<GraphQLSchema, Engine>();
  private readonly clients = new Map<string, SubgraphClient>();
  private readonly listeners = new Set<(engine: Engine) => void>();
  private readonly poller: SupergraphPoller;
  private active: Engine | undefined;

  constructor(deps: SupergraphHostDeps) {
    this.deps = deps;
    const { source, polling: options, logger, metrics } = deps;
    this.poller = new SupergraphPoller({ source, options, logger, metrics });
    metrics.watchSubgraphClients(() => [...this.clients.values()].map(({ state }) => state));
  }

  /** The engine for new operations. Throws before `start`. */
  get engine(): Engine {
    if (!this.active) throw new Error('The supergraph is not loaded yet');
    return this.active;
  }

  /** The engine that belongs to a schema an operation was validated against. */
  engineOf(schema: GraphQLSchema): Engine {
    return this.engines.get(schema) ?? this.engine;
  }

  /** Calls `listener` whenever an engine takes over. */
  onChange(listener: (engine: Engine) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Loads the first supergraph and begins to look for others. Rejects when there is no valid one to start with. */
  async start(): Promise<void> {
    const { lastGoodCopy, logger, source } = this.deps;
    try {
      const sdl = await this.poller.first();
      this.take(this.build(sdl));
      await this.keepCopy(sdl);
    } catch (error) {
      const copy = await lastGoodCopy?.read();
      if (copy === undefined) throw error;
      this.take(this.build(copy));
      logger.error(
        { err: error, source: source.name, copy: lastGoodCopy?.file },
        'started from the last good copy',
      );
    }
    this.poller.start((sdl) => this.offer(sdl));
  }

  /** Swaps to another supergraph, or refuses it. Never rejects. */
  async offer(sdl: string): Promise<void> {
    const { logger, metrics, source } = this.deps;
    if (sdl === this.active?.supergraph.sdl) return;
    const fields = { source: source.name, supergraphHash: hash(sdl) };
    const startedAt = performance.now();
    try {
      const engine = this.build(sdl);
      const warmed = await this.warm(engine);
      this.take(engine);
      const durationMs = Math.round(performance.now() - startedAt);
      logger.info({ ...fields, warmed, durationMs }, 'new supergraph in use');
    } catch (error) {
      metrics.supergraphLoads.inc({ outcome: 'refused' });
      logger.error({ ...fields, err: error }, 'new supergraph refused, the old one stays in use');
      return;
    }
    await this.keepCopy(sdl);
  }

  /** Stops looking and closes the connections to subgraphs. */
  async stop(): Promise<void> {
    await this.poller.stop();
    await Promise.all([...this.clients.values()].map((client) => client.close()));
  }

  private build(sdl: string): Engine {
    if (sdl.trim() === '') throw new Error('The supergraph is empty');
    return this.createEngine(loadSupergraph(sdl, this.deps.urls, this.deps.planning));
  }

  /** A copy that cannot be written is no reason to refuse a supergraph. */
  private async keepCopy(sdl: string): Promise<void> {
    const { lastGoodCopy, logger } = this.deps;
    try {
      await lastGoodCopy?.write(sdl);
    } catch (error) {
      logger.error({ err: error, copy: lastGoodCopy?.file }, 'last good copy of the supergraph not written');
    }
  }

  private createEngine(supergraph: LoadedSupergraph): Engine {
    const { cache, errorPolicy, logger, metrics, engineOptions } = this.deps;
    const urls = new Map(supergraph.subgraphs.map(({ name, url }) => [name, url]));
    return new Engine(
      supergraph,
      {
        types: supergraph.types,
        errorPolicy,
        transportOf: (service) => this.clientOf(service, urls.get(service)),
        onFailure: (failure) => logFailure(logger, failure),
        onPlanned: (seconds) => metrics.observePlanning(seconds),
        onWrongPlan: ({ operationName, error }) =>
          logger.error(
            { operationName, reason: error.message },
            'an operation was refused: its plan would give wrong data',
          ),
        onShared: () => metrics.sharedOperations.inc(),
        fetchCache: cache?.forSupergraph(supergraph.cacheable),
      },
      engineOptions,
    );
  }

  private clientOf(name: string, url: string | undefined): SubgraphClient {
    if (url === undefined) throw new Error(`A plan names a subgraph that the supergraph lacks: ${name}`);
    const key = clientKey({ name, url });
    let client = this.clients.get(key);
    if (!client) {
      client = new SubgraphClient({ name, url }, this.deps.clientOptions);
      this.clients.set(key, client);
    }
    return client;
  }

  /** Plans the most used operations again, so that the first requests after a swap do not wait for the planner. */
  private async warm(engine: Engine): Promise<number> {
    let warmed = 0;
    for (const operation of this.active?.hottest(warmedOperations) ?? []) {
      // One at a time, with requests served in between: planning keeps the process busy.
      await new Promise(setImmediate);
      try {
        const faults = validate(engine.supergraph.schema, operation.document, specifiedRules, {
          maxErrors: 1,
        });
        if (faults.length > 0) continue;
        engine.warm(operation);
        warmed++;
      } catch (error) {
        this.deps.logger.debug(
          { err: error, operationName: operation.operationName },
          'operation not warmed',
        );
      }
    }
    return warmed;
  }

  private take(engine: Engine): void {
    const { supergraph } = engine;
    this.engines.set(supergraph.schema, engine);
    for (const listener of this.listeners) listener(engine);
    this.active = engine;
    this.deps.metrics.supergraphTaken(hash(supergraph.sdl));
    // Clients that only older engines use live as long as these; their connections close when idle.
    const inUse = new Set(supergraph.subgraphs.map(clientKey));
    for (const key of this.clients.keys()) if (!inUse.has(key)) this.clients.delete(key);
  }
}

/** Of a subgraph that is down one line per request is enough to know; those refused unasked say nothing new. */
function logFailure(
  logger: Logger,
  { service, operationName, error }: { service: string; operationName?: string; error: unknown },
): void {
  const fields = { service, operationName, reason: error instanceof Error ? error.message : error };
  if (error instanceof SubgraphRefused) logger.debug(fields, 'a subgraph was not asked');
  else logger.warn(fields, 'a subgraph failed');
}

function clientKey({ name, url }: { name: string; url: string }): string {
  return `${name} ${url}`;
}

/** Enough of a hash to tell supergraphs apart in logs and on dashboards. */
function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
