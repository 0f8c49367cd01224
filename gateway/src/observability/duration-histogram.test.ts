import { Histogram, Registry } from 'prom-client';
import { DurationHistogram } from './duration-histogram.ts';

const bounds = [0.01, 0.1, 1];
const description = { name: 'request_seconds', help: 'How long a request took' };

test('what is observed is written just as prom-client writes its own histogram', async () => {
  const ours = new Registry();
  const theirs = new Registry();
  const histogram = new DurationHistogram(ours, { ...description, bounds });
  const known = new Histogram({
    ...description,
    buckets: bounds,
    labelNames: ['subgraph', 'outcome'],
    registers: [theirs],
  });
  for (const labels of [
    { subgraph: 'orders', outcome: 'ok' },
    { subgraph: 'a "quoted" one', outcome: 'error' },
  ]) {
    const observe = histogram.startSeries(labels);
    for (const seconds of [0, 0.01, 0.011, 0.5, 1, 1.5, 60]) {
      observe(seconds);
      known.observe(labels, seconds);
    }
  }
  expect(await ours.metrics()).toBe(await theirs.metrics());
});

test('a histogram without observations is known by name', async () => {
  const registry = new Registry();
  new DurationHistogram(registry, { ...description, bounds });
  expect(await registry.metrics()).toContain('# TYPE request_seconds histogram');
});
