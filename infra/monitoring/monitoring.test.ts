import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { parse as parseYaml } from 'yaml';
import { Metrics } from '../../gateway/src/observability/metrics.ts';

const root = resolve(import.meta.dirname, '../..');

interface Expression {
  readonly where: string;
  readonly expr: string;
}

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels?: { readonly severity?: string };
  readonly annotations?: { readonly summary?: string; readonly runbook?: string };
}

const dashboard = JSON.parse(readFileSync(join(import.meta.dirname, 'gateway.dashboard.json'), 'utf8')) as {
  uid: string;
  panels: { id: number; title: string; description: string; targets: { expr: string; refId: string }[] }[];
};
const { groups } = parseYaml(readFileSync(join(import.meta.dirname, 'gateway.rules.yml'), 'utf8')) as {
  groups: { name: string; rules: Rule[] }[];
};
const rules = groups.flatMap((group) => group.rules);
const expressions: Expression[] = [
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ where: title, expr }))),
  ...rules.map(({ alert, expr }) => ({ where: alert, expr })),
];

/** Metrics and labels that an expression names, by Prometheus' own grammar. Throws where it does not parse. */
function namesIn(expr: string): { metrics: string[]; labels: string[] } {
  const text = expr.replaceAll('$__rate_interval', '5m').replaceAll('$instance', '.*');
  const metrics: string[] = [];
  const labels: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, from, to }) => {
      const found = text.slice(from, to);
      if (type.isError) throw new Error(`not PromQL at ${from}: ${text}`);
      if (type.name === 'Identifier') metrics.push(found);
      if (type.name === 'LabelName') labels.push(found);
    },
  });
  return { metrics, labels };
}

/** What the gateway exposes: series names, and the labels of each metric. */
async function exposed(): Promise<Map<string, readonly string[]>> {
  const { registry } = new Metrics();
  const text = await registry.metrics();
  const series = new Map<string, readonly string[]>();
  for (const { name, labelNames } of registry.getMetricsAsArray() as unknown as {
    name: string;
    labelNames: readonly string[];
  }[]) {
    if (!text.includes(`# TYPE ${name} `)) continue;
    const isHistogram = text.includes(`# TYPE ${name} histogram`);
    for (const suffix of isHistogram ? ['_bucket', '_sum', '_count'] : ['']) {
      series.set(name + suffix, [...labelNames, ...(suffix === '_bucket' ? ['le'] : [])]);
    }
  }
  return series;
}

describe('dashboard and alerts', () => {
  test.each(expressions)('$where asks for series and labels that the gateway has', async ({ expr }) => {
    const series = await exposed();
    const { metrics, labels } = namesIn(expr);
    expect(metrics.length).toBeGreaterThan(0);
    expect(metrics.filter((name) => !series.has(name))).toEqual([]);
    // What Prometheus adds when it scrapes, and what these metrics have.
    const known = new Set(['instance', 'job', ...metrics.flatMap((name) => series.get(name) ?? [])]);
    expect(labels.filter((label) => !known.has(label))).toEqual([]);
  });

  test('a name that is not there, or text that is not PromQL, would be found', async () => {
    const series = await exposed();
    expect(series.has('gateway_operation_duration_seconds')).toBe(false);
    expect(namesIn('rate(gateway_gone_total{code="X"}[5m])')).toEqual({
      metrics: ['gateway_gone_total'],
      labels: ['code'],
    });
    expect(() => namesIn('sum(rate(gateway_errors_total[5m])')).toThrow('not PromQL');
  });

  test('every alert says how urgent it is, what is wrong, and where to read on', () => {
    const operations = readFileSync(join(root, 'docs/operations.md'), 'utf8');
    const anchors = [...operations.matchAll(/^#+ (.+)$/gm)].map(
      ([, title = '']) =>
        `docs/operations.md#${title
          .toLowerCase()
          .replace(/[^\w\s-]/g, '')
          .replaceAll(' ', '-')}`,
    );
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { labels, annotations } of rules) {
      expect(['page', 'ticket']).toContain(labels?.severity);
      expect(annotations?.summary).toMatch(/\w/);
      expect(anchors).toContain(annotations?.runbook);
    }
  });

  test('every panel has an id of its own and says what it shows', () => {
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { description } of panels) expect(description).toMatch(/\w/);
  });
});
