import { createServer, type IncomingHttpHeaders } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, graphql, parse } from 'graphql';
import { decodeJwt } from 'jose';
import { composeSubgraphs } from '../supergraph/compose.ts';
import { listenOn } from './serve-subgraph.ts';

const link = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@composeDirective", "@external"])
  @link(url: "https://souk.dev/cache-control/v1.0", import: ["@cacheControl"])
  @composeDirective(name: "@cacheControl")
  enum CacheControlScope { PUBLIC PRIVATE }
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION`;

const booksSdl = `${link}
  type Query {
    book(id: ID, slug: String): Book @cacheControl(maxAge: 60)
    books(first: Int = 10): [Book!] @cacheControl(maxAge: 60)
    found: [Found!] @cacheControl(maxAge: 60)
    mine: [Book!] @cacheControl(maxAge: 60, scope: PRIVATE)
    uncached: String
    shelf: Book
    greeting: String @cacheControl(maxAge: 60)
    language: String @cacheControl(maxAge: 60)
    wrong: String @cacheControl(maxAge: 60)
  }
  type Mutation { rename(id: ID!, title: String!): Book }
  union Found = Book | Author
  type Book @key(fields: "id") @key(fields: "slug") @cacheControl(maxAge: 60) {
    id: ID! slug: String! title: String reads: Int @cacheControl(maxAge: 5) secret: String @authenticated
    noted: String @cacheControl(maxAge: 60, scope: PRIVATE) author: Author @cacheControl(inheritMaxAge: true)
    money: Money live: Money2 }
  type Author @key(fields: "id") @cacheControl(maxAge: 60) { id: ID! name: String }
  type Money @cacheControl(inheritMaxAge: true) { amount: Int }
  type Money2 { amount: Int }`;

const stockSdl = `${link}
  type Book @key(fields: "id") @cacheControl(maxAge: 60) { id: ID! count: Int place: Place @cacheControl(maxAge: 30) }
  type Place { hall: String }`;

export interface LibraryRequest {
  readonly service: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly headers: IncomingHttpHeaders;
}

type Row = Record<string, unknown>;

/** Two subgraphs that declare cache ages: books, and their stock by entity. Titles and counts can be changed. */
export interface Library {
  readonly supergraphSdl: string;
  readonly requests: LibraryRequest[];
  readonly titles: Map<string, string>;
  readonly counts: Map<string, number>;
  /** The Cache-Control header of all answers. */
  cacheControl: string | undefined;
  /** Services that are down. */
  readonly down: Set<string>;
  /** Holds back answers until it is called. */
  hold(): () => void;
  stop(): Promise<void>;
}

interface Context {
  readonly viewer: string;
  readonly language: string;
}

function buildSchemas(library: Pick<Library, 'titles' | 'counts'>): Map<string, GraphQLSchema> {
  const book = (id: unknown): Row | null =>
    library.titles.has(String(id)) ? { __typename: 'Book', id, slug: `slug-${String(id)}` } : null;
  const books = {
    Query: {
      book: (_: unknown, { id, slug }: Row) => book(id ?? String(slug).slice('slug-'.length)),
      books: (_: unknown, { first }: { first: number }) =>
        [...library.titles.keys()].slice(0, first).map(book),
      found: () => [book('1'), { __typename: 'Author', id: 'a1' }],
      mine: (_: unknown, _args: unknown, { viewer }: Context) => [book(viewer === 'anonymous' ? '1' : '2')],
      uncached: () => 'new',
      shelf: () => book('1'),
      greeting: (_: unknown, _args: unknown, { viewer }: Context) => `Hello ${viewer}`,
      language: (_: unknown, _args: unknown, { language }: Context) => language,
      wrong: (_: unknown, _args: unknown, { viewer }: Context) => {
        if (viewer === 'anonymous') {
          throw Object.assign(new Error('Sign in'), { extensions: { code: 'UNAUTHENTICATED' } });
        }
        return viewer;
      },
    },
    Mutation: {
      rename: (_: unknown, { id, title }: Row) => {
        library.titles.set(String(id), String(title));
        return book(id);
      },
    },
    Found: { __resolveType: (row: Row) => row.__typename },
    Book: {
      __resolveReference: ({ id, slug }: Row) => book(id ?? String(slug).slice('slug-'.length)),
      title: ({ id }: Row) => library.titles.get(String(id)),
      reads: () => 7,
      secret: () => 'secret',
      noted: (_: Row, _args: unknown, { viewer }: Context) => `note of ${viewer}`,
      author: () => ({ id: 'a1' }),
      money: () => ({ amount: 5 }),
      live: () => ({ amount: 6 }),
    },
    Author: { __resolveReference: (row: Row) => row, name: () => 'Ann' },
  };
  const stock = {
    Book: {
      __resolveReference: ({ id }: Row) => (library.counts.has(String(id)) ? { id } : null),
      count: ({ id }: Row) => {
        const count = library.counts.get(String(id));
        if (count === -1) throw new Error('broken');
        return count;
      },
      place: () => ({ hall: 'A' }),
    },
  };
  return new Map([
    ['books', buildSubgraphSchema([{ typeDefs: parse(booksSdl), resolvers: books as never }])],
    ['stock', buildSubgraphSchema([{ typeDefs: parse(stockSdl), resolvers: stock as never }])],
  ]);
}

export async function startLibrary(): Promise<Library> {
  const requests: LibraryRequest[] = [];
  const down = new Set<string>();
  let held: Promise<void> | undefined;
  const state = {
    titles: new Map([
      ['1', 'One'],
      ['2', 'Two'],
      ['3', 'Three'],
    ]),
    counts: new Map([
      ['1', 10],
      ['2', 20],
      ['3', 30],
    ]),
  };
  const schemas = buildSchemas(state);
  const server = createServer(async (request, response) => {
    const service = (request.url ?? '/').slice(1);
    let body = '';
    for await (const chunk of request) body += chunk;
    const { query, variables, operationName } = JSON.parse(body);
    requests.push({ service, query, variables, headers: request.headers });
    if (down.has(service)) {
      response.writeHead(503).end();
      return;
    }
    const token = request.headers['x-viewer-token'];
    const { sub = 'anonymous' } = typeof token === 'string' ? decodeJwt(token) : {};
    const schema = schemas.get(service) as GraphQLSchema;
    const contextValue: Context = { viewer: sub, language: request.headers['accept-language'] ?? 'none' };
    const result = await graphql({
      schema,
      source: query,
      variableValues: variables,
      operationName,
      contextValue,
    });
    await held;
    if (library.cacheControl !== undefined) response.setHeader('cache-control', library.cacheControl);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  });
  const port = await listenOn(server, 0);
  const { supergraphSdl, errors } = composeSubgraphs([
    { name: 'books', sdl: booksSdl, url: `http://127.0.0.1:${port}/books`, file: 'books' },
    { name: 'stock', sdl: stockSdl, url: `http://127.0.0.1:${port}/stock`, file: 'stock' },
  ]);
  if (supergraphSdl === undefined) throw new Error(errors.join('\n'));
  const library: Library = {
    ...state,
    supergraphSdl,
    requests,
    down,
    cacheControl: 'max-age=60, public',
    hold: () => {
      let release: () => void = () => {};
      held = new Promise((resolve) => {
        release = resolve;
      });
      return () => {
        held = undefined;
        release();
      };
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return library;
}
