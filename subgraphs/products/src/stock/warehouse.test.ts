import { createId } from '@souk/shared/ids';
import { inTransaction } from '@souk/shared/outbox';
import { query, viewers } from '@souk/shared/testing/subgraph-client';
import { recordedEvents } from '@souk/shared/testing/test-events';
import {
  seedProduct,
  startOfTest,
  stockCommitRequestedEvent,
  stockReleaseRequestedEvent,
  stockRequestedEvent,
} from '../testing/test-catalogue.ts';
import { admin, seller, useWarehouses } from '../testing/warehouse-fixture.ts';
import { restockReturn } from './restock-return.ts';

const shop = useWarehouses();

async function heldIn(orderId: string): Promise<Record<string, number>> {
  const found = await shop.db.dataSource.query(
    `SELECT w.name, sum(l.quantity)::int AS units FROM reservation_lines l JOIN warehouses w ON w.id = l.warehouse_id
     WHERE l.order_id = $1 GROUP BY w.name`,
    [orderId],
  );
  return Object.fromEntries(found.map(({ name, units }: { name: string; units: number }) => [name, units]));
}

async function alerts(): Promise<string[]> {
  const events = await recordedEvents(shop.db.dataSource);
  return events
    .filter(({ type }) => type === 'StockLow' || type === 'BackInStock')
    .map(({ type, data }) => `${type} ${(data as { available: number }).available}`);
}

test('an admin opens warehouses once per key and changes them; sellers see them in their order', async () => {
  await shop.seed(1);
  const id = await shop.open('Oakland', 5);
  expect(await shop.open('Oakland', 5)).toBe(id);
  const reused = await shop.mutate(
    'createWarehouse',
    { name: 'Other', priority: 5, idempotencyKey: 'Oakland' },
    admin,
  );
  expect(reused).toEqual({
    warehouse: null,
    userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['input', 'idempotencyKey'] }],
  });
  const { warehouse } = await shop.mutate('updateWarehouse', { id, priority: -1 }, admin);
  expect(warehouse).toEqual({ id, name: 'Oakland', priority: -1, active: true });
  expect(
    (await shop.mutate('updateWarehouse', { id: createId('wh'), name: 'X' }, admin)).userErrors[0].code,
  ).toBe('NOT_FOUND');
  const { data } = await query(shop.server.port, seller, '{ warehouses { name } }');
  expect(data.warehouses).toEqual([{ name: 'Oakland' }, { name: 'Main warehouse' }]);
  const { errors } = await query(
    shop.server.port,
    seller,
    'mutation { createWarehouse(input: { name: "Mine", idempotencyKey: "k" }) { warehouse { id } } }',
  );
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
});

test('goods come in at a warehouse and are transferred once per key; both sides are in the ledger', async () => {
  const [variantId] = await shop.seed(10);
  const oakland = await shop.open('Oakland', 5);
  const transfer = {
    ...{ variantId, fromWarehouseId: 'wh_default', toWarehouseId: oakland },
    ...{ quantity: 4, idempotencyKey: 'move-1' },
  };
  const answers = await Promise.all(Array.from({ length: 5 }, () => shop.mutate('transferStock', transfer)));
  for (const { variant, userErrors } of answers) {
    expect(userErrors).toEqual([]);
    expect(variant).toEqual({
      availableQuantity: 10,
      stock: [
        { warehouse: { name: 'Main warehouse' }, available: 6, reserved: 0 },
        { warehouse: { name: 'Oakland' }, available: 4, reserved: 0 },
      ],
    });
  }
  const ledger = await shop.db.dataSource.query(
    `SELECT kind, warehouse_id AS at, delta FROM stock_movements WHERE kind = 'TRANSFERRED' ORDER BY id`,
  );
  expect(ledger).toEqual([
    { kind: 'TRANSFERRED', at: 'wh_default', delta: -4 },
    { kind: 'TRANSFERRED', at: oakland, delta: 4 },
  ]);
  await shop.receive(variantId!, oakland, 3);
  const refusals = [
    [{ quantity: 7, idempotencyKey: 'a' }, 'INSUFFICIENT_STOCK', 'quantity'],
    [{ toWarehouseId: createId('wh'), idempotencyKey: 'b' }, 'NOT_FOUND', 'toWarehouseId'],
    [{ toWarehouseId: 'wh_default', idempotencyKey: 'c' }, 'INVALID_INPUT', 'toWarehouseId'],
    [{ quantity: 5 }, 'IDEMPOTENCY_KEY_REUSED', 'idempotencyKey'],
  ] as const;
  for (const [change, code, field] of refusals) {
    const { userErrors } = await shop.mutate('transferStock', { ...transfer, ...change });
    expect(userErrors).toEqual([{ code, field: ['input', field] }]);
  }
  const others = await shop.mutate('transferStock', transfer, viewers.seller());
  expect(others.userErrors[0].code).toBe('NOT_FOUND');
});

test('transfers both ways and orders at the same time neither lose units nor wait for each other for ever', async () => {
  const [variantId] = await shop.seed(20);
  const oakland = await shop.open('Oakland', -5);
  await shop.receive(variantId!, oakland, 20);
  const places = ['wh_default', oakland];
  await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const [fromWarehouseId, toWarehouseId] = index % 2 ? places : places.toReversed();
      const move = { variantId, fromWarehouseId, toWarehouseId, quantity: 2, idempotencyKey: `t${index}` };
      await Promise.all([
        shop.mutate('transferStock', move),
        shop.handlers.StockRequested(stockRequestedEvent([{ variantId: variantId!, quantity: 1 }])),
      ]);
    }),
  );
  const [sums] = await shop.db.dataSource.query(
    'SELECT sum(available)::int AS available, sum(reserved)::int AS reserved FROM stock',
  );
  expect(sums).toEqual({ available: 20, reserved: 20 });
});

test('an order comes from the one warehouse that has all of it, else line by line in the order of priority', async () => {
  const [chair, lamp] = (await shop.seed(10, 2)) as [string, string];
  const oakland = await shop.open('Oakland', -5);
  await shop.receive(chair, oakland, 3);
  const both = stockRequestedEvent([
    { variantId: chair, quantity: 1 },
    { variantId: lamp, quantity: 1 },
  ]);
  await shop.handlers.StockRequested(both);
  expect(await heldIn(both.data.orderId)).toEqual({ 'Main warehouse': 2 });
  const one = stockRequestedEvent([{ variantId: chair, quantity: 2 }]);
  await shop.handlers.StockRequested(one);
  expect(await heldIn(one.data.orderId)).toEqual({ Oakland: 2 });
  const many = stockRequestedEvent([{ variantId: chair, quantity: 10 }]);
  await shop.handlers.StockRequested(many);
  expect(await heldIn(many.data.orderId)).toEqual({ Oakland: 1, 'Main warehouse': 9 });
});

test('what comes back goes to the warehouses that it was sold from, once', async () => {
  const [variantId] = await shop.seed(3);
  const oakland = await shop.open('Oakland', -5);
  await shop.receive(variantId!, oakland, 2);
  const event = stockRequestedEvent([{ variantId: variantId!, quantity: 5 }]);
  const { orderId } = event.data;
  await shop.handlers.StockRequested(event);
  await shop.handlers.StockCommitRequested(stockCommitRequestedEvent(orderId));
  const goods = { returnId: createId('ret'), orderId, lines: [{ variantId: variantId!, quantity: 4 }] };
  await inTransaction(shop.db, (tx) => restockReturn(tx, goods, startOfTest));
  await inTransaction(shop.db, (tx) => restockReturn(tx, goods, startOfTest));
  const stock = await shop.db.dataSource.query(
    'SELECT warehouse_id AS at, available, sold FROM stock ORDER BY sold DESC, warehouse_id',
  );
  expect(stock).toEqual([
    { at: oakland, available: 1, sold: 1 },
    { at: 'wh_default', available: 3, sold: 0 },
  ]);
});

test('low stock and being back in stock are told once each time, over all warehouses', async () => {
  const [variantId] = (await shop.seed(8)) as [string];
  const oakland = await shop.open('Oakland', 5);
  const order = stockRequestedEvent([{ variantId, quantity: 3 }]);
  await shop.handlers.StockRequested(order);
  expect(await alerts()).toEqual(['StockLow 5']);
  await shop.handlers.StockRequested(stockRequestedEvent([{ variantId, quantity: 5 }]));
  expect(await alerts()).toEqual(['StockLow 5']);
  await shop.receive(variantId, oakland, 2);
  await shop.receive(variantId, null, 1);
  expect(await alerts()).toEqual(['StockLow 5', 'BackInStock 2']);
  const move = { variantId, fromWarehouseId: oakland, toWarehouseId: 'wh_default', quantity: 2 };
  await shop.mutate('transferStock', { ...move, idempotencyKey: 'm' });
  const { orderId } = order.data;
  await shop.handlers.StockReleaseRequested(stockReleaseRequestedEvent(orderId));
  const set = await shop.mutate('setLowStockThreshold', { variantId, threshold: 2 });
  expect(set.variant).toEqual({ lowStockThreshold: 2 });
  expect((await shop.mutate('setLowStockThreshold', { variantId })).variant).toEqual({
    lowStockThreshold: 5,
  });
  await shop.mutate('setLowStockThreshold', { variantId, threshold: 2 });
  await shop.handlers.StockRequested(stockRequestedEvent([{ variantId, quantity: 2 }]));
  expect(await alerts()).toEqual(['StockLow 5', 'BackInStock 2']);
  await shop.handlers.StockRequested(stockRequestedEvent([{ variantId, quantity: 2 }]));
  expect(await alerts()).toEqual(['StockLow 5', 'BackInStock 2', 'StockLow 2']);
});

test('a variant that is opened in a second warehouse while another change waits counts as in stock once', async () => {
  const { product, variants } = await seedProduct(shop.db, { sellerId: seller.id, stock: [0] });
  const variantId = variants[0]!.id;
  const oakland = await shop.open('Oakland', 5);
  await Promise.all([
    shop.receive(variantId, oakland, 10),
    ...Array.from({ length: 5 }, () => shop.receive(variantId, null, 1)),
  ]);
  const [row] = await shop.db.dataSource.query('SELECT variants_in_stock FROM products WHERE id = $1', [
    product.id,
  ]);
  expect(row).toEqual({ variants_in_stock: 1 });
  expect(await alerts()).toHaveLength(1);
});

test('who neither sells a variant nor runs the shop does not see where it lies, nor decide when it is low', async () => {
  const [variantId] = (await shop.seed(1)) as [string];
  const document = '{ product(id: "ID") { variants { stock { available } } } }';
  const [{ product_id: id }] = await shop.db.dataSource.query(
    'SELECT product_id FROM variants WHERE id = $1',
    [variantId],
  );
  const read = (viewer: Parameters<typeof query>[1]) =>
    query(shop.server.port, viewer, document.replace('ID', id));
  expect((await read(seller)).data.product.variants).toEqual([{ stock: [{ available: 1 }] }]);
  expect((await read(viewers.seller())).data.product.variants).toEqual([{ stock: null }]);
  expect((await read(viewers.anonymous())).errors).toBeDefined();
  const refused = await shop.mutate('setLowStockThreshold', { variantId, threshold: 1 }, viewers.seller());
  expect(refused.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['input', 'variantId'] }]);
});
