import { viewers } from '@souk/shared/testing/subgraph-client';
import { answers, eventFrom } from '../testing/neighbours.ts';
import { startTestShop, type TestShop } from '../testing/test-shop.ts';
import { rebuildOrder } from './timeline.ts';

let shop: TestShop;
let orderId: string;
const buyer = viewers.customer();
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  await shop.clear();
  orderId = await shop.order(buyer);
  await shop.confirm(orderId);
});

const reference = () => ({
  paymentId: `pay_${orderId}`,
  orderId,
  amountMinor: 1_000,
  currency: 'USD',
  provider: 'SANDBOX' as const,
});
const dispute = { disputeId: 'dsp_1', disputedMinor: 1_000 };
const timeline = async (): Promise<{ type: string; note: string | null; status: string }[]> =>
  (
    await shop.ask(buyer, 'query ($id: ID!) { order(id: $id) { timeline { type note status } } }', {
      id: orderId,
    })
  ).order.timeline;

test('a dispute and its end are in the timeline, once each, and change no status', async () => {
  const opened = () =>
    eventFrom('DisputeOpened', orderId, {
      ...reference(),
      ...dispute,
      reason: 'fraudulent',
      respondBy: null,
    });
  const closed = () => eventFrom('DisputeClosed', orderId, { ...reference(), ...dispute, outcome: 'LOST' });
  await shop.deliver(opened(), opened(), closed(), closed());
  expect((await timeline()).slice(-2)).toEqual([
    { type: 'DisputeOpened', note: 'fraudulent', status: 'CONFIRMED' },
    { type: 'DisputeClosed', note: 'LOST', status: 'CONFIRMED' },
  ]);
});

test('a refund that bounced is no longer counted as paid back', async () => {
  const refund = { refundId: 'rfd_1', returnId: null, amountMinor: 400 };
  await shop.deliver(answers.paymentRefunded(orderId, refund));
  expect((await rebuildOrder(shop.dataSource, orderId)).refunds).toHaveLength(1);
  await shop.deliver(
    answers.paymentRefundFailed(orderId, refund),
    answers.paymentRefundFailed(orderId, refund),
  );
  expect((await timeline()).map(({ type }) => type).slice(-2)).toEqual([
    'PaymentRefunded',
    'PaymentRefundFailed',
  ]);
  expect((await rebuildOrder(shop.dataSource, orderId)).refunds).toEqual([]);
});
