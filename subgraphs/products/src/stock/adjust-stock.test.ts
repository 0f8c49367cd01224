import { testViewerTokenSecret, viewers } from '@souk/shared/testing/subgraph-client';
import { recordedEvents } from '@souk/shared/testing/test-events';
import { mintViewerToken } from '@souk/shared/viewer';
import { createClient } from 'graphql-ws';
import { seedProduct, stockRequestedEvent } from '../testing/test-catalogue.ts';
import { useProducts } from '../testing/use-products.ts';

const products = useProducts();
const seller = viewers.seller();

const document = `mutation($input: AdjustStockInput!) { adjustStock(input: $input) {
  variant { availableQuantity } userErrors { code field } } }`;

async function adjust(input: object, viewer = seller) {
  const { data, errors } = await products.ask(viewer, document, {
    input: { reason: 'CORRECTION', idempotencyKey: 'key-1', ...input },
  });
  expect(errors).toBeUndefined();
  return data.adjustStock;
}

async function seed(): Promise<string> {
  const { variants } = await seedProduct(products.db, { sellerId: seller.id });
  return variants[0]!.id;
}

test('an adjustment is made once per key, told, and written into the ledger', async () => {
  const variantId = await seed();
  const once = { variantId, delta: 5, reason: 'RECEIVED' };
  const answers = await Promise.all(Array.from({ length: 20 }, () => adjust(once)));
  for (const answer of answers)
    expect(answer).toEqual({ variant: { availableQuantity: 15 }, userErrors: [] });
  expect((await adjust({ ...once, delta: 6 })).userErrors).toEqual([
    { code: 'IDEMPOTENCY_KEY_REUSED', field: ['input', 'idempotencyKey'] },
  ]);
  const ledger = await products.db.dataSource.query(
    'SELECT kind, delta, actor_id FROM stock_movements ORDER BY id',
  );
  expect(ledger).toEqual([
    { kind: 'INITIAL', delta: 10, actor_id: null },
    { kind: 'RECEIVED', delta: 5, actor_id: seller.id },
  ]);
  const told = (await recordedEvents(products.db.dataSource)).filter(({ type }) => type === 'StockChanged');
  expect(told.map(({ data }) => data)).toMatchObject([{ variantId, available: 15, onHand: 15 }]);
});

test('counting sets what is there, and leaves what is held to its orders', async () => {
  const variantId = await seed();
  await products.handlers.StockRequested(stockRequestedEvent([{ variantId, quantity: 4 }]));
  expect(await adjust({ variantId, counted: 9 })).toMatchObject({ variant: { availableQuantity: 5 } });
  expect((await adjust({ variantId, counted: 3, idempotencyKey: 'key-2' })).userErrors).toEqual([
    { code: 'INSUFFICIENT_STOCK', field: ['input', 'counted'] },
  ]);
  expect((await adjust({ variantId, delta: -6, idempotencyKey: 'key-3' })).userErrors).toEqual([
    { code: 'INSUFFICIENT_STOCK', field: ['input', 'delta'] },
  ]);
});

test.each([
  ['neither delta nor counted', {}],
  ['both', { delta: 1, counted: 1 }],
  ['a count below zero', { counted: -1 }],
  ['more than a variant may have', { delta: 2_000_000_000 }],
  ['a blank key', { delta: 1, idempotencyKey: ' ' }],
])('%s is not an adjustment', async (_name, input) => {
  expect((await adjust({ variantId: await seed(), ...input })).userErrors[0].code).toBe('INVALID_INPUT');
});

test('the stock of others is not found', async () => {
  const variantId = await seed();
  const refused = { variant: null, userErrors: [{ code: 'NOT_FOUND', field: ['input', 'variantId'] }] };
  expect(await adjust({ variantId, delta: 1 }, viewers.seller())).toEqual(refused);
  expect(await adjust({ variantId: '\0', delta: 1, idempotencyKey: 'key-2' })).toEqual(refused);
  expect((await adjust({ variantId, delta: 1 }, viewers.admin())).variant.availableQuantity).toBe(11);
});

test('who watches a variant sees it now and after each change, by hand or by order', async () => {
  const variantId = await seed();
  const client = createClient({
    url: `ws://127.0.0.1:${products.server.port}/graphql`,
    connectionParams: async () => ({
      viewerToken: await mintViewerToken(viewers.anonymous(), testViewerTokenSecret),
    }),
  });
  const states = client.iterate<{ stockChanged: { availableQuantity: number } }>({
    query: 'subscription($id: ID!) { stockChanged(variantId: $id) { availableQuantity } }',
    variables: { id: variantId },
  });
  const next = async () => (await states.next()).value?.data?.stockChanged.availableQuantity;
  expect(await next()).toBe(10);
  const second = next();
  await adjust({ variantId, delta: -3 });
  expect(await second).toBe(7);
  const third = next();
  await products.handlers.StockRequested(stockRequestedEvent([{ variantId, quantity: 2 }]));
  expect(await third).toBe(5);
  await states.return?.();

  const {
    variants: [hidden],
  } = await seedProduct(products.db, { status: 'DRAFT' });
  const refused = client.iterate({
    query: `subscription { stockChanged(variantId: "${hidden!.id}") { id } }`,
  });
  expect((await refused.next()).value.errors[0].extensions).toEqual({ code: 'NOT_FOUND' });
  await client.dispose();
});
