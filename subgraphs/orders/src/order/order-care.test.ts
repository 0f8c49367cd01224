import { createId } from '@souk/shared/ids';
import { query, viewers } from '@souk/shared/testing/subgraph-client';
import { recordedEvents } from '@souk/shared/testing/test-events';
import { testLogger } from '@souk/shared/testing/test-logger';
import type { Viewer } from '@souk/shared/viewer';
import { SettleFreeReturns1795500000000 } from '../migrations/1795500000000-settle-free-returns.ts';
import { NoteFailedRefunds1795500001000 } from '../migrations/1795500001000-note-failed-refunds.ts';
import { moveOverdueSagas } from '../saga/move-overdue-sagas.ts';
import { answers } from '../testing/neighbours.ts';
import { startTestShop, type TestShop } from '../testing/test-shop.ts';
import { findOrder } from './order.repository.ts';
import type { OrderState } from './order-state.ts';
import { rebuildOrder } from './timeline.ts';
import { watchOrdersOfStaff } from './watch-orders.ts';

let shop: TestShop;
const admin = viewers.admin();
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.clear());
/** Whatever a test did to its orders, their state is what their logs say. */
afterEach(async () => {
  const ids: { id: string }[] = await shop.dataSource.query('SELECT id FROM orders');
  for (const { id } of ids) expect(await rebuildOrder(shop.dataSource, id)).toEqual(await stateOf(id));
});

async function stateOf(orderId: string): Promise<OrderState> {
  const order = await findOrder(shop.dataSource.manager, orderId);
  if (!order) throw new Error(`no order ${orderId}`);
  return order;
}

const inputTypes: Record<string, string> = {
  cancelOrder: 'CancelOrderInput',
  fulfilOrder: 'FulfilOrderInput',
  markOrderDelivered: 'MarkOrderDeliveredInput',
  addOrderNote: 'AddOrderNoteInput',
  retrySaga: 'OperateSagaInput',
  compensateSaga: 'OperateSagaInput',
  requestReturn: 'RequestReturnInput',
  approveReturn: 'DecideReturnInput',
  rejectReturn: 'DecideReturnInput',
  receiveReturn: 'DecideReturnInput',
  retryReturnRefund: 'DecideReturnInput',
};

const orderFields = `order { id version status cancelReason canCancel notes { text visibility }
  lines { id quantity fulfilledQuantity cancelledQuantity returnedQuantity }
  cancellations { reason note refundAmount { amountMinor } lines { orderLineId quantity } }
  timeline { type note actor } } userErrors { code field }`;
const returnFields = `return { id status refundFailed refundAmount { amountMinor }
  lines { orderLineId quantity receivedQuantity restocked } }`;

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
function change(viewer: Viewer, mutation: string, input: object): Promise<any> {
  const isReturn = mutation.includes('Return');
  return shop.mutate(
    viewer,
    mutation,
    inputTypes[mutation]!,
    { idempotencyKey: createId('key'), ...input },
    `${isReturn ? returnFields : ''} ${orderFields}`,
  );
}

async function dataOf(orderId: string, type: string): Promise<object[]> {
  const events = await recordedEvents(shop.dataSource);
  return events
    .filter((event) => event.subject === orderId && event.type === type)
    .map(({ data }) => data as object);
}

/** A confirmed order of three units of one line at 10.01, with a voucher of 10 %. */
async function confirmedOrder(
  buyer: Viewer,
  quantity = 3,
  promotion = {},
): Promise<{ orderId: string; lineId: string; paidMinor: number }> {
  await shop.promote(promotion);
  const orderId = await shop.order(buyer, { variant: { priceMinor: 1_001 } }, quantity);
  await shop.confirm(orderId);
  const { lines } = await stateOf(orderId);
  const line = lines[0]!;
  return { orderId, lineId: line.id, paidMinor: line.lineTotalMinor - line.discountMinor + line.taxMinor };
}

describe('several parcels', () => {
  test('go out with their own tracking, and what is left can be cancelled: it is paid back and restocked', async () => {
    const buyer = viewers.customer();
    const { orderId, lineId, paidMinor } = await confirmedOrder(buyer, 5);
    for (const [quantity, trackingNumber] of [
      [2, 'A1'],
      [1, 'B2'],
    ] as const) {
      const lines = [{ orderLineId: lineId, quantity }];
      await change(admin, 'fulfilOrder', { orderId, lines, carrier: 'UPS', trackingNumber });
    }
    expect((await stateOf(orderId)).fulfilments).toMatchObject([
      { trackingNumber: 'A1', lines: [{ quantity: 2 }] },
      { trackingNumber: 'B2', lines: [{ quantity: 1 }] },
    ]);
    const cancelled = await change(buyer, 'cancelOrder', { orderId, reason: 'Too late' });
    const refundMinor = Math.round((paidMinor * 2) / 5);
    expect(cancelled).toMatchObject({
      userErrors: [],
      order: {
        status: 'FULFILLED',
        cancelReason: null,
        canCancel: false,
        lines: [{ quantity: 5, fulfilledQuantity: 3, cancelledQuantity: 2 }],
        cancellations: [
          {
            reason: 'BY_CUSTOMER',
            note: 'Too late',
            refundAmount: { amountMinor: refundMinor },
            lines: [{ orderLineId: lineId, quantity: 2 }],
          },
        ],
      },
    });
    expect(await dataOf(orderId, 'OrderLinesCancelled')).toMatchObject([
      { cancelledLines: [{ lineId, quantity: 2 }], refundMinor, reason: 'BY_CUSTOMER' },
    ]);
    expect(await dataOf(orderId, 'PaymentRefundRequested')).toMatchObject([
      { amountMinor: refundMinor, returnId: null },
    ]);
    expect(await change(buyer, 'cancelOrder', { orderId })).toMatchObject({
      userErrors: [{ code: 'INVALID_TRANSITION' }],
    });

    // What was shipped goes on, and all that comes back adds up to what was paid.
    expect(await change(admin, 'fulfilOrder', { orderId })).toMatchObject({
      userErrors: [{ code: 'INVALID_TRANSITION' }],
    });
    await change(admin, 'markOrderDelivered', { orderId });
    const asked = await change(buyer, 'requestReturn', {
      orderId,
      lines: [{ orderLineId: lineId, quantity: 3 }],
      reason: 'No',
    });
    expect(asked.return.refundAmount.amountMinor).toBe(paidMinor - refundMinor);
  });

  test('a shipment racing a cancellation: each unit is shipped or cancelled, never both', async () => {
    const buyer = viewers.customer();
    const { orderId, lineId } = await confirmedOrder(buyer, 4);
    await change(admin, 'fulfilOrder', { orderId, lines: [{ orderLineId: lineId, quantity: 1 }] });
    await Promise.all([
      change(buyer, 'cancelOrder', { orderId }),
      change(admin, 'fulfilOrder', { orderId, lines: [{ orderLineId: lineId, quantity: 2 }] }),
      change(admin, 'fulfilOrder', { orderId, lines: [{ orderLineId: lineId, quantity: 1 }] }),
    ]);
    const { status, fulfilments, cancellations } = await stateOf(orderId);
    const units = [...fulfilments, ...cancellations]
      .flatMap(({ lines }) => lines)
      .map(({ quantity }) => quantity);
    expect(status).toBe('FULFILLED');
    expect(units.reduce((sum, quantity) => sum + quantity, 0)).toBe(4);
  });
});

describe('goods that come back', () => {
  async function approvedReturn(
    buyer: Viewer,
    promotion = {},
  ): Promise<{ orderId: string; lineId: string; returnId: string; refundMinor: number }> {
    const { orderId, lineId } = await confirmedOrder(buyer, 3, promotion);
    await change(admin, 'fulfilOrder', { orderId });
    await change(admin, 'markOrderDelivered', { orderId });
    const lines = [{ orderLineId: lineId, quantity: 3 }];
    const asked = await change(buyer, 'requestReturn', { orderId, lines, reason: 'Wrong colour' });
    await change(admin, 'approveReturn', { returnId: asked.return.id });
    return { orderId, lineId, returnId: asked.return.id, refundMinor: asked.return.refundAmount.amountMinor };
  }

  test('in part are paid back in part, the rest can be sent later; what is broken is not restocked', async () => {
    const buyer = viewers.customer();
    const { orderId, lineId, returnId, refundMinor } = await approvedReturn(buyer);
    const partMinor = Math.round((refundMinor * 2) / 3);
    const lines = [{ orderLineId: lineId, quantity: 2, restock: false }];
    expect(await change(admin, 'receiveReturn', { returnId, lines })).toMatchObject({
      userErrors: [],
      return: {
        status: 'RECEIVED',
        refundAmount: { amountMinor: partMinor },
        lines: [{ quantity: 3, receivedQuantity: 2, restocked: false }],
      },
      order: { lines: [{ returnedQuantity: 2 }] },
    });
    expect(await dataOf(orderId, 'ReturnReceived')).toMatchObject([
      { refundMinor: partMinor, lines: [{ lineId, quantity: 2, restock: false }] },
    ]);
    expect(await dataOf(orderId, 'PaymentRefundRequested')).toMatchObject([
      { amountMinor: partMinor, returnId },
    ]);
    const rest = await change(buyer, 'requestReturn', {
      orderId,
      lines: [{ orderLineId: lineId, quantity: 1 }],
      reason: 'The last one',
    });
    expect(rest.return.refundAmount.amountMinor).toBe(refundMinor - partMinor);
  });

  test('and cost nothing are done with at once, also where they have waited for a refund before', async () => {
    const { orderId, returnId } = await approvedReturn(viewers.customer(), { basisPoints: 10_000 });
    expect(await change(admin, 'receiveReturn', { returnId })).toMatchObject({
      userErrors: [],
      return: { status: 'REFUNDED', refundAmount: { amountMinor: 0 } },
    });
    expect(await dataOf(orderId, 'ReturnReceived')).toHaveLength(1);
    expect(await dataOf(orderId, 'PaymentRefundRequested')).toEqual([]);
    expect(await knownReturns()).toEqual([{ id: returnId, status: 'REFUNDED' }]);

    await shop.dataSource.query(
      `UPDATE order_states SET returns = jsonb_set(returns, '{0,status}', '"RECEIVED"')`,
    );
    await shop.dataSource.query(`UPDATE order_returns SET status = 'RECEIVED'`);
    await shop.dataSource.transaction((tx) => new SettleFreeReturns1795500000000().up(tx.queryRunner!));
    expect(await stateOf(orderId)).toMatchObject({ returns: [{ status: 'REFUNDED' }] });
    expect(await knownReturns()).toEqual([{ id: returnId, status: 'REFUNDED' }]);
  });

  test('and whose refund failed are refunded when staff ask again, once for each failure', async () => {
    const { orderId, returnId, refundMinor } = await approvedReturn(viewers.customer());
    const refund = { returnId, amountMinor: refundMinor };
    const retry = { returnId, note: 'The bank has answered', idempotencyKey: createId('key') };
    const refused = { userErrors: [{ code: 'INVALID_TRANSITION', field: ['returnId'] }] };
    await change(admin, 'receiveReturn', { returnId });
    expect(await change(admin, 'retryReturnRefund', { returnId })).toMatchObject(refused);

    await shop.deliver(answers.paymentRefundFailed(orderId, { refundId: 'rfd_1', ...refund }));
    await Promise.all([1, 2].map(() => change(admin, 'retryReturnRefund', { returnId })));
    // The failure that is known already is told again.
    await shop.deliver(answers.paymentRefundFailed(orderId, { refundId: 'rfd_1', ...refund }));
    expect(await change(admin, 'retryReturnRefund', { returnId })).toMatchObject(refused);
    await shop.deliver(answers.paymentRefunded(orderId, { refundId: 'rfd_2', ...refund }));
    expect(await stateOf(orderId)).toMatchObject({ returns: [{ status: 'REFUNDED' }] });

    // What was paid back bounces.
    await shop.deliver(answers.paymentRefundFailed(orderId, { refundId: 'rfd_2', ...refund }));
    expect(await stateOf(orderId)).toMatchObject({ returns: [{ status: 'RECEIVED', refundFailed: true }] });
    expect(await change(admin, 'retryReturnRefund', retry)).toMatchObject({
      userErrors: [],
      return: { status: 'RECEIVED', refundFailed: false },
    });
    await change(admin, 'retryReturnRefund', retry);
    const keys = [`return:${returnId}`, `return:${returnId}:1`, `return:${returnId}:2`];
    expect(await dataOf(orderId, 'PaymentRefundRequested')).toMatchObject(
      keys.map((idempotencyKey) => ({ ...refund, idempotencyKey })),
    );
    await shop.deliver(answers.paymentRefunded(orderId, { refundId: 'rfd_3', ...refund }));
    expect(await change(admin, 'retryReturnRefund', { returnId })).toMatchObject(refused);
    const { refunds } = await stateOf(orderId);
    expect(refunds).toEqual([{ refundId: 'rfd_3', ...refund }]);
  });

  test('and whose refund failed before that was kept wait for staff too', async () => {
    const { orderId, returnId, refundMinor } = await approvedReturn(viewers.customer());
    await change(admin, 'receiveReturn', { returnId });
    const failed = { refundId: 'rfd_1', returnId, amountMinor: refundMinor };
    await shop.deliver(answers.paymentRefundFailed(orderId, failed));
    const migration = new NoteFailedRefunds1795500001000();
    await shop.dataSource.transaction((tx) => migration.down(tx.queryRunner!));
    expect((await stateOf(orderId)).returns[0]).not.toHaveProperty('refundFailed');
    await shop.dataSource.transaction((tx) => migration.up(tx.queryRunner!));
    expect(await change(admin, 'retryReturnRefund', { returnId })).toMatchObject({ userErrors: [] });
  });

  const knownReturns = (): Promise<object[]> => shop.dataSource.query('SELECT id, status FROM order_returns');

  test('cannot be more than asked for, of other lines, or nothing', async () => {
    const { lineId, returnId } = await approvedReturn(viewers.customer());
    const receive = (line: object): Promise<object> =>
      change(admin, 'receiveReturn', { returnId, lines: [line] });
    expect(await receive({ orderLineId: lineId, quantity: 4 })).toMatchObject({
      userErrors: [{ code: 'QUANTITY_EXCEEDED' }],
    });
    expect(await receive({ orderLineId: 'ol_other', quantity: 1 })).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    expect(await receive({ orderLineId: lineId, quantity: 0 })).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT' }],
    });
    expect(await receive({ orderLineId: lineId, quantity: -1 })).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT' }],
    });
  });
});

describe('notes', () => {
  test('for staff are for staff, those for the buyer are for both, also in the timeline and the lookup', async () => {
    const [buyer, seller] = [viewers.customer(), viewers.seller()];
    const orderId = await shop.order(buyer, { sellerId: seller.id });
    await change(admin, 'addOrderNote', { orderId, text: 'Looks like fraud', visibility: 'STAFF' });
    await change(seller, 'addOrderNote', {
      orderId,
      text: 'Packed with care\nTwice',
      visibility: 'CUSTOMER',
    });
    await change(seller, 'addOrderNote', { orderId, text: 'Shelf 7' });
    const seen = async (viewer: Viewer): Promise<string[]> => {
      const { order } = await shop.ask(
        viewer,
        'query ($id: ID!) { order(id: $id) { notes { text } timeline { note } number } }',
        { id: orderId },
      );
      const told = [...order.notes, ...order.timeline].map(
        ({ text, note }: { text?: string; note?: string }) => text ?? note,
      );
      return [...new Set(told.filter(Boolean))].sort() as string[];
    };
    expect(await seen(admin)).toEqual(['Looks like fraud', 'Packed with care\nTwice', 'Shelf 7']);
    expect(await seen(buyer)).toEqual(['Packed with care\nTwice']);
    expect(await seen(seller)).toEqual(['Packed with care\nTwice', 'Shelf 7']);
    const { number } = await stateOf(orderId);
    const { orderByNumber } = await shop.ask(
      viewers.anonymous(),
      `{ orderByNumber(number: "${number}", email: "ann@example.com") { notes { text } timeline { note actor } } }`,
    );
    expect(JSON.stringify(orderByNumber)).not.toMatch(/fraud|Shelf/);
  });

  test('are written by staff on orders they see, once for a key, and not on a stale version', async () => {
    const buyer = viewers.customer();
    const orderId = await shop.order(buyer);
    const note = { orderId, text: 'Hello', idempotencyKey: createId('key') };
    await change(admin, 'addOrderNote', note);
    expect(await change(admin, 'addOrderNote', note)).toMatchObject({
      order: { notes: [{ text: 'Hello' }] },
    });
    expect(await change(admin, 'addOrderNote', { orderId, text: 'x', expectedVersion: 1 })).toMatchObject({
      userErrors: [{ code: 'STALE_VERSION' }],
    });
    expect(await change(viewers.seller(), 'addOrderNote', { orderId, text: 'x' })).toMatchObject({
      order: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    const { errors } = await query(
      shop.port,
      buyer,
      `mutation { addOrderNote(input: {orderId: "${orderId}", text: "x", idempotencyKey: "12345678"}) { userErrors { code } } }`,
    );
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

test('every change of an order is refused for a version that the order is past', async () => {
  const buyer = viewers.customer();
  const { orderId, lineId } = await confirmedOrder(buyer);
  const stale = { orderId, expectedVersion: 1 };
  const refused = { userErrors: [{ code: 'STALE_VERSION', field: ['expectedVersion'] }] };
  expect(await change(buyer, 'cancelOrder', stale)).toMatchObject(refused);
  expect(await change(admin, 'fulfilOrder', stale)).toMatchObject(refused);
  await change(admin, 'fulfilOrder', { orderId, expectedVersion: 4 });
  expect(await change(admin, 'markOrderDelivered', stale)).toMatchObject(refused);
  await change(admin, 'markOrderDelivered', { orderId, expectedVersion: 5 });
  const lines = [{ orderLineId: lineId, quantity: 1 }];
  expect(await change(buyer, 'requestReturn', { ...stale, lines, reason: 'x' })).toMatchObject(refused);
  const asked = await change(buyer, 'requestReturn', { orderId, lines, reason: 'x', expectedVersion: 6 });
  for (const decision of ['approveReturn', 'rejectReturn', 'receiveReturn']) {
    expect(await change(admin, decision, { returnId: asked.return.id, expectedVersion: 6 })).toMatchObject(
      refused,
    );
  }
});

describe('sagas that wait', () => {
  /** An order whose reservation nobody answers, asked for three times. */
  async function stuckOrder(buyer: Viewer): Promise<string> {
    const orderId = await shop.order(buyer);
    for (let asked = 0; asked < 3; asked += 1) {
      await moveOverdueSagas(
        { ...shop, storeUrl: 'https://souk.example', logger: testLogger },
        new Date(Date.now() + 3_600_000 * (asked + 1)),
      );
    }
    return orderId;
  }

  const listed = async (
    viewer: Viewer,
  ): Promise<{ order: { id: string }; step: string; attempts: number }[]> => {
    const { stuckSagas } = await shop.ask(
      viewer,
      '{ stuckSagas { edges { node { order { id } step attempts deadlineAt } } } }',
    );
    return stuckSagas.edges.map(({ node }: { node: object }) => node);
  };

  test('are listed for operators, asked again by hand, and go on', async () => {
    const buyer = viewers.customer();
    await shop.order(buyer);
    await shop.clear();
    const orderId = await stuckOrder(buyer);
    expect(await listed(admin)).toMatchObject([{ order: { id: orderId }, step: 'RESERVING', attempts: 3 }]);
    const before = await dataOf(orderId, 'StockRequested');
    const retry = { orderId, note: 'Products is back', idempotencyKey: createId('key') };
    const retried = await change(admin, 'retrySaga', retry);
    expect(retried).toMatchObject({
      userErrors: [],
      order: {
        timeline: [
          { type: 'OrderPlaced' },
          { type: 'SagaRetried', note: 'Products is back', actor: admin.id },
        ],
      },
    });
    await change(admin, 'retrySaga', retry);
    expect(await dataOf(orderId, 'StockRequested')).toHaveLength(before.length + 1);
    expect(await listed(admin)).toEqual([]);
    const { order } = await shop.ask(buyer, 'query ($id: ID!) { order(id: $id) { timeline { type } } }', {
      id: orderId,
    });
    expect(order.timeline).toEqual([{ type: 'OrderPlaced' }]);
    await shop.confirm(orderId);
    expect((await stateOf(orderId)).status).toBe('CONFIRMED');
    expect(await change(admin, 'retrySaga', { orderId, note: 'Again' })).toMatchObject({
      userErrors: [{ code: 'INVALID_TRANSITION' }],
    });
  });

  test('are ended by hand, and whatever was asked for is undone', async () => {
    const orderId = await stuckOrder(viewers.guest());
    expect(await change(admin, 'compensateSaga', { orderId, note: 'Warehouse burnt' })).toMatchObject({
      userErrors: [],
      order: {
        status: 'CANCELLED',
        cancelReason: 'BY_STAFF',
        timeline: [
          { type: 'OrderPlaced' },
          { type: 'OrderCancelled', note: 'Warehouse burnt', actor: admin.id },
        ],
      },
    });
    expect((await shop.eventTypes(orderId)).slice(-2)).toEqual(['OrderCancelled', 'StockReleaseRequested']);
    expect(await listed(admin)).toEqual([]);
    expect(await change(admin, 'compensateSaga', { orderId, note: 'Twice' })).toMatchObject({
      userErrors: [{ code: 'INVALID_TRANSITION' }],
    });
  });

  test('are for operators alone, with a reason', async () => {
    const buyer = viewers.customer();
    const orderId = await stuckOrder(buyer);
    for (const viewer of [viewers.anonymous(), buyer, viewers.seller()]) {
      for (const document of [
        '{ stuckSagas { edges { node { step } } } }',
        `mutation { retrySaga(input: {orderId: "${orderId}", note: "x", idempotencyKey: "12345678"}) { userErrors { code } } }`,
        `mutation { compensateSaga(input: {orderId: "${orderId}", note: "x", idempotencyKey: "12345678"}) { userErrors { code } } }`,
      ]) {
        const { errors } = await query(shop.port, viewer, document);
        expect(['UNAUTHENTICATED', 'FORBIDDEN']).toContain(errors?.[0]?.extensions?.code);
      }
    }
    expect(await change(admin, 'compensateSaga', { orderId, note: '  ' })).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT' }],
    });
  });
});

describe('live orders of staff', () => {
  test('are all for admins, and those with own lines for sellers', async () => {
    const seller = viewers.seller();
    const forAdmin = watchOrdersOfStaff(shop, admin);
    const forSeller = watchOrdersOfStaff(shop, seller);
    const [first, sold] = [forAdmin.next(), forSeller.next()];
    const foreign = await shop.order();
    expect((await first).value).toMatchObject({ id: foreign, status: 'PLACED', role: 'ADMIN' });
    const second = forAdmin.next();
    const own = await shop.order(viewers.guest(), { sellerId: seller.id });
    expect((await sold).value).toMatchObject({ id: own, role: 'SELLER' });
    expect((await second).value).toMatchObject({ id: own });
    const third = forAdmin.next();
    await shop.deliver(answers.stockReserved(foreign));
    expect((await third).value).toMatchObject({ id: foreign, status: 'STOCK_RESERVED' });
    await Promise.all([forAdmin.return!(), forSeller.return!()]);
  });

  test('are refused to everybody else', () => {
    for (const viewer of [viewers.anonymous(), viewers.guest(), viewers.customer()]) {
      expect(() => watchOrdersOfStaff(shop, viewer)).toThrow();
    }
  });
});
