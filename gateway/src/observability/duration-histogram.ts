import type { Histogram, Registry } from 'prom-client';

/** Adds one duration, in seconds, to a series. */
export type Observe = (seconds: number) => void;

interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** How many durations fell into each bucket; the last one is for those beyond all bounds. */
  readonly counts: Float64Array;
  sum: number;
}

/**
 * A histogram whose series are made once and kept by whoever observes. prom-client's own finds the series by the text of
 * its labels at each observation; with one for each request to a subgraph that was 2 % of the yardstick's operation.
 */
export class DurationHistogram {
  readonly name: string;
  readonly type = 'histogram';
  private readonly help: string;
  private readonly bounds: readonly number[];
  private readonly series: Series[] = [];

  constructor(
    registry: Registry,
    { name, help, bounds }: { name: string; help: string; bounds: readonly number[] },
  ) {
    this.name = name;
    this.help = help;
    this.bounds = bounds;
    // A registry asks a metric for its name and its values, and for nothing else.
    registry.registerMetric(this as unknown as Histogram);
  }

  /** A new series, which must have labels of its own. */
  startSeries(labels: Readonly<Record<string, string>>): Observe {
    const { bounds } = this;
    const series: Series = { labels, counts: new Float64Array(bounds.length + 1), sum: 0 };
    this.series.push(series);
    const { counts } = series;
    return (seconds) => {
      let bucket = 0;
      while (bucket < bounds.length && seconds > (bounds[bucket] as number)) bucket++;
      counts[bucket] = (counts[bucket] as number) + 1;
      series.sum += seconds;
    };
  }

  /** All series as prom-client writes them. */
  async get(): Promise<object> {
    const { name, help, type, bounds } = this;
    const values = this.series.flatMap(({ labels, counts, sum }) => {
      let count = 0;
      const buckets = [...bounds, '+Inf'].map((le, bucket) => {
        count += counts[bucket] as number;
        return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: count };
      });
      return [
        ...buckets,
        { metricName: `${name}_sum`, labels, value: sum },
        { metricName: `${name}_count`, labels, value: count },
      ];
    });
    return { name, help, type, aggregator: 'sum', values };
  }
}
