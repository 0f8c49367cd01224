import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCompose } from './compose.ts';
import { loadSupergraph } from './load.ts';

describe('composition', () => {
  let folder: string;
  let lines: string[];
  const run = (...args: string[]): number =>
    runCompose(
      [
        ...['--subgraphs', join(folder, 'subgraphs.json')],
        ...['--out', join(folder, 'out.graphql'), '--api', join(folder, 'api.graphql')],
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
    write('a.graphql', 'type Query { a: T } type T @key(fields: "id") { id: ID! }');
    write('b.graphql', 'type T @key(fields: "id") { id: ID! b: Int }');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('writes a supergraph that loads, and the check then agrees', () => {
    expect(run()).toBe(0);
    const { subgraphs, schema } = loadSupergraph(readFileSync(join(folder, 'out.graphql'), 'utf8'));
    expect(subgraphs.map(({ name, url }) => `${name} ${url}`)).toEqual([
      'a http://127.0.0.1:1/graphql',
      'b http://127.0.0.1:2/graphql',
    ]);
    expect(schema.getType('T')).toBeDefined();
    expect(run('--check')).toBe(0);
  });

  test('the check fails on a difference and on a missing file, and writes nothing', () => {
    expect(run('--check')).toBe(1);
    expect(run()).toBe(0);
    const before = readFileSync(join(folder, 'out.graphql'), 'utf8');
    write('b.graphql', 'type T @key(fields: "id") { id: ID! b: String }');
    expect(run('--check')).toBe(1);
    expect(readFileSync(join(folder, 'out.graphql'), 'utf8')).toBe(before);
  });

  test('names the fault and the subgraph when schemas do not compose', () => {
    write('b.graphql', 'type T @key(fields: "missing") { id: ID! }');
    expect(run()).toBe(1);
    expect(lines.join('\n')).toMatch(/KEY_INVALID_FIELDS.*\[b\]/);
    write('b.graphql', 'type {');
    expect(run()).toBe(1);
    expect(lines.join('\n')).toContain('b.graphql does not parse');
  });

  test('a supergraph with context arguments is refused, as it would be answered wrongly', () => {
    write(
      'b.graphql',
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@context", "@fromContext"])
       type T @key(fields: "id") @context(name: "t") { id: ID! unit: String! child: C }
       type C @key(fields: "id") { id: ID! price(unit: String @fromContext(field: "$t { unit }")): Int }`,
    );
    expect(run()).toBe(0);
    expect(() => loadSupergraph(readFileSync(join(folder, 'out.graphql'), 'utf8'))).toThrow('context');
  });
});
