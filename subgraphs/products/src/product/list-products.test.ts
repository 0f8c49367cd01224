import type { HttpEndpoint } from '@souk/shared/http';
import { query, viewers } from '@souk/shared/testing/subgraph-client';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { database } from '../data-source.ts';
import { seedCategories, seedProduct, startOfTest } from '../testing/test-catalogue.ts';
import { startTestServer } from '../testing/test-server.ts';

let db: TestDatabase;
let server: HttpEndpoint;
const seller = viewers.seller();

const document = `query($first: Int, $after: String, $last: Int, $before: String, $search: String,
    $where: ProductWhere, $sort: ProductSort) {
  products(first: $first, after: $after, last: $last, before: $before, search: $search, where: $where, sort: $sort) {
    edges { cursor node { slug } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

type Page = {
  readonly slugs: string[];
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string;
    endCursor: string;
  };
};

async function list(variables: object, viewer = viewers.anonymous()): Promise<Page> {
  const { data, errors } = await query(server.port, viewer, document, variables as Record<string, unknown>);
  expect(errors).toBeUndefined();
  const { edges, pageInfo } = data.products;
  return { slugs: edges.map((edge: { node: { slug: string } }) => edge.node.slug), pageInfo };
}

async function codeOf(variables: object): Promise<string | undefined> {
  const { errors } = await query(
    server.port,
    viewers.anonymous(),
    document,
    variables as Record<string, unknown>,
  );
  return errors?.[0]?.extensions?.code;
}

beforeAll(async () => {
  db = await createTestDatabase('products', database);
  await seedCategories(db);
  const day = (n: number): Date => new Date(startOfTest.getTime() + n * 86_400_000);
  const seeds = [
    { title: 'Ångström Kettle', category: 'kitchen', brand: 'Bolt', priceMinor: 4_000, stock: [0] },
    {
      title: 'Blue Headphones',
      category: 'audio',
      brand: 'Nord',
      priceMinor: 9_000,
      description: 'Wireless.',
    },
    {
      title: 'Copper Pan',
      category: 'kitchen',
      brand: 'Bolt',
      priceMinor: 6_000,
      compareAtPriceMinor: 7_000,
    },
    { title: 'Desk Lamp', category: 'home', brand: 'Nord', priceMinor: 3_000, sellerId: seller.id },
    { title: 'Earbuds', category: 'audio', priceMinor: 9_000, description: 'Small wireless headphones.' },
    { title: 'Floor Lamp', category: 'home', brand: 'Nord', priceMinor: 3_000, stock: [0, 4] },
  ];
  for (const [index, seed] of seeds.entries()) await seedProduct(db, seed, day(index));
  await seedProduct(db, { title: 'Ghost Lamp', status: 'DRAFT', sellerId: seller.id }, day(9));
  await seedProduct(db, { title: 'Hidden Lamp', status: 'DRAFT' }, day(10));
  const rate = (slug: string, sum: number, count: number, sold: number): Promise<unknown> =>
    db.dataSource.query(
      'UPDATE products SET rating_sum = $2, rating_count = $3, sold_count = $4 WHERE slug = $1',
      [slug, sum, count, sold],
    );
  await rate('copper-pan', 10, 2, 4);
  await rate('desk-lamp', 13, 3, 9);
  await rate('earbuds', 20, 4, 1);
  server = await startTestServer(db);
});
afterAll(async () => {
  await server.close();
  await db.close();
});

test.each([
  ['NEWEST', ['floor-lamp', 'earbuds', 'desk-lamp', 'copper-pan', 'blue-headphones', 'angstrom-kettle']],
  ['TITLE', ['angstrom-kettle', 'blue-headphones', 'copper-pan', 'desk-lamp', 'earbuds', 'floor-lamp']],
  ['PRICE_ASC', ['desk-lamp', 'floor-lamp', 'angstrom-kettle', 'copper-pan', 'blue-headphones', 'earbuds']],
  ['PRICE_DESC', ['earbuds', 'blue-headphones', 'copper-pan', 'angstrom-kettle', 'floor-lamp', 'desk-lamp']],
  ['RATING', ['earbuds', 'copper-pan', 'desk-lamp', 'floor-lamp', 'blue-headphones', 'angstrom-kettle']],
  [
    'BEST_SELLING',
    ['desk-lamp', 'copper-pan', 'earbuds', 'floor-lamp', 'blue-headphones', 'angstrom-kettle'],
  ],
])('%s is one order, read forward and backward page by page', async (sort, expected) => {
  expect((await list({ sort })).slugs).toEqual(expected);
  const forward: string[] = [];
  let after: string | undefined;
  for (let more = true; more; ) {
    const { slugs, pageInfo } = await list({ sort, first: 4, after });
    expect(pageInfo.hasPreviousPage).toBe(after !== undefined);
    forward.push(...slugs);
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }
  expect(forward).toEqual(expected);
  const last = await list({ sort, last: 2 });
  expect(last.slugs).toEqual(expected.slice(-2));
  expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const before = await list({ sort, last: 10, before: last.pageInfo.startCursor });
  expect(before.slugs).toEqual(expected.slice(0, -2));
  expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
});

test.each<[string, object, string[]]>([
  [
    'an empty filter',
    {},
    ['desk-lamp', 'floor-lamp', 'angstrom-kettle', 'copper-pan', 'blue-headphones', 'earbuds'],
  ],
  [
    'a category with those below',
    { category: 'home' },
    ['desk-lamp', 'floor-lamp', 'angstrom-kettle', 'copper-pan'],
  ],
  ['a leaf category', { category: 'kitchen' }, ['angstrom-kettle', 'copper-pan']],
  ['an unknown category', { category: 'nothing' }, []],
  ['brands', { brands: ['Bolt', 'No such'] }, ['angstrom-kettle', 'copper-pan']],
  ['sellers', { sellerIds: [seller.id] }, ['desk-lamp']],
  ['a span of prices', { priceMinMinor: 4_000, priceMaxMinor: 6_000 }, ['angstrom-kettle', 'copper-pan']],
  ['what is in stock', { inStock: true, category: 'home' }, ['desk-lamp', 'floor-lamp', 'copper-pan']],
  ['what is sold out', { inStock: false }, ['angstrom-kettle']],
  ['a rating', { minRating: 4.5 }, ['copper-pan', 'earbuds']],
  ['reduced ones', { onSale: true }, ['copper-pan']],
  ['two conditions', { brands: ['Nord'], category: 'audio' }, ['blue-headphones']],
  ['drafts, asked by a shopper', { statuses: ['DRAFT'] }, []],
])('filter by %s', async (_name, where, expected) => {
  expect((await list({ where, sort: 'PRICE_ASC' })).slugs).toEqual(expected);
});

test('drafts are seen by their seller and by admins only', async () => {
  const statuses = ['DRAFT'];
  expect((await list({ where: { statuses } }, seller)).slugs).toEqual(['ghost-lamp']);
  expect((await list({ where: { statuses } }, viewers.seller())).slugs).toEqual([]);
  expect((await list({ where: { statuses } }, viewers.admin())).slugs).toEqual(['hidden-lamp', 'ghost-lamp']);
  expect((await list({ where: { mine: true } }, seller)).slugs).toEqual(['ghost-lamp', 'desk-lamp']);
  expect((await list({ first: 3 }, seller)).slugs).toEqual(['ghost-lamp', 'floor-lamp', 'earbuds']);
  expect(await codeOf({ where: { mine: true } })).toBe('UNAUTHENTICATED');
});

test.each([
  ['a word', 'lamp', ['floor-lamp', 'desk-lamp']],
  ['another form of it', 'Lamps', ['floor-lamp', 'desk-lamp']],
  ['two words', 'desk lamp', ['desk-lamp']],
  ['a title before a description', 'headphones', ['blue-headphones', 'earbuds']],
  ['a description', 'wireless', ['blue-headphones', 'earbuds']],
  ['a brand', 'bolt', ['copper-pan', 'angstrom-kettle']],
  ['a category', 'kitchen', ['copper-pan', 'angstrom-kettle']],
  ['without its accents', 'angstrom', ['angstrom-kettle']],
  ['a beginning', 'headph', ['blue-headphones', 'earbuds']],
  ['a missing letter', 'hedphones', ['blue-headphones', 'earbuds']],
  ['swapped letters', 'lmap', ['floor-lamp', 'desk-lamp']],
  ['one wrong word of two', 'dsek lamp', ['desk-lamp']],
  ['a phrase', '"copper pan"', ['copper-pan']],
  ['an exclusion', 'lamp -floor', ['desk-lamp']],
  ['either', 'kettle or pan', ['copper-pan', 'angstrom-kettle']],
  ['nothing we have', 'zeppelin', []],
])('search by %s: %s', async (_name, search, expected) => {
  expect((await list({ search })).slugs.toSorted()).toEqual(expected.toSorted());
});

test('a match in the title comes before one in the description', async () => {
  expect((await list({ search: 'headphones' })).slugs).toEqual(['blue-headphones', 'earbuds']);
});

test('a search is paged by relevance, sorted otherwise where asked, and filtered', async () => {
  const first = await list({ search: 'lamp or headphones', first: 3 });
  const second = await list({ search: 'lamp or headphones', first: 3, after: first.pageInfo.endCursor });
  expect(new Set([...first.slugs, ...second.slugs]).size).toBe(4);
  expect((await list({ search: 'lamp', sort: 'TITLE' })).slugs).toEqual(['desk-lamp', 'floor-lamp']);
  expect((await list({ search: 'wireless', where: { brands: ['Nord'] } })).slugs).toEqual([
    'blue-headphones',
  ]);
});

test.each([
  "' OR 1=1--",
  "'; SELECT pg_sleep(5); --",
  '%',
  '_',
  '\\',
  'a & | !',
  '!!!',
  '"',
  '"unclosed phrase',
  "lamp' | 'desk",
  '(((',
  ':*',
  'lamp:*A',
  '<->',
  '-',
  '-lamp',
  'or',
  'the',
  '\u0000lamp',
  'lamp\u0000',
  '\ud800',
  '\udc00lamp',
  '\u202elamp',
  '\u200blamp',
  '🦖',
  'x'.repeat(10_000),
  'lamp '.repeat(500),
  "''''",
  "\\\\'",
])('whatever is typed is a search, not an error and not slow: %j', async (search) => {
  const before = performance.now();
  const { slugs } = await list({ search });
  expect(performance.now() - before).toBeLessThan(5_000);
  expect(Array.isArray(slugs)).toBe(true);
});

test('a blank search is no search', async () => {
  expect((await list({ search: '  ' })).slugs).toHaveLength(6);
});

test('counts and facets tell of the same selection, and are worked out only when asked for', async () => {
  const counted = `query($search: String, $where: ProductWhere) { products(first: 1, search: $search, where: $where) {
    totalCount facets { categories { value label count } brands { value count } priceMinMinor priceMaxMinor } } }`;
  const ask = async (variables: Record<string, unknown>) =>
    (await query(server.port, viewers.anonymous(), counted, variables)).data.products;
  expect(await ask({})).toEqual({
    totalCount: 6,
    facets: {
      categories: [
        { value: 'home', label: 'Home', count: 2 },
        { value: 'kitchen', label: 'Kitchen', count: 2 },
        { value: 'audio', label: 'Audio', count: 2 },
      ],
      brands: [
        { value: 'Nord', count: 3 },
        { value: 'Bolt', count: 2 },
      ],
      priceMinMinor: 3_000,
      priceMaxMinor: 9_000,
    },
  });
  expect(await ask({ where: { category: 'home' } })).toMatchObject({
    totalCount: 4,
    facets: {
      brands: [
        { value: 'Bolt', count: 2 },
        { value: 'Nord', count: 2 },
      ],
    },
  });
  expect(await ask({ search: 'lamp', where: { inStock: true } })).toEqual({
    totalCount: 2,
    facets: {
      categories: [{ value: 'home', label: 'Home', count: 2 }],
      brands: [{ value: 'Nord', count: 2 }],
      priceMinMinor: 3_000,
      priceMaxMinor: 3_000,
    },
  });
  const statements = jest.spyOn(db.dataSource.manager, 'query');
  await list({ first: 1 });
  expect(statements.mock.calls.filter(([sql]) => /count\(\*\)|active_products/.test(sql))).toEqual([]);
  statements.mockRestore();
});

test.each([
  ['a page of 101', { first: 101 }],
  ['a page of 0', { first: 0 }],
  ['a negative page', { first: -1 }],
  ['both directions', { first: 1, last: 1 }],
  ['a cursor of nobody', { after: 'bm9uc2Vuc2U' }],
  ['a cursor of another sort', { after: Buffer.from('["TITLE","a","prod_1"]').toString('base64url') }],
  ['a cursor with a bad value', { after: Buffer.from('["NEWEST","soon","prod_1"]').toString('base64url') }],
  ['an unknown sort', { sort: 'price; DROP TABLE products' }],
  ['an unknown filter', { where: { 'id) OR (1': 1 } }],
  ['NUL in a filter', { where: { brands: ['a\0b'] } }],
  ['half a character in a filter', { where: { category: '\ud800' } }],
  ['a fraction of a cent', { where: { priceMinMinor: 1.5 } }],
  ['an amount beyond 2^53', { where: { priceMaxMinor: 2 ** 53 } }],
])('%s is the caller’s mistake', async (_name, variables) => {
  expect(await codeOf(variables)).toBe('BAD_USER_INPUT');
});
