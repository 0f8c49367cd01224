import { randomUUID } from 'node:crypto';
import { waitFor } from '../../subgraphs/shared/src/testing/wait-for.ts';
import { mutation, refusals } from './support/attempt.ts';
import {
  type BuyersCart,
  checkout,
  ended,
  fillCart,
  type Offer,
  offer,
  type Placed,
  placeOrder,
  readOrder,
  register,
  signIn,
  stockOf,
  totals,
  whenOrderIs,
} from './support/buyers.ts';
import { ledgerOf } from './support/sandbox.ts';
import { ask } from './support/shop.ts';

/** Attacks on the way from a cart to an order: prices that move (62), haste (65, 70) and keys (66). */

let seller: string;
let admin: string;
beforeAll(async () => {
  [seller, admin] = await Promise.all([signIn('seller'), signIn('admin')]);
});

const codesOf = ({ userErrors }: { userErrors: { code: string }[] }): string[] =>
  userErrors.map(({ code }) => code);
const key = (): { idempotencyKey: string } => ({ idempotencyKey: randomUUID() });

describe('62: pay the old price after it has changed', () => {
  const reprice = async ({ productId, variantId }: Offer, priceMinor: number): Promise<void> => {
    const input = { productId, prices: [{ variantId, priceMinor }] };
    expect(await refusals('updateProduct', input, seller)).toEqual([]);
  };
  const readCart = async ({ cartId, token }: BuyersCart) =>
    (
      await ask(
        `query ($id: ID!) { cart(id: $id) { lines { unitPrice { amountMinor } previousUnitPrice { amountMinor } } ${totals} } }`,
        { id: cartId },
        token,
      )
    ).cart;

  test.each([
    ['dearer', 5_900],
    ['cheaper', 3_900],
  ])(
    '62: of goods that are %s now: refused with a new quote, until the buyer agrees to it',
    async (_what, priceMinor) => {
      const goods = await offer(seller);
      const cart = await fillCart(goods.variantId);
      const old = (await readCart(cart)).totals.total.amountMinor;
      await reprice(goods, priceMinor);
      await waitFor(async () => (await readCart(cart)).lines[0].previousUnitPrice, { timeoutMs: 30_000 });
      const silent = await placeOrder(cart);
      expect([silent.order, codesOf(silent)]).toEqual([null, ['PRICE_CHANGED']]);
      const stubborn = await placeOrder(cart, { expectedTotalMinor: old });
      expect([stubborn.order, codesOf(stubborn)]).toEqual([null, ['TOTAL_CHANGED', 'PRICE_CHANGED']]);
      const quote = stubborn.cart!.totals.total.amountMinor;
      expect(Math.sign(quote - old)).toBe(Math.sign(priceMinor - 4_900));
      expect(await stockOf(goods, seller)).toBe(10);
      const { order } = await placeOrder(cart, { expectedTotalMinor: quote });
      expect(await whenOrderIs(order!.id, cart.token)).toBe('CONFIRMED');
      expect(await ledgerOf(order!.id)).toMatchObject([{ captures: 1, capturedMinor: quote }]);
    },
  );

  test('62: in the moment in which it changes: refused, or cancelled and never charged', async () => {
    const goods = await offer(seller, { stock: 100 });
    const carts = await Promise.all(Array.from({ length: 10 }, () => fillCart(goods.variantId)));
    await reprice(goods, 9_900);
    const placed = await Promise.all(carts.map((cart) => placeOrder(cart)));
    for (const [index, { order, userErrors }] of placed.entries()) {
      if (!order) {
        expect(codesOf({ userErrors })).toEqual(['PRICE_CHANGED']);
        continue;
      }
      const { token } = carts[index]!;
      expect(await whenOrderIs(order.id, token)).toBe('CANCELLED');
      expect(await readOrder(order.id, token)).toMatchObject({
        cancelReason: 'PRICE_CHANGED',
        payments: null,
      });
      expect(await ledgerOf(order.id)).toEqual([]);
    }
    expect(await stockOf(goods, seller)).toBe(100);
  });
});

test.each([
  ['the same key', (first: string) => first],
  ['a key each', () => randomUUID()],
])('65: check one cart out 20 times at once with %s: one order, charged once', async (what, keyOf) => {
  const goods = await offer(seller);
  const cart = await fillCart(goods.variantId, 2);
  const input = checkout(cart.cartId);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      placeOrder(cart, { ...input, idempotencyKey: keyOf(input.idempotencyKey) }),
    ),
  );
  const orders = answers.flatMap(({ order }) => (order ? [order.id] : []));
  expect(new Set(orders).size).toBe(1);
  const outcomes = answers.map((answer) => codesOf(answer)[0] ?? 'placed').sort();
  expect(outcomes).toEqual(
    what === 'the same key' ? Array(20).fill('placed') : [...Array(19).fill('CART_CLOSED'), 'placed'],
  );
  const [orderId] = orders as [string];
  expect(await whenOrderIs(orderId, cart.token)).toBe('CONFIRMED');
  const { payments, total } = await readOrder(orderId, cart.token);
  expect(payments).toHaveLength(1);
  expect(await ledgerOf(orderId)).toMatchObject([{ captures: 1, capturedMinor: total.amountMinor }]);
  expect(await stockOf(goods, seller)).toBe(8);
});

describe('66: use a key again for something else', () => {
  let goods: Offer;
  beforeAll(async () => {
    goods = await offer(seller);
  });

  test.each<[name: string, what: string, change: object]>([
    ['placeOrder', 'another card', { payment: { provider: 'SANDBOX', token: 'tok_declined' } }],
    [
      'placeOrder',
      'another address',
      { shippingAddress: { ...checkout('').shippingAddress, city: 'Oakland' } },
    ],
    ['placeOrder', 'another mail address', { email: 'mallory@shop.example' }],
    ['placeOrder', 'another total', { expectedTotalMinor: 1 }],
  ])('66: %s with %s: refused, and the first order stands', async (_name, _what, change) => {
    const cart = await fillCart(goods.variantId);
    const input = checkout(cart.cartId);
    const { order } = await placeOrder(cart, input);
    expect(await whenOrderIs(order!.id, cart.token)).toBe('CONFIRMED');
    const [before, ledger] = [await readOrder(order!.id, cart.token), await ledgerOf(order!.id)];
    expect(await refusals('placeOrder', { ...input, ...change }, cart.token)).toEqual([
      'IDEMPOTENCY_KEY_REUSED',
    ]);
    expect((await placeOrder(cart, input)).order!.id).toBe(order!.id);
    const stable = ({ invoices: _, version: __, ...rest }: { invoices: object; version: number }) => rest;
    expect(stable(await readOrder(order!.id, cart.token))).toEqual(stable(before));
    expect(await ledgerOf(order!.id)).toEqual(ledger);
  });

  test('66: for the cart of a customer and another cart: refused, and that one stays open', async () => {
    const { token } = await register();
    const first = await fillCart(goods.variantId, 1, token);
    const input = checkout(first.cartId);
    expect((await placeOrder(first, input)).userErrors).toEqual([]);
    const second = await fillCart(goods.variantId, 1, token);
    expect(await refusals('placeOrder', { ...input, cartId: second.cartId }, token)).toEqual([
      'IDEMPOTENCY_KEY_REUSED',
    ]);
    expect((await placeOrder(second)).userErrors).toEqual([]);
  });

  test('66: units for a cart, movements of stock and vouchers: refused, and only the first counts', async () => {
    const cart = await fillCart((await offer(seller)).variantId);
    const add = { cartId: cart.cartId, variantId: goods.variantId, quantity: 1, ...key() };
    const move = { variantId: goods.variantId, delta: 1, reason: 'RECEIVED', ...key() };
    const voucher = {
      promotion: {
        name: 'Gift',
        kind: 'PERCENTAGE',
        basisPoints: 100,
        currency: 'USD',
        code: `K-${randomUUID()}`.slice(0, 30),
      },
      ...key(),
    };
    const before = await stockOf(goods, seller);
    const rows: [string, object, object, string][] = [
      ['addToCart', add, { ...add, quantity: 2 }, cart.token],
      ['adjustStock', move, { ...move, delta: 50 }, seller],
      [
        'createPromotion',
        voucher,
        { ...voucher, promotion: { ...voucher.promotion, basisPoints: 9_900 } },
        admin,
      ],
    ];
    for (const [name, first, other, token] of rows) {
      expect([name, await refusals(name, first, token)]).toEqual([name, []]);
      expect([name, await refusals(name, other, token)]).toEqual([name, ['IDEMPOTENCY_KEY_REUSED']]);
      expect([name, await refusals(name, first, token)]).toEqual([name, []]);
    }
    expect(await stockOf(goods, seller)).toBe(before + 1);
    const { cart: read } = await ask(
      'query ($id: ID!) { cart(id: $id) { quantity } }',
      { id: cart.cartId },
      cart.token,
    );
    expect(read.quantity).toBe(2);
  });
});

test('70: 200 buyers want the last unit: one has it, and nobody else is charged', async () => {
  const goods = await offer(seller, { stock: 1 });
  const carts: BuyersCart[] = [];
  for (let round = 0; round < 8; round += 1) {
    carts.push(...(await Promise.all(Array.from({ length: 25 }, () => fillCart(goods.variantId)))));
  }
  const placed: Placed[] = await Promise.all(carts.map((cart) => placeOrder(cart)));
  expect(placed.flatMap(codesOf)).toEqual([]);
  const ids = placed.map(({ order }) => order!.id);
  const orders: Record<
    string,
    { status: string; cancelReason: string | null; payments: { status: string }[] | null }
  > = {};
  await waitFor(
    async () => {
      const open = ids.filter((id) => !orders[id]).slice(0, 20);
      const fields = open.map(
        (id, index) => `o${index}: order(id: "${id}") { id status cancelReason payments { status } }`,
      );
      const read = await ask<Record<string, { id: string; status: (typeof ended)[number] }>>(
        `{ ${fields.join(' ')} }`,
        {},
        admin,
      );
      for (const order of Object.values(read))
        if (ended.includes(order.status)) Object.assign(orders, { [order.id]: order });
      return Object.keys(orders).length === ids.length;
    },
    { timeoutMs: 60_000, what: 'an end of all orders' },
  );
  const winners = ids.filter((id) => orders[id]!.status === 'CONFIRMED');
  expect(winners).toHaveLength(1);
  for (const id of ids.filter((each) => each !== winners[0])) {
    expect(orders[id]).toMatchObject({ status: 'CANCELLED', cancelReason: 'OUT_OF_STOCK', payments: null });
    expect(await ledgerOf(id)).toEqual([]);
  }
  expect(await ledgerOf(winners[0]!)).toMatchObject([{ captures: 1 }]);
  expect(await stockOf(goods, seller)).toBe(0);
}, 120_000);

test('70: buyers of two kinds of last units in opposite order: one has both, and nobody just one', async () => {
  const [one, other] = [await offer(seller, { stock: 1 }), await offer(seller, { stock: 1 })];
  const cartOf = async (first: Offer, second: Offer): Promise<BuyersCart> => {
    const cart = await fillCart(first.variantId);
    await ask(
      mutation('addToCart'),
      { input: { cartId: cart.cartId, variantId: second.variantId, quantity: 1 } },
      cart.token,
    );
    return cart;
  };
  const carts = await Promise.all(
    Array.from({ length: 10 }, (_each, index) => (index % 2 ? cartOf(one, other) : cartOf(other, one))),
  );
  const placed = await Promise.all(carts.map((cart) => placeOrder(cart)));
  const statuses = await Promise.all(
    placed.map(({ order }, index) => whenOrderIs(order!.id, carts[index]!.token)),
  );
  expect(statuses.filter((status) => status === 'CONFIRMED')).toHaveLength(1);
  expect([await stockOf(one, seller), await stockOf(other, seller)]).toEqual([0, 0]);
});
