import { viewers } from '@souk/shared/testing/subgraph-client';
import { startTestShop, type TestShop } from '../testing/test-shop.ts';
import { findOrder } from './order.repository.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.clear());

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
