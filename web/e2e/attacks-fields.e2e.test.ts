import { randomUUID } from 'node:crypto';
import { createId } from '../../subgraphs/shared/src/ids.ts';
import { attempt, mutation, refusals } from './support/attempt.ts';
import {
  type BuyersCart,
  checkout,
  fillCart,
  type Offer,
  offer,
  type Person,
  placeOrder,
  register,
  signIn,
  totals,
  whenOrderIs,
} from './support/buyers.ts';
import { ledgerOf } from './support/sandbox.ts';
import { ask, newEmail } from './support/shop.ts';

/** Fields that are not for the caller: who one is, what one may, what was decided (46), and what things cost (61). */

let seller: string;
let admin: string;
let person: Person;
let goods: Offer;
let cart: BuyersCart;
beforeAll(async () => {
  [seller, admin, person] = await Promise.all([signIn('seller'), signIn('admin'), register()]);
  goods = await offer(seller);
  cart = await fillCart(goods.variantId, 2, person.token);
}, 60_000);

const key = (): { idempotencyKey: string } => ({ idempotencyKey: randomUUID() });
const address = checkout('').shippingAddress;
const tokenOf = (who: 'person' | 'seller' | 'admin'): string =>
  who === 'person' ? person.token : who === 'seller' ? seller : admin;

/** What nothing in this file may change. */
async function state(): Promise<object> {
  const [{ viewer }, { product }] = await Promise.all([
    ask(
      `{ viewer { id email roles addresses { id } orders { edges { node { id } } }
        activeCart { id version lines { id quantity unitPrice { amountMinor } } ${totals} } } }`,
      {},
      person.token,
    ),
    ask(
      `query ($id: ID!) { product(id: $id) { title version status rating { count } seller { id }
        variants { sku price { amountMinor } availableQuantity flashSale { id } } } }`,
      { id: goods.productId },
      admin,
    ),
  ]);
  return { viewer, product };
}

const promotion = { name: 'Gift', code: 'ATTACK-46', kind: 'AMOUNT', amountMinor: 100, currency: 'USD' };
const sale = () => ({
  ...{ variantId: goods.variantId, priceMinor: 1, allocation: 1, ...key() },
  startsAt: new Date().toISOString(),
  endsAt: new Date(Date.now() + 3_600_000).toISOString(),
});
const newProduct = () => ({
  ...{ title: 'X', description: 'X', category: 'audio' },
  variants: [{ sku: `X-${randomUUID()}`, priceMinor: 1 }],
});
/** Inputs as callers may send them; each part of the path leads to a nested one. */
const inputs: [who: 'person' | 'seller' | 'admin', name: string, input: () => object, fields: string[]][] = [
  [
    'person',
    'register',
    () => ({ email: newEmail(), password: 'correct horse', firstName: 'A', lastName: 'B' }),
    ['roles', 'role', 'isAdmin', 'id', 'emailVerified'],
  ],
  ['person', 'updateProfile', () => ({ firstName: 'A' }), ['roles', 'isAdmin', 'email', 'userId', 'id']],
  ['person', 'addAddress', () => address, ['userId', 'id']],
  [
    'person',
    'updateAddress',
    () => ({ addressId: createId('adr'), address }),
    ['userId', 'address.userId', 'address.id'],
  ],
  ['person', 'createCart', () => ({}), ['customerId', 'id', 'currency']],
  [
    'person',
    'addToCart',
    () => ({ cartId: cart.cartId, variantId: goods.variantId, quantity: 1 }),
    ['price', 'unitPriceMinor', 'sku', 'customerId', 'id'],
  ],
  ['person', 'applyVoucher', () => ({ cartId: cart.cartId, code: 'ANY' }), ['amountMinor', 'basisPoints']],
  [
    'person',
    'placeOrder',
    () => checkout(cart.cartId),
    [
      ...['id', 'status', 'userId', 'customerId', 'number', 'lines', 'payment.status', 'payment.paymentId'],
      'shippingAddress.id',
    ],
  ],
  [
    'person',
    'cancelOrder',
    () => ({ orderId: createId('ord'), ...key() }),
    ['status', 'refundAmountMinor', 'cancelReason'],
  ],
  [
    'person',
    'requestReturn',
    () => ({ orderId: createId('ord'), lines: [], reason: 'x', ...key() }),
    ['status', 'refundAmountMinor', 'customerId'],
  ],
  [
    'person',
    'savePaymentMethod',
    () => ({ provider: 'SANDBOX', token: 'x' }),
    ['userId', 'customerId', 'status'],
  ],
  [
    'person',
    'submitReview',
    () => ({ productId: goods.productId, rating: 5, body: 'x' }),
    ['verifiedBuyer', 'status', 'authorId', 'authorName'],
  ],
  [
    'person',
    'joinFlashSale',
    () => ({ flashSaleId: createId('fls'), ...key() }),
    ['buyerId', 'status', 'priceMinor', 'position'],
  ],
  ['person', 'markNotificationsRead', () => ({ ids: [] }), ['userId', 'recipient']],
  [
    'seller',
    'createProduct',
    newProduct,
    ['sellerId', 'id', 'rating', 'variants.0.id', 'variants.0.availableQuantity'],
  ],
  [
    'seller',
    'updateProduct',
    () => ({ productId: goods.productId, title: 'X' }),
    ['sellerId', 'version', 'rating', 'slug', 'availableQuantity'],
  ],
  [
    'seller',
    'adjustStock',
    () => ({ variantId: goods.variantId, delta: 1, reason: 'RECEIVED', ...key() }),
    ['sellerId', 'reserved', 'actorId'],
  ],
  ['seller', 'createFlashSale', sale, ['sellerId', 'remaining', 'status', 'currency']],
  [
    'admin',
    'refundPayment',
    () => ({ paymentId: createId('pay'), ...key() }),
    ['status', 'currency', 'requestedBy', 'orderId'],
  ],
  [
    'admin',
    'createPromotion',
    () => ({ promotion, ...key() }),
    ['id', 'promotion.usedCount', 'promotion.id'],
  ],
];

test.each(
  inputs.flatMap(([who, name, input, fields]) => fields.map((field) => [field, name, who, input] as const)),
)('46: give %s to %s: an unknown field', async (path, name, who, input) => {
  const before = await state();
  const parts = path.split('.');
  const field = parts.pop()!;
  const body = JSON.parse(JSON.stringify(input()));
  parts.reduce((at, part) => at[part], body)[field] = 'ADMIN';
  const answer = await attempt(mutation(name, '__typename'), { input: body }, tokenOf(who));
  expect(answer).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'], data: null });
  expect(answer.messages[0]).toContain(`Field "${field}" is not defined by type`);
  expect(await state()).toEqual(before);
});

test.each([
  ['addToCart.price', 1],
  ['addToCart.unitPriceMinor', 1],
  ['addToCart.currency', 'JPY'],
  ['placeOrder.totalMinor', 1],
  ['placeOrder.total', { amountMinor: 1, currency: 'USD' }],
  ['placeOrder.currency', 'JPY'],
  ['placeOrder.discountMinor', 1_000_000],
  ['placeOrder.shippingMinor', 0],
  ['placeOrder.taxMinor', 0],
])('61: send %s: an unknown field', async (path, value) => {
  const before = await state();
  const [name, field] = path.split('.') as [string, string];
  const base =
    name === 'addToCart' ? { cartId: cart.cartId, variantId: goods.variantId } : checkout(cart.cartId);
  const answer = await attempt(mutation(name), { input: { ...base, [field]: value } }, person.token);
  expect(answer).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'], data: null });
  expect(await state()).toEqual(before);
});

test.each([1, 0, -1])('61: agree to a total of %s: refused with the true one', async (expectedTotalMinor) => {
  const before = await state();
  const { order, cart: quote, userErrors } = await placeOrder(cart, { expectedTotalMinor });
  expect({ order, codes: userErrors.map(({ code }) => code) }).toEqual({
    order: null,
    codes: ['TOTAL_CHANGED'],
  });
  expect(quote!.totals.total.amountMinor).toBeGreaterThan(2 * 4_900);
  expect(await state()).toEqual(before);
});

test('61: quote the cart for a place without tax, and have it sent to one with: the place it goes to counts', async () => {
  const guest = await fillCart(goods.variantId);
  const quote = async (destination: object): Promise<number> => {
    const { setCartShipping } = await ask(
      mutation('setCartShipping', `cart { ${totals} } userErrors { code }`),
      { input: { cartId: guest.cartId, ...destination } },
      guest.token,
    );
    expect(setCartShipping.userErrors).toEqual([]);
    return setCartShipping.cart.totals.total.amountMinor;
  };
  const dear = await quote({ countryCode: 'US', region: 'CA', postalCode: '94107' });
  const cheap = await quote({ countryCode: 'US', region: 'OR', postalCode: '97201' });
  expect(cheap).toBeLessThan(dear);
  expect((await placeOrder(guest, { expectedTotalMinor: cheap })).userErrors).toMatchObject([
    { code: 'TOTAL_CHANGED' },
  ]);
  const { order } = await placeOrder(guest);
  expect(order!.total.amountMinor).toBe(dear);
  expect(await whenOrderIs(order!.id, guest.token)).toBe('CONFIRMED');
  expect(await ledgerOf(order!.id)).toMatchObject([{ captures: 1, capturedMinor: dear }]);
});

test.each([
  ['nonsense', 'nonsense'],
  ['an unsigned claim', `${base64({ alg: 'none' })}.${base64({ priceMinor: 1 })}.`],
  ['a claim signed by another', `${base64({ alg: 'HS256' })}.${base64({ priceMinor: 1 })}.${'A'.repeat(43)}`],
])('61: bring a price of a flash sale in %s: refused', async (_what, flashSaleClaim) => {
  const before = await state();
  const input = { cartId: cart.cartId, variantId: goods.variantId, quantity: 1, flashSaleClaim };
  expect(await refusals('addToCart', input, person.token)).toEqual(['FLASH_SALE_CLAIM_INVALID']);
  expect(await state()).toEqual(before);
});

function base64(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}
