import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCompose } from './compose.ts';
import { loadSupergraph } from './load.ts';

describe('composition', () => {
  let folder: string;
  let lines: string[];
  const run = (...args: string[]): Promise<number> =>
    runCompose(
      [
        ...['--subgraphs', join(folder, 'subgraphs.json')],
        ...['--out', join(folder, 'out.graphql'), '--api', join(folder, 'api.graphql')],
        ...['--changes', join(folder, 'schema-changes.json')],
        ...args,
      ],
      (line) => lines.push(line),
    );
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'compose-'));
    lines = [];
    write(
      'subgraphs.json',
      '[{"name":"a","url":"http://127.0.0.1:1/graphql","schema":"a.graphql"},{"name":"b","url":"http://127.0.0.1:2/graphql","schema":"b.graphql"}]',
    );
    write('schema-changes.json', '{"base":"v1","accepted":[]}');
    write('a.graphql', 'type Query { a: T } type T @key(fields: "id") { id: ID! }');
    write('b.graphql', 'type T @key(fields: "id") { id: ID! b: Int }');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('writes a supergraph that loads, and the check then agrees', async () => {
    expect(await run()).toBe(0);
    const { subgraphs, schema } = loadSupergraph(readFileSync(join(folder, 'out.graphql'), 'utf8'));
    expect(subgraphs.map(({ name, url }) => `${name} ${url}`)).toEqual([
      'a http://127.0.0.1:1/graphql',
      'b http://127.0.0.1:2/graphql',
    ]);
    expect(schema.getType('T')).toBeDefined();
    expect(await run('--check')).toBe(0);
  });

  test('the check fails on a difference and on a missing file, and writes nothing', async () => {
    expect(await run('--check')).toBe(1);
    expect(await run()).toBe(0);
    const before = readFileSync(join(folder, 'out.graphql'), 'utf8');
    write('b.graphql', 'type T @key(fields: "id") { id: ID! b: String }');
    expect(await run('--check')).toBe(1);
    expect(readFileSync(join(folder, 'out.graphql'), 'utf8')).toBe(before);
  });

  test('names the fault and the subgraph when schemas do not compose', async () => {
    write('b.graphql', 'type T @key(fields: "missing") { id: ID! }');
    expect(await run()).toBe(1);
    expect(lines.join('\n')).toMatch(/KEY_INVALID_FIELDS.*\[b\]/);
    write('b.graphql', 'type {');
    expect(await run()).toBe(1);
    expect(lines.join('\n')).toContain('b.graphql does not parse');
  });

  test('a supergraph with connectors is refused, as it would be answered wrongly', async () => {
    expect(await run()).toBe(0);
    const sdl = readFileSync(join(folder, 'out.graphql'), 'utf8');
    const withConnectors = sdl.replace(
      '@link(url: "https://specs.apollo.dev/join',
      '@link(url: "https://specs.apollo.dev/connect/v0.1", for: EXECUTION)\n  @link(url: "https://specs.apollo.dev/join',
    );
    expect(() => loadSupergraph(withConnectors)).toThrow('connect');
  });
});
