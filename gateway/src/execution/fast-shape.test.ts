import { buildSchema, type GraphQLError, type OperationDefinitionNode, parse } from 'graphql';
import { compileShape, type ShapeResponse } from './shape.ts';

const schema = buildSchema(`
  type Query { thing: Thing must: Thing! any: [Any] either: Either things: [Thing!] grid: [[Int!]]! }
  interface Any { id: ID! }
  type Thing implements Any { id: ID! name: String count: Int price: Float isNew: Boolean! color: Color raw: Raw kin: [Thing] }
  type Book implements Any { id: ID! title: String! }
  union Either = Thing | Book
  enum Color { RED GREEN }
  scalar Raw
`);
const query = `{
  thing { id name n: name count price isNew color raw kin { id isNew } __typename }
  must { id isNew }
  any { id ... on Book { title } __typename }
  either { ... on Thing { name } }
  things { id }
  grid
}`;

function compile(denied?: string): ShapeResponse {
  const definition = parse(query).definitions[0] as OperationDefinitionNode;
  return compileShape(
    {
      schema,
      fragments: new Map(),
      conditions: {},
      keyOf: new Map(),
      introspect: () => 'null',
      denial: (_types, field) =>
        field === denied ? ({ message: 'no', extensions: {} } as never) : undefined,
    },
    schema.getQueryType()!,
    definition.selectionSet,
  );
}

const thing = {
  id: 't1',
  name: 'A',
  n: 'A',
  count: 1,
  price: 1.5,
  isNew: true,
  color: 'RED',
  raw: { a: [1] },
};
const right = {
  thing: { ...thing, kin: [{ id: 'k', isNew: false }, null], unasked: 'x' },
  must: { id: 7, isNew: false },
  any: [{ __typename: 'Book', id: 'b', title: 'T' }, { __typename: 'Thing', id: 't' }, null],
  either: { __typename: 'Thing', name: null },
  things: [],
  grid: [[1, 2], null, []],
};

/** The answer of a first run, which takes the careful way, and of one that is tried the fast way. */
function bothWays(data: object, isPlain: boolean, shape = compile()): { text: string; errors: unknown[] }[] {
  return Array.from({ length: 4 }, () => {
    const errors: GraphQLError[] = [];
    const text = shape(structuredClone(data) as never, errors, {}, isPlain);
    return { text, errors: errors.map(({ message, path }) => ({ message, path })) };
  });
}

describe('shaping by code made for the operation', () => {
  test('writes what the careful way writes', () => {
    const [careful, , , fast] = bothWays(right, true);
    expect(fast).toEqual(careful);
    expect(JSON.parse(fast?.text ?? '')).toMatchObject({
      thing: { ...thing, __typename: 'Thing' },
      grid: [[1, 2], null, []],
    });
  });

  test.each([
    'quote "',
    'back \\ slash',
    'line\nline',
    'control \u0001',
    'lone \ud800 surrogate',
    'Größe 漢字 🙂',
    '\u2028',
  ])('escapes %j where strings are not plain', (name) => {
    const [careful, , , fast] = bothWays({ ...right, thing: { ...right.thing, name, id: name } }, false);
    expect(fast).toEqual(careful);
    expect((JSON.parse(fast?.text ?? '') as typeof right).thing.name).toBe(name);
  });

  test.each<[string, object]>([
    ['a null where none may be', { must: null }],
    ['a missing field where none may be', { must: { id: 'm' } }],
    ['a null in a list of what may not be null', { things: [null] }],
    ['a null number in a list', { grid: [[null]] }],
    ['a string for a number', { thing: { ...thing, count: '1' } }],
    ['half an integer', { thing: { ...thing, count: 1.5 } }],
    ['a number without end', { thing: { ...thing, price: Number.POSITIVE_INFINITY } }],
    ['an unknown enum value', { thing: { ...thing, color: 'BLUE' } }],
    ['an enum value that every object has', { thing: { ...thing, color: 'toString' } }],
    ['an object for a list', { things: {} }],
    ['a list for an object', { thing: [] }],
    ['a type that does not fit', { either: { __typename: 'Query', name: 'x' } }],
    ['no type where one is needed', { either: { name: 'x' } }],
    ['another type than the schema says', { thing: { ...thing, __typename: 'Book' } }],
    ['a large number for an id', { must: { id: 1e300, isNew: true } }],
    ['nothing at all', { thing: undefined, any: null }],
  ])('leaves %s to the careful way', (_what, part) => {
    const [careful, , , fast] = bothWays({ ...right, ...part }, true);
    expect(fast).toEqual(careful);
  });

  test('passes on no id that was rounded when it was read', () => {
    const rounded = JSON.parse('9007199254740993');
    for (const { text, errors } of bothWays({ ...right, thing: { ...thing, id: rounded } }, true)) {
      expect(text).not.toContain('900719925474099');
      expect(errors).toEqual([{ message: 'Invalid value for Thing.id.', path: ['thing', 'id'] }]);
    }
  });

  test('leaves fields that the viewer may not read to the careful way', () => {
    const [careful, , , fast] = bothWays(right, true, compile('name'));
    expect(fast).toEqual(careful);
    expect(fast?.text).not.toContain('"A"');
    expect(fast?.errors).not.toHaveLength(0);
  });
});
