import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';

const sources = resolve(import.meta.dirname, '..');
const page = readFileSync(resolve(sources, '../../docs/gateway.md'), 'utf8');
const documented = [...page.matchAll(/^\|(( `[A-Z_]+`,?)+) +\|/gm)].flatMap(([, codes = '']) =>
  [...codes.matchAll(/`([A-Z_]+)`/g)].map(([, code = '']) => code),
);
const tests = globSync('**/*.test.ts', { cwd: sources })
  .filter((file) => basename(file) !== basename(import.meta.filename))
  .map((file) => readFileSync(resolve(sources, file), 'utf8'))
  .join('\n');

describe('the codes that clients may get', () => {
  test('are listed in docs/gateway.md, each that the gateway gives', () => {
    const errors = readFileSync(resolve(sources, 'execution/errors.ts'), 'utf8');
    const union = /type GatewayErrorCode =([^;]+);/.exec(errors)?.[1] ?? '';
    const given = [...union.matchAll(/'([A-Z_]+)'/g)].map(([, code = '']) => code);
    expect(given.length).toBeGreaterThan(10);
    expect(given.filter((code) => !documented.includes(code))).toEqual([]);
  });

  test.each(documented)('%s is provoked by a test', (code) => {
    expect(tests.includes(code)).toBe(true);
  });
});
