import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheInvalidation } from './cache-invalidation.ts';
import { consumers } from './topology.ts';

test("the gateway's queue gets exactly the events that its cache knows what to do with", () => {
  expect([...consumers.gateway].sort()).toEqual(
    [...new Set(cacheInvalidation.map(({ type }) => type))].sort(),
  );
});

test.each(['docker-compose.yml', 'gateway/.env.example'])('%s says the same to the gateway', (file) => {
  const text = readFileSync(join(import.meta.dirname, '../../..', file), 'utf8');
  const [rules = ''] = /\[\{"type"[^\]]*\]/.exec(text) ?? [];
  expect(JSON.parse(rules)).toEqual(cacheInvalidation);
});
