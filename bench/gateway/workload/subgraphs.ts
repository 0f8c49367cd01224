import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type GraphQLSchema, parse, validate } from 'graphql';

/**
 * The four subgraphs of the Guild's gateway benchmark in one process, on PORT, each under its name as path. Answers are
 * memoised per path and body, so that their CPU stays small beside the gateway's. `/stats` tells how many requests came
 * since it was last asked, and how many different authorization headers they carried.
 */

type Review = { id: string; body: string; upc: string };
type Product = { upc: string; name: string; price: number; weight: number };

const reviews = JSON.parse(readFileSync(join(import.meta.dirname, 'reviews.json'), 'utf8')) as Review[];
const users = [
  { name: 'Uri Goldshtein', username: 'urigo' },
  { name: 'Dotan Simha', username: 'dotansimha' },
  { name: 'Kamil Kisiela', username: 'kamilkisiela' },
  { name: 'Arda Tanrikulu', username: 'ardatan' },
  { name: 'Gil Gardosh', username: 'gilgardosh' },
  { name: 'Laurin Quast', username: 'laurin' },
].map((user, index) => ({ id: String(index + 1), birthday: 1_234_567_890, ...user }));
const products: Product[] = [
  { name: 'Table', price: 899, weight: 100 },
  { name: 'Couch', price: 1_299, weight: 1_000 },
  { name: 'Glass', price: 15, weight: 20 },
  { name: 'Chair', price: 499, weight: 100 },
  { name: 'TV', price: 1_299, weight: 1_000 },
  { name: 'Lamp', price: 6_999, weight: 300 },
  { name: 'Grill', price: 3_999, weight: 2_000 },
  { name: 'Fridge', price: 100_000, weight: 6_000 },
  { name: 'Sofa', price: 9_999, weight: 800 },
].map((product, index) => ({ upc: String(index + 1), ...product }));
const inStock = [true, false, false, false, true, true, true, false, true];

const schemas = new Map<string, GraphQLSchema>([
  [
    '/accounts',
    schemaOf('accounts', {
      Query: {
        me: () => users[0],
        user: (_: unknown, { id }: { id: string }) => users.find((user) => user.id === id),
        users: () => users,
      },
      User: { __resolveReference: ({ id }: { id: string }) => users.find((user) => user.id === id) },
    }),
  ],
  [
    '/inventory',
    schemaOf('inventory', {
      Product: {
        __resolveReference: (product: Partial<Product>) => product,
        inStock: ({ upc }: Product) => inStock[Number(upc) - 1],
        shippingEstimate: ({ price, weight }: Partial<Product>) => {
          if (price === undefined || weight === undefined) return null;
          return price > 1_000 ? 0 : Math.trunc(weight / 2);
        },
      },
    }),
  ],
  [
    '/products',
    schemaOf('products', {
      Query: { topProducts: (_: unknown, { first }: { first: number }) => products.slice(0, first) },
      Product: {
        __resolveReference: ({ upc }: { upc: string }) => products.find((product) => product.upc === upc),
      },
    }),
  ],
  [
    '/reviews',
    schemaOf('reviews', {
      Review: {
        __resolveReference: ({ id }: { id: string }) => reviews.find((review) => review.id === id),
        author: () => ({ id: '1', username: 'urigo' }),
        product: ({ upc }: Review) => ({ upc }),
      },
      User: {
        __resolveReference: (user: object) => ({ username: 'user', ...user }),
        reviews: () => reviews.slice(0, 2),
      },
      Product: {
        __resolveReference: (product: object) => product,
        reviews: ({ upc }: Product) => reviews.filter((review) => review.upc === upc),
      },
    }),
  ],
]);

function schemaOf(name: string, resolvers: Record<string, Record<string, unknown>>): GraphQLSchema {
  const sdl = readFileSync(join(import.meta.dirname, `${name}.graphql`), 'utf8');
  return buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
}

type GraphqlBody = { query: string; variables?: Record<string, unknown>; operationName?: string };

async function answer(
  schema: GraphQLSchema,
  { query, variables, operationName }: GraphqlBody,
): Promise<object> {
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  return execute({ schema, document, variableValues: variables, operationName });
}

// Gateways that have no cache, or whose supergraph declares nothing public, pass over the second.
const headers = { 'content-type': 'application/json', 'cache-control': 'max-age=3600, public' };
const memo = new Map<string, Promise<Buffer>>();
let requests = 0;
const identities = new Set<string>();

const server = createServer((request, response) => {
  const path = request.url ?? '/';
  if (path === '/stats') {
    response.end(JSON.stringify({ requests, identities: identities.size }));
    requests = 0;
    identities.clear();
    return;
  }
  const schema = schemas.get(path);
  if (!schema) {
    response.writeHead(path === '/health' ? 200 : 404).end();
    return;
  }
  requests += 1;
  if (request.headers.authorization) identities.add(request.headers.authorization);
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    const key = path + body;
    let memoised = memo.get(key);
    if (!memoised) {
      const parsed = JSON.parse(body) as GraphqlBody | GraphqlBody[];
      const result = Array.isArray(parsed)
        ? Promise.all(parsed.map((one) => answer(schema, one)))
        : answer(schema, parsed);
      memoised = result.then((value) => Buffer.from(JSON.stringify(value)));
      memo.set(key, memoised);
    }
    memoised.then(
      (text) => {
        const contentLength = String(text.length);
        response.writeHead(200, { ...headers, 'content-length': contentLength }).end(text);
      },
      (error: unknown) => response.destroy(error as Error),
    );
  });
});

process.on('SIGTERM', () => process.exit(0));
server.listen(Number(process.env.PORT), '127.0.0.1');
