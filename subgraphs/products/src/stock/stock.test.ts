import { createEvent } from '@souk/shared/events/define-event';
import { stockCommitRequested } from '@souk/shared/events/stock-commit-requested';
import { stockReleaseRequested } from '@souk/shared/events/stock-release-requested';
import { createId } from '@souk/shared/ids';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { recordedEvents } from '@souk/shared/testing/test-events';
import { database } from '../data-source.ts';
import { productsHandlers } from '../handlers.ts';
import { seedCategories, seedProduct, startOfTest, stockRequestedEvent } from '../testing/test-catalogue.ts';
import { expireReservations } from './release-stock.ts';
import { stockInvariantSql } from './stock-invariant.ts';

let db: TestDatabase;
let clock = startOfTest;
/** Two workers: what races must race between processes too, each with batches of its own. */
let workers: ReturnType<typeof productsHandlers>[];
let turn = 0;

beforeAll(async () => {
  db = await createTestDatabase('products', database);
  workers = [1, 2].map(() => productsHandlers({ ...db, now: () => clock }));
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.clear();
  clock = startOfTest;
  await seedCategories(db);
});

const later = (minutes: number): Date => new Date(startOfTest.getTime() + minutes * 60_000);

async function stockOf(variantId: string): Promise<object> {
  const [row] = await db.dataSource.query(
    'SELECT available, reserved, sold FROM stock WHERE variant_id = $1',
    [variantId],
  );
  return row;
}

async function eventsOf(orderId: string): Promise<string[]> {
  const events = await recordedEvents(db.dataSource);
  return events
    .filter((event) => event.subject === orderId)
    .map((event) => {
      const { reason } = event.data as { reason?: string };
      return reason ? `${event.type} ${reason}` : event.type;
    });
}

async function expectBooksToAgree(): Promise<void> {
  expect(await db.dataSource.query(stockInvariantSql)).toEqual([]);
}

const worker = (): ReturnType<typeof productsHandlers> => workers[turn++ % workers.length]!;
const request = (definition: typeof stockCommitRequested | typeof stockReleaseRequested, orderId: string) =>
  createEvent(
    definition as typeof stockCommitRequested,
    { aggregateId: orderId, aggregateVersion: 2, occurredAt: clock },
    { orderId },
  );
const commit = (orderId: string): Promise<unknown> =>
  worker().StockCommitRequested(request(stockCommitRequested, orderId));
const release = (orderId: string): Promise<unknown> =>
  worker().StockReleaseRequested(request(stockReleaseRequested, orderId) as never);
const reserve = (event: ReturnType<typeof stockRequestedEvent>): Promise<unknown> =>
  worker().StockRequested(event);

test('an order holds all of its goods, then buys them', async () => {
  const {
    variants: [chair],
  } = await seedProduct(db, { stock: [5] });
  const {
    variants: [lamp],
  } = await seedProduct(db, { stock: [3] });
  const event = stockRequestedEvent([
    { variantId: chair!.id, quantity: 2 },
    { variantId: lamp!.id, quantity: 3 },
  ]);
  await reserve(event);
  expect(await stockOf(chair!.id)).toEqual({ available: 3, reserved: 2, sold: 0 });
  expect(await stockOf(lamp!.id)).toEqual({ available: 0, reserved: 3, sold: 0 });
  await commit(event.data.orderId);
  expect(await stockOf(chair!.id)).toEqual({ available: 3, reserved: 0, sold: 2 });
  expect(await eventsOf(event.data.orderId)).toEqual(['StockReserved', 'StockCommitted']);
  const reserved = (await recordedEvents(db.dataSource)).find(({ type }) => type === 'StockReserved');
  expect(reserved!.data).toMatchObject({ expiresAt: '2026-11-21T09:15:00.000Z' });
  await expectBooksToAgree();
});

test('one short line leaves nothing held, and the answer names it', async () => {
  const {
    variants: [chair, stool],
  } = await seedProduct(db, { stock: [5, 1] });
  const event = stockRequestedEvent([
    { variantId: chair!.id, quantity: 2 },
    { variantId: stool!.id, quantity: 2 },
  ]);
  await reserve(event);
  expect(await stockOf(chair!.id)).toEqual({ available: 5, reserved: 0, sold: 0 });
  const rejected = (await recordedEvents(db.dataSource)).find(({ type }) => type === 'StockRejected');
  expect(rejected!.data).toEqual({
    orderId: event.data.orderId,
    reason: 'OUT_OF_STOCK',
    lines: [{ variantId: stool!.id, requested: 2, available: 1, priceMinor: 1_000 }],
  });
  await expectBooksToAgree();
});

test.each([
  ['another price', { unitPriceMinor: 999 }, 'StockRejected PRICE_CHANGED'],
  ['the same price', { unitPriceMinor: 1_000 }, 'StockReserved'],
])('an order with %s gets its answer', async (_name, line, answer) => {
  const {
    variants: [lamp],
  } = await seedProduct(db);
  const event = stockRequestedEvent([{ variantId: lamp!.id, quantity: 1, ...line }]);
  await reserve(event);
  expect(await eventsOf(event.data.orderId)).toEqual([answer]);
});

test('a variant that is unknown or not on sale is out of stock', async () => {
  const {
    variants: [draft],
  } = await seedProduct(db, { status: 'DRAFT' });
  for (const variantId of [draft!.id, createId('var')]) {
    const event = stockRequestedEvent([{ variantId, quantity: 1 }]);
    await reserve(event);
    expect(await eventsOf(event.data.orderId)).toEqual(['StockRejected OUT_OF_STOCK']);
  }
});

test('a second delivery and a second request of an order hold nothing more', async () => {
  const {
    variants: [lamp],
  } = await seedProduct(db);
  const event = stockRequestedEvent([{ variantId: lamp!.id, quantity: 4 }]);
  await reserve(event);
  await reserve(event);
  await reserve(stockRequestedEvent([{ variantId: lamp!.id, quantity: 4 }], event.data.orderId));
  expect(await stockOf(lamp!.id)).toEqual({ available: 6, reserved: 4, sold: 0 });
  expect(await eventsOf(event.data.orderId)).toEqual(['StockReserved', 'StockReserved']);
  await commit(event.data.orderId);
  await commit(event.data.orderId);
  expect(await stockOf(lamp!.id)).toEqual({ available: 6, reserved: 0, sold: 4 });
  await release(event.data.orderId);
  await release(event.data.orderId);
  expect(await stockOf(lamp!.id)).toEqual({ available: 10, reserved: 0, sold: 0 });
  await expectBooksToAgree();
});

test('a release that overtakes its request keeps the order from holding anything', async () => {
  const {
    variants: [lamp],
  } = await seedProduct(db);
  const event = stockRequestedEvent([{ variantId: lamp!.id, quantity: 4 }]);
  await release(event.data.orderId);
  await reserve(event);
  expect(await stockOf(lamp!.id)).toEqual({ available: 10, reserved: 0, sold: 0 });
  await commit(event.data.orderId);
  expect(await eventsOf(event.data.orderId)).toEqual([
    'StockReleased REQUESTED',
    'StockReleased REQUESTED',
    'StockCommitFailed RELEASED',
  ]);
});

test('a hold runs out after 15 minutes, not before', async () => {
  const {
    variants: [lamp],
  } = await seedProduct(db);
  const event = stockRequestedEvent([{ variantId: lamp!.id, quantity: 4 }]);
  await reserve(event);
  expect(await expireReservations(db, later(14.99))).toBe(0);
  expect(await expireReservations(db, later(15))).toBe(1);
  expect(await expireReservations(db, later(15))).toBe(0);
  expect(await stockOf(lamp!.id)).toEqual({ available: 10, reserved: 0, sold: 0 });
  expect(await eventsOf(event.data.orderId)).toEqual(['StockReserved', 'StockReleased EXPIRED']);
  await expectBooksToAgree();
});

test('an expired hold is sold all the same while its units are free', async () => {
  const {
    variants: [lamp],
  } = await seedProduct(db);
  const event = stockRequestedEvent([{ variantId: lamp!.id, quantity: 4 }]);
  await reserve(event);
  await expireReservations(db, later(20));
  await commit(event.data.orderId);
  expect(await stockOf(lamp!.id)).toEqual({ available: 6, reserved: 0, sold: 4 });
  await expectBooksToAgree();
});

test('an expired hold whose units are gone is lost for good', async () => {
  const {
    variants: [lamp],
  } = await seedProduct(db, { stock: [4] });
  const first = stockRequestedEvent([{ variantId: lamp!.id, quantity: 4 }]);
  const second = stockRequestedEvent([{ variantId: lamp!.id, quantity: 1 }]);
  await reserve(first);
  await expireReservations(db, later(20));
  await reserve(second);
  await commit(first.data.orderId);
  await release(second.data.orderId);
  await commit(first.data.orderId);
  expect(await eventsOf(first.data.orderId)).toEqual([
    'StockReserved',
    'StockReleased EXPIRED',
    'StockCommitFailed EXPIRED',
    'StockCommitFailed EXPIRED',
  ]);
  expect(await stockOf(lamp!.id)).toEqual({ available: 4, reserved: 0, sold: 0 });
  await expectBooksToAgree();
});

test('a batch of commits finds for each order its own outcome', async () => {
  const {
    variants: [lamp, chair],
  } = await seedProduct(db, { stock: [7, 5] });
  const want = (variantId: string, quantity: number) => stockRequestedEvent([{ variantId, quantity }]);
  const [early, late, refused] = [want(lamp!.id, 4), want(lamp!.id, 3), want(chair!.id, 6)];
  for (const event of [early, late, refused]) await reserve(event);
  await expireReservations(db, later(20));
  const held = want(lamp!.id, 1);
  clock = later(20);
  await reserve(held);
  // Six lamps are free now: enough for one of the two whose hold has run out.
  const orders = [held, early, late, refused].map((event) => event.data.orderId);
  const unknown = createId('ord');
  await Promise.all(
    [...orders, unknown].map((orderId) =>
      workers[0]!.StockCommitRequested(request(stockCommitRequested, orderId)),
    ),
  );
  expect(
    await Promise.all([...orders, unknown].map(async (orderId) => (await eventsOf(orderId)).at(-1))),
  ).toEqual([
    'StockCommitted',
    'StockCommitted',
    'StockCommitFailed EXPIRED',
    'StockCommitFailed UNKNOWN',
    'StockCommitFailed UNKNOWN',
  ]);
  expect(await stockOf(lamp!.id)).toEqual({ available: 2, reserved: 0, sold: 5 });
  await expectBooksToAgree();
});

test('an order whose hold ran out may ask again', async () => {
  const {
    variants: [lamp],
  } = await seedProduct(db, { stock: [4] });
  const event = stockRequestedEvent([{ variantId: lamp!.id, quantity: 4 }]);
  await reserve(event);
  await expireReservations(db, later(20));
  clock = later(21);
  await reserve(stockRequestedEvent([{ variantId: lamp!.id, quantity: 4 }], event.data.orderId));
  expect(await stockOf(lamp!.id)).toEqual({ available: 0, reserved: 4, sold: 0 });
  expect(await expireReservations(db, later(35))).toBe(0);
  await commit(event.data.orderId);
  await expectBooksToAgree();
});

test('200 orders at once for 50 units: 50 get one, never one more', async () => {
  const {
    variants: [lamp],
  } = await seedProduct(db, { stock: [50] });
  const orders = Array.from({ length: 200 }, () =>
    stockRequestedEvent([{ variantId: lamp!.id, quantity: 1 }]),
  );
  await Promise.all(orders.map(reserve));
  expect(await stockOf(lamp!.id)).toEqual({ available: 0, reserved: 50, sold: 0 });
  const answers = (await recordedEvents(db.dataSource)).filter(({ subject }) => subject.startsWith('ord_'));
  expect(answers.filter(({ type }) => type === 'StockReserved')).toHaveLength(50);
  expect(answers.filter(({ type }) => type === 'StockRejected')).toHaveLength(150);
  await expectBooksToAgree();
});

test('carts with the same goods in any order, their commits and releases never block each other', async () => {
  const { product, variants } = await seedProduct(db, { stock: [60, 60, 60, 60] });
  const orders = Array.from({ length: 80 }, (_, index) => {
    const lines = variants.map((variant) => ({ variantId: variant.id, quantity: 1 }));
    return stockRequestedEvent(index % 2 ? lines : lines.reverse());
  });
  await Promise.all(
    orders.map(async (event, index) => {
      await reserve(event);
      await (index % 3 === 0 ? release(event.data.orderId) : commit(event.data.orderId));
    }),
  );
  await expectBooksToAgree();
  const [{ deadlocks }] = await db.dataSource.query(
    'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
  );
  expect(deadlocks).toBe(0);
  const [counted] = await db.dataSource.query(
    `SELECT p.variants_in_stock, (SELECT count(*)::int FROM stock s JOIN variants v ON v.id = s.variant_id
       WHERE v.product_id = p.id AND s.available > 0) AS actual FROM products p WHERE p.id = $1`,
    [product.id],
  );
  expect(counted.variants_in_stock).toBe(counted.actual);
});

test('the last unit going and coming back is told, and the product leaves and enters the stock filter', async () => {
  const {
    product,
    variants: [lamp],
  } = await seedProduct(db, { stock: [1] });
  const inStock = async (): Promise<number> =>
    (await db.dataSource.query('SELECT variants_in_stock AS n FROM products WHERE id = $1', [product.id]))[0]
      .n;
  const event = stockRequestedEvent([{ variantId: lamp!.id, quantity: 1 }]);
  await reserve(event);
  expect(await inStock()).toBe(0);
  await release(event.data.orderId);
  expect(await inStock()).toBe(1);
  const told = (await recordedEvents(db.dataSource)).filter(({ type }) => type === 'StockChanged');
  expect(told.map(({ aggregateversion, data }) => [aggregateversion, data])).toEqual([
    [2, { variantId: lamp!.id, productId: product.id, sku: lamp!.sku, available: 0, onHand: 1 }],
    [3, { variantId: lamp!.id, productId: product.id, sku: lamp!.sku, available: 1, onHand: 1 }],
  ]);
});

test('the ledger refuses changes', async () => {
  await seedProduct(db);
  await expect(db.dataSource.query('UPDATE stock_movements SET delta = 0')).rejects.toThrow('append-only');
  await expect(db.dataSource.query('DELETE FROM stock_movements')).rejects.toThrow('append-only');
});
