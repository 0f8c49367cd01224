import { createId } from '@souk/shared/ids';
import { query, viewers } from '@souk/shared/testing/subgraph-client';
import { recordedEvents } from '@souk/shared/testing/test-events';
import { requireOwner } from '../owner.ts';
import { tableTaxProvider } from '../pricing/table-tax-provider.ts';
import { eventFrom, productData } from '../testing/neighbours.ts';
import { address, startTestShop, type TestShop } from '../testing/test-shop.ts';
import { findOrder } from './order.repository.ts';
import { createPlaceOrder } from './place-order.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.clear());

const count = async (table: string): Promise<number> =>
  (await shop.dataSource.query(`SELECT count(*)::int AS n FROM ${table}`))[0].n;

test('an order takes the whole way from a cart to CONFIRMED, over events', async () => {
  const buyer = viewers.customer();
  const variantId = await shop.sell();
  const cartId = await shop.fillCart(buyer, [{ variantId, quantity: 2 }]);

  const { order, userErrors } = await shop.checkOut(buyer, cartId);

  expect(userErrors).toEqual([]);
  // 2 x 12.50 net, 7.25 % Californian tax on the goods rounded once for the line, 5.99 shipping.
  expect(order).toMatchObject({ status: 'PLACED', total: { amountMinor: 2500 + 181 + 599 } });
  expect(order!.number).toMatch(/^SK-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(await shop.eventTypes(order!.id)).toEqual(['OrderPlaced', 'StockRequested']);

  await shop.confirm(order!.id);

  expect(await findOrder(shop.dataSource.manager, order!.id)).toMatchObject({
    status: 'CONFIRMED',
    version: 4,
  });
  expect(await shop.eventTypes(order!.id)).toEqual([
    'OrderPlaced',
    'StockRequested',
    'PaymentRequested',
    'StockCommitRequested',
    'PaymentCaptureRequested',
    'OrderConfirmed',
  ]);
  const [saga] = await shop.dataSource.query('SELECT step, payment_token, deadline_at FROM order_sagas');
  expect(saga).toEqual({ step: 'COMPLETED', payment_token: null, deadline_at: null });
});

test('the events of an order tell its consumers all they need', async () => {
  const buyer = viewers.guest();
  const product = productData({ sellerId: 'usr_seller', variant: { priceMinor: 1000 } });
  await shop.deliver(eventFrom('ProductPublished', product.productId, product));
  const [variant] = product.variants;
  const cartId = await shop.fillCart(buyer, [{ variantId: variant.variantId, quantity: 3 }]);
  const { order } = await shop.checkOut(buyer, cartId, { locale: 'DE-at' });
  await shop.confirm(order!.id);

  const events = (await recordedEvents(shop.dataSource)).filter((event) => event.subject === order!.id);
  const dataOf = (type: string): unknown => events.find((event) => event.type === type)?.data;
  expect(dataOf('OrderPlaced')).toEqual({
    orderId: order!.id,
    number: order!.number,
    customerId: null,
    guestId: buyer.id,
    email: 'ann@example.com',
    phone: '+14155550123',
    locale: 'de-AT',
    currency: 'USD',
    lines: [
      {
        lineId: expect.stringMatching(/^ol_/),
        variantId: variant.variantId,
        productId: product.productId,
        sku: variant.sku,
        title: 'Mug',
        variantTitle: 'Blue',
        productSlug: product.slug,
        imageUrl: null,
        sellerId: 'usr_seller',
        categorySlug: 'kitchen',
        quantity: 3,
        unitPriceMinor: 1000,
        lineTotalMinor: 3000,
        taxMinor: 218,
      },
    ],
    totals: { subtotalMinor: 3000, discountMinor: 0, shippingMinor: 599, taxMinor: 218, totalMinor: 3817 },
    shippingAddress: { ...address, line2: null },
    placedAt: expect.any(String),
  });
  expect(dataOf('StockRequested')).toEqual({
    orderId: order!.id,
    currency: 'USD',
    lines: [{ variantId: variant.variantId, quantity: 3, unitPriceMinor: 1000 }],
  });
  expect(dataOf('PaymentRequested')).toMatchObject({
    orderId: order!.id,
    amountMinor: 3817,
    provider: 'SANDBOX',
    paymentToken: 'tok_success',
    returnUrl: `https://souk.example/orders/${order!.id}`,
    guestId: buyer.id,
  });
  expect(events.map((event) => event.aggregateversion)).toEqual([1, 1, 2, 3, 3, 4]);
});

test('twenty checkouts of one cart at the same moment make one order, with the same key or another', async () => {
  const buyer = viewers.customer();
  const cartId = await shop.fillCart(buyer, [{ variantId: await shop.sell() }]);
  const same = createId('key');
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      shop.checkOut(buyer, cartId, { idempotencyKey: index % 2 === 0 ? same : createId('key') }),
    ),
  );
  expect(await count('orders')).toBe(1);
  const ids = new Set(answers.flatMap(({ order }) => order?.id ?? []));
  expect(ids.size).toBe(1);
  for (const { order, userErrors } of answers) {
    if (!order) expect(userErrors).toMatchObject([{ code: 'CART_CLOSED' }]);
  }
  const bySameKey = answers.filter((_, index) => index % 2 === 0);
  expect(new Set(bySameKey.map(({ order }) => order?.id)).size).toBe(1);
  const [orderId] = ids;
  expect(await shop.eventTypes(orderId!)).toEqual(['OrderPlaced', 'StockRequested']);
});

test('a key replays its answer, is refused with another body, and is nothing to another buyer', async () => {
  const buyer = viewers.customer();
  const variantId = await shop.sell();
  const cartId = await shop.fillCart(buyer, [{ variantId }]);
  const idempotencyKey = 'the-buyers-own-key';
  const first = await shop.checkOut(buyer, cartId, { idempotencyKey });
  expect(first.userErrors).toEqual([]);
  await shop.confirm(first.order!.id);

  const replayed = await shop.checkOut(buyer, cartId, { idempotencyKey });
  expect(replayed).toMatchObject({ order: { id: first.order!.id, status: 'CONFIRMED' }, userErrors: [] });
  expect(await shop.checkOut(buyer, cartId, { idempotencyKey, email: 'eve@example.com' })).toMatchObject({
    order: null,
    userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] }],
  });
  const other = viewers.customer();
  const otherCart = await shop.fillCart(other, [{ variantId }]);
  const { order } = await shop.checkOut(other, otherCart, { idempotencyKey });
  expect(order!.id).not.toBe(first.order!.id);
});

test('what was refused can be mended and sent again with the same key', async () => {
  const buyer = viewers.customer();
  const cartId = await shop.fillCart(buyer, [{ variantId: await shop.sell() }]);
  const idempotencyKey = createId('key');
  const refused = await shop.checkOut(buyer, cartId, { idempotencyKey, expectedTotalMinor: 1 });
  expect(refused).toMatchObject({ order: null, userErrors: [{ code: 'TOTAL_CHANGED' }] });
  expect(await count('idempotency_keys')).toBe(0);
  expect(await shop.checkOut(buyer, cartId, { idempotencyKey })).toMatchObject({ userErrors: [] });
});

test('a price that moved between cart and checkout stops it when the buyer was shown another total', async () => {
  const buyer = viewers.customer();
  const product = productData({ variant: { priceMinor: 1000 } });
  const [variant] = product.variants;
  await shop.deliver(eventFrom('ProductPublished', product.productId, product, 1));
  const cartId = await shop.fillCart(buyer, [{ variantId: variant.variantId }]);
  const dearer = { ...product, variants: [{ ...variant, priceMinor: 2000 }] };
  await shop.deliver(eventFrom('ProductChanged', product.productId, dearer, 2));
  const shown = 1000 + 73 + 599;
  expect(await shop.checkOut(buyer, cartId, { expectedTotalMinor: shown })).toMatchObject({
    order: null,
    userErrors: [{ code: 'TOTAL_CHANGED', field: ['expectedTotalMinor'] }, { code: 'PRICE_CHANGED' }],
  });
  expect(await count('orders')).toBe(0);
  expect(await shop.checkOut(buyer, cartId, { expectedTotalMinor: 2000 + 145 + 599 })).toMatchObject({
    userErrors: [],
  });
});

test.each([
  [{ idempotencyKey: 'short' }, 'INVALID_INPUT', ['idempotencyKey']],
  [{ email: 'ann' }, 'INVALID_INPUT', ['email']],
  [{ email: 'a@b' }, 'INVALID_INPUT', ['email']],
  [{ email: 'a@b..c' }, 'INVALID_INPUT', ['email']],
  [{ email: 'a@b.c\r\nBcc: x@y.z' }, 'INVALID_INPUT', ['email']],
  [{ email: `${'a'.repeat(64)}@${'b.'.repeat(200)}` }, 'INVALID_INPUT', ['email']],
  [{ locale: 'not a tag' }, 'INVALID_INPUT', ['locale']],
  [
    { shippingAddress: { ...address, countryCode: 'US', postalCode: 'abc' } },
    'INVALID_INPUT',
    ['shippingAddress', 'postalCode'],
  ],
  [{ shippingAddress: { ...address, name: ' ' } }, 'INVALID_INPUT', ['shippingAddress', 'name']],
  [{ shippingAddress: { ...address, name: 'a\u0000b' } }, 'INVALID_INPUT', ['shippingAddress', 'name']],
  [{ shippingAddress: { ...address, city: '\uD800' } }, 'INVALID_INPUT', ['shippingAddress', 'city']],
  [{ shippingAddress: { ...address, line1: 'x\u202Ey' } }, 'INVALID_INPUT', ['shippingAddress', 'line1']],
  [{ shippingAddress: { ...address, phone: '555' } }, 'INVALID_INPUT', ['shippingAddress', 'phone']],
  [
    { shippingAddress: { ...address, countryCode: 'ZZ' } },
    'INVALID_INPUT',
    ['shippingAddress', 'countryCode'],
  ],
  [
    { shippingAddress: { ...address, countryCode: 'KP' } },
    'SHIPPING_UNAVAILABLE',
    ['shippingAddress', 'countryCode'],
  ],
  [{ shippingMethodId: 'ship_eu_standard' }, 'SHIPPING_UNAVAILABLE', ['shippingMethodId']],
  [
    { payment: { provider: 'STRIPE', token: 'tok' } },
    'PAYMENT_PROVIDER_UNAVAILABLE',
    ['payment', 'provider'],
  ],
  [{ payment: { provider: 'SANDBOX', token: '4242 4242 4242 4242' } }, 'INVALID_INPUT', ['payment', 'token']],
  [{ payment: { provider: 'SANDBOX', token: '' } }, 'INVALID_INPUT', ['payment', 'token']],
])('a checkout with %j is refused as %s', async (over, code, field) => {
  const buyer = viewers.customer();
  const cartId = await shop.fillCart(buyer, [{ variantId: await shop.sell() }]);
  expect(await shop.checkOut(buyer, cartId, over)).toMatchObject({
    order: null,
    userErrors: [{ code, field }],
  });
  expect(await count('orders')).toBe(0);
});

test("an empty cart, another's cart and a caller without identity get nothing", async () => {
  const buyer = viewers.customer();
  const empty = await shop.fillCart(buyer, []);
  expect(await shop.checkOut(buyer, empty)).toMatchObject({
    order: null,
    userErrors: [{ code: 'CART_EMPTY' }],
  });
  expect(await shop.checkOut(viewers.customer(), empty)).toMatchObject({
    order: null,
    userErrors: [{ code: 'NOT_FOUND', field: ['cartId'] }],
  });
  const refused = await query(
    shop.port,
    viewers.anonymous(),
    'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { id } } }',
    {
      input: {
        cartId: empty,
        idempotencyKey: 'some-key',
        email: 'a@b.co',
        shippingAddress: address,
        payment: { provider: 'SANDBOX', token: 'tok_success' },
      },
    },
  );
  expect(refused.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
});

test('a number that is taken already is drawn again', async () => {
  const owner = requireOwner(viewers.customer());
  const numbers = ['SK-AAAA-AAAA', 'SK-AAAA-AAAA', 'SK-BBBB-BBBB'];
  const deps = {
    dataSource: shop.dataSource,
    signals: shop.signals,
    taxes: tableTaxProvider,
    storeUrl: 'https://souk.example',
    paymentProviders: ['SANDBOX' as const],
    createNumber: () => numbers.shift()!,
  };
  const placeOrder = createPlaceOrder(deps);
  const variantId = await shop.sell();
  for (const expected of ['SK-AAAA-AAAA', 'SK-BBBB-BBBB']) {
    const viewer = { ...viewers.customer(), id: owner.customerId! };
    const cartId = await shop.fillCart(viewer, [{ variantId }]);
    const { orderId } = await placeOrder(
      { owner, now: new Date(), correlationId: undefined },
      {
        cartId,
        idempotencyKey: createId('key'),
        email: 'ann@example.com',
        shippingAddress: address,
        payment: { provider: 'SANDBOX', token: 'tok_success' },
      },
    );
    expect((await findOrder(shop.dataSource.manager, orderId))?.number).toBe(expected);
  }
});

test('the database itself refuses totals that do not add up, a second order of a cart, and a rewritten log', async () => {
  const orderId = await shop.order();
  const statements = [
    'UPDATE orders SET total_minor = total_minor - 1',
    `UPDATE order_events SET type = 'OrderDelivered'`,
    'DELETE FROM order_events',
    `INSERT INTO order_events SELECT * FROM order_events WHERE order_id = '${orderId}'`,
    `UPDATE order_states SET status = 'CANCELLED'`,
    `UPDATE order_states SET status = 'LOST'`,
  ];
  for (const statement of statements) {
    await expect(shop.dataSource.query(statement)).rejects.toThrow();
  }
});
