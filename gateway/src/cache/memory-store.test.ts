import { MemoryStore } from './memory-store.ts';

let now = 0;
const create = (options: { maxBytes?: number; maxInvalidatedTags?: number } = {}): MemoryStore =>
  new MemoryStore({ maxBytes: 100_000, now: () => now, ...options });
const entry = (key: string, tags: string[] = [], text = '{}') => ({ key, tags, text, freshMs: 1_000 });
const has = (store: MemoryStore, key: string): boolean => store.read([key]).found[0] !== undefined;

beforeEach(() => {
  now = 1_000_000;
});

test('gives back what was kept, for as long as it is fresh', () => {
  const store = create();
  store.write([entry('a', [], '"text"')], store.read(['a']).mark as number);
  now += 999;
  expect(store.read(['a', 'b']).found).toEqual([{ text: '"text"', freshMs: 1 }, undefined]);
  now += 1;
  expect(has(store, 'a')).toBe(false);
  expect(store.bytes).toBe(0);
});

test('never holds more bytes than it may, and lets go what was not used for longest', () => {
  const store = create({ maxBytes: 10_000 });
  for (let index = 0; index < 100; index++) {
    store.write([entry(`k${index}`, ['T'], 'x'.repeat(500))], 0);
    expect(has(store, 'k0')).toBe(true);
    expect(store.bytes).toBeLessThanOrEqual(10_000);
  }
  expect(has(store, 'k1')).toBe(false);
  expect(has(store, 'k99')).toBe(true);
  // One that would push out a tenth of all others is not worth it.
  store.write([entry('large', [], 'x'.repeat(2_000))], 0);
  expect(has(store, 'large')).toBe(false);
});

test('an invalidation drops what has the tag and was fetched before it, and nothing else', async () => {
  const store = create();
  const { mark } = store.read(['a']);
  store.write([entry('a', ['T', 'T:1']), entry('b', ['T', 'T:2'])], mark);
  await store.invalidate(['T:1']);
  store.write([entry('late', ['T:1'])], mark);
  expect(['a', 'b', 'late'].map((key) => has(store, key))).toEqual([false, true, false]);
  store.write([entry('a', ['T', 'T:1'])], store.read(['a']).mark);
  expect(has(store, 'a')).toBe(true);
  await store.invalidate(['T']);
  expect(['a', 'b'].map((key) => has(store, key))).toEqual([false, false]);
});

test('with more invalidated tags than it remembers it drops too much rather than too little', async () => {
  const store = create({ maxInvalidatedTags: 10 });
  const { mark } = store.read([]);
  store.write([entry('a', ['T:0']), entry('other', [])], mark);
  for (let index = 0; index < 11; index++) await store.invalidate([`T:${index}`]);
  expect(['a', 'other'].map((key) => has(store, key))).toEqual([false, false]);
  store.write([entry('a', ['T:0'])], store.read([]).mark);
  expect(has(store, 'a')).toBe(true);
});
