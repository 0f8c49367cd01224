import { createId } from '@souk/shared/ids';
import { viewers } from '@souk/shared/testing/subgraph-client';
import { recordedEvents } from '@souk/shared/testing/test-events';
import { testLogger } from '@souk/shared/testing/test-logger';
import type { Viewer } from '@souk/shared/viewer';
import { moveOverdueSagas } from '../saga/move-overdue-sagas.ts';
import { answers } from '../testing/neighbours.ts';
import { startTestShop, type TestShop } from '../testing/test-shop.ts';
import { findOrder } from './order.repository.ts';
import type { OrderState } from './order-state.ts';
import { rebuildOrder } from './timeline.ts';

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

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
async function change(viewer: Viewer, mutation: string, input: object): Promise<any> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}`
    .replace(/^(Approve|Reject|Receive)Return$/, 'DecideReturn')
    .concat('Input!');
  const isReturn = mutation.endsWith('Return');
  const answer = await shop.ask(
    viewer,
    `mutation ($input: ${type}) { ${mutation}(input: $input) {
       ${isReturn ? 'return { id status refundAmount { amountMinor } decisionNote lines { orderLineId quantity } }' : ''}
       order { id status cancelReason version canCancel canRequestReturn
         lines { id quantity fulfilledQuantity returnedQuantity } fulfilments { trackingUrl lines { quantity } } }
       userErrors { code field } } }`,
    { input: { idempotencyKey: createId('key'), ...input } },
  );
  return answer[mutation];
}

async function since(orderId: string, act: () => Promise<unknown>): Promise<string[]> {
  const before = (await shop.eventTypes(orderId)).length;
  await act();
  return (await shop.eventTypes(orderId)).slice(before);
}

describe('the saga over events', () => {
  test.each([
    ['out of stock', (id: string) => [answers.stockRejected(id, 'OUT_OF_STOCK')], 'OUT_OF_STOCK', []],
    [
      'a price that changed',
      (id: string) => [answers.stockRejected(id, 'PRICE_CHANGED')],
      'PRICE_CHANGED',
      [],
    ],
    [
      'a declined card',
      (id: string) => [answers.stockReserved(id), answers.paymentDeclined(id)],
      'PAYMENT_DECLINED',
      ['StockReleaseRequested'],
    ],
    [
      'a buyer who did not act',
      (id: string) => [
        answers.stockReserved(id),
        answers.paymentActionRequired(id, new Date(Date.now() + 60_000)),
        answers.paymentDeclined(id, 'expired'),
      ],
      'PAYMENT_EXPIRED',
      ['StockReleaseRequested'],
    ],
    [
      'goods that were lost before they were sold',
      (id: string) => [
        answers.stockReserved(id),
        answers.paymentAuthorized(id),
        answers.stockCommitFailed(id),
      ],
      'OUT_OF_STOCK',
      ['PaymentVoidRequested'],
    ],
    [
      'money that could not be taken',
      (id: string) => [
        answers.stockReserved(id),
        answers.paymentAuthorized(id),
        answers.stockCommitted(id),
        answers.paymentCaptureFailed(id),
      ],
      'PAYMENT_DECLINED',
      ['StockReleaseRequested'],
    ],
  ])('ends an order over %s, and undoes what was done', async (_what, eventsOf, cancelReason, undone) => {
    const orderId = await shop.order();
    const events = eventsOf(orderId);
    await shop.deliver(...events.slice(0, -1));
    const recorded = await since(orderId, () => shop.deliver(events.at(-1)!));
    expect(recorded).toEqual(['OrderCancelled', ...undone]);
    expect(await stateOf(orderId)).toMatchObject({ status: 'CANCELLED', cancelReason });
    // The same again, as a duplicate and as a repeated answer: nothing more happens.
    expect(await since(orderId, () => shop.deliver(...events, ...eventsOf(orderId).slice(-1)))).toEqual([]);
  });

  test('each event counts once, however often and in how many hands it arrives', async () => {
    const orderId = await shop.order();
    const reserved = answers.stockReserved(orderId);
    await Promise.all(Array.from({ length: 10 }, () => shop.deliver(reserved)));
    await Promise.all(Array.from({ length: 5 }, () => shop.deliver(answers.stockReserved(orderId))));
    expect(await stateOf(orderId)).toMatchObject({ status: 'STOCK_RESERVED', version: 2 });
    expect(await shop.eventTypes(orderId)).toEqual(['OrderPlaced', 'StockRequested', 'PaymentRequested']);
  });

  test('an answer about an unknown order fails, so that it comes again', async () => {
    await expect(shop.deliver(answers.stockReserved(createId('ord')))).rejects.toThrow('StockReserved');
    expect(await shop.dataSource.query('SELECT 1 FROM inbox')).toEqual([]);
  });

  test('a saga that cannot be moved holds up no other', async () => {
    const deps = { ...shop, logger: testLogger, storeUrl: 'https://souk.example' };
    const broken = await shop.order();
    await shop.deliver(answers.stockReserved(broken));
    // What it asks payments for cannot be asked without the token.
    await shop.dataSource.query('UPDATE order_sagas SET payment_token = NULL WHERE order_id = $1', [broken]);
    const orderId = await shop.order();
    await shop.dataSource.query(
      `UPDATE order_sagas SET deadline_at = deadline_at - interval '1 second' WHERE order_id = $1`,
      [broken],
    );
    const later = new Date(Date.now() + 31_000);
    const recorded = await since(orderId, async () => {
      await moveOverdueSagas(deps, later);
    });
    expect(recorded).toEqual(['StockRequested']);
  });

  test('an answer that does not come is asked for again, by one worker only', async () => {
    const deps = { ...shop, logger: testLogger, storeUrl: 'https://souk.example' };
    const orderId = await shop.order();
    expect(await moveOverdueSagas(deps, new Date())).toBe(0);
    const later = new Date(Date.now() + 31_000);
    const recorded = await since(orderId, async () => {
      const moved = await Promise.all([1, 2, 3, 4].map(() => moveOverdueSagas(deps, later)));
      expect(moved.reduce((sum, each) => sum + each, 0)).toBe(1);
    });
    expect(recorded).toEqual(['StockRequested']);
    const [saga] = await shop.dataSource.query(
      'SELECT attempts, deadline_at, payment_token FROM order_sagas',
    );
    expect(saga).toEqual({
      attempts: 1,
      deadline_at: new Date(later.getTime() + 60_000),
      payment_token: 'tok_success',
    });
  });

  test('a buyer who must act is told where, and loses the order after the time for it', async () => {
    const buyer = viewers.customer();
    const orderId = await shop.order(buyer);
    const expiresAt = new Date(Date.now() + 900_000);
    await shop.deliver(answers.stockReserved(orderId), answers.paymentActionRequired(orderId, expiresAt));
    const read = 'query ($id: ID!) { order(id: $id) { status paymentAction { url expiresAt } } }';
    expect(await shop.ask(buyer, read, { id: orderId })).toEqual({
      order: {
        status: 'AWAITING_PAYMENT',
        paymentAction: { url: 'https://pay.example/3ds', expiresAt: expiresAt.toISOString() },
      },
    });
    expect(await shop.ask(admin, read, { id: orderId })).toMatchObject({ order: { paymentAction: null } });

    const deps = { ...shop, logger: testLogger, storeUrl: 'https://souk.example' };
    expect(await moveOverdueSagas(deps, expiresAt)).toBe(0);
    const recorded = await since(orderId, () =>
      moveOverdueSagas(deps, new Date(expiresAt.getTime() + 61_000)),
    );
    expect(recorded).toEqual(['OrderCancelled', 'StockReleaseRequested', 'PaymentVoidRequested']);
    expect(await stateOf(orderId)).toMatchObject({ cancelReason: 'PAYMENT_EXPIRED', paymentAction: null });
    // The authorisation that comes after all is given back.
    expect(await since(orderId, () => shop.deliver(answers.paymentAuthorized(orderId)))).toEqual([
      'PaymentVoidRequested',
    ]);
  });
});

describe('cancelling', () => {
  test.each([
    ['PLACED', 0, ['StockReleaseRequested']],
    ['STOCK_RESERVED', 1, ['StockReleaseRequested', 'PaymentVoidRequested']],
    ['PAYMENT_AUTHORIZED', 2, ['StockReleaseRequested', 'PaymentVoidRequested']],
    ['PAYMENT_AUTHORIZED', 3, ['StockReleaseRequested', 'PaymentVoidRequested']],
    ['CONFIRMED', 4, ['StockReleaseRequested', 'PaymentVoidRequested']],
  ] as const)(
    'an order that is %s after %i answers gives back what it has',
    async (status, answered, undone) => {
      const buyer = viewers.customer();
      const orderId = await shop.order(buyer);
      const way = [
        answers.stockReserved,
        answers.paymentAuthorized,
        answers.stockCommitted,
        answers.paymentCaptured,
      ];
      await shop.deliver(...way.slice(0, answered).map((answer) => answer(orderId)));
      expect(await stateOf(orderId)).toMatchObject({ status });
      const input = { orderId, reason: 'changed my mind', idempotencyKey: createId('key') };
      const recorded = await since(orderId, async () => {
        const cancelled = await change(buyer, 'cancelOrder', input);
        expect(cancelled).toMatchObject({
          order: { status: 'CANCELLED', cancelReason: 'BY_CUSTOMER', canCancel: false },
          userErrors: [],
        });
        expect(await change(buyer, 'cancelOrder', input)).toEqual(cancelled);
      });
      expect(recorded).toEqual(['OrderCancelled', ...undone]);
      expect(await change(buyer, 'cancelOrder', { orderId })).toMatchObject({
        userErrors: [{ code: 'INVALID_TRANSITION' }],
        order: { status: 'CANCELLED' },
      });
    },
  );

  test('racing the capture ends in one outcome, and money that was taken is asked back', async () => {
    for (let round = 0; round < 8; round += 1) {
      const buyer = viewers.customer();
      const orderId = await shop.order(buyer);
      await shop.deliver(
        answers.stockReserved(orderId),
        answers.paymentAuthorized(orderId),
        answers.stockCommitted(orderId),
      );
      const [cancelled] = await Promise.all([
        change(buyer, 'cancelOrder', { orderId }),
        shop.deliver(answers.paymentCaptured(orderId)),
      ]);
      expect(cancelled.userErrors).toEqual([]);
      expect(await stateOf(orderId)).toMatchObject({ status: 'CANCELLED', cancelReason: 'BY_CUSTOMER' });
      const events = await shop.eventTypes(orderId);
      expect(events.filter((type) => type === 'OrderCancelled')).toHaveLength(1);
      expect(events.at(-1)).toBe('PaymentVoidRequested');
    }
  });

  test('is for the buyer and admins, and not after the first shipment', async () => {
    const buyer = viewers.guest();
    const seller = viewers.seller();
    const orderId = await shop.order(buyer, { sellerId: seller.id }, 2);
    for (const stranger of [viewers.customer(), viewers.seller()]) {
      expect(await change(stranger, 'cancelOrder', { orderId })).toMatchObject({
        order: null,
        userErrors: [{ code: 'NOT_FOUND' }],
      });
    }
    expect(await change(seller, 'cancelOrder', { orderId })).toMatchObject({
      userErrors: [{ code: 'INVALID_TRANSITION' }],
    });
    await shop.confirm(orderId);
    const [line] = (await stateOf(orderId)).lines;
    await change(seller, 'fulfilOrder', { orderId, lines: [{ orderLineId: line!.id, quantity: 1 }] });
    expect(await change(seller, 'cancelOrder', { orderId })).toMatchObject({
      userErrors: [{ code: 'INVALID_TRANSITION' }],
      order: { status: 'PARTIALLY_FULFILLED' },
    });
  });
});

describe('shipping', () => {
  test('goes part by part, and tells what was shipped', async () => {
    const buyer = viewers.customer();
    const orderId = await shop.order(buyer, {}, 3);
    expect(await change(admin, 'fulfilOrder', { orderId })).toMatchObject({
      userErrors: [{ code: 'INVALID_TRANSITION' }],
    });
    await shop.confirm(orderId);
    const [line] = (await stateOf(orderId)).lines;
    const one = { orderId, lines: [{ orderLineId: line!.id, quantity: 1 }] };
    const first = await change(admin, 'fulfilOrder', {
      ...one,
      carrier: 'DHL',
      trackingNumber: '123',
      trackingUrl: 'https://dhl.example/123',
    });
    expect(first).toMatchObject({
      userErrors: [],
      order: {
        status: 'PARTIALLY_FULFILLED',
        lines: [{ fulfilledQuantity: 1 }],
        fulfilments: [{ trackingUrl: 'https://dhl.example/123' }],
      },
    });
    expect(await change(admin, 'markOrderDelivered', { orderId })).toMatchObject({
      userErrors: [{ code: 'INVALID_TRANSITION' }],
    });
    const tooMany = {
      orderId,
      lines: [
        { orderLineId: line!.id, quantity: 1 },
        { orderLineId: line!.id, quantity: 2 },
      ],
    };
    expect(await change(admin, 'fulfilOrder', tooMany)).toMatchObject({
      userErrors: [{ code: 'QUANTITY_EXCEEDED' }],
    });
    expect(await change(admin, 'fulfilOrder', { ...one, trackingUrl: 'javascript:alert(1)' })).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT' }],
    });
    expect(await change(admin, 'fulfilOrder', { orderId })).toMatchObject({
      order: { status: 'FULFILLED', lines: [{ fulfilledQuantity: 3 }] },
    });
    expect(await change(admin, 'markOrderDelivered', { orderId })).toMatchObject({
      order: { status: 'DELIVERED' },
      userErrors: [],
    });

    const events = (await recordedEvents(shop.dataSource)).filter(({ type }) => type === 'OrderFulfilled');
    expect(events).toMatchObject([
      { data: { complete: false, carrier: 'DHL', fulfilledLines: [{ lineId: line!.id, quantity: 1 }] } },
      { data: { complete: true, carrier: null, fulfilledLines: [{ lineId: line!.id, quantity: 2 }] } },
    ]);
    const { order } = await shop.ask(
      buyer,
      'query ($id: ID!) { order(id: $id) { timeline { type status note } } }',
      { id: orderId },
    );
    expect(
      order.timeline.map((entry: { type: string; note: string | null }) => [entry.type, entry.note]),
    ).toEqual([
      ['OrderPlaced', null],
      ['StockReserved', null],
      ['PaymentAuthorized', null],
      ['OrderConfirmed', null],
      ['OrderFulfilled', 'DHL 123'],
      ['OrderFulfilled', null],
      ['OrderDelivered', null],
    ]);
  });

  test('two shipments of the last unit at the same moment: one goes out', async () => {
    const orderId = await shop.order();
    await shop.confirm(orderId);
    const [line] = (await stateOf(orderId)).lines;
    const input = { orderId, lines: [{ orderLineId: line!.id, quantity: 1 }] };
    const both = await Promise.all([1, 2, 3].map(() => change(admin, 'fulfilOrder', input)));
    expect(both.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect((await stateOf(orderId)).fulfilments).toHaveLength(1);
  });
});

describe('sending goods back', () => {
  async function delivered(
    buyer: Viewer,
    quantity: number,
  ): Promise<{ orderId: string; lineId: string; paid: number }> {
    const orderId = await shop.order(buyer, { variant: { priceMinor: 333 } }, quantity);
    await shop.confirm(orderId);
    await change(admin, 'fulfilOrder', { orderId });
    await change(admin, 'markOrderDelivered', { orderId });
    const [line] = (await stateOf(orderId)).lines;
    return { orderId, lineId: line!.id, paid: line!.lineTotalMinor + line!.taxMinor };
  }

  test('is asked for, accepted, received and refunded', async () => {
    const buyer = viewers.customer();
    const { orderId, lineId, paid } = await delivered(buyer, 1);
    const asked = await change(buyer, 'requestReturn', {
      orderId,
      lines: [{ orderLineId: lineId, quantity: 1 }],
      reason: 'too small',
    });
    expect(asked).toMatchObject({
      userErrors: [],
      return: {
        status: 'REQUESTED',
        refundAmount: { amountMinor: paid },
        lines: [{ orderLineId: lineId, quantity: 1 }],
      },
      order: { canRequestReturn: false, lines: [{ returnedQuantity: 1 }] },
    });
    const returnId = asked.return.id;
    expect(await change(admin, 'receiveReturn', { returnId })).toMatchObject({
      userErrors: [{ code: 'INVALID_TRANSITION' }],
    });
    expect(await change(admin, 'approveReturn', { returnId, note: 'send it' })).toMatchObject({
      return: { status: 'APPROVED', decisionNote: 'send it' },
    });
    const recorded = await since(orderId, async () => {
      const input = { returnId, idempotencyKey: createId('key') };
      await Promise.all([1, 2, 3].map(() => change(admin, 'receiveReturn', input)));
      expect(await change(admin, 'receiveReturn', { returnId })).toMatchObject({
        userErrors: [{ code: 'INVALID_TRANSITION' }],
      });
    });
    expect(recorded).toEqual(['ReturnReceived', 'PaymentRefundRequested']);
    const refund = (await recordedEvents(shop.dataSource)).find(
      ({ type }) => type === 'PaymentRefundRequested',
    );
    expect(refund!.data).toEqual({
      orderId,
      returnId,
      amountMinor: paid,
      currency: 'USD',
      reason: 'too small',
      idempotencyKey: `return:${returnId}`,
    });

    const refunded = answers.paymentRefunded(orderId, { refundId: 'ref_1', returnId, amountMinor: paid });
    await shop.deliver(
      refunded,
      refunded,
      answers.paymentRefunded(orderId, { refundId: 'ref_1', returnId, amountMinor: paid }),
    );
    expect(await stateOf(orderId)).toMatchObject({
      returns: [{ status: 'REFUNDED' }],
      refunds: [{ refundId: 'ref_1' }],
    });
  });

  test('bit by bit pays back what was paid to the minor unit, also after a rejection', async () => {
    const buyer = viewers.customer();
    const { orderId, lineId, paid } = await delivered(buyer, 7);
    const back = async (quantity: number): Promise<{ id: string; refundAmount: { amountMinor: number } }> =>
      (
        await change(buyer, 'requestReturn', {
          orderId,
          lines: [{ orderLineId: lineId, quantity }],
          reason: 'no',
        })
      ).return;
    const first = await back(2);
    const rejected = await back(3);
    expect(await change(admin, 'rejectReturn', { returnId: rejected.id, note: 'worn' })).toMatchObject({
      return: { status: 'REJECTED', decisionNote: 'worn' },
    });
    const rest = [await back(1), await back(1), await back(3)];
    const sum = [first, ...rest].reduce((total, each) => total + each.refundAmount.amountMinor, 0);
    expect(sum).toBe(paid);
    expect(
      await change(buyer, 'requestReturn', {
        orderId,
        lines: [{ orderLineId: lineId, quantity: 1 }],
        reason: 'no',
      }),
    ).toMatchObject({
      return: null,
      userErrors: [{ code: 'QUANTITY_EXCEEDED' }],
    });
  });

  test('is for the buyer alone, of what has arrived, and decided by admins', async () => {
    const buyer = viewers.guest();
    const { orderId, lineId } = await delivered(buyer, 1);
    const input = { orderId, lines: [{ orderLineId: lineId, quantity: 1 }], reason: 'no' };
    for (const other of [viewers.customer(), viewers.guest(), admin]) {
      expect(await change(other, 'requestReturn', input)).toMatchObject({
        userErrors: [{ code: 'NOT_FOUND' }],
      });
    }
    const { return: asked } = await change(buyer, 'requestReturn', input);
    for (const other of [buyer, viewers.customer(), viewers.seller()]) {
      await expect(change(other, 'approveReturn', { returnId: asked.id })).rejects.toThrow(
        /FORBIDDEN|UNAUTHENTICATED/,
      );
    }
    for (const returnId of ['ret_nope', createId('ret'), "' OR 1=1"]) {
      expect(await change(admin, 'approveReturn', { returnId })).toMatchObject({
        userErrors: [{ code: 'NOT_FOUND' }],
      });
    }
    const early = await shop.order(buyer);
    const [line] = (await stateOf(early)).lines;
    expect(
      await change(buyer, 'requestReturn', {
        ...input,
        orderId: early,
        lines: [{ orderLineId: line!.id, quantity: 1 }],
      }),
    ).toMatchObject({
      userErrors: [{ code: 'INVALID_TRANSITION' }],
    });
  });
});
