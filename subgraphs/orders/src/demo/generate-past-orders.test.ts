import { parsePage } from '@souk/shared/connection';
import { viewers } from '@souk/shared/testing/subgraph-client';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { database } from '../data-source.ts';
import { listOrdersForStaff } from '../order/list-orders.ts';
import { findOrders } from '../order/order.repository.ts';
import { rebuildOrder } from '../order/timeline.ts';
import { generatePastOrders } from './generate-past-orders.ts';

let shop: TestDatabase;
beforeAll(async () => {
  shop = await createTestDatabase('orders', database);
});
afterAll(() => shop.close());

test('orders of the past are orders like any other: listed in time, and each the same when rebuilt from its log', async () => {
  const { dataSource } = shop;
  const span = { from: new Date('2025-01-01T00:00:00.000Z'), until: new Date('2026-01-01T00:00:00.000Z') };
  await generatePastOrders(dataSource, { count: 60, ...span });
  const ids: { id: string }[] = await dataSource.query('SELECT id FROM orders ORDER BY id');
  expect(ids).toHaveLength(60);
  const orders = await findOrders(
    dataSource.manager,
    ids.map(({ id }) => id),
  );
  expect(orders).toHaveLength(60);
  for (const order of orders) expect(await rebuildOrder(dataSource, order.id)).toEqual(order);
  expect(orders.filter(({ status }) => status === 'CANCELLED')).toHaveLength(3);
  const page = await listOrdersForStaff(dataSource.manager, viewers.admin(), parsePage({ first: 2 }), {
    placedFrom: new Date('2025-12-10T00:00:00.000Z'),
  });
  expect(page.edges).toHaveLength(2);
  expect(page.edges[0]!.node.placedAt > '2025-12-20').toBe(true);
});
