import { cacheInvalidation } from './cache-invalidation.ts';
import { consumers } from './topology.ts';

test("the gateway's queue gets exactly the events that its cache knows what to do with", () => {
  expect([...consumers.gateway].sort()).toEqual(
    [...new Set(cacheInvalidation.map(({ type }) => type))].sort(),
  );
});
