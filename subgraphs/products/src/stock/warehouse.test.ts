import { createEvent } from '@souk/shared/events/define-event';
import { stockCommitRequested } from '@souk/shared/events/stock-commit-requested';
import { stockReleaseRequested } from '@souk/shared/events/stock-release-requested';
import type { HttpEndpoint } from '@souk/shared/http';
import { createId } from '@souk/shared/ids';
import { inTransaction } from '@souk/shared/outbox';
import { query, viewers } from '@souk/shared/testing/subgraph-client';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { recordedEvents } from '@souk/shared/testing/test-events';
import { database } from '../data-source.ts';
import { productsHandlers } from '../handlers.ts';
import { seedCategories, seedProduct, startOfTest, stockRequestedEvent } from '../testing/test-catalogue.ts';
import { startTestServer } from '../testing/test-server.ts';
import { restockReturn } from './restock-return.ts';
import { stockInvariantSql } from './stock-invariant.ts';

let db: TestDatabase;
let server: HttpEndpoint;
let handlers: ReturnType<typeof productsHandlers>;
const seller = viewers.seller();
const admin = viewers.admin();

beforeAll(async () => {
  db = await createTestDatabase('products', database);
  server = await startTestServer(db);
  handlers = productsHandlers({ ...db, now: () => startOfTest });
});
afterAll(async () => {
  await server.close();
  await db.close();
});
beforeEach(async () => {
  await db.clear();
  await seedCategories(db);
});
afterEach(async () => {
  expect(await db.dataSource.query(stockInvariantSql)).toEqual([]);
});

const documents = {
  createWarehouse: 'warehouse { id name priority active }',
  updateWarehouse: 'warehouse { id name priority active }',
  adjustStock: 'variant { availableQuantity }',
  transferStock: 'variant { availableQuantity stock { warehouse { name } available reserved } }',
  setLowStockThreshold: 'variant { lowStockThreshold }',
} as const;

async function mutate(
  field: keyof typeof documents,
  input: object,
  viewer: Parameters<typeof query>[1] = seller,
) {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
  const document = `mutation($input: ${type}!) { ${field}(input: $input) { ${documents[field]} userErrors { code field } } }`;
  const { data, errors } = await query(server.port, viewer, document, { input });
  expect(errors).toBeUndefined();
  return data[field];
}

async function open(name: string, priority: number): Promise<string> {
  const { warehouse } = await mutate('createWarehouse', { name, priority, idempotencyKey: name }, admin);
  return warehouse.id;
}

async function seed(...stock: number[]): Promise<string[]> {
  const { variants } = await seedProduct(db, { sellerId: seller.id, stock });
  return variants.map(({ id }) => id);
}

const receive = (variantId: string, warehouseId: string | null, delta: number): Promise<unknown> =>
  mutate('adjustStock', {
    variantId,
    warehouseId,
    delta,
    reason: 'RECEIVED',
    idempotencyKey: createId('key'),
  });

async function heldIn(orderId: string): Promise<Record<string, number>> {
  const found = await db.dataSource.query(
    `SELECT w.name, sum(l.quantity)::int AS units FROM reservation_lines l JOIN warehouses w ON w.id = l.warehouse_id
     WHERE l.order_id = $1 GROUP BY w.name`,
    [orderId],
  );
  return Object.fromEntries(found.map(({ name, units }: { name: string; units: number }) => [name, units]));
}

async function alerts(): Promise<string[]> {
  const events = await recordedEvents(db.dataSource);
  return events
    .filter(({ type }) => type === 'StockLow' || type === 'BackInStock')
    .map(({ type, data }) => `${type} ${(data as { available: number }).available}`);
}

test('an admin opens warehouses once per key and changes them; sellers see them in their order', async () => {
  await seed(1);
  const id = await open('Oakland', 5);
  expect(await open('Oakland', 5)).toBe(id);
  const reused = await mutate(
    'createWarehouse',
    { name: 'Other', priority: 5, idempotencyKey: 'Oakland' },
    admin,
  );
  expect(reused).toEqual({
    warehouse: null,
    userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['input', 'idempotencyKey'] }],
  });
  const { warehouse } = await mutate('updateWarehouse', { id, priority: -1 }, admin);
  expect(warehouse).toEqual({ id, name: 'Oakland', priority: -1, active: true });
  expect((await mutate('updateWarehouse', { id: createId('wh'), name: 'X' }, admin)).userErrors[0].code).toBe(
    'NOT_FOUND',
  );
  const { data } = await query(server.port, seller, '{ warehouses { name } }');
  expect(data.warehouses).toEqual([{ name: 'Oakland' }, { name: 'Main warehouse' }]);
  const { errors } = await query(
    server.port,
    seller,
    'mutation { createWarehouse(input: { name: "Mine", idempotencyKey: "k" }) { warehouse { id } } }',
  );
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
});

test('goods come in at a warehouse and are transferred once per key; both sides are in the ledger', async () => {
  const [variantId] = await seed(10);
  const oakland = await open('Oakland', 5);
  const transfer = {
    ...{ variantId, fromWarehouseId: 'wh_default', toWarehouseId: oakland },
    ...{ quantity: 4, idempotencyKey: 'move-1' },
  };
  const answers = await Promise.all(Array.from({ length: 5 }, () => mutate('transferStock', transfer)));
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
  const ledger = await db.dataSource.query(
    `SELECT kind, warehouse_id AS at, delta FROM stock_movements WHERE kind = 'TRANSFERRED' ORDER BY id`,
  );
  expect(ledger).toEqual([
    { kind: 'TRANSFERRED', at: 'wh_default', delta: -4 },
    { kind: 'TRANSFERRED', at: oakland, delta: 4 },
  ]);
  await receive(variantId!, oakland, 3);
  const refusals = [
    [{ quantity: 7, idempotencyKey: 'a' }, 'INSUFFICIENT_STOCK', 'quantity'],
    [{ toWarehouseId: createId('wh'), idempotencyKey: 'b' }, 'NOT_FOUND', 'toWarehouseId'],
    [{ toWarehouseId: 'wh_default', idempotencyKey: 'c' }, 'INVALID_INPUT', 'toWarehouseId'],
    [{ quantity: 5 }, 'IDEMPOTENCY_KEY_REUSED', 'idempotencyKey'],
  ] as const;
  for (const [change, code, field] of refusals) {
    const { userErrors } = await mutate('transferStock', { ...transfer, ...change });
    expect(userErrors).toEqual([{ code, field: ['input', field] }]);
  }
  const others = await mutate('transferStock', transfer, viewers.seller());
  expect(others.userErrors[0].code).toBe('NOT_FOUND');
});

test('transfers both ways and orders at the same time neither lose units nor wait for each other for ever', async () => {
  const [variantId] = await seed(20);
  const oakland = await open('Oakland', -5);
  await receive(variantId!, oakland, 20);
  const places = ['wh_default', oakland];
  await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const [fromWarehouseId, toWarehouseId] = index % 2 ? places : places.toReversed();
      const move = { variantId, fromWarehouseId, toWarehouseId, quantity: 2, idempotencyKey: `t${index}` };
      await Promise.all([
        mutate('transferStock', move),
        handlers.StockRequested(stockRequestedEvent([{ variantId: variantId!, quantity: 1 }])),
      ]);
    }),
  );
  const [sums] = await db.dataSource.query(
    'SELECT sum(available)::int AS available, sum(reserved)::int AS reserved FROM stock',
  );
  expect(sums).toEqual({ available: 20, reserved: 20 });
});

test('an order comes from the one warehouse that has all of it, else line by line in the order of priority', async () => {
  const [chair, lamp] = (await seed(10, 2)) as [string, string];
  const oakland = await open('Oakland', -5);
  await receive(chair, oakland, 3);
  const both = stockRequestedEvent([
    { variantId: chair, quantity: 1 },
    { variantId: lamp, quantity: 1 },
  ]);
  await handlers.StockRequested(both);
  expect(await heldIn(both.data.orderId)).toEqual({ 'Main warehouse': 2 });
  const one = stockRequestedEvent([{ variantId: chair, quantity: 2 }]);
  await handlers.StockRequested(one);
  expect(await heldIn(one.data.orderId)).toEqual({ Oakland: 2 });
  const many = stockRequestedEvent([{ variantId: chair, quantity: 10 }]);
  await handlers.StockRequested(many);
  expect(await heldIn(many.data.orderId)).toEqual({ Oakland: 1, 'Main warehouse': 9 });
});

test('what comes back goes to the warehouses that it was sold from, once', async () => {
  const [variantId] = await seed(3);
  const oakland = await open('Oakland', -5);
  await receive(variantId!, oakland, 2);
  const event = stockRequestedEvent([{ variantId: variantId!, quantity: 5 }]);
  const { orderId } = event.data;
  await handlers.StockRequested(event);
  await handlers.StockCommitRequested(
    createEvent(
      stockCommitRequested,
      { aggregateId: orderId, aggregateVersion: 2, occurredAt: startOfTest },
      { orderId },
    ),
  );
  const goods = { returnId: createId('ret'), orderId, lines: [{ variantId: variantId!, quantity: 4 }] };
  await inTransaction(db, (tx) => restockReturn(tx, goods, startOfTest));
  await inTransaction(db, (tx) => restockReturn(tx, goods, startOfTest));
  const stock = await db.dataSource.query(
    'SELECT warehouse_id AS at, available, sold FROM stock ORDER BY sold DESC, warehouse_id',
  );
  expect(stock).toEqual([
    { at: oakland, available: 1, sold: 1 },
    { at: 'wh_default', available: 3, sold: 0 },
  ]);
});

test('low stock and being back in stock are told once each time, over all warehouses', async () => {
  const [variantId] = (await seed(8)) as [string];
  const oakland = await open('Oakland', 5);
  const order = stockRequestedEvent([{ variantId, quantity: 3 }]);
  await handlers.StockRequested(order);
  expect(await alerts()).toEqual(['StockLow 5']);
  await handlers.StockRequested(stockRequestedEvent([{ variantId, quantity: 5 }]));
  expect(await alerts()).toEqual(['StockLow 5']);
  await receive(variantId, oakland, 2);
  await receive(variantId, null, 1);
  expect(await alerts()).toEqual(['StockLow 5', 'BackInStock 2']);
  const move = { variantId, fromWarehouseId: oakland, toWarehouseId: 'wh_default', quantity: 2 };
  await mutate('transferStock', { ...move, idempotencyKey: 'm' });
  const { orderId } = order.data;
  await handlers.StockReleaseRequested(
    createEvent(
      stockReleaseRequested,
      { aggregateId: orderId, aggregateVersion: 2, occurredAt: startOfTest },
      { orderId },
    ),
  );
  const set = await mutate('setLowStockThreshold', { variantId, threshold: 2 });
  expect(set.variant).toEqual({ lowStockThreshold: 2 });
  expect((await mutate('setLowStockThreshold', { variantId })).variant).toEqual({ lowStockThreshold: 5 });
  await mutate('setLowStockThreshold', { variantId, threshold: 2 });
  await handlers.StockRequested(stockRequestedEvent([{ variantId, quantity: 2 }]));
  expect(await alerts()).toEqual(['StockLow 5', 'BackInStock 2']);
  await handlers.StockRequested(stockRequestedEvent([{ variantId, quantity: 2 }]));
  expect(await alerts()).toEqual(['StockLow 5', 'BackInStock 2', 'StockLow 2']);
});

test('a variant that is opened in a second warehouse while another change waits counts as in stock once', async () => {
  const { product, variants } = await seedProduct(db, { sellerId: seller.id, stock: [0] });
  const variantId = variants[0]!.id;
  const oakland = await open('Oakland', 5);
  await Promise.all([
    receive(variantId, oakland, 10),
    ...Array.from({ length: 5 }, () => receive(variantId, null, 1)),
  ]);
  const [row] = await db.dataSource.query('SELECT variants_in_stock FROM products WHERE id = $1', [
    product.id,
  ]);
  expect(row).toEqual({ variants_in_stock: 1 });
  expect(await alerts()).toHaveLength(1);
});

test('who neither sells a variant nor runs the shop does not see where it lies, nor decide when it is low', async () => {
  const [variantId] = (await seed(1)) as [string];
  const document = '{ product(id: "ID") { variants { stock { available } } } }';
  const [{ product_id: id }] = await db.dataSource.query('SELECT product_id FROM variants WHERE id = $1', [
    variantId,
  ]);
  const read = (viewer: Parameters<typeof query>[1]) =>
    query(server.port, viewer, document.replace('ID', id));
  expect((await read(seller)).data.product.variants).toEqual([{ stock: [{ available: 1 }] }]);
  expect((await read(viewers.seller())).data.product.variants).toEqual([{ stock: null }]);
  expect((await read(viewers.anonymous())).errors).toBeDefined();
  const refused = await mutate('setLowStockThreshold', { variantId, threshold: 1 }, viewers.seller());
  expect(refused.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['input', 'variantId'] }]);
});

describe('a warehouse that is given up', () => {
  const giveUp = (id: string) => mutate('updateWarehouse', { id, active: false }, admin);

  test('must be empty, holds included, and cannot be the main one', async () => {
    const [variantId] = await seed(0);
    const id = await open('Oakland', 5);
    await receive(variantId!, id, 2);
    const orderId = createId('ord');
    await handlers.StockRequested(stockRequestedEvent([{ variantId: variantId!, quantity: 2 }], orderId));
    const refusal = [{ code: 'WAREHOUSE_NOT_EMPTY', field: ['input', 'active'] }];
    expect(await giveUp(id)).toEqual({ warehouse: null, userErrors: refusal });
    await handlers.StockReleaseRequested(
      createEvent(
        stockReleaseRequested,
        { aggregateId: orderId, aggregateVersion: 2, occurredAt: startOfTest },
        { orderId },
      ),
    );
    expect(await giveUp(id)).toEqual({ warehouse: null, userErrors: refusal });
    await receive(variantId!, id, -2);
    expect((await giveUp(id)).warehouse).toMatchObject({ id, active: false });
    expect((await giveUp('wh_default')).userErrors).toEqual([
      { code: 'INVALID_INPUT', field: ['input', 'active'] },
    ]);
  });

  test('takes nothing in until it is taken back into use', async () => {
    const [variantId] = await seed(3);
    const id = await open('Oakland', 5);
    await giveUp(id);
    expect(await receive(variantId!, id, 1)).toMatchObject({
      userErrors: [{ code: 'WAREHOUSE_INACTIVE', field: ['input', 'warehouseId'] }],
    });
    const transfer = { variantId, fromWarehouseId: 'wh_default', toWarehouseId: id, quantity: 1 };
    expect((await mutate('transferStock', { ...transfer, idempotencyKey: 'one' })).userErrors).toEqual([
      { code: 'WAREHOUSE_INACTIVE', field: ['input', 'toWarehouseId'] },
    ]);
    await mutate('updateWarehouse', { id, active: true }, admin);
    expect((await mutate('transferStock', { ...transfer, idempotencyKey: 'two' })).userErrors).toEqual([]);
  });

  test('leaves what comes back from its orders to the main one', async () => {
    const [variantId] = await seed(0);
    const id = await open('Oakland', 5);
    await receive(variantId!, id, 2);
    const orderId = createId('ord');
    await handlers.StockRequested(stockRequestedEvent([{ variantId: variantId!, quantity: 2 }], orderId));
    await handlers.StockCommitRequested(
      createEvent(
        stockCommitRequested,
        { aggregateId: orderId, aggregateVersion: 2, occurredAt: startOfTest },
        { orderId },
      ),
    );
    await giveUp(id);
    const returned = { returnId: createId('ret'), orderId, lines: [{ variantId: variantId!, quantity: 2 }] };
    for (let time = 0; time < 2; time += 1) {
      await inTransaction(db, (tx) => restockReturn(tx, returned, startOfTest));
    }
    expect(
      await db.dataSource.query('SELECT warehouse_id, available, sold FROM stock ORDER BY warehouse_id'),
    ).toEqual(
      [
        { warehouse_id: id, available: 0, sold: 0 },
        { warehouse_id: 'wh_default', available: 2, sold: 0 },
      ].sort((a, b) => (a.warehouse_id < b.warehouse_id ? -1 : 1)),
    );
  });

  test('is never left with goods by who brings some at the same moment', async () => {
    const [variantId] = await seed(0);
    for (let round = 0; round < 10; round += 1) {
      const id = await open(`W${round}`, 5);
      await Promise.all([giveUp(id), receive(variantId!, id, 1)]);
      const [state] = await db.dataSource.query(
        `SELECT w.active, coalesce(s.available, 0) AS available
         FROM warehouses w LEFT JOIN stock s ON s.warehouse_id = w.id WHERE w.id = $1`,
        [id],
      );
      expect([
        { active: true, available: 1 },
        { active: false, available: 0 },
      ]).toContainEqual(state);
    }
  });
});

test('the movements of a variant are paged newest first, for its seller and admins', async () => {
  const [variantId] = await seed(5);
  const id = await open('Oakland', 5);
  await receive(variantId!, id, 2);
  const transfer = { variantId, fromWarehouseId: id, toWarehouseId: 'wh_default', quantity: 1 };
  await mutate('transferStock', { ...transfer, idempotencyKey: 'k' });
  const document = `query ($after: String) { productVariant(id: "${variantId}") { stockMovements(first: 3, after: $after) {
      edges { node { kind delta reference warehouse { name active } } } pageInfo { hasNextPage endCursor } } } }`;
  const read = async (viewer: Parameters<typeof query>[1], after?: string) => {
    const { data, errors } = await query(server.port, viewer, document, { after });
    return { movements: data?.productVariant?.stockMovements, code: errors?.[0]?.extensions?.code };
  };
  const { movements } = await read(seller);
  const lines = ({
    edges,
  }: {
    edges: { node: { kind: string; delta: number; warehouse: { name: string } } }[];
  }) => edges.map(({ node }) => `${node.kind} ${node.delta} ${node.warehouse.name}`);
  expect(lines(movements)).toEqual([
    'TRANSFERRED 1 Main warehouse',
    'TRANSFERRED -1 Oakland',
    'RECEIVED 2 Oakland',
  ]);
  expect(movements.pageInfo.hasNextPage).toBe(true);
  const { movements: rest } = await read(admin, movements.pageInfo.endCursor);
  expect(lines(rest)).toEqual(['INITIAL 5 Main warehouse']);
  expect(rest.pageInfo.hasNextPage).toBe(false);
  expect((await read(viewers.seller())).movements).toBeNull();
  expect((await read(viewers.customer())).code).toBe('FORBIDDEN');
  for (const position of [['x', '1'], ['2026-01-01', 1], ['2026-01-01', "1' OR 1"], [1], []]) {
    const cursor = Buffer.from(JSON.stringify(position)).toString('base64url');
    expect((await read(seller, cursor)).code).toBe('BAD_USER_INPUT');
  }
});

test('a variant is found by id or SKU, by who may see its product', async () => {
  const { variants } = await seedProduct(db, { sellerId: seller.id, status: 'DRAFT', stock: [1] });
  const { id, sku } = variants[0]!;
  const document = 'query ($id: ID, $sku: String) { productVariant(id: $id, sku: $sku) { id } }';
  const read = async (viewer: Parameters<typeof query>[1], key: object) => {
    const { data, errors } = await query(server.port, viewer, document, key);
    return errors?.[0]?.extensions?.code ?? data.productVariant;
  };
  for (const key of [{ id }, { sku }]) {
    expect(await read(seller, key)).toEqual({ id });
    expect(await read(viewers.customer(), key)).toBeNull();
  }
  for (const key of [{ id: '\u0000' }, { sku: "' OR 1=1" }, { id: createId('var') }]) {
    expect(await read(admin, key)).toBeNull();
  }
  for (const key of [{}, { id, sku }]) expect(await read(admin, key)).toBe('BAD_USER_INPUT');
});
