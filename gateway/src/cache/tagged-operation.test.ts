import { buildSchema, parse } from 'graphql';
import { JoinedTypes } from './subgraph-types.ts';
import { tagOperation, tagsIn } from './tagged-operation.ts';

const joins = `
  directive @join__type(graph: join__Graph!, key: String, isInterfaceObject: Boolean) repeatable on OBJECT | INTERFACE | UNION
  directive @join__field(graph: join__Graph, external: Boolean) repeatable on FIELD_DEFINITION
  directive @join__implements(graph: join__Graph!, interface: String!) repeatable on OBJECT
  directive @join__unionMember(graph: join__Graph!, member: String!) repeatable on UNION
  directive @join__graph(name: String!) on ENUM_VALUE
  enum join__Graph { A @join__graph(name: "a") B @join__graph(name: "b") }`;
const sdl = `${joins}
  type Query { book: Book media: Media found: Found page: Page plain: Plain }
  interface Media @join__type(graph: A) @join__type(graph: B, key: "id", isInterfaceObject: true) { id: ID title: String }
  type Book implements Media @join__type(graph: A, key: "id") @join__type(graph: B, key: "shelf { no }")
    @join__type(graph: B, key: "sku") @join__implements(graph: A, interface: "Media") {
    id: ID @join__field(graph: A) @join__field(graph: B, external: true) sku: Int title: String inner: Book plain: Plain }
  type Film implements Media @join__type(graph: A, key: "sku") @join__implements(graph: A, interface: "Media") {
    sku: Int id: ID title: String }
  union Found @join__type(graph: A) @join__unionMember(graph: A, member: "Book") = Book | Film | Plain
  type Page @join__type(graph: A) { books: [Book] }
  type Plain @join__type(graph: A) { x: Int }`;
const schema = buildSchema(sdl);
const joined = new JoinedTypes(parse(sdl));
const keyFields = new Map([
  ['Book', 'id'],
  ['Film', 'sku'],
]);
const tag = (graph: string, operation: string) => {
  const tagged = tagOperation(schema, joined.of(graph), keyFields, parse(operation));
  return tagged && { ...tagged, operation: tagged.operation.replaceAll(/\s+/g, ' ') };
};
const ofBook = '__cacheType: __typename __cacheKey_Book: id';
const ofFilm = '__cacheType: __typename __cacheKey_Film: sku';

test('every object of a type that can be invalidated tells which it is', () => {
  expect(tag('a', '{ page { books { title inner { plain { x } } } } }')).toEqual({
    operation: `{ page { books { title inner { plain { x } ${ofBook} } ${ofBook} } } }`,
    types: ['Book'],
  });
});

test('through interfaces and unions, each type that the subgraph knows, under a name of its own', () => {
  expect(tag('a', '{ media { title } }')).toEqual({
    operation: `{ media { title ... on Book { ${ofBook} } ... on Film { ${ofFilm} } } }`,
    types: ['Book', 'Film'],
  });
  // Film is a member of the union elsewhere only.
  expect(tag('a', '{ found { ... on Plain { x } } }')?.operation).toBe(
    `{ found { ... on Plain { x } ... on Book { ${ofBook} } } }`,
  );
});

test('entities too, and nothing is added where nothing can be invalidated', () => {
  const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Book { title } } }';
  expect(tag('a', query)?.operation).toContain(`... on Book { title ${ofBook} }`);
  expect(tag('a', '{ plain { x } }')).toEqual({ operation: '{ plain { x } }', types: [] });
});

test('fragments are tagged where they are defined', () => {
  expect(tag('a', '{ page { books { ...f } } } fragment f on Book { title plain { x } }')?.operation).toBe(
    `{ page { books { ...f ${ofBook} } } } fragment f on Book { title plain { x } ${ofBook} }`,
  );
});

test('where an entity cannot be told apart, the answer is not to be kept', () => {
  expect(tag('b', '{ book { title } }')).toBeUndefined();
  expect(tag('b', '{ media { title } }')).toBeUndefined();
  expect(tag('a', '{ book { __cacheType: title } }')).toBeUndefined();
});

test('keys of several fields are passed over for one of a single field', () => {
  expect(joined.keyFieldOf('Book')).toBe('id');
  expect(joined.keyFieldOf('Page')).toBeUndefined();
});

test('an answer is about all entities in it', () => {
  const book = {
    __cacheType: 'Book',
    __cacheKey_Book: 7,
    inner: [{ __cacheType: 'Film', __cacheKey_Film: 'f' }, null],
  };
  expect([...tagsIn({ page: { books: [book, { __cacheType: 'Book', __cacheKey_Book: null }] } })]).toEqual([
    'Book:7',
    'Film:f',
  ]);
});
