import type { SoukEvent } from '@souk/shared/events/catalogue';
import { handleSagaEvents, type SagaEvent } from '../saga/handle-saga-message.ts';
import { answers } from '../testing/neighbours.ts';
import { startTestShop, type TestShop } from '../testing/test-shop.ts';
import { findOrder } from './order.repository.ts';
import { rebuildOrder } from './timeline.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.clear());
afterEach(async () => {
  for (const { id } of await select('SELECT id FROM orders')) {
    const state = await findOrder(shop.dataSource.manager, id as string);
    expect(await rebuildOrder(shop.dataSource, id as string)).toEqual(state);
  }
});

const select = async (sql: string): Promise<Record<string, unknown>[]> => shop.dataSource.query(sql);
const deps = (): Parameters<typeof handleSagaEvents>[0] => ({ ...shop, storeUrl: 'https://souk.example' });
const statusOf = async (id: string): Promise<unknown> =>
  (await findOrder(shop.dataSource.manager, id))?.status;

async function placeOrders(count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, () => shop.order()));
}

test('events of many orders are one transaction, each with its own outcome', async () => {
  const ids = await placeOrders(10);
  const events = ids.map((id, index) =>
    index % 2 === 0 ? answers.stockReserved(id) : answers.stockRejected(id, 'OUT_OF_STOCK'),
  );
  await handleSagaEvents(deps(), events, new Date());
  expect(await Promise.all(ids.map(statusOf))).toEqual(
    ids.map((_, index) => (index % 2 === 0 ? 'STOCK_RESERVED' : 'CANCELLED')),
  );
  // Each order came with a product, whose event was noted before.
  expect(
    await select(`SELECT st.xmin::text FROM order_states st UNION
      (SELECT xmin::text FROM inbox ORDER BY handled_at DESC LIMIT 10)`),
  ).toHaveLength(1);
  for (const [index, id] of ids.entries()) {
    const told = index % 2 === 0 ? ['PaymentRequested'] : ['OrderCancelled'];
    expect((await shop.eventTypes(id)).slice(2)).toEqual(told);
  }
});

test('a batch with duplicates, late answers and the order of nobody does what is to be done, once', async () => {
  const [fresh, repeated, late, moved] = (await placeOrders(4)) as [string, string, string, string];
  const again = answers.stockReserved(repeated);
  await shop.deliver(again, answers.stockRejected(late, 'OUT_OF_STOCK'), answers.stockReserved(moved));
  const batch: SagaEvent[] = [
    answers.stockReserved(fresh),
    again,
    answers.paymentDeclined(late),
    answers.paymentAuthorized(moved),
  ];
  await handleSagaEvents(deps(), batch, new Date());
  await handleSagaEvents(deps(), batch, new Date());
  expect(await Promise.all([fresh, repeated, late, moved].map(statusOf))).toEqual([
    'STOCK_RESERVED',
    'STOCK_RESERVED',
    'CANCELLED',
    'PAYMENT_AUTHORIZED',
  ]);
  expect(await shop.eventTypes(repeated)).toEqual(['OrderPlaced', 'StockRequested', 'PaymentRequested']);
  // Four products, three answers before, and three new ones.
  expect(await select('SELECT count(*)::int AS n FROM inbox')).toEqual([{ n: 10 }]);

  const unknown = answers.stockReserved('ord_01jd7q4f0vexq8s2m3k9w5t6zn');
  const good = answers.stockCommitted(moved);
  await expect(handleSagaEvents(deps(), [unknown, good], new Date())).rejects.toThrow(
    'StockReserved for ord_',
  );
  // The neighbour's event was handled all the same, and is known when it is tried again.
  await handleSagaEvents(deps(), [good], new Date());
  expect((await shop.eventTypes(moved)).slice(3)).toEqual([
    'StockCommitRequested',
    'PaymentCaptureRequested',
  ]);
});

test('the same event from many workers at once, among others, moves its order one step', async () => {
  for (let round = 0; round < 5; round += 1) {
    const ids = await placeOrders(6);
    const events = ids.map((id) => answers.stockReserved(id));
    await Promise.all(
      Array.from({ length: 4 }, (_, worker) =>
        handleSagaEvents(deps(), worker % 2 === 0 ? events : events.toReversed(), new Date()),
      ),
    );
    for (const id of ids) {
      expect(await shop.eventTypes(id)).toEqual(['OrderPlaced', 'StockRequested', 'PaymentRequested']);
    }
  }
});

test('an answer and a cancellation at the same moment leave nothing half done', async () => {
  for (let round = 0; round < 8; round += 1) {
    const [id] = (await placeOrders(1)) as [string];
    await shop.deliver(answers.stockReserved(id));
    const cancelled: SoukEvent<'PaymentDeclined'> = answers.paymentDeclined(id);
    await Promise.all([
      handleSagaEvents(deps(), [answers.paymentAuthorized(id)], new Date()),
      handleSagaEvents(deps(), [cancelled], new Date()),
    ]);
    const told = (await shop.eventTypes(id)).slice(3);
    // Whichever came first, what it did stands, and money of a cancelled order goes back.
    expect([
      ['StockCommitRequested'],
      ['OrderCancelled', 'StockReleaseRequested', 'PaymentVoidRequested'],
    ]).toContainEqual(told);
  }
});
