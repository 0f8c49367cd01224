import { randomUUID } from 'node:crypto';
import { waitFor } from '../../subgraphs/shared/src/testing/wait-for.ts';
import { attempt, mutation, refusals } from './support/attempt.ts';
import {
  type Bought,
  buy,
  fillCart,
  type Offer,
  offer,
  type Person,
  paidWith,
  placeOrder,
  readOrder,
  register,
  signIn,
  stockOf,
  whenOrderIs,
} from './support/buyers.ts';
import { ledgerOf, openDispute } from './support/sandbox.ts';

/** Attacks on money that was taken: more back than was paid (67), what is not theirs (68), and races with capture (69). */

let seller: string;
let admin: string;
let customer: Person;
let goods: Offer;
beforeAll(async () => {
  [seller, admin, customer] = await Promise.all([signIn('seller'), signIn('admin'), register()]);
  goods = await offer(seller, { stock: 1_000 });
});

const refund = (paymentId: string, more: object = {}, token = admin): Promise<string[]> =>
  refusals('refundPayment', { paymentId, idempotencyKey: randomUUID(), ...more }, token);

describe('67: refund at once, again and again', () => {
  test.each([
    ['parts that do not divide what was captured', (captured: number) => Math.ceil(captured / 3) - 1],
    ['all of it', (captured: number) => captured],
    ['whatever is left', () => null],
  ])('67: %s, 20 times: paid back is never more than was captured', async (_what, partOf) => {
    const { paymentId, orderId, token, totalMinor } = await buy(goods.variantId);
    const amountMinor = partOf(totalMinor);
    const part = amountMinor ?? totalMinor;
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => refund(paymentId, { amountMinor })));
    const done = Math.floor(totalMinor / part);
    expect(outcomes.filter((codes) => codes.length === 0)).toHaveLength(done);
    // Who comes after the provider has paid all of it back finds a payment that is no longer captured.
    expect(['AMOUNT_EXCEEDED', 'INVALID_STATUS']).toEqual(
      expect.arrayContaining([...new Set(outcomes.flat())]),
    );
    const paidBack = async (expected: number): Promise<void> => {
      await waitFor(async () => (await ledgerOf(orderId))[0]!.refundedMinor === expected);
      await waitFor(
        async () => (await readOrder(orderId, token)).payments[0].refundedAmount.amountMinor === expected,
      );
    };
    await paidBack(done * part);
    if (done * part < totalMinor) expect(await refund(paymentId)).toEqual([]);
    await paidBack(totalMinor);
    expect(await refund(paymentId)).toEqual(['INVALID_STATUS']);
    expect(await ledgerOf(orderId)).toMatchObject([{ capturedMinor: totalMinor, refundedMinor: totalMinor }]);
  });

  test('67: with one key: paid back once', async () => {
    const { paymentId, orderId, totalMinor } = await buy(goods.variantId);
    const input = { amountMinor: 100, idempotencyKey: randomUUID() };
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => refund(paymentId, input)));
    expect(outcomes.flat()).toEqual([]);
    expect(await refund(paymentId, { ...input, amountMinor: 200 })).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    await waitFor(async () => (await ledgerOf(orderId))[0]!.refunds === 1);
    expect(await ledgerOf(orderId)).toMatchObject([
      { capturedMinor: totalMinor, refunds: 1, refundedMinor: 100 },
    ]);
  });

  test('67: while the order is cancelled: paid back once in all', async () => {
    const { paymentId, orderId, token, totalMinor } = await buy(goods.variantId);
    const cancel = refusals('cancelOrder', { orderId, idempotencyKey: randomUUID() }, token);
    await Promise.all([cancel, refund(paymentId), refund(paymentId, { amountMinor: totalMinor - 1 })]);
    await waitFor(async () => (await readOrder(orderId, token)).payments[0].status === 'REFUNDED');
    expect(await ledgerOf(orderId)).toMatchObject([{ capturedMinor: totalMinor, refundedMinor: totalMinor }]);
  });
});

describe('68: refund what one may not', () => {
  let paid: Bought;
  beforeAll(async () => {
    paid = await buy(goods.variantId, 1, customer.token);
  });
  const unchanged = async ({ orderId, totalMinor }: Bought): Promise<void> =>
    expect(await ledgerOf(orderId)).toMatchObject([
      { capturedMinor: totalMinor, refunds: 0, refundedMinor: 0 },
    ]);

  test.each<[who: string, token: () => Promise<string | undefined>, code: string]>([
    ['its buyer', async () => customer.token, 'FORBIDDEN'],
    ['another customer', async () => (await register()).token, 'FORBIDDEN'],
    ['its seller', async () => seller, 'FORBIDDEN'],
    ['a guest', async () => (await fillCart(goods.variantId)).token, 'FORBIDDEN'],
    ['nobody', async () => undefined, 'UNAUTHENTICATED'],
  ])('68: a payment, as %s: refused', async (_who, token, code) => {
    const input = { paymentId: paid.paymentId, idempotencyKey: randomUUID() };
    const { codes, data } = await attempt(mutation('refundPayment'), { input }, await token());
    expect({ codes, data }).toEqual({ codes: [code], data: null });
    await unchanged(paid);
  });

  test.each<[what: string, amountMinor: number, code: string]>([
    ['nothing', 0, 'INVALID_INPUT'],
    ['less than nothing', -1, 'INVALID_INPUT'],
    ['more than was paid', 1_000_000, 'AMOUNT_EXCEEDED'],
  ])('68: %s of a payment: refused', async (_what, amountMinor, code) => {
    expect(await refund(paid.paymentId, { amountMinor })).toEqual([code]);
    await unchanged(paid);
  });

  test.each([
    ['declined', 'tok_declined', 'CANCELLED'],
    ['waiting for its buyer', 'tok_requires_action', 'AWAITING_PAYMENT'],
  ])('68: a payment that is %s: refused', async (_what, card, status) => {
    const cart = await fillCart(goods.variantId);
    const { order } = await placeOrder(cart, paidWith(card));
    expect(await whenOrderIs(order!.id, cart.token, [status, 'CONFIRMED'])).toBe(status);
    const { payments } = await readOrder(order!.id, cart.token);
    expect(await refund(payments[0].id)).toEqual(['INVALID_STATUS']);
    expect((await ledgerOf(order!.id)).filter(({ captures, refunds }) => captures + refunds > 0)).toEqual([]);
  });

  test('68: a payment that does not exist: missing', async () => {
    expect(await refund('pay_00000000000000000000000000')).toEqual(['NOT_FOUND']);
  });

  test('68: a disputed payment: refused until it is decided', async () => {
    const bought = await buy(goods.variantId);
    const [account] = await ledgerOf(bought.orderId);
    await openDispute(account!.paymentId);
    await waitFor(async () => (await readOrder(bought.orderId, bought.token)).payments[0].disputes[0], {
      timeoutMs: 30_000,
    });
    expect(await refund(bought.paymentId)).toEqual(['PAYMENT_DISPUTED']);
    expect(await refund(bought.paymentId, { amountMinor: 1 })).toEqual(['PAYMENT_DISPUTED']);
    await unchanged(bought);
  });
});

test.each(['PLACED', 'STOCK_RESERVED', 'PAYMENT_AUTHORIZED', 'CONFIRMED'])(
  '69: cancel in the moment in which an order is %s: one outcome, and money and goods agree with it',
  async (status) => {
    const lamps = await offer(seller, { stock: 20 });
    const carts = await Promise.all(Array.from({ length: 8 }, () => fillCart(lamps.variantId)));
    const rank = ['PLACED', 'STOCK_RESERVED', 'PAYMENT_AUTHORIZED', 'CONFIRMED'];
    const orders = await Promise.all(
      carts.map(async (cart) => {
        const { order } = await placeOrder(cart);
        await whenOrderIs(order!.id, cart.token, rank.slice(rank.indexOf(status)));
        const cancel = (): Promise<string[]> =>
          refusals('cancelOrder', { orderId: order!.id, idempotencyKey: randomUUID() }, cart.token);
        const codes = await Promise.all([cancel(), cancel(), cancel()]);
        expect(codes.filter((each) => each.length === 0)).toHaveLength(1);
        expect(codes.flat()).toEqual(['INVALID_TRANSITION', 'INVALID_TRANSITION']);
        return { orderId: order!.id, ...cart };
      }),
    );
    for (const { orderId, token } of orders) {
      expect(await whenOrderIs(orderId, token, ['CANCELLED'])).toBe('CANCELLED');
      await waitFor(
        async () => {
          const { payments } = await readOrder(orderId, token);
          return (payments ?? []).every((payment: { status: string }) =>
            ['VOIDED', 'REFUNDED', 'DECLINED'].includes(payment.status),
          );
        },
        { what: 'an end of the payment' },
      );
      for (const account of await ledgerOf(orderId)) {
        expect(account.refundedMinor).toBe(account.capturedMinor);
        expect(account.captures).toBeLessThanOrEqual(1);
        if (account.captures === 0) expect(account).toMatchObject({ status: 'voided', voids: 1 });
      }
      expect(await readOrder(orderId, token)).toMatchObject({
        status: 'CANCELLED',
        cancelReason: 'BY_CUSTOMER',
      });
    }
    await waitFor(async () => (await stockOf(lamps, seller)) === 20, { what: 'all goods back' });
  },
);
