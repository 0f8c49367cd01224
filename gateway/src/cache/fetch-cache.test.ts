import { Registry } from 'prom-client';
import { loadSupergraph } from '../supergraph/load.ts';
import { startLibrary } from '../testing/library-fixture.ts';
import { CacheMetrics } from './cache-metrics.ts';
import { createFetchCache, type FetchCache } from './fetch-cache.ts';
import { MemoryStore } from './memory-store.ts';

describe('the cache of a supergraph', () => {
  let sdl: string;
  beforeAll(async () => {
    const library = await startLibrary();
    sdl = library.supergraphSdl;
    await library.stop();
  });
  const create = (supergraphSdl: string, invalidatedTypes: string[] = []): FetchCache | undefined =>
    createFetchCache(
      {
        store: new MemoryStore({ maxBytes: 10_000, now: Date.now }),
        metrics: new CacheMetrics(new Registry()),
        invalidatedTypes,
      },
      loadSupergraph(supergraphSdl).cacheable,
    );

  test('is none where nothing is declared public, so that nothing is done for it', () => {
    expect(create(sdl)).toBeDefined();
    expect(create(sdl.replaceAll(/maxAge: \d+/g, 'maxAge: 0'))).toBeUndefined();
  });

  test('is refused where an invalidation could never find its entities', () => {
    expect(create(sdl, ['Book', 'Author', 'Elsewhere'])).toBeDefined();
    expect(() => create(sdl, ['Money'])).toThrow('Money: it has no key of a single field');
    expect(() => create(sdl, ['Found'])).toThrow('Found: it is not an object type');
  });
});
