import { Cancellation } from './cancellation.ts';
import { collectEntities } from './collect-entities.ts';
import type { Execution } from './execution.ts';
import { compileCollect, compileIsSame, compileWriteFields } from './fast-entities.ts';
import type { JsonObject } from './json.ts';
import type { RepresentationWriter } from './representations.ts';

function writerOf(keys: readonly string[]): RepresentationWriter {
  const write = compileWriteFields(['__typename', ...keys]);
  if (!write) throw new Error('no writer');
  return { write, keys, isSame: compileIsSame(keys) };
}

function collect(writer: RepresentationWriter, entities: readonly JsonObject[], only?: Set<JsonObject>) {
  const place = { path: ['items', '@'], collectEntities: compileCollect(['items', '@'])! };
  const execution: Execution = {
    data: { items: entities.map((entity) => ({ __typename: 'Item', ...entity })) },
    variables: {},
    coerced: {},
    errors: [],
    scope: { headers: {}, cancellation: new Cancellation() },
    ...(only && { only }),
  };
  const { list, count, positions, texts } = collectEntities(
    { writerOf: () => writer, places: [place] },
    execution,
    true,
  );
  expect(JSON.parse(`[${list}]`)).toHaveLength(count);
  expect(texts?.join(',') ?? '').toBe(list);
  return { list, positions: positions[0] };
}

describe('representations of a fetch', () => {
  test('equal ones are sent once', () => {
    const { list, positions } = collect(writerOf(['id']), [
      { id: 'a' },
      { id: 'b' },
      { id: 'a' },
      { id: 'b' },
    ]);
    expect(list).toBe('{"__typename":"Item","id":"a"},{"__typename":"Item","id":"b"}');
    expect(positions).toEqual([0, 1, 0, 1]);
  });

  test('entities with one key in common and another not have each their own', () => {
    const { positions } = collect(writerOf(['price', 'id']), [
      { id: 'a', price: 1 },
      { id: 'a', price: 2 },
      { id: 'a', price: 1 },
      { id: 'a', price: 2 },
      { id: 'b', price: 2 },
      { id: 'a', price: null },
    ]);
    expect(positions).toEqual([0, 1, 0, 1, 2, 3]);
  });

  test('a string and the number that reads like it are two keys', () => {
    const { positions } = collect(writerOf(['id']), [{ id: '1' }, { id: 1 }, { id: '1' }, { id: 1 }]);
    expect(positions).toEqual([0, 1, 0, 1]);
  });

  test('a key with the text of a representation is no representation', () => {
    const text = '{"__typename":"Item","id":5}';
    const { positions } = collect(writerOf(['id']), [{ id: 'a' }, { id: 5 }, { id: text }, { id: 5 }]);
    expect(positions).toEqual([0, 1, 2, 1]);
  });

  test('objects as values are compared by their content', () => {
    const { positions } = collect(writerOf(['id', 'size']), [
      { id: 'a', size: { x: 1 } },
      { id: 'a', size: { x: 1 } },
      { id: 'a', size: { x: 2 } },
    ]);
    expect(positions).toEqual([0, 0, 1]);
  });

  test('an entity that lacks a field has none, and hides no other with the same key', () => {
    const { positions } = collect(writerOf(['id', 'price']), [
      { id: 'a' },
      { id: 'a', price: 1 },
      { id: 'a' },
    ]);
    expect(positions).toEqual([-1, 0, -1]);
  });

  test('where code cannot be made from text, texts are compared', () => {
    const { write, keys } = writerOf(['id']);
    const { positions } = collect({ write, keys }, [{ id: 'a' }, { id: 'b' }, { id: 'a' }]);
    expect(positions).toEqual([0, 1, 0]);
  });

  test('only the entities that a fetch is about are asked for', () => {
    const { list, positions } = collect(writerOf(['id']), [{ id: 'a' }], new Set());
    expect(list).toBe('');
    expect(positions).toEqual([-1]);
  });
});
