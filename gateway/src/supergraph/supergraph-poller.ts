import type { Logger } from 'pino';
import type { Metrics } from '../observability/metrics.ts';
import { jitteredDelayMs } from '../retry/jittered-delay.ts';
import type { SupergraphSource } from './supergraph-source.ts';

export interface PollingOptions {
  /** Between two looks at a source that answers. */
  readonly intervalMs: number;
  /** For one look, from the request to the last byte. */
  readonly timeoutMs: number;
  /** How long a remote source may be away when the gateway starts. */
  readonly startTimeoutMs: number;
}

export interface PollerDeps {
  readonly source: SupergraphSource;
  readonly options: PollingOptions;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** A source that stays away is asked less and less often, down to this. */
const maxDelayMs = 60_000;

/** Looks at a source again and again: in step with nobody, and less often while it is away. */
export class SupergraphPoller {
  private readonly deps: PollerDeps;
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private failures = 0;

  constructor(deps: PollerDeps) {
    this.deps = deps;
  }

  /** The first text. A remote source is asked until the start timeout is over; a file only once. */
  async first(): Promise<string> {
    const { source, options, logger } = this.deps;
    const giveUpAt = performance.now() + (source.isRemote ? options.startTimeoutMs : 0);
    for (;;) {
      try {
        const text = await this.look();
        if (text === undefined) throw new Error('it gave no text');
        this.failures = 0;
        return text;
      } catch (error) {
        this.failures++;
        const leftMs = giveUpAt - performance.now();
        if (leftMs <= 0 || this.stopping.signal.aborted) {
          throw new Error(`The supergraph cannot be read from ${source.name}: ${describe(error)}`, {
            cause: error,
          });
        }
        logger.warn(
          { source: source.name, reason: describe(error) },
          'supergraph not there yet, asking again',
        );
        const delay = Math.min(leftMs, jitteredDelayMs(this.failures, { baseMs: 250, maxMs: maxDelayMs }));
        await new Promise((resolve) => setTimeout(resolve, delay));
      }
    }
  }

  /** Begins to look; `onText` is awaited before the next look. */
  start(onText: (text: string) => Promise<void>): void {
    if (this.stopping.signal.aborted) return;
    const { intervalMs } = this.deps.options;
    // Spread, so that many gateways do not ask at the same moment.
    const delay =
      this.failures === 0
        ? intervalMs * (0.9 + Math.random() / 5)
        : jitteredDelayMs(this.failures, { baseMs: intervalMs, maxMs: maxDelayMs });
    this.timer = setTimeout(() => {
      this.running = this.turn(onText).then(() => this.start(onText));
    }, delay);
    this.timer.unref();
  }

  /** Ends a look under way, and the looking. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.timer);
    await this.running;
  }

  private async turn(onText: (text: string) => Promise<void>): Promise<void> {
    const { source, logger, metrics } = this.deps;
    let text: string | undefined;
    try {
      text = await this.look();
      this.failures = 0;
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      this.failures++;
      metrics.supergraphSourceFailures.inc();
      // The one in use serves on; that a source stays away is for the alert on the metric, not for a line a minute.
      logger[this.failures === 1 ? 'warn' : 'debug'](
        { source: source.name, reason: describe(error), failures: this.failures },
        'supergraph source cannot be read, the supergraph in use stays',
      );
    }
    if (text !== undefined) await onText(text);
  }

  private async look(): Promise<string | undefined> {
    const deadline = AbortSignal.timeout(this.deps.options.timeoutMs);
    return await this.deps.source.read(AbortSignal.any([this.stopping.signal, deadline]));
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Errors of connections to a name with several addresses have no message of their own.
  return error.message || (error as NodeJS.ErrnoException).code || error.name;
}
