import { createEvent } from '@souk/shared/events/define-event';
import { stockCommitRequested } from '@souk/shared/events/stock-commit-requested';
import { createId } from '@souk/shared/ids';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { recordedEvents } from '@souk/shared/testing/test-events';
import { testLogger } from '@souk/shared/testing/test-logger';
import { database } from '../data-source.ts';
import { productsHandlers } from '../handlers.ts';
import { expireReservations } from '../stock/release-stock.ts';
import { stockInvariantSql } from '../stock/stock-invariant.ts';
import { seedCategories, seedProduct, startOfTest, stockRequestedEvent } from '../testing/test-catalogue.ts';
import { advanceFlashSales } from './advance-flash-sales.ts';
import { createFlashSale } from './create-flash-sale.ts';
import { createJoinFlashSale, type JoinOutcome } from './join-flash-sale.ts';

let db: TestDatabase;
let now = startOfTest;
let variantId: string;
const later = (seconds: number): Date => new Date(startOfTest.getTime() + seconds * 1000);

beforeAll(async () => {
  db = await createTestDatabase('products', database);
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.clear();
  now = startOfTest;
  await seedCategories(db);
  variantId = (await seedProduct(db, { stock: [20] })).variants[0]!.id;
});
afterEach(async () => {
  expect(await db.dataSource.query(stockInvariantSql)).toEqual([]);
});

const deps = (): Parameters<typeof createJoinFlashSale>[0] => ({ ...db, now: () => now });

async function announce(allocation: number): Promise<string> {
  const admin = { kind: 'user', id: createId('usr'), roles: ['ADMIN'], scopes: [], sessionId: null } as const;
  const sale = {
    ...{ variantId, priceMinor: 400, startsAt: startOfTest, endsAt: later(3_600), allocation },
    ...{ limitPerBuyer: 5, holdSeconds: 60, waitingLimit: 5, idempotencyKey: createId('key') },
  };
  return (await createFlashSale(db, admin, sale, now)).saleId!;
}

async function join(saleId: string, quantity = 1): Promise<JoinOutcome> {
  return joinSale({ saleId, buyerId: createId('gst'), quantity, idempotencyKey: 'once' });
}
let joinSale: ReturnType<typeof createJoinFlashSale>;
beforeEach(() => {
  joinSale = createJoinFlashSale(deps());
});

async function order(quantity: number, placeId?: string): Promise<string> {
  const line = placeId ? { unitPriceMinor: 400, placeId } : {};
  const event = stockRequestedEvent([{ variantId, quantity, ...line }]);
  await productsHandlers(deps()).StockRequested(event);
  return event.data.orderId;
}

async function commit(orderId: string): Promise<string | undefined> {
  const context = { aggregateId: orderId, aggregateVersion: 2, occurredAt: now };
  await productsHandlers(deps()).StockCommitRequested(
    createEvent(stockCommitRequested, context, { orderId }),
  );
  return (await recordedEvents(db.dataSource)).filter(({ subject }) => subject === orderId).at(-1)?.type;
}

const stock = async (): Promise<object> =>
  (await db.dataSource.query('SELECT available, reserved, sold FROM stock'))[0];

test('a sale that no worker closed for long puts its units back once', async () => {
  await announce(3);
  now = later(3 * 3_600);
  await order(5);
  // The timers of a worker that comes back, in this order.
  await expireReservations(db, now);
  await advanceFlashSales({ ...db, logger: testLogger }, now);
  expect(await stock()).toEqual({ available: 15, reserved: 5, sold: 0 });
});

test('an order that lost its place by paying late is not served from the shelf at the price of the sale', async () => {
  const sale = await announce(1);
  const place = await join(sale);
  const late = await order(1, 'place' in place ? place.place.id : '');
  now = later(900);
  await expireReservations(db, now);
  const next = await join(sale);
  expect(next).toMatchObject({ place: { state: 'HELD' } });
  expect(await commit(late)).toBe('StockCommitFailed');
  expect(await commit(await order(1, 'place' in next ? next.place.id : ''))).toBe('StockCommitted');
  expect(await stock()).toEqual({ available: 19, reserved: 0, sold: 1 });
});

test('who asks for more units than are left keeps nobody from those', async () => {
  const sale = await announce(3);
  expect(await join(sale, 4)).toEqual({ refusal: 'SOLD_OUT' });
  expect(await join(sale, 1)).toMatchObject({ place: { state: 'HELD' } });
  expect(await join(sale, 2)).toMatchObject({ place: { state: 'HELD' } });
});

test('a sale that cannot be moved holds up no other', async () => {
  const first = await announce(3);
  variantId = (await seedProduct(db, { stock: [20] })).variants[0]!.id;
  const [broken = '', sound = ''] = [first, await announce(3)].sort();
  for (const sale of [broken, sound]) await join(sale);
  // The unit that comes free is one more than the sale has.
  await db.dataSource.query('UPDATE flash_sales SET remaining = allocation WHERE id = $1', [broken]);
  expect(await advanceFlashSales({ ...db, logger: testLogger }, later(60))).toBe(1);
  expect(await db.dataSource.query('SELECT sale_id, state FROM flash_sale_places ORDER BY sale_id')).toEqual([
    { sale_id: broken, state: 'HELD' },
    { sale_id: sound, state: 'EXPIRED' },
  ]);
});
