import { readFlashSaleClaim } from '@souk/shared/flash-sale-claim';
import type { HttpEndpoint } from '@souk/shared/http';
import { createId } from '@souk/shared/ids';
import { query, testViewerTokenSecret } from '@souk/shared/testing/subgraph-client';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { recordedEvents } from '@souk/shared/testing/test-events';
import { testLogger } from '@souk/shared/testing/test-logger';
import type { Viewer } from '@souk/shared/viewer';
import { database } from '../data-source.ts';
import { productsHandlers } from '../handlers.ts';
import { maximumPriceMinor } from '../product/product-input.ts';
import { expireReservations } from '../stock/release-stock.ts';
import { stockInvariantSql } from '../stock/stock-invariant.ts';
import { seedCategories, seedProduct, startOfTest, stockRequestedEvent } from '../testing/test-catalogue.ts';
import { startTestServer } from '../testing/test-server.ts';
import { advanceFlashSales } from './advance-flash-sales.ts';
import { createJoinFlashSale } from './join-flash-sale.ts';

let db: TestDatabase;
let server: HttpEndpoint;
let now = startOfTest;
let variantId: string;
const later = (seconds: number): Date => new Date(startOfTest.getTime() + seconds * 1000);
const admin: Viewer = {
  kind: 'user',
  id: createId('usr'),
  roles: ['ADMIN'],
  scopes: ['stock:write'],
  sessionId: null,
};
const guest = (): Viewer => ({ kind: 'guest', id: createId('gst') });

beforeAll(async () => {
  db = await createTestDatabase('products', database);
  server = await startTestServer(db, { now: () => now });
});
afterAll(async () => {
  await server.close();
  await db.close();
});
beforeEach(async () => {
  await db.clear();
  now = startOfTest;
  await seedCategories(db);
  variantId = (await seedProduct(db, { stock: [20] })).variants[0]!.id;
});
afterEach(async () => {
  expect(await db.dataSource.query(stockInvariantSql)).toEqual([]);
});

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
async function ask(viewer: Viewer, document: string, variables: Record<string, unknown>): Promise<any> {
  const answer = await query(server.port, viewer, document, variables);
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

async function announce(over: object = {}): Promise<string> {
  const input = {
    variantId,
    priceMinor: 400,
    startsAt: startOfTest.toISOString(),
    endsAt: later(3_600).toISOString(),
    allocation: 3,
    holdSeconds: 60,
    idempotencyKey: createId('key'),
    ...over,
  };
  const { createFlashSale } = await ask(
    admin,
    'mutation ($input: CreateFlashSaleInput!) { createFlashSale(input: $input) { flashSale { id status remaining } userErrors { code field } } }',
    { input },
  );
  expect(createFlashSale.userErrors).toEqual([]);
  return createFlashSale.flashSale.id;
}

type PlaceAnswer = { id: string; status: string; position: number | null; claim: string | null };

async function join(
  flashSaleId: string,
  viewer: Viewer,
  over: object = {},
): Promise<{ place: PlaceAnswer; code: string | undefined }> {
  const { joinFlashSale } = await ask(
    viewer,
    `mutation ($input: JoinFlashSaleInput!) { joinFlashSale(input: $input) {
       place { id status position claim quantity holdExpiresAt } userErrors { code } } }`,
    { input: { flashSaleId, idempotencyKey: 'once', ...over } },
  );
  return { place: joinFlashSale.place, code: joinFlashSale.userErrors[0]?.code };
}

async function order(placeId: string, over: object = {}): Promise<string> {
  const event = stockRequestedEvent([{ variantId, quantity: 1, unitPriceMinor: 400, placeId, ...over }]);
  await productsHandlers({ ...db, now: () => now }).StockRequested(event);
  return event.data.orderId;
}

async function answerTo(orderId: string): Promise<string | undefined> {
  return (await recordedEvents(db.dataSource)).filter(({ subject }) => subject === orderId).at(-1)?.type;
}

async function standing(flashSaleId: string): Promise<object> {
  const [sale] = await db.dataSource.query(
    `SELECT f.remaining, s.available, s.reserved, f.closed_at IS NOT NULL AS closed
     FROM flash_sales f JOIN stock s USING (variant_id) WHERE f.id = $1`,
    [flashSaleId],
  );
  return sale;
}

const placesOf = async (flashSaleId: string): Promise<string[]> =>
  (
    await db.dataSource.query('SELECT state FROM flash_sale_places WHERE sale_id = $1 ORDER BY number', [
      flashSaleId,
    ])
  ).map(({ state }: { state: string }) => state);

test('a sale sets its units aside, so that nobody buys them at the shelf', async () => {
  const sale = await announce({ allocation: 18 });
  expect(await standing(sale)).toMatchObject({ remaining: 18, available: 2, reserved: 18 });
  const { variants } = await seedProduct(db, { stock: [1] });
  const refused = await ask(
    admin,
    'mutation ($input: CreateFlashSaleInput!) { createFlashSale(input: $input) { userErrors { code field } } }',
    {
      input: {
        variantId: variants[0]!.id,
        priceMinor: 1,
        startsAt: now.toISOString(),
        endsAt: later(60).toISOString(),
        allocation: 2,
        idempotencyKey: 'k',
      },
    },
  );
  expect(refused.createFlashSale.userErrors).toEqual([
    { code: 'INSUFFICIENT_STOCK', field: ['input', 'allocation'] },
  ]);
});

test.each([
  ['the usual price', 1_000, 'PRICE_NOT_LOWER'],
  ['more than it', 1_001, 'PRICE_NOT_LOWER'],
  ['more than any price may be', maximumPriceMinor + 1, 'INVALID_INPUT'],
  ['nothing', 0, 'INVALID_INPUT'],
  ['less than nothing', -1, 'INVALID_INPUT'],
])('a sale for %s is refused, and sets nothing aside', async (_name, priceMinor, code) => {
  const input = {
    ...{ variantId, allocation: 1, idempotencyKey: 'k', priceMinor },
    ...{ startsAt: now.toISOString(), endsAt: later(60).toISOString() },
  };
  const { createFlashSale } = await ask(
    admin,
    'mutation ($input: CreateFlashSaleInput!) { createFlashSale(input: $input) { userErrors { code field } } }',
    { input },
  );
  expect(createFlashSale.userErrors).toEqual([{ code, field: ['input', 'priceMinor'] }]);
  expect(await db.dataSource.query('SELECT available, reserved FROM stock')).toEqual([
    { available: 20, reserved: 0 },
  ]);
});

test('a sale may be for the smallest step below the usual price', async () => {
  await announce({ priceMinor: 999 });
});

test('first come first served: units are held, then buyers wait in turn, then the sale is sold out', async () => {
  const sale = await announce({ allocation: 2, waitingLimit: 2 });
  const answers = [];
  for (let buyer = 0; buyer < 5; buyer += 1) answers.push(await join(sale, guest()));
  expect(answers.map(({ place, code }) => place?.status ?? code)).toEqual([
    'HELD',
    'HELD',
    'WAITING',
    'WAITING',
    'SOLD_OUT',
  ]);
  expect(answers.map(({ place }) => place?.position ?? null)).toEqual([null, null, 0, 1, null]);
});

test('a claim says what is held, for whom, at which price, and until when', async () => {
  const buyer = guest();
  const { place } = await join(await announce(), buyer);
  expect(await readFlashSaleClaim(testViewerTokenSecret, place.claim!, now)).toMatchObject({
    placeId: place.id,
    variantId,
    buyerId: (buyer as { id: string }).id,
    quantity: 1,
    priceMinor: 400,
    currency: 'USD',
    holdExpiresAt: later(60),
  });
  expect(await readFlashSaleClaim('another-secret-another-secret-another', place.claim!, now)).toBeNull();
  expect(await readFlashSaleClaim(testViewerTokenSecret, place.claim!, later(61))).toBeNull();
});

test.each([
  ['before it begins', { startsAt: later(10).toISOString() }, {}, 'SALE_NOT_OPEN'],
  ['for more than a buyer may have', { limitPerBuyer: 2 }, { quantity: 3 }, 'LIMIT_REACHED'],
  ['for no units', {}, { quantity: 0 }, 'INVALID_INPUT'],
  ['for a negative number', {}, { quantity: -1 }, 'INVALID_INPUT'],
  ['of a sale that is none', {}, { flashSaleId: createId('fls') }, 'NOT_FOUND'],
])('asking %s is refused', async (_what, sale, request, code) => {
  expect(await join(await announce(sale), guest(), request)).toEqual({ place: null, code });
});

test('a buyer has the limit over all requests, and the same key gets the same place', async () => {
  const sale = await announce({ limitPerBuyer: 2 });
  const buyer = guest();
  const first = await join(sale, buyer, { idempotencyKey: 'a' });
  expect((await join(sale, buyer, { idempotencyKey: 'a' })).place.id).toBe(first.place.id);
  expect((await join(sale, buyer, { idempotencyKey: 'a', quantity: 2 })).code).toBe('IDEMPOTENCY_KEY_REUSED');
  const parallel = await Promise.all(
    ['b', 'c', 'd'].map((idempotencyKey) => join(sale, buyer, { idempotencyKey })),
  );
  expect(parallel.map(({ place, code }) => place?.status ?? code).sort()).toEqual([
    'HELD',
    'LIMIT_REACHED',
    'LIMIT_REACHED',
  ]);
});

test('2,000 buyers at two servers for 15 units: 15 hold one, never one more', async () => {
  const sale = await announce({ allocation: 15, waitingLimit: 0 });
  const servers = [1, 2].map(() => createJoinFlashSale({ ...db, now: () => now }));
  const outcomes = await Promise.all(
    Array.from({ length: 2_000 }, (_, index) =>
      servers[index % 2]!({ saleId: sale, buyerId: `gst_${index}`, quantity: 1, idempotencyKey: 'once' }),
    ),
  );
  expect(outcomes.filter((outcome) => 'place' in outcome)).toHaveLength(15);
  expect(outcomes.filter((outcome) => 'refusal' in outcome && outcome.refusal === 'SOLD_OUT')).toHaveLength(
    1_985,
  );
  expect(await standing(sale)).toMatchObject({ remaining: 0, available: 5, reserved: 15 });
});

test('a hold that runs out goes to who has waited longest', async () => {
  const sale = await announce({ allocation: 1, waitingLimit: 2 });
  await join(sale, guest());
  const [second, third] = [await join(sale, guest()), await join(sale, guest())];
  expect([second.place.status, third.place.status]).toEqual(['WAITING', 'WAITING']);
  await advanceFlashSales({ ...db, logger: testLogger }, later(59));
  expect(await placesOf(sale)).toEqual(['HELD', 'WAITING', 'WAITING']);
  now = later(60);
  await advanceFlashSales({ ...db, logger: testLogger }, now);
  expect(await placesOf(sale)).toEqual(['EXPIRED', 'HELD', 'WAITING']);
});

test('a place that is given up goes to the next one, and only its buyer can give it up', async () => {
  const sale = await announce({ allocation: 1 });
  const buyer = guest();
  const { place } = await join(sale, buyer);
  await join(sale, guest());
  const leave =
    'mutation ($input: LeaveFlashSaleInput!) { leaveFlashSale(input: $input) { place { status } userErrors { code } } }';
  const stranger = await ask(guest(), leave, { input: { placeId: place.id } });
  expect(stranger.leaveFlashSale).toEqual({ place: null, userErrors: [{ code: 'NOT_FOUND' }] });
  const left = await ask(buyer, leave, { input: { placeId: place.id } });
  expect(left.leaveFlashSale.place.status).toBe('LEFT');
  await advanceFlashSales({ ...db, logger: testLogger }, now);
  expect(await placesOf(sale)).toEqual(['LEFT', 'HELD']);
});

test('an order takes the units of its place, at the price of the sale, and nobody else can', async () => {
  const sale = await announce();
  const { place } = await join(sale, guest());
  const orderId = await order(place.id);
  expect(await answerTo(orderId)).toBe('StockReserved');
  expect(await placesOf(sale)).toEqual(['ORDERED']);
  expect(await standing(sale)).toMatchObject({ remaining: 2, available: 17, reserved: 3 });
  expect(await answerTo(await order(place.id))).toBe('StockRejected');
});

test.each([
  ['another price', { unitPriceMinor: 399 }],
  ['another number of units', { quantity: 2 }],
  ['a place that is none', { placeId: createId('fsp') }],
])('an order with %s gets nothing', async (_what, over) => {
  const { place } = await join(await announce({ limitPerBuyer: 2 }), guest());
  expect(await answerTo(await order(place.id, over))).toBe('StockRejected');
});

test('an order that is cancelled gives its units to the next one, while the sale is on', async () => {
  const sale = await announce({ allocation: 1 });
  const { place } = await join(sale, guest());
  await join(sale, guest());
  await order(place.id);
  now = later(900);
  await expireReservations(db, now);
  await advanceFlashSales({ ...db, logger: testLogger }, now);
  expect(await placesOf(sale)).toEqual(['RELEASED', 'HELD']);
  expect(await standing(sale)).toMatchObject({ remaining: 0, reserved: 1 });
});

test('who waits is told at once when nothing can come free any more', async () => {
  const sale = await announce({ allocation: 1 });
  const { place } = await join(sale, guest());
  await join(sale, guest());
  await order(place.id);
  await advanceFlashSales({ ...db, logger: testLogger }, now);
  expect(await placesOf(sale)).toEqual(['ORDERED', 'REFUSED']);
});

test('at its end a sale puts back what nobody took, and later what nobody ordered', async () => {
  const sale = await announce({ endsAt: later(30).toISOString() });
  await join(sale, guest());
  now = later(30);
  await advanceFlashSales({ ...db, logger: testLogger }, now);
  expect(await standing(sale)).toEqual({ remaining: 0, available: 19, reserved: 1, closed: false });
  expect((await join(sale, guest())).code).toBe('SALE_NOT_OPEN');
  now = later(60);
  await advanceFlashSales({ ...db, logger: testLogger }, now);
  expect(await standing(sale)).toEqual({ remaining: 0, available: 20, reserved: 0, closed: true });
  expect(await placesOf(sale)).toEqual(['EXPIRED']);
});

test('callers without an identity, and customers who would announce, are refused', async () => {
  const sale = await announce();
  const asked = await query(
    server.port,
    { kind: 'anonymous' },
    'mutation ($input: JoinFlashSaleInput!) { joinFlashSale(input: $input) { place { id } } }',
    { input: { flashSaleId: sale, idempotencyKey: 'k' } },
  );
  expect(asked.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  const announced = await query(
    server.port,
    { ...admin, scopes: [] },
    'mutation ($input: CreateFlashSaleInput!) { createFlashSale(input: $input) { userErrors { code } } }',
    {
      input: {
        variantId,
        priceMinor: 1,
        startsAt: now.toISOString(),
        endsAt: later(60).toISOString(),
        allocation: 1,
        idempotencyKey: 'k',
      },
    },
  );
  expect(announced.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
});
