import { randomBytes, randomUUID } from 'node:crypto';
import { mutation, refusals } from './support/attempt.ts';
import {
  type BuyersCart,
  fillCart,
  type Offer,
  offer,
  type Person,
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

/** Attack 64: more off than was given. */

let admin: string;
let seller: string;
let goods: Offer;
let attacker: Person;
let favourite: Person;
beforeAll(async () => {
  [admin, seller, attacker, favourite] = await Promise.all([
    signIn('admin'),
    signIn('seller'),
    register(),
    register(),
  ]);
  goods = await offer(seller, { stock: 1_000 });
});

type Voucher = { readonly id: string; readonly code: string };

const voucherInput = (over: object) => ({
  promotion: {
    ...{ name: 'Gift', kind: 'PERCENTAGE', currency: 'USD' },
    ...('kind' in over ? {} : { basisPoints: 5_000 }),
    code: `ATTACK-${randomBytes(6).toString('hex').toUpperCase()}`,
    ...over,
  },
  idempotencyKey: randomUUID(),
});

async function makeVoucher(over: object = {}): Promise<Voucher> {
  const { createPromotion } = await ask(
    mutation('createPromotion', 'promotion { id code } userErrors { code message }'),
    { input: voucherInput(over) },
    admin,
  );
  expect(createPromotion.userErrors).toEqual([]);
  return createPromotion.promotion;
}

async function usesOf({ id }: Voucher): Promise<number> {
  const { promotion } = await ask('query ($id: ID!) { promotion(id: $id) { usedCount } }', { id }, admin);
  return promotion.usedCount;
}

const apply = ({ cartId, token }: BuyersCart, code: string): Promise<string[]> =>
  refusals('applyVoucher', { cartId, code }, token);
const codesOf = ({ userErrors }: { userErrors: { code: string }[] }): string[] =>
  userErrors.map(({ code }) => code);

async function priceOf({ cartId, token }: BuyersCart): Promise<Record<string, number>> {
  const { cart } = await ask(`query ($id: ID!) { cart(id: $id) { ${totals} } }`, { id: cartId }, token);
  return Object.fromEntries(
    Object.entries(cart.totals as Record<string, { amountMinor: number }>).map(([name, { amountMinor }]) => [
      name,
      amountMinor,
    ]),
  );
}

const day = 86_400_000;
const at = (ms: number): string => new Date(Date.now() + ms).toISOString();
test.each<[what: string, voucher: () => object]>([
  ['meant for another customer', () => ({ customerIds: [favourite.userId] })],
  ['that is over', () => ({ startsAt: at(-2 * day), endsAt: at(-day) })],
  ['that has not begun', () => ({ startsAt: at(day), endsAt: at(2 * day) })],
  ['that is switched off', () => ({ enabled: false })],
])('64: a code %s: refused as one that nobody has, and the price stays', async (_what, voucher) => {
  const { code } = await makeVoucher(voucher());
  const cart = await fillCart(goods.variantId, 1, (await register()).token);
  const before = await priceOf(cart);
  expect(await apply(cart, code)).toEqual(['VOUCHER_INVALID']);
  expect(await apply(cart, 'NO-SUCH-CODE')).toEqual(['VOUCHER_INVALID']);
  expect(await priceOf(cart)).toEqual(before);
});

test('64: a code that ends between cart and checkout: refused with the full price', async () => {
  const cart = await fillCart(goods.variantId, 1);
  const { id, code } = await makeVoucher();
  expect(await apply(cart, code)).toEqual([]);
  const { total } = await priceOf(cart);
  const input = { id, expectedVersion: 1, idempotencyKey: randomUUID() };
  expect(await refusals('archivePromotion', input, admin)).toEqual([]);
  const placed = await placeOrder(cart, { expectedTotalMinor: total });
  expect(placed.order).toBeNull();
  expect(codesOf(placed)).toContain('VOUCHER_INVALID');
  expect(placed.cart!.totals.total.amountMinor).toBeGreaterThan(total!);
});

test('64: a code twice in one cart: refused, and taken off once', async () => {
  const cart = await fillCart(goods.variantId, 1);
  const { code } = await makeVoucher();
  expect(await apply(cart, code)).toEqual([]);
  const once = await priceOf(cart);
  expect(await apply(cart, code)).toEqual(['INVALID_INPUT']);
  expect(await apply(cart, ` ${code.toLowerCase()} `)).toEqual(['INVALID_INPUT']);
  expect(await priceOf(cart)).toEqual(once);
});

test('64: a code for one use per customer, twice by the same: refused in the second cart', async () => {
  const voucher = await makeVoucher({ usageLimitPerCustomer: 1 });
  const first = await fillCart(goods.variantId, 1, attacker.token);
  expect(await apply(first, voucher.code)).toEqual([]);
  expect(codesOf(await placeOrder(first))).toEqual([]);
  const second = await fillCart(goods.variantId, 1, attacker.token);
  expect(await apply(second, voucher.code)).toEqual(['VOUCHER_INVALID']);
  expect((await priceOf(second)).discount).toBe(0);
  expect(await usesOf(voucher)).toBe(1);
});

test('64: a code for one use per customer, by a guest under one address in two carts: refused at the second checkout', async () => {
  const voucher = await makeVoucher({ usageLimitPerCustomer: 1 });
  const carts = [await fillCart(goods.variantId), await fillCart(goods.variantId)];
  for (const cart of carts) expect(await apply(cart, voucher.code)).toEqual([]);
  const email = `Guest.${randomBytes(4).toString('hex')}@shop.example`;
  const placed = [
    await placeOrder(carts[0]!, { email }),
    await placeOrder(carts[1]!, { email: email.toLowerCase() }),
  ];
  expect(placed.map((each) => codesOf(each)[0])).toEqual([undefined, 'VOUCHER_INVALID']);
  expect(await usesOf(voucher)).toBe(1);
});

test('64: the last use of a code by 50 buyers at once: one has it, the others no order', async () => {
  const voucher = await makeVoucher({ usageLimit: 1 });
  const lamps = await offer(seller, { stock: 50 });
  const carts = await Promise.all(Array.from({ length: 50 }, () => fillCart(lamps.variantId)));
  expect((await Promise.all(carts.map((cart) => apply(cart, voucher.code)))).flat()).toEqual([]);
  const placed = await Promise.all(carts.map((cart) => placeOrder(cart)));
  const outcomes = placed.map((each) => codesOf(each)[0] ?? 'placed').sort();
  expect(outcomes).toEqual([...Array(49).fill('VOUCHER_INVALID'), 'placed']);
  expect(await usesOf(voucher)).toBe(1);
  const winner = placed.findIndex(({ order }) => order);
  const { token } = carts[winner]!;
  const orderId = placed[winner]!.order!.id;
  expect(await whenOrderIs(orderId, token)).toBe('CONFIRMED');
  const { total } = await readOrder(orderId, token);
  expect(await ledgerOf(orderId)).toMatchObject([{ captures: 1, capturedMinor: total.amountMinor }]);
  expect(await stockOf(lamps, seller)).toBe(49);
}, 120_000);

test('64: a code for one use in 20 carts of one customer at once: one has it', async () => {
  const voucher = await makeVoucher({ usageLimitPerCustomer: 1 });
  const { token } = await register();
  const carts = [];
  for (let made = 0; made < 20; made += 1) carts.push(await fillCart(goods.variantId, 1, token));
  for (const cart of carts) expect(await apply(cart, voucher.code)).toEqual([]);
  const placed = await Promise.all(carts.map((cart) => placeOrder(cart)));
  expect(placed.filter(({ order }) => order)).toHaveLength(1);
  expect(await usesOf(voucher)).toBe(1);
});

test.each<[what: string, voucher: object]>([
  ['an amount below zero', { kind: 'AMOUNT', amountMinor: -100 }],
  ['no amount', { kind: 'AMOUNT', amountMinor: 0 }],
  ['a share below zero', { basisPoints: -1 }],
  ['more than all', { basisPoints: 10_001 }],
  ['a share and an amount', { basisPoints: 100, amountMinor: 100 }],
  ['a minimum below zero', { minimumSpendMinor: -1 }],
])('64: a code that gives %s: refused', async (_what, voucher) => {
  expect(await refusals('createPromotion', voucherInput(voucher), admin)).toEqual(['INVALID_INPUT']);
  expect(await refusals('createPromotion', voucherInput(voucher), attacker.token)).toEqual(['FORBIDDEN']);
});

test('64: codes for 60 %, 60 % and more than all there is: never below nothing, and shipping and tax are paid', async () => {
  const codes = await Promise.all([
    makeVoucher({ basisPoints: 6_000, priority: 2 }),
    makeVoucher({ basisPoints: 6_000, priority: 1 }),
    makeVoucher({ kind: 'AMOUNT', amountMinor: 100_000_000 }),
  ]);
  const cart = await fillCart(goods.variantId);
  const taken: number[] = [];
  for (const { code } of codes) {
    expect(await apply(cart, code)).toEqual([]);
    const { subtotal, discount, shipping, tax, total } = await priceOf(cart);
    expect(discount).toBeLessThanOrEqual(subtotal!);
    expect(total).toBe(subtotal! - discount! + shipping! + tax!);
    taken.push(discount!);
  }
  // 60 % of all, then 60 % of what that left, then the rest.
  expect(taken).toEqual([2_940, 4_116, 4_900]);
  const { order } = await placeOrder(cart);
  expect(await whenOrderIs(order!.id, cart.token)).toBe('CONFIRMED');
  const { totals: paid } = await readOrder(order!.id, cart.token);
  expect(paid.shipping.amountMinor).toBeGreaterThan(0);
  const capturedMinor = paid.shipping.amountMinor + paid.tax.amountMinor;
  expect(await ledgerOf(order!.id)).toMatchObject([{ captures: 1, capturedMinor }]);
});

test('64: all goods and shipping for nothing: an order of nothing, and nothing is taken or can be paid back', async () => {
  const cart = await fillCart(goods.variantId);
  for (const over of [{ basisPoints: 10_000 }, { kind: 'FREE_SHIPPING' }]) {
    expect(await apply(cart, (await makeVoucher(over)).code)).toEqual([]);
  }
  expect((await priceOf(cart)).total).toBe(0);
  const { order } = await placeOrder(cart, { expectedTotalMinor: 0 });
  expect(await whenOrderIs(order!.id, cart.token)).toBe('CONFIRMED');
  expect(
    await refusals('cancelOrder', { orderId: order!.id, idempotencyKey: randomUUID() }, cart.token),
  ).toEqual([]);
  expect(await whenOrderIs(order!.id, cart.token)).toBe('CANCELLED');
  expect(
    (await ledgerOf(order!.id)).filter(({ capturedMinor, refundedMinor }) => capturedMinor + refundedMinor),
  ).toEqual([]);
});

test('64: guess codes: after ten wrong ones a right one gets the same answer', async () => {
  const { code } = await makeVoucher();
  const cart = await fillCart(goods.variantId);
  for (let guess = 0; guess < 10; guess += 1) {
    expect(await apply(cart, `GUESS-${guess}`)).toEqual(['VOUCHER_INVALID']);
  }
  expect(await apply(cart, code)).toEqual(['VOUCHER_INVALID']);
  expect((await priceOf(cart)).discount).toBe(0);
});
