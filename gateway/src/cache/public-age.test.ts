import { buildSchema, parse } from 'graphql';
import { CacheHints } from './cache-hints.ts';
import { publicAgeSeconds } from './public-age.ts';

const sdl = `
  directive @cacheControl(maxAge: Int, scope: Scope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE
  directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE
  enum Scope { PUBLIC PRIVATE }
  scalar Any
  union Entity = Thing | Bare
  type Mutation { change: Int @cacheControl(maxAge: 60) }
  type Query {
    thing: Thing @cacheControl(maxAge: 40)
    typed: Thing
    nodes: [Node] @cacheControl(maxAge: 50)
    either: Either @cacheControl(maxAge: 50)
    number: Int
    aged: Int @cacheControl(maxAge: 10)
    zero: Int @cacheControl(maxAge: 0)
    own: Int @cacheControl(maxAge: 10, scope: PRIVATE)
    guarded: Guarded @cacheControl(maxAge: 10)
    _entities(representations: [Any]): [Entity]
  }
  interface Node @cacheControl(maxAge: 50) { id: ID name: String }
  type Thing implements Node @cacheControl(maxAge: 60) {
    id: ID name: String short: Int @cacheControl(maxAge: 5) secret: Int @authenticated bare: Bare
    inheriting: Inheriting aged: Bare @cacheControl(maxAge: 20) inherited: Bare @cacheControl(inheritMaxAge: true)
    own: Int @cacheControl(scope: PRIVATE) node: Node }
  type Other implements Node @cacheControl(maxAge: 30) { id: ID name: String @policy(policies: [["A"]]) }
  union Either @cacheControl(maxAge: 45) = Thing | Bare
  type Bare { x: Int }
  type Guarded @authenticated @cacheControl(maxAge: 60) { x: Int }
  type Inheriting @cacheControl(inheritMaxAge: true) { x: Int }
`;
const schema = buildSchema(sdl);
const hints = new CacheHints(parse(sdl));
const ageOf = (document: string): number => publicAgeSeconds(hints, schema, parse(document));

test.each([
  ['{ thing { id } }', 40, 'the hint of a field replaces that of its type'],
  ['{ thing { short } }', 5, 'the shortest counts'],
  ['{ thing { id } aged }', 10, 'of several root fields too'],
  ['{ thing { id } number }', 0, 'a root field without a hint has no age'],
  ['{ typed { id } }', 0, 'not even when its type has one'],
  ['{ thing { bare { x } } }', 0, 'nor has an object without a hint'],
  ['{ thing { aged { x } } }', 20, 'but its field may give it one'],
  ['{ thing { inherited { x } inheriting { x } } }', 40, 'or let it inherit'],
  ['{ zero }', 0, 'an age of zero is none'],
  ['{ own }', 0, 'what is private is not public'],
  ['{ thing { own } }', 0, 'even deep down'],
  ['{ thing { ... on Thing { secret } } }', 0, 'nor what has an access rule'],
  ['{ guarded { __typename } }', 0, 'or is of a type that has one'],
  ['{ nodes { id } }', 50, 'through an interface, ages of the field'],
  ['{ nodes { name } }', 0, 'and rules of every type that it may be'],
  ['{ either { ... on Thing { id } } }', 50, 'through a union'],
  ['{ thing { node { id } } }', 30, 'of all types that it may be, the strictest'],
  ['query { ...f } fragment f on Query { aged }', 10, 'fragments are looked into'],
  ['mutation { change }', 0, 'mutations are never public'],
  ['{ __typename }', 0, 'and nothing is nothing'],
  [
    'query($r: [Any]) { _entities(representations: $r) { ... on Thing { id } } }',
    60,
    'entities have the age of their type',
  ],
  ['query($r: [Any]) { _entities(representations: $r) { ... on Thing { short } } }', 5, 'or less'],
  [
    'query($r: [Any]) { _entities(representations: $r) { ... on Thing { id } ... on Bare { x } } }',
    0,
    'of every type asked for',
  ],
  ['{ thing { missing } }', 0, 'what is not in the schema is not public'],
])('%s is public for %i s: %s', (document, seconds) => {
  expect(ageOf(document)).toBe(seconds);
});
