import { createId } from '@souk/shared/ids';
import { inTransaction } from '@souk/shared/outbox';
import {
  startOfTest,
  stockCommitRequestedEvent,
  stockReleaseRequestedEvent,
  stockRequestedEvent,
} from '../testing/test-catalogue.ts';
import { admin, useWarehouses } from '../testing/warehouse-fixture.ts';
import { restockReturn } from './restock-return.ts';

const shop = useWarehouses();

describe('a warehouse that is given up', () => {
  const giveUp = (id: string) => shop.mutate('updateWarehouse', { id, active: false }, admin);
  /** A warehouse with two units of a variant, both held for an order. */
  const withHeldGoods = async (): Promise<{ id: string; variantId: string; orderId: string }> => {
    const [variantId] = (await shop.seed(0)) as [string];
    const id = await shop.open('Oakland', 5);
    await shop.receive(variantId, id, 2);
    const request = stockRequestedEvent([{ variantId, quantity: 2 }]);
    await shop.handlers.StockRequested(request);
    return { id, variantId, orderId: request.data.orderId };
  };

  test('must be empty, holds included, and cannot be the main one', async () => {
    const { id, variantId, orderId } = await withHeldGoods();
    const refusal = [{ code: 'WAREHOUSE_NOT_EMPTY', field: ['input', 'active'] }];
    expect(await giveUp(id)).toEqual({ warehouse: null, userErrors: refusal });
    await shop.handlers.StockReleaseRequested(stockReleaseRequestedEvent(orderId));
    expect(await giveUp(id)).toEqual({ warehouse: null, userErrors: refusal });
    await shop.receive(variantId, id, -2);
    expect((await giveUp(id)).warehouse).toMatchObject({ id, active: false });
    expect((await giveUp('wh_default')).userErrors).toEqual([
      { code: 'INVALID_INPUT', field: ['input', 'active'] },
    ]);
  });

  test('takes nothing in until it is taken back into use', async () => {
    const [variantId] = await shop.seed(3);
    const id = await shop.open('Oakland', 5);
    await giveUp(id);
    expect(await shop.receive(variantId!, id, 1)).toMatchObject({
      userErrors: [{ code: 'WAREHOUSE_INACTIVE', field: ['input', 'warehouseId'] }],
    });
    const transfer = async (idempotencyKey: string): Promise<object[]> => {
      const move = { variantId, fromWarehouseId: 'wh_default', toWarehouseId: id, quantity: 1 };
      return (await shop.mutate('transferStock', { ...move, idempotencyKey })).userErrors;
    };
    expect(await transfer('one')).toEqual([
      { code: 'WAREHOUSE_INACTIVE', field: ['input', 'toWarehouseId'] },
    ]);
    await shop.mutate('updateWarehouse', { id, active: true }, admin);
    expect(await transfer('two')).toEqual([]);
  });

  test('leaves what comes back from its orders to the main one', async () => {
    const { id, variantId, orderId } = await withHeldGoods();
    await shop.handlers.StockCommitRequested(stockCommitRequestedEvent(orderId));
    await giveUp(id);
    const returned = { returnId: createId('ret'), orderId, lines: [{ variantId, quantity: 2 }] };
    for (let time = 0; time < 2; time += 1) {
      await inTransaction(shop.db, (tx) => restockReturn(tx, returned, startOfTest));
    }
    expect(
      await shop.db.dataSource.query('SELECT warehouse_id, available, sold FROM stock ORDER BY warehouse_id'),
    ).toEqual(
      [
        { warehouse_id: id, available: 0, sold: 0 },
        { warehouse_id: 'wh_default', available: 2, sold: 0 },
      ].sort((a, b) => (a.warehouse_id < b.warehouse_id ? -1 : 1)),
    );
  });

  test('is never left with goods by who brings some at the same moment', async () => {
    const [variantId] = await shop.seed(0);
    for (let round = 0; round < 10; round += 1) {
      const id = await shop.open(`W${round}`, 5);
      await Promise.all([giveUp(id), shop.receive(variantId!, id, 1)]);
      const [state] = await shop.db.dataSource.query(
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
