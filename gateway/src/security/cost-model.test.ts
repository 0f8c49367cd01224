import { buildSchema, type GraphQLError, parse } from 'graphql';
import { actualCost } from './actual-cost.ts';
import { CostModel } from './cost-model.ts';
import { CostRules } from './cost-rules.ts';

const directives = (cost: string, listSize: string): string => `
  directive @${cost}(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @${listSize}(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!],
    requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION`;

const sdl = `
  type Query {
    book(id: ID): Book
    books: [Book!]!
    shelf: [Book!]! @listSize(assumedSize: 7)
    page(first: Int, last: Int): Page! @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"])
    list(first: Int! = 5): [Book!]! @listSize(slicingArguments: ["first"])
    either(first: Int, last: Int): [Book!]!
      @listSize(assumedSize: 30, slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
    found(input: Filter): [Book!]! @listSize(slicingArguments: ["input.page.first"])
    search(text: String @cost(weight: 20), filter: Filter): Int @cost(weight: 3)
    scores: [Score!] @listSize(assumedSize: 4)
    any: Item
    named: Named
  }
  type Mutation { write(text: String): Book login(name: String): Boolean @cost(weight: 50) }
  input Filter { tag: String @cost(weight: 2) inner: [Filter!] page: Slice }
  input Slice { first: Int }
  scalar Score @cost(weight: 6)
  interface Named { name: String friends: [Book!]! }
  type Book implements Named { name: String author: Author friends: [Book!]! @listSize(assumedSize: 40) }
  type Author @cost(weight: 5) { name: String books: [Book!]! }
  union Item = Book | Author
  type Page { edges: [Edge!]! nodes: [Book!]! total: Int }
  type Edge { cursor: String node: Book! }`;

const schema = buildSchema(sdl.replace(/@(cost|listSize)\((?:[^()]|\n)*\)/g, ''));
const rules = new CostRules(parse(directives('cost', 'listSize') + sdl));
const model = new CostModel(schema, rules, { assumedListSize: 10, maxPageSize: 1_000 });
const cost = (query: string, variables: Record<string, unknown> = {}, name?: string): number =>
  model.estimate(parse(query), name, variables);

describe('the cost of an operation', () => {
  test.each([
    ['scalars are free, objects count 1', '{ book { name } }', 1],
    ['a list has the assumed length', '{ books { name } }', 10],
    ['lists in lists multiply', '{ books { author { books { name } } } }', 10 * (1 + 5 + 10)],
    ['a type may have a weight', '{ book { author { name } } }', 6],
    ['assumedSize', '{ shelf { name } }', 7],
    ['a scalar with a weight, in a list', '{ scores }', 24],
    ['a field with a weight', '{ search }', 3],
    ['an argument with a weight, if given', '{ search(text: "a") }', 23],
    ['input objects count 1, and their fields', '{ search(filter: { tag: "x" }) }', 3 + 1 + 2],
    ['input objects in lists', '{ search(filter: { inner: [{ tag: "x" }, {}] }) }', 3 + 1 + (1 + 2) + 1],
    [
      'a slicing argument sizes lists below',
      '{ page(first: 3) { total edges { node { name } } } }',
      1 + 3 * 2,
    ],
    ['each of the sized lists', '{ page(last: 3) { nodes { name } edges { cursor } } }', 1 + 3 + 3],
    [
      'also through fragments',
      '{ page(first: 2) { ...P } } fragment P on Page { ... { edges { cursor } } }',
      3,
    ],
    ['the default of a slicing argument', '{ list { name } }', 5],
    ['the largest of several', '{ either(first: 3, last: 8) { name } }', 8],
    ['the assumed size without any', '{ either { name } }', 30],
    ['a slicing argument inside an input object', '{ found(input: { page: { first: 6 } }) { name } }', 6 + 2],
    ['aliases count each', '{ a: book { name } b: book { name } }', 2],
    ['a mutation costs 10 more a field', 'mutation { write { name } b: write { name } }', 22],
    [
      'the dearest of fragments that exclude each other',
      '{ any { ... on Book { author { name } } ... on Author { name } } }',
      6,
    ],
    ['a fragment that always applies', '{ book { ... on Named { friends { name } } } }', 1 + 40],
    ['an interface costs what may stand behind it', '{ named { friends { name } } }', 1 + 40],
    ['what is skipped is free', '{ book { name author @skip(if: true) { name } } }', 1],
    ['introspection is almost free', '{ __typename __schema { types { name } } }', 1],
  ])('%s', (_name, query, expected) => {
    expect(cost(query)).toBe(expected);
  });

  test.each([
    ['a slicing argument', 'query ($n: Int) { page(first: $n) { edges { cursor } } }', { n: 50 }, 51],
    ['its default', 'query ($n: Int = 4) { list(first: $n) { name } }', {}, 4],
    [
      'a nested slicing argument',
      'query ($f: Filter) { found(input: $f) { name } }',
      { f: { page: { first: 9 } } },
      11,
    ],
    [
      'part of an input object',
      'query ($n: Int) { found(input: { page: { first: $n } }) { name } }',
      { n: 3 },
      5,
    ],
    ['conditions', 'query ($x: Boolean!) { book { author @include(if: $x) { name } } }', { x: false }, 1],
    [
      'conditions that hold',
      'query ($x: Boolean!) { book { author @include(if: $x) { name } } }',
      { x: true },
      6,
    ],
    [
      'weighted input',
      'query ($f: Filter) { search(filter: $f) }',
      { f: { tag: 'a', inner: [{ tag: 'b' }] } },
      9,
    ],
    ['nothing given', 'query ($f: Filter) { search(filter: $f) }', {}, 3],
  ])('reads %s from variables', (_name, query, variables, expected) => {
    expect(cost(query, variables)).toBe(expected);
  });

  test('is that of the named operation', () => {
    expect(cost('query A { book { name } } query B { books { name } }', {}, 'B')).toBe(10);
  });

  test.each([
    ['over the largest page', '{ page(first: 100000) { total } }', {}],
    ['below 0', '{ list(first: -1) { name } }', {}],
    ['over the largest page by variable', 'query ($n: Int) { page(first: $n) { total } }', { n: 1_001 }],
    ['missing where one is required', '{ page { total } }', {}],
    ['given twice where one is required', '{ page(first: 1, last: 1) { total } }', {}],
  ])('refuses a slicing argument that is %s', (_name, query, variables) => {
    let refusal: GraphQLError | undefined;
    try {
      cost(query, variables);
    } catch (error) {
      refusal = error as GraphQLError;
    }
    expect(refusal?.extensions).toEqual({ code: 'BAD_USER_INPUT', http: { status: 400 } });
  });

  test('is compiled in good time for a document that spreads fragments over and over', () => {
    const spread = Array.from(
      { length: 11 },
      (_, i) => `fragment F${i} on Book { friends { ...F${i + 1} } author { books { ...F${i + 1} } } }`,
    );
    const text = `{ book { ...F0 } } ${spread.join(' ')} fragment F11 on Book { name }`;
    expect(cost(text)).toBeGreaterThan(1e9);
  });
});

describe('refused documents', () => {
  const aliased = (field: string): string =>
    `{ ${Array.from({ length: 1_000 }, (_, i) => `a${i}: ${field}`).join('\n')} }`;

  test.each([
    ['a thousand aliases of a dear mutation', `mutation ${aliased('login(name: "x")')}`, 60_000],
    [
      'the same behind a fragment',
      `mutation { ...F } fragment F on Mutation ${aliased('login(name: "x")')}`,
      60_000,
    ],
    ['the same in an inline fragment', `mutation { ... on Mutation ${aliased('login')} }`, 60_001],
    ['fields of a query', `query Q($a: Int) @d(e: "f") ${aliased('book { login }')}`, 2_000],
    ['what cannot be read', `{ a b c \u0000`, 2],
    ['nothing', '', 0],
  ])('count %s', (_name, text, expected) => {
    expect(model.costOfRefused(text)).toBe(expected);
  });
});

describe('the cost of an answer', () => {
  const actual = (query: string, data: unknown, variables = {}): number =>
    actualCost({ schema, rules }, { document: parse(query), operationName: undefined, variables }, data);

  test.each([
    [
      'what is there counts, not what might be',
      '{ books { name author { name } } }',
      {
        books: [
          { name: 'a', author: { name: 'b' } },
          { name: 'c', author: null },
        ],
      },
      2 + 5,
    ],
    ['weighted scalars', '{ scores }', { scores: [1, 2] }, 12],
    [
      'the type that is told',
      '{ any { __typename ... on Book { author { name } } } }',
      { any: { __typename: 'Book', author: { name: 'x' } } },
      6,
    ],
    ['mutations', 'mutation { login write { name } }', { login: true, write: { name: 'x' } }, 20 + 50 + 1],
    [
      'what a condition lets through by default',
      'query ($with: Boolean = true) { book @include(if: $with) { name } }',
      { book: { name: 'a' } },
      1,
    ],
    ['nothing', '{ book { name } }', null, 0],
  ])('%s', (_name, query, data, expected) => {
    expect(actual(query, data)).toBe(expected);
  });
});

describe('the directives of a supergraph', () => {
  const link = (rest: string): string =>
    `schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/cost/v0.1"${rest}) { query: Query }`;
  const body = (cost: string, listSize: string): string =>
    `type Query { a: Int @${cost}(weight: 9) b: [Int] @${listSize}(assumedSize: 3) }`;

  test.each([
    ['imported', ', import: ["@cost", "@listSize"]', 'cost', 'listSize'],
    ['not imported', '', 'cost', 'cost__listSize'],
    ['under another prefix', ', as: "price"', 'price', 'price__listSize'],
    [
      'renamed',
      ', import: [{ name: "@cost", as: "@weight" }, { name: "@listSize", as: "@length" }]',
      'weight',
      'length',
    ],
  ])('are found when they are %s', (_name, rest, costName, listSizeName) => {
    const found = new CostRules(parse(link(rest) + body(costName, listSizeName)));
    expect(found.field('Query', 'a').weight).toBe(9);
    expect(found.field('Query', 'b').listSize?.assumedSize).toBe(3);
  });

  test('may be absent', () => {
    expect(new CostRules(parse('type Query { a: Int }')).isEmpty).toBe(true);
    expect(rules.isEmpty).toBe(false);
  });
});
