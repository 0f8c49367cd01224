import { createId } from '@souk/shared/ids';
import { viewers } from '@souk/shared/testing/subgraph-client';
import { seedProduct } from '../testing/test-catalogue.ts';
import { useProducts } from '../testing/use-products.ts';

const products = useProducts();
const { ask } = products;
const seller = viewers.seller();

test('details, entities by every key, and what may not be seen is null everywhere', async () => {
  const {
    product,
    variants: [variant],
  } = await seedProduct(products.db, { title: 'Seen', sellerId: seller.id });
  const {
    product: draft,
    variants: [hidden],
  } = await seedProduct(products.db, { status: 'DRAFT', sellerId: seller.id });
  const detail =
    '{ id slug seller { id } variants { id sku product { id } media { url } } rating { average count } }';
  const read = `query($id: ID, $slug: String) { product(id: $id, slug: $slug) ${detail} }`;
  const anybody = viewers.anonymous();
  const byId = (await ask(anybody, read, { id: product.id })).data.product;
  expect(byId).toEqual({
    id: product.id,
    slug: 'seen',
    seller: { id: seller.id },
    variants: [{ id: variant!.id, sku: variant!.sku, product: { id: product.id }, media: null }],
    rating: { average: null, count: 0 },
  });
  expect((await ask(anybody, read, { slug: 'seen' })).data.product).toEqual(byId);
  for (const id of [draft.id, createId('prod'), 'nonsense', '\0', '\ud800', '']) {
    expect((await ask(anybody, read, { id })).data).toEqual({ product: null });
  }
  expect((await ask(anybody, read, {})).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  expect((await ask(seller, read, { id: draft.id })).data.product.id).toBe(draft.id);

  const entities = `query($of: [_Any!]!) { _entities(representations: $of) {
    ... on Product { id } ... on ProductVariant { id } ... on Category { name } } }`;
  const of = [
    { __typename: 'Product', id: product.id },
    { __typename: 'Product', slug: 'seen' },
    { __typename: 'Product', id: draft.id },
    { __typename: 'ProductVariant', id: variant!.id },
    { __typename: 'ProductVariant', sku: variant!.sku },
    { __typename: 'ProductVariant', id: hidden!.id },
    { __typename: 'ProductVariant', sku: hidden!.sku },
    { __typename: 'Category', slug: 'home' },
    { __typename: 'Category', id: "x' OR '1" },
  ];
  const statements = jest.spyOn(products.db.dataSource.driver, 'createQueryRunner');
  const { data } = await ask(anybody, entities, { of });
  expect(data._entities).toEqual([
    { id: product.id },
    { id: product.id },
    null,
    { id: variant!.id },
    { id: variant!.id },
    null,
    null,
    { name: 'Home' },
    null,
  ]);
  expect(statements.mock.calls.length).toBeLessThanOrEqual(8);
  statements.mockRestore();
  expect((await ask(seller, entities, { of: [of[2], of[6]] })).data._entities).toEqual([
    { id: draft.id },
    { id: hidden!.id },
  ]);
});

test('related products are of the same category, near in brand and price, and on sale', async () => {
  const { product } = await seedProduct(products.db, { title: 'One', priceMinor: 1_000, brand: 'Nord' });
  await seedProduct(products.db, { title: 'Dear', priceMinor: 9_000, brand: 'Nord' });
  await seedProduct(products.db, { title: 'Near', priceMinor: 1_100 });
  await seedProduct(products.db, { title: 'Elsewhere', category: 'audio' });
  await seedProduct(products.db, { title: 'Draft', status: 'DRAFT' });
  const document = 'query($id: ID!, $first: Int!) { product(id: $id) { related(first: $first) { slug } } }';
  const { data } = await ask(viewers.anonymous(), document, { id: product.id, first: 4 });
  expect(data.product.related).toEqual([{ slug: 'dear' }, { slug: 'near' }]);
  const { errors } = await ask(viewers.anonymous(), document, { id: product.id, first: 21 });
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});
