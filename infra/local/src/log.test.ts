import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Level, openLog, type SoukLog } from './log.ts';

let folder: string;
let printed: string[];
let log: SoukLog;
function open(consoleLevel: Level, maxFileBytes?: number): void {
  log = openLog({ folder, consoleLevel, print: (line) => printed.push(line), colour: false, maxFileBytes });
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'souk-log-'));
  printed = [];
});
afterEach(() => {
  log.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the file has everything, the console what matters, each line with its process and level', () => {
  open('warn');
  log.line(
    'orders',
    '{"level":"info","time":"2026-11-21T10:00:00.000Z","name":"orders","msg":"ready","startMs":812}',
    'info',
  );
  log.line(
    'orders',
    '{"level":40,"msg":"slow","err":{"message":"late","stack":"Error: late\\n    at x"}}',
    'info',
  );
  log.line('web', 'plain text', 'info');
  log.line('web', 'plain complaint', 'warn');
  const text = readFileSync(log.file, 'utf8');
  expect(text).toContain('2026-11-21T10:00:00.000Z INFO  orders               ready startMs=812\n');
  expect(text).toContain('INFO  web                  plain text\n');
  expect(printed).toEqual([
    expect.stringMatching(/^\d\d:\d\d:\d\d WARN {2}orders {15}slow\nError: late\n {4}at x$/),
    expect.stringMatching(/WARN {2}web {18}plain complaint$/),
  ]);
  expect(log.tail('web')).toEqual(['plain text', 'plain complaint']);
});

test('a line that only looks like a record is kept as it is', () => {
  open('info');
  log.line('web', '{not json', 'info');
  expect(printed[0]).toContain('{not json');
});

test('a full file makes room for a new one, and three older ones are kept', () => {
  open('error', 200);
  for (let index = 0; index < 40; index++) log.say('info', `line ${index}`);
  expect(readFileSync(log.file, 'utf8')).toContain('line 39');
  expect(readFileSync(log.file, 'utf8').length).toBeLessThanOrEqual(200);
  expect(['.1', '.2', '.3', '.4'].map((end) => existsSync(log.file + end))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
