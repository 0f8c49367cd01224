import { createId } from '@souk/shared/ids';
import { viewers } from '@souk/shared/testing/subgraph-client';
import { recordedEvents } from '@souk/shared/testing/test-events';
import type { Viewer } from '@souk/shared/viewer';
import { seedProduct } from '../testing/test-catalogue.ts';
import { useProducts } from '../testing/use-products.ts';

const products = useProducts();
const { ask } = products;
const seller = viewers.seller();

const createDocument = `mutation($input: CreateProductInput!) { createProduct(input: $input) {
  product { id slug status version priceFrom { amountMinor currency } options { name values }
    variants { sku title availableQuantity compareAtPrice { amountMinor } selectedOptions { name value } } }
  userErrors { code field } } }`;
const updateDocument = `mutation($input: UpdateProductInput!) { updateProduct(input: $input) {
  product { title brand status version priceFrom { amountMinor } category { slug }
    variants { sku price { amountMinor } compareAtPrice { amountMinor } availableQuantity } }
  userErrors { code field } } }`;

const lamp = {
  title: 'Café Lamp',
  description: 'Warm light.',
  category: 'home',
  status: 'ACTIVE',
  media: [{ url: 'https://cdn.example/lamp.webp', alt: 'A lamp' }],
  variants: [
    { sku: 'LAMP-S', priceMinor: 2_000, options: [{ name: 'Size', value: 'S' }], initialStock: 3 },
    {
      sku: 'LAMP-L',
      priceMinor: 3_000,
      compareAtPriceMinor: 3_500,
      options: [{ name: 'Size', value: 'L' }],
    },
  ],
};

async function create(input: object, viewer: Viewer = seller) {
  const { data, errors } = await ask(viewer, createDocument, { input });
  expect(errors).toBeUndefined();
  return data.createProduct;
}
async function update(input: object, viewer: Viewer = seller) {
  const { data, errors } = await ask(viewer, updateDocument, { input });
  expect(errors).toBeUndefined();
  return data.updateProduct;
}

test('a seller creates a product, and its event carries all that a cart needs', async () => {
  const { product, userErrors } = await create(lamp);
  expect(userErrors).toEqual([]);
  expect(product).toMatchObject({
    slug: 'cafe-lamp',
    status: 'ACTIVE',
    version: 1,
    priceFrom: { amountMinor: 2_000, currency: 'USD' },
    options: [{ name: 'Size', values: ['S', 'L'] }],
    variants: [
      { sku: 'LAMP-S', title: 'S', availableQuantity: 3, compareAtPrice: null },
      { sku: 'LAMP-L', title: 'L', availableQuantity: 0, compareAtPrice: { amountMinor: 3_500 } },
    ],
  });
  const [event] = await recordedEvents(products.db.dataSource);
  expect(event).toMatchObject({
    type: 'ProductPublished',
    subject: product.id,
    aggregateversion: 1,
    data: {
      slug: 'cafe-lamp',
      status: 'ACTIVE',
      categorySlug: 'home',
      sellerId: seller.id,
      variants: [
        { sku: 'LAMP-S', priceMinor: 2_000, currency: 'USD', imageUrl: 'https://cdn.example/lamp.webp' },
        { sku: 'LAMP-L', priceMinor: 3_000 },
      ],
    },
  });
});

const [small] = lamp.variants;
test.each<[string, object, { code: string; field: string[] }]>([
  ['an unknown category', { category: 'nowhere' }, { code: 'NOT_FOUND', field: ['input', 'category'] }],
  ['NUL in the category', { category: '\0' }, { code: 'NOT_FOUND', field: ['input', 'category'] }],
  ['a blank title', { title: '  ' }, { code: 'INVALID_INPUT', field: ['input', 'title'] }],
  [
    'a title that turns text around',
    { title: 'a\u202eb' },
    { code: 'INVALID_INPUT', field: ['input', 'title'] },
  ],
  ['NUL in the title', { title: 'a\u0000b' }, { code: 'INVALID_INPUT', field: ['input', 'title'] }],
  ['half a character', { description: '\ud800' }, { code: 'INVALID_INPUT', field: ['input', 'description'] }],
  [
    'a picture that is a script',
    { media: [{ url: 'javascript:alert(1)', alt: '' }] },
    { code: 'INVALID_INPUT', field: ['input', 'media', '0', 'url'] },
  ],
  [
    'a picture of the host itself',
    { media: [{ url: 'http://169.254.169.254/', alt: '' }] },
    { code: 'INVALID_INPUT', field: ['input', 'media', '0', 'url'] },
  ],
  ['no variant', { variants: [] }, { code: 'INVALID_INPUT', field: ['input', 'variants'] }],
  [
    'a price below zero',
    { variants: [{ ...small, priceMinor: -1 }] },
    { code: 'INVALID_INPUT', field: ['input', 'variants', '0', 'priceMinor'] },
  ],
  [
    'a price of 2^53 - 1',
    { variants: [{ ...small, priceMinor: Number.MAX_SAFE_INTEGER }] },
    { code: 'INVALID_INPUT', field: ['input', 'variants', '0', 'priceMinor'] },
  ],
  [
    'stock below zero',
    { variants: [{ ...small, initialStock: -1 }] },
    { code: 'INVALID_INPUT', field: ['input', 'variants', '0', 'initialStock'] },
  ],
  [
    'a reduction upwards',
    { variants: [{ ...small, compareAtPriceMinor: 1 }] },
    { code: 'INVALID_INPUT', field: ['input', 'variants', '0', 'compareAtPriceMinor'] },
  ],
  [
    'one choice twice',
    { variants: [small, { ...small, sku: 'OTHER' }] },
    { code: 'INVALID_INPUT', field: ['input', 'variants', '1', 'options'] },
  ],
  [
    'a SKU twice',
    { variants: [small, { ...lamp.variants[1], sku: 'LAMP-S' }] },
    { code: 'INVALID_INPUT', field: ['input', 'variants', '1', 'sku'] },
  ],
  [
    'other options',
    { variants: [small, { sku: 'X', priceMinor: 1 }] },
    { code: 'INVALID_INPUT', field: ['input', 'variants', '1', 'options'] },
  ],
  [
    'two currencies',
    { variants: [small, { ...lamp.variants[1], currency: 'EUR' }] },
    { code: 'INVALID_INPUT', field: ['input', 'variants', '1', 'currency'] },
  ],
])('%s is refused, and nothing is created', async (_name, wrong, error) => {
  const { product, userErrors } = await create({ ...lamp, ...wrong });
  expect(product).toBeNull();
  expect(userErrors).toContainEqual(error);
  expect(await recordedEvents(products.db.dataSource)).toEqual([]);
});

test.each([
  ['a fraction', 1.5],
  ['too many for an int', 2 ** 31],
  ['far too many', 1e308],
  ['a text', '1'],
])('%s of units is no number of units', async (_name, initialStock) => {
  const input = { ...lamp, variants: [{ ...small, initialStock }] };
  const { errors } = await ask(seller, createDocument, { input });
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});

test.each(['id', 'sellerId', 'version', 'ratingAverage', 'isAdmin', '__proto__'])(
  'the input has no field %s to assign',
  async (field) => {
    const input = JSON.parse(JSON.stringify(lamp).replace('{', `{"${field}":"x",`));
    const { errors } = await ask(seller, createDocument, { input });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  },
);

test('SKUs and slugs are unique, also between two who are equally fast', async () => {
  const many = await Promise.all(
    Array.from({ length: 10 }, (_, index) => create({ ...lamp, slug: `lamp-${index}` })),
  );
  expect(many.filter(({ product }) => product)).toHaveLength(1);
  for (const { product, userErrors } of many)
    expect(userErrors[0]?.code).toBe(product ? undefined : 'SKU_TAKEN');
  const slugs = await Promise.all(
    Array.from({ length: 5 }, (_, index) =>
      create({ ...lamp, slug: 'same', variants: [{ sku: `S-${index}`, priceMinor: 1 }] }),
    ),
  );
  expect(slugs.filter(({ product }) => product)).toHaveLength(1);
  const twice = await create({ ...lamp, title: 'Same', variants: [{ sku: 'S-9', priceMinor: 1 }] });
  expect(twice.product.slug).toBe('same-2');
});

test('an update changes what it names, counts the version, and tells', async () => {
  const { product } = await create(lamp);
  const variants = await products.db.dataSource.query('SELECT id, sku FROM variants ORDER BY position');
  const changed = await update({
    productId: product.id,
    expectedVersion: 1,
    title: 'Bar Lamp',
    category: 'kitchen',
    prices: [{ variantId: variants[1].id, priceMinor: 1_500, compareAtPriceMinor: null }],
    addVariants: [
      { sku: 'LAMP-XL', priceMinor: 9_000, options: [{ name: 'Size', value: 'XL' }], initialStock: 2 },
    ],
  });
  expect(changed).toEqual({
    product: {
      title: 'Bar Lamp',
      brand: null,
      status: 'ACTIVE',
      version: 2,
      priceFrom: { amountMinor: 1_500 },
      category: { slug: 'kitchen' },
      variants: [
        { sku: 'LAMP-S', price: { amountMinor: 2_000 }, compareAtPrice: null, availableQuantity: 3 },
        { sku: 'LAMP-L', price: { amountMinor: 1_500 }, compareAtPrice: null, availableQuantity: 0 },
        { sku: 'LAMP-XL', price: { amountMinor: 9_000 }, compareAtPrice: null, availableQuantity: 2 },
      ],
    },
    userErrors: [],
  });
  expect((await update({ productId: product.id, expectedVersion: 1, title: 'Late' })).userErrors).toEqual([
    { code: 'STALE_VERSION', field: ['input', 'expectedVersion'] },
  ]);
  expect((await update({ productId: product.id, status: 'ARCHIVED' })).product.status).toBe('ARCHIVED');
  expect((await update({ productId: product.id, status: 'ACTIVE' })).userErrors[0].code).toBe(
    'INVALID_INPUT',
  );
  const told = (await recordedEvents(products.db.dataSource)).map(({ type, aggregateversion }) => [
    type,
    aggregateversion,
  ]);
  expect(told).toEqual([
    ['ProductPublished', 1],
    ['ProductChanged', 2],
    ['ProductArchived', 3],
  ]);
});

test('changing place keeps the counts of categories', async () => {
  const { product } = await create({ ...lamp, brand: 'Nord' });
  const counts = async () =>
    (await ask(viewers.anonymous(), '{ categories { slug productCount } }')).data.categories.map(
      (each: { slug: string; productCount: number }) => `${each.slug} ${each.productCount}`,
    );
  expect(await counts()).toEqual(['home 1', 'kitchen 0', 'audio 0']);
  await update({ productId: product.id, category: 'kitchen' });
  expect(await counts()).toEqual(['home 1', 'kitchen 1', 'audio 0']);
  await update({ productId: product.id, category: 'audio', status: 'DRAFT' });
  expect(await counts()).toEqual(['home 0', 'kitchen 0', 'audio 0']);
  await update({ productId: product.id, status: 'ACTIVE', brand: null });
  expect(await counts()).toEqual(['home 0', 'kitchen 0', 'audio 1']);
});

test('another seller’s product is the same as none; an admin may change it', async () => {
  const { product } = await create(lamp);
  for (const productId of [product.id, createId('prod'), "' OR 1=1", '\0']) {
    const { userErrors } = await update({ productId, title: 'Mine now' }, viewers.seller());
    expect(userErrors).toEqual([{ code: 'NOT_FOUND', field: ['input', 'productId'] }]);
  }
  expect((await update({ productId: product.id, title: 'By staff' }, viewers.admin())).product.title).toBe(
    'By staff',
  );
});

test.each([
  ['a customer', viewers.customer(), 'FORBIDDEN'],
  ['a guest', viewers.guest(), 'UNAUTHENTICATED'],
  ['nobody', viewers.anonymous(), 'UNAUTHENTICATED'],
])('%s changes no product and no stock', async (_name, viewer, code) => {
  const {
    variants: [variant],
    product,
  } = await seedProduct(products.db);
  const adjust = `mutation($id: ID!) { adjustStock(input: {variantId: $id, delta: 1, reason: RECEIVED, idempotencyKey: "k"}) { userErrors { code } } }`;
  for (const [document, variables] of [
    [createDocument, { input: lamp }],
    [updateDocument, { input: { productId: product.id, title: 'x' } }],
    [adjust, { id: variant!.id }],
  ] as const) {
    const { errors } = await ask(viewer, document, variables);
    expect(errors?.[0]?.extensions?.code).toBe(code);
  }
});
