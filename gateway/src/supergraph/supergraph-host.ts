import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type GraphQLSchema, specifiedRules, validate } from 'graphql';
import type { Logger } from 'pino';
import { Engine, type EngineOptions } from '../execution/engine.ts';
import { type ErrorPolicy, SubgraphRefused } from '../execution/errors.ts';
import { SubgraphClient, type SubgraphClientOptions } from '../execution/subgraph-client.ts';
import type { Metrics } from '../observability/metrics.ts';
import { type LoadedSupergraph, loadSupergraph } from './load.ts';

export interface SupergraphHostDeps {
  readonly file: string;
  readonly urls: ReadonlyMap<string, string>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly errorPolicy: ErrorPolicy;
  readonly clientOptions: SubgraphClientOptions;
  readonly engineOptions: EngineOptions;
  /** How often the file is looked at. */
  readonly pollIntervalMs: number;
}

/** How many operations are planned anew before a new supergraph takes over. */
const warmedOperations = 100;

/**
 * Holds the supergraph in use. A changed file is loaded, validated and warmed beside the old one and only then takes
 * over; one that is not valid is refused and the old one stays. Requests under way finish on the one they began with.
 */
export class SupergraphHost {
  private readonly deps: SupergraphHostDeps;
  private readonly engines = new WeakMap<GraphQLSchema, Engine>();
  private readonly clients = new Map<string, SubgraphClient>();
  private readonly listeners = new Set<(engine: Engine) => void>();
  private active: Engine | undefined;
  /** Hash of the file's last content, taken into use or refused. */
  private seen = '';
  private timer: NodeJS.Timeout | undefined;
  private checking: Promise<void> | undefined;

  constructor(deps: SupergraphHostDeps) {
    this.deps = deps;
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

  /** Loads the file and begins to watch it. Rejects when there is no valid supergraph to start with. */
  async start(): Promise<void> {
    const sdl = await readFile(this.deps.file, 'utf8');
    this.seen = hash(sdl);
    this.take(this.createEngine(loadSupergraph(sdl, this.deps.urls)));
    this.timer = setInterval(() => {
      this.checking ??= this.check().finally(() => {
        this.checking = undefined;
      });
    }, this.deps.pollIntervalMs);
    this.timer.unref();
  }

  /** Looks at the file once and swaps if it changed. Never rejects. */
  async check(): Promise<void> {
    const { logger, metrics, file } = this.deps;
    try {
      const sdl = await readFile(file, 'utf8');
      const next = hash(sdl);
      if (next === this.seen) return;
      this.seen = next;
      const engine = this.createEngine(loadSupergraph(sdl, this.deps.urls));
      await this.warm(engine);
      this.take(engine);
      metrics.supergraphLoads.inc({ outcome: 'taken' });
      logger.info({ file, supergraphHash: next.slice(0, 12) }, 'new supergraph in use');
    } catch (error) {
      metrics.supergraphLoads.inc({ outcome: 'refused' });
      logger.error({ err: error, file }, 'new supergraph refused, the old one stays in use');
    }
  }

  /** Stops watching and closes the connections to subgraphs. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.checking;
    await Promise.all([...this.clients.values()].map((client) => client.close()));
  }

  private createEngine(supergraph: LoadedSupergraph): Engine {
    const { errorPolicy, logger, engineOptions } = this.deps;
    const urls = new Map(supergraph.subgraphs.map(({ name, url }) => [name, url]));
    return new Engine(
      supergraph,
      {
        types: supergraph.types,
        errorPolicy,
        transportOf: (service) => this.clientOf(service, urls.get(service)),
        onFailure: (failure) => logFailure(logger, failure),
      },
      engineOptions,
    );
  }

  private clientOf(name: string, url: string | undefined): SubgraphClient {
    if (url === undefined) throw new Error(`A plan names a subgraph that the supergraph lacks: ${name}`);
    const key = `${name} ${url}`;
    let client = this.clients.get(key);
    if (!client) {
      client = new SubgraphClient({ name, url }, this.deps.clientOptions);
      this.clients.set(key, client);
    }
    return client;
  }

  /** Plans the most used operations again, so that the first requests after a swap do not wait for the planner. */
  private async warm(engine: Engine): Promise<void> {
    for (const operation of this.active?.hottest(warmedOperations) ?? []) {
      // One at a time, with requests served in between: planning keeps the process busy.
      await new Promise(setImmediate);
      try {
        const faults = validate(engine.supergraph.schema, operation.document, specifiedRules, {
          maxErrors: 1,
        });
        if (faults.length === 0) engine.warm(operation);
      } catch (error) {
        this.deps.logger.debug(
          { err: error, operationName: operation.operationName },
          'operation not warmed',
        );
      }
    }
  }

  private take(engine: Engine): void {
    this.engines.set(engine.supergraph.schema, engine);
    this.active = engine;
    for (const listener of this.listeners) listener(engine);
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

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
