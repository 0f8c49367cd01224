import { createId } from '@souk/shared/ids';
import { viewers } from '@souk/shared/testing/subgraph-client';
import { startTestShop, type TestShop } from '../testing/test-shop.ts';
import { findOrder } from './order.repository.ts';
import { rebuildOrder } from './timeline.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.clear());

type Payload = Awaited<ReturnType<TestShop['checkOut']>>;
const codes = (payload: Payload): string[] => payload.userErrors.map(({ code }) => code);
const select = async (sql: string): Promise<Record<string, unknown>[]> => shop.dataSource.query(sql);

test('checkouts of one moment share transactions, and none is the worse for its neighbours', async () => {
  const variantId = await shop.sell();
  const buyers = await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      const buyer = index % 2 === 0 ? viewers.customer() : viewers.guest();
      return { buyer, cartId: await shop.fillCart(buyer, [{ variantId, quantity: 1 + (index % 3) }]) };
    }),
  );
  const [somebody, emptyHanded] = [viewers.customer(), viewers.customer()];
  const empty = await shop.fillCart(emptyHanded, []);
  const [first, second] = [
    await shop.fillCart(somebody, [{ variantId }]),
    await shop.fillCart(somebody, [{ variantId }]),
  ];
  const [oneKey, usedKey] = [createId('key'), createId('key')];
  const usedBy = viewers.guest();
  const [used, unused] = [
    await shop.fillCart(usedBy, [{ variantId }]),
    await shop.fillCart(usedBy, [{ variantId }]),
  ];
  expect(codes(await shop.checkOut(usedBy, used, { idempotencyKey: usedKey }))).toEqual([]);

  const [placed, bad, sameKey] = await Promise.all([
    Promise.all(buyers.map(({ buyer, cartId }) => shop.checkOut(buyer, cartId))),
    Promise.all([
      shop.checkOut(emptyHanded, empty),
      shop.checkOut(emptyHanded, buyers[0]!.cartId),
      shop.checkOut(usedBy, unused, { idempotencyKey: usedKey }),
      shop.checkOut(usedBy, unused, { expectedTotalMinor: 1 }),
    ]),
    Promise.all([first, second].map((cartId) => shop.checkOut(somebody, cartId, { idempotencyKey: oneKey }))),
  ]);

  expect(placed.flatMap(codes)).toEqual([]);
  expect(bad.map(codes)).toEqual([
    ['CART_EMPTY'],
    ['NOT_FOUND'],
    ['IDEMPOTENCY_KEY_REUSED'],
    expect.arrayContaining(['TOTAL_CHANGED']),
  ]);
  // One key for two carts at once: it goes with one of them, whichever it is.
  expect(sameKey.map(codes).sort()).toEqual([[], ['IDEMPOTENCY_KEY_REUSED']]);

  const ids = [...placed, ...sameKey].flatMap(({ order }) => order?.id ?? []);
  expect(new Set(ids).size).toBe(31);
  for (const id of ids) {
    expect(await shop.eventTypes(id)).toEqual(['OrderPlaced', 'StockRequested']);
    expect(await rebuildOrder(shop.dataSource, id)).toEqual(await findOrder(shop.dataSource.manager, id));
  }
  const [orders] = await select(
    'SELECT count(*)::int AS all, count(DISTINCT xmin::text)::int AS commits FROM orders',
  );
  expect(orders!.all).toBe(32);
  expect(orders!.commits).toBeLessThan(32);
  expect(
    await select(`SELECT (SELECT count(*)::int FROM idempotency_keys) AS keys,
      (SELECT count(*)::int FROM carts WHERE status = 'ORDERED') AS closed,
      (SELECT count(*)::int FROM orders o JOIN carts c ON c.id = o.cart_id AND c.order_id = o.id) AS joined`),
  ).toEqual([{ keys: 32, closed: 32, joined: 32 }]);
});

test('a cart that changes while it is checked out is ordered as it was shown or as it is, never half of each', async () => {
  const variantId = await shop.sell();
  for (let round = 0; round < 10; round += 1) {
    const buyer = viewers.customer();
    const cartId = await shop.fillCart(buyer, [{ variantId }]);
    const add = 'mutation ($input: AddToCartInput!) { addToCart(input: $input) { userErrors { code } } }';
    const [{ order }, { addToCart }] = await Promise.all([
      shop.checkOut(buyer, cartId),
      shop.ask(buyer, add, { input: { cartId, variantId, quantity: 1 } }),
    ]);
    const [{ quantity, total }] = (await select(`SELECT l.quantity, o.total_minor::int AS total
      FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.id = '${order!.id}'`)) as [
      { quantity: number; total: number },
    ];
    // The change came first and is part of the order, or it came too late and was told so.
    expect(addToCart.userErrors.map(({ code }: { code: string }) => code)).toEqual(
      quantity === 2 ? [] : ['CART_CLOSED'],
    );
    expect(order!.total.amountMinor).toBe(total);
  }
});

test('carts that are opened at the same moment share transactions, and each is told of', async () => {
  const opened = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      shop.ask(
        index % 2 === 0 ? viewers.anonymous() : viewers.customer(),
        'mutation { createCart { cart { id version } guestToken userErrors { code } } }',
      ),
    ),
  );
  const ids = opened.map(({ createCart }) => createCart.cart.id);
  expect(new Set(ids).size).toBe(30);
  expect(new Set(opened.flatMap(({ createCart }) => createCart.guestToken ?? [])).size).toBe(15);
  for (const id of ids) expect(await shop.eventTypes(id)).toEqual(['CartCreated']);
  const [carts] = await select(
    'SELECT count(*)::int AS all, count(DISTINCT xmin::text)::int AS commits FROM carts',
  );
  expect(carts!.all).toBe(30);
  expect(carts!.commits).toBeLessThan(30);
});
