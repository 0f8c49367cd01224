import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { composeSubgraphs } from '../supergraph/compose.ts';

/**
 * Five subgraphs that between them use every federation feature the engine has to get right: several keys, composite
 * and nested keys, @requires, @provides, @shareable, @override, @external, @inaccessible, unions, interfaces,
 * @interfaceObject, nulls in lists, and resolvers that fail.
 */
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires",
  "@provides", "@shareable", "@override", "@external", "@inaccessible", "@interfaceObject", "@tag"])`;

type Row = Record<string, unknown>;
interface FixtureSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: Record<string, unknown>;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const fail = (what: string): never => {
  throw new GraphQLError(`${what} failed`, { extensions: { code: 'NOT_FOUND' } });
};

const users: Row[] = range(6).map((n) => ({
  __typename: 'User',
  id: `u${n}`,
  email: `u${n}@example.org`,
  name: n === 4 ? null : `User ${n}`,
  nick: `nick ${n}`,
  role: ['ADMIN', 'MEMBER', 'GUEST'][n % 3],
  org: { __typename: 'Org', id: `o${n % 2}`, region: { code: n % 2 ? 'eu' : 'us' }, label: `Org ${n % 2}` },
  friendIds: [`u${(n + 1) % 6}`, `u${(n + 2) % 6}`],
}));
const userBy = (key: string, value: unknown): Row | null => users.find((user) => user[key] === value) ?? null;

const media: Row[] = range(6).map((n) =>
  n % 2
    ? { __typename: 'Book', id: `m${n}`, title: `Book ${n}`, pages: n * 10, authorIds: [`u${n}`] }
    : {
        __typename: 'Movie',
        id: `m${n}`,
        title: n === 2 ? null : `Movie ${n}`,
        minutes: 90 + n,
        directorId: `u${n}`,
      },
);
const mediaBy = (id: unknown): Row | null => media.find((item) => item.id === id) ?? null;

const products: Row[] = range(5).map((n) => ({
  __typename: 'Product',
  id: `p${n}`,
  sku: `sku-${n}`,
  name: `Product ${n}`,
  price: n === 3 ? null : 100 * n,
  weight: n * 5,
  dimensions: { size: `${n}x${n}`, depth: n },
  mediaId: `m${n}`,
  secret: `hidden ${n}`,
}));
const productBy = (row: Row): Row | null =>
  products.find((product) => (row.id ? product.id === row.id : product.sku === row.sku)) ?? null;

const reviews: Row[] = range(10).map((n) => ({
  __typename: 'Review',
  id: `r${n}`,
  body: n === 5 ? null : `Review ${n}`,
  stars: n % 6,
  authorId: `u${n % 6}`,
  subject: `m${n % 6}`,
  productId: `p${n % 5}`,
}));

const accounts: FixtureSubgraph = {
  name: 'accounts',
  sdl: `${link}
    type Query { me: User users(first: Int = 4): [User!]! user(id: ID!): User people: [Person] missing: User!
      whoami(kind: Role = ADMIN): User boom: String orgs: [[Org]] }
    enum Role { ADMIN MEMBER GUEST }
    interface Person { id: ID! nick: String }
    type User implements Person @key(fields: "id") @key(fields: "email") { id: ID! email: String! name: String @shareable
      nick: String role: Role org: Org friends(first: Int = 2): [User] fragile: String! @tag(name: "t") }
    type Org @key(fields: "id region { code }") { id: ID! region: Region label: String }
    type Region @shareable { code: String! }
    type Mutation { rename(id: ID!, name: String!): User touch: Int! }
    type Subscription { userChanged(id: ID!): User }`,
  resolvers: {
    Query: {
      me: () => users[0],
      users: (_: unknown, { first }: { first: number }) => users.slice(0, Math.max(0, first)),
      user: (_: unknown, { id }: Row) => userBy('id', id),
      people: () => [users[1], null, users[2]],
      missing: () => userBy('id', 'u3'),
      whoami: (_: unknown, { kind }: Row) => userBy('role', kind),
      boom: () => fail('boom'),
      orgs: () => [[users[0]?.org, null], [], [users[1]?.org, users[2]?.org]],
    },
    Mutation: {
      rename: (_: unknown, { id, name }: Row) => ({ ...userBy('id', id), name }),
      touch: () => 1,
    },
    Person: { __resolveType: () => 'User' },
    User: {
      __resolveReference: (row: Row) => (row.id ? userBy('id', row.id) : userBy('email', row.email)),
      friends: (user: Row, { first }: { first: number }) =>
        (user.friendIds as string[])
          .slice(0, Math.max(0, first))
          .map((id) => (id === 'u5' ? null : userBy('id', id))),
      fragile: (user: Row) => (user.id === 'u2' ? fail('fragile') : `solid ${String(user.id)}`),
    },
    Org: { __resolveReference: (row: Row) => users.find((user) => (user.org as Row).id === row.id)?.org },
  },
};

const catalog: FixtureSubgraph = {
  name: 'catalog',
  sdl: `${link}
    type Query { media(first: Int = 4): [Media] medium(id: ID!): Media search(text: String): [Found!]
      books: [Book] topProducts(first: Int = 3): [Product] product(id: ID!): Product }
    interface Media @key(fields: "id") { id: ID! title: String }
    type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int authors: [User!] }
    type Movie implements Media @key(fields: "id") { id: ID! title: String minutes: Int director: User }
    union Found = Book | Movie | Product
    type Product @key(fields: "id") @key(fields: "sku") { id: ID! sku: String! name: String @shareable price: Int
      weight: Int dimensions: Dimensions media: Media secret: String @inaccessible old: String }
    type Dimensions @shareable { size: String depth: Int }
    type User @key(fields: "id") { id: ID! }`,
  resolvers: {
    Query: {
      media: (_: unknown, { first }: { first: number }) => media.slice(0, Math.max(0, first)),
      medium: (_: unknown, { id }: Row) => mediaBy(id),
      search: (_: unknown, { text }: Row) =>
        text === 'none' ? null : [media[1], products[0], media[2], products[3]],
      books: () => media.filter((item) => item.__typename === 'Book'),
      topProducts: (_: unknown, { first }: { first: number }) => products.slice(0, Math.max(0, first)),
      product: (_: unknown, { id }: Row) => productBy({ id }),
    },
    Media: {
      __resolveType: (item: Row) => item.__typename,
      __resolveReference: (row: Row) => mediaBy(row.id),
    },
    Book: {
      __resolveReference: (row: Row) => mediaBy(row.id),
      authors: (book: Row) => (book.authorIds as string[]).map((id) => ({ id })),
    },
    Movie: {
      __resolveReference: (row: Row) => mediaBy(row.id),
      director: (movie: Row) => (movie.id === 'm4' ? null : { id: movie.directorId }),
    },
    Found: { __resolveType: (item: Row) => item.__typename },
    Product: {
      __resolveReference: productBy,
      media: (product: Row) => mediaBy(product.mediaId),
      old: () => 'from catalog',
    },
  },
};

const inventory: FixtureSubgraph = {
  name: 'inventory',
  sdl: `${link}
    type Query { warehouse: [Stock] }
    type Product @key(fields: "sku") { sku: String! price: Int @external weight: Int @external
      dimensions: Dimensions @external inStock: Boolean
      shipping: Int @requires(fields: "price weight") label: String @requires(fields: "dimensions { size depth }")
      old: String @override(from: "catalog") }
    type Dimensions @shareable { size: String depth: Int }
    type Stock { count: Int! product: Product }`,
  resolvers: {
    Query: {
      warehouse: () => [
        { count: 1, product: { sku: 'sku-1' } },
        null,
        { count: 3, product: { sku: 'sku-3' } },
      ],
    },
    Product: {
      __resolveReference: (row: Row) => (row.sku === 'sku-2' ? fail('stock') : row),
      inStock: (row: Row) => row.sku !== 'sku-1',
      shipping: (row: Row) => (row.price == null ? null : Number(row.price) + Number(row.weight)),
      label: (row: Row) => (row.dimensions ? `label ${(row.dimensions as Row).size}` : null),
      old: () => 'from inventory',
    },
  },
};

const reviewsSubgraph: FixtureSubgraph = {
  name: 'reviews',
  sdl: `${link}
    type Query { latest(first: Int = 3): [Review!] review(id: ID!): Review }
    type Review @key(fields: "id") { id: ID! body: String stars: Int! author: User @provides(fields: "name")
      subject: Media product: Product strict: String! }
    type Media @key(fields: "id") @interfaceObject { id: ID! reviews(first: Int = 2): [Review] rating: Float }
    type User @key(fields: "email") { email: String! name: String @external reviews: [Review!] score: Int! }
    type Product @key(fields: "id") { id: ID! name: String @shareable reviews: [Review] }`,
  resolvers: {
    Query: {
      latest: (_: unknown, { first }: { first: number }) => reviews.slice(0, Math.max(0, first)),
      review: (_: unknown, { id }: Row) => reviews.find((review) => review.id === id),
    },
    Review: {
      __resolveReference: (row: Row) => reviews.find((review) => review.id === row.id),
      author: (review: Row) => {
        const author = userBy('id', review.authorId);
        return author && { email: author.email, name: author.name };
      },
      subject: (review: Row) => ({ __typename: 'Media', id: review.subject }),
      product: (review: Row) => ({ id: review.productId }),
      strict: (review: Row) => (review.id === 'r1' ? fail('strict') : 'ok'),
    },
    Media: {
      __resolveReference: (row: Row) => row,
      reviews: (item: Row, { first }: { first: number }) =>
        reviews.filter((review) => review.subject === item.id).slice(0, Math.max(0, first)),
      rating: (item: Row) => (item.id === 'm3' ? fail('rating') : 4.5),
    },
    User: {
      __resolveReference: (row: Row) => row,
      reviews: (user: Row) => reviews.filter((review) => userBy('id', review.authorId)?.email === user.email),
      score: (user: Row) => (user.email === 'u1@example.org' ? fail('score') : 7),
    },
    Product: {
      __resolveReference: (row: Row) => ({ ...row, name: productBy(row)?.name }),
      reviews: (product: Row) => reviews.filter((review) => review.productId === product.id),
    },
  },
};

const places: FixtureSubgraph = {
  name: 'places',
  sdl: `${link}
    type Org @key(fields: "id region { code }") { id: ID! region: Region address: String staff: [User] }
    type Region @shareable { code: String! }
    type User @key(fields: "id") { id: ID! desk: String }`,
  resolvers: {
    Org: {
      __resolveReference: (row: Row) => (row.region ? row : null),
      address: (org: Row) => `${String((org.region as Row).code)} street ${String(org.id)}`,
      staff: (org: Row) => [{ id: org.id === 'o0' ? 'u0' : 'u1' }, null],
    },
    User: {
      __resolveReference: (row: Row) => row,
      desk: (user: Row) => (user.id === 'u0' ? null : `desk ${String(user.id)}`),
    },
  },
};

export const fixtureSubgraphs: readonly FixtureSubgraph[] = [
  accounts,
  catalog,
  inventory,
  reviewsSubgraph,
  places,
];

/** An executable schema for each fixture subgraph, by name. */
export function buildFixtureSchemas(): Map<string, GraphQLSchema> {
  return new Map(
    fixtureSubgraphs.map(({ name, sdl, resolvers }) => [
      name,
      buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]),
    ]),
  );
}

/** The supergraph of the fixture; `urlOf` gives each subgraph's address. Throws when it does not compose. */
export function composeFixture(
  urlOf: (name: string) => string = (name) => `http://${name}.test/graphql`,
): string {
  const { supergraphSdl, errors } = composeSubgraphs(
    fixtureSubgraphs.map(({ name, sdl }) => ({ name, sdl, url: urlOf(name), file: name })),
  );
  if (supergraphSdl === undefined) throw new Error(errors.join('\n'));
  return supergraphSdl;
}
