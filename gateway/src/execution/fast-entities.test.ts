import type { FetchNode } from '@apollo/query-planner';
import { compileEntityPath } from './entities.ts';
import { compileCollect, compileMerge, compileWriteFields } from './fast-entities.ts';
import { type JsonObject, mergeInto } from './json.ts';

const fetchOf = (selection: string, rest: Partial<FetchNode> = {}): FetchNode => ({
  kind: 'Fetch',
  serviceName: 'stock',
  operationName: undefined,
  operationKind: 'query' as FetchNode['operationKind'],
  operation: `query($representations:[_Any!]!){_entities(representations:$representations){${selection}}}`,
  ...rest,
});

describe('code made for entity fetches', () => {
  const data: JsonObject = {
    users: [
      { id: 1, reviews: [{ product: { upc: 'a' } }, null, { product: null }] },
      null,
      { id: 2, reviews: null },
      { id: 3, reviews: [{ product: [{ upc: 'b' }, [{ upc: 'c' }, null]] }] },
      [{ id: 4 }],
    ],
    one: { upc: 'd' },
    empty: [],
  };

  test.each([
    [['users', '@']],
    [['users', '@', 'reviews', '@', 'product']],
    [['users']],
    [['one']],
    [['empty', '@', 'x']],
    [['missing', '@', 'x']],
    [['one', '@']],
    [[]],
  ])('finds at %j what the general way finds, in the same order', (path) => {
    const general: JsonObject[] = [];
    compileEntityPath(path)(data, (entity) => general.push(entity));
    const found: JsonObject[] = [];
    compileCollect(path)?.(data, found);
    expect(found).toEqual(general);
    found.forEach((entity, index) => {
      expect(entity).toBe(general[index]);
    });
  });

  test('is not made for keys that every object has', () => {
    expect(compileCollect(['users', '@', 'constructor'])).toBeUndefined();
    expect(compileMerge(fetchOf('... on A { toString: a }'))).toBeUndefined();
    expect(compileWriteFields(['__typename', '__proto__'])).toBeUndefined();
  });

  test('is not made for fetches whose answers are rewritten', () => {
    const outputRewrites = [{ kind: 'KeyRenamer' as const, path: ['a_1'], renameKeyTo: 'a' }];
    expect(compileMerge(fetchOf('... on A { a }', { outputRewrites }))).toBeUndefined();
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['new fields', { id: 1 }, { name: 'n', kin: { a: 1 }, tags: [1] }],
    [
      'objects into objects',
      { kin: { a: 1, deep: { x: 1 } } },
      { kin: { b: 2, deep: { y: 2 } }, name: null },
    ],
    ['lists of equal length', { kin: [{ a: 1 }, null] }, { kin: [{ b: 2 }, { c: 3 }] }],
    ['lists of other length', { kin: [{ a: 1 }] }, { kin: [{ b: 2 }, { c: 3 }] }],
    ['nulls over values, and values over nulls', { kin: { a: 1 }, name: null }, { kin: null, name: 'n' }],
  ])('merges %s as the general way does', (_what, target, source) => {
    const general = structuredClone(target);
    mergeInto(general, structuredClone(source));
    const merge = compileMerge(fetchOf('... on A { name kin { a } ...F } __typename'));
    const entity = structuredClone(target);
    merge?.(entity, structuredClone({ ...source, unasked: true, tags: undefined }));
    delete general.tags;
    expect(entity).toEqual(general);
  });

  test.each(['plain', 'quote "', 'back \\', 'line\n', '\u0000', '\ud800', '🙂 é 漢', '', '\u2028'])(
    'writes %j as JSON does',
    (text) => {
      const entity = { __typename: 'A', key: text, count: 1.5, none: null, flag: true, list: [text] };
      expect(compileWriteFields(Object.keys(entity))?.(entity)).toBe(JSON.stringify(entity));
    },
  );

  test('writes nothing where a field is missing', () => {
    expect(compileWriteFields(['__typename', 'key'])?.({ __typename: 'A' })).toBeUndefined();
  });
});
