/** Durations of one kind of step, in milliseconds. */
export type LatencySummary = {
  readonly count: number;
  readonly failures: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
};

export type Latencies = {
  /** Times a step. A step that throws counts as a failure and its time is not kept; the error goes on. */
  time<Result>(step: string, work: () => Promise<Result>): Promise<Result>;
  /** Forgets all so far, for the end of a warm-up. */
  reset(): void;
  summary(): Record<string, LatencySummary>;
};

/** Collects how long each kind of step takes. */
export function createLatencies(): Latencies {
  let steps = new Map<string, { durations: number[]; failures: number }>();

  function of(step: string): { durations: number[]; failures: number } {
    const known = steps.get(step) ?? { durations: [], failures: 0 };
    steps.set(step, known);
    return known;
  }

  return {
    async time(step, work) {
      const startedAt = performance.now();
      try {
        const result = await work();
        of(step).durations.push(performance.now() - startedAt);
        return result;
      } catch (error) {
        of(step).failures += 1;
        throw error;
      }
    },
    reset() {
      steps = new Map();
    },
    summary() {
      return Object.fromEntries(
        [...steps].map(([step, { durations, failures }]) => [step, { ...percentiles(durations), failures }]),
      );
    },
  };
}

/** Nearest-rank percentiles of durations in milliseconds, to a tenth. */
export function percentiles(durations: readonly number[]): Omit<LatencySummary, 'failures'> {
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (share: number): number => {
    const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
    return Math.round(value * 10) / 10;
  };
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
