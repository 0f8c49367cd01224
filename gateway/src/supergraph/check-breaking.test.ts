import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBreakingChanges } from './check-breaking.ts';

const released =
  'type Query { order(id: ID!): Order } type Order { id: ID! total: Int! state: State } enum State { OPEN }';

describe('breaking changes of the API', () => {
  let folder: string;
  let lines: string[];
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  const check = (apiSdl: string, options: { accepted?: unknown[]; base?: string } = {}): Promise<boolean> => {
    lines = [];
    const changesFile = join(folder, 'schema-changes.json');
    writeFileSync(changesFile, JSON.stringify({ base: 'v1', accepted: options.accepted ?? [] }));
    const input = { apiFile: join(folder, 'api', 'schema.graphql'), apiSdl, changesFile, base: options.base };
    return checkBreakingChanges(input, (line) => lines.push(line));
  };
  const commit = (sdl: string): void => {
    writeFileSync(join(folder, 'api', 'schema.graphql'), sdl);
    git('add', '.');
    git('commit', '-q', '-m', 'schema');
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'breaking-'));
    mkdirSync(join(folder, 'api'));
    git('init', '-q');
    commit(released);
    git('tag', 'v1');
    commit(`${released} type New { id: ID! old: Int }`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['nothing', released],
    ['a new field', released.replace('total: Int!', 'total: Int! note: String')],
    ['a deprecation', released.replace('total: Int!', 'total: Int! @deprecated(reason: "soon gone")')],
    ['the removal of what was never released', `${released} type New { id: ID! }`],
  ])('%s breaks nobody', async (_name, sdl) => {
    expect(await check(sdl)).toBe(true);
    expect(lines).toEqual(['No unexpected breaking change since v1.']);
  });

  test.each([
    ['a field taken away', released.replace('total: Int!', ''), 'FIELD_REMOVED Order.total'],
    ['a field that may now be null', released.replace('Int!', 'Int'), 'FIELD_TYPE_CHANGED Order.total'],
    [
      'an argument that must now be given',
      released.replace('id: ID!)', 'id: ID!, by: ID!)'),
      'FIELD_ARGUMENT_ADDED',
    ],
    ['a type taken away', released.replace(' state: State', '').replace(/enum.*/, ''), 'TYPE_REMOVED State'],
  ])('%s is an error that names it', async (_name, sdl, text) => {
    expect(await check(sdl)).toBe(false);
    expect(lines.join('\n')).toContain(`error ${text}`);
  });

  test('what can surprise a client is a warning', async () => {
    expect(await check(released.replace('OPEN', 'OPEN CLOSED'))).toBe(true);
    expect(lines[0]).toMatch(/^warn {2}ENUM_VALUE_ADDED State\.CLOSED/);
  });

  test('an accepted change passes with its reason, and only that one', async () => {
    const accepted = [
      { change: 'FIELD_REMOVED', path: 'Order.total', reason: 'nobody asked for it in 90 days' },
    ];
    expect(await check(released.replace('total: Int!', ''), { accepted })).toBe(true);
    expect(lines[0]).toBe('known FIELD_REMOVED Order.total: nobody asked for it in 90 days');
    expect(await check(released.replace(/total: Int! state: State/, ''), { accepted })).toBe(false);
    expect(lines.join('\n')).toContain('error FIELD_REMOVED Order.state');
  });

  test('an accepted change that is not made is an error, as it would hide the next one', async () => {
    const accepted = [{ change: 'FIELD_REMOVED', path: 'Order.total', reason: 'planned' }];
    expect(await check(released, { accepted })).toBe(false);
    expect(lines[0]).toMatch(/^error FIELD_REMOVED Order\.total is accepted/);
  });

  test('another base can be asked for, and must then be there', async () => {
    const now = `${released} type New { id: ID! }`;
    expect(await check(now, { base: 'HEAD' })).toBe(false);
    expect(lines[0]).toContain('error FIELD_REMOVED New.old');
    for (const base of ['v0', '--output=/tmp/x']) expect(await check(now, { base })).toBe(false);
    expect(lines[0]).toMatch(/^error No API to compare with/);
  });

  test('a clone without the base’s history is told how to get it, and passes', async () => {
    const clone = mkdtempSync(join(tmpdir(), 'breaking-shallow-'));
    try {
      execFileSync('git', ['clone', '-q', '--depth=1', `file://${folder}`, clone], { stdio: 'ignore' });
      const changesFile = join(clone, 'schema-changes.json');
      writeFileSync(changesFile, '{"base":"v1","accepted":[]}');
      lines = [];
      const input = {
        apiFile: join(clone, 'api', 'schema.graphql'),
        apiSdl: 'type Query { x: Int }',
        changesFile,
      };
      expect(await checkBreakingChanges(input, (line) => lines.push(line))).toBe(true);
      expect(lines.join('\n')).toContain('git fetch --depth=1 origin v1');
      expect(lines.at(-1)).toContain('Breaking changes were not looked for.');
    } finally {
      rmSync(clone, { recursive: true });
    }
  });

  test('a list that is not well formed is refused', async () => {
    await expect(
      check(released, { accepted: [{ change: 'FIELD_REMOVED', path: 'Order.total' }] }),
    ).rejects.toThrow('reason');
  });
});
