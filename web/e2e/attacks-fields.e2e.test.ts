import { createId } from '../../subgraphs/shared/src/ids.ts';
import { attempt, mutation, refusals } from './support/attempt.ts';
import { checkout, fillCart, placeOrder, totals, whenOrderIs } from './support/buyers.ts';
import {
  type InputScene,
  newKey,
  newProduct,
  promotion,
  type Role,
  setInputScene,
} from './support/input-scene.ts';
import { ledgerOf } from './support/sandbox.ts';
import { ask, newEmail } from './support/shop.ts';

/** Fields that are not for the caller: who one is, what one may, what was decided (46), and what things cost (61). */

let scene: InputScene;
beforeAll(async () => {
  scene = await setInputScene();
}, 60_000);

const address = checkout('').shippingAddress;

/** Inputs as callers may send them; each part of the path leads to a nested one. */
const inputs: [who: Role, name: string, input: () => object, fields: string[]][] = [
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
    () => ({ cartId: scene.cart.cartId, variantId: scene.goods.variantId, quantity: 1 }),
    ['price', 'unitPriceMinor', 'sku', 'customerId', 'id'],
  ],
  [
    'person',
    'applyVoucher',
    () => ({ cartId: scene.cart.cartId, code: 'ANY' }),
    ['amountMinor', 'basisPoints'],
  ],
  [
    'person',
    'placeOrder',
    () => checkout(scene.cart.cartId),
    [
      ...['id', 'status', 'userId', 'customerId', 'number', 'lines', 'payment.status', 'payment.paymentId'],
      'shippingAddress.id',
    ],
  ],
  [
    'person',
    'cancelOrder',
    () => ({ orderId: createId('ord'), ...newKey() }),
    ['status', 'refundAmountMinor', 'cancelReason'],
  ],
  [
    'person',
    'requestReturn',
    () => ({ orderId: createId('ord'), lines: [], reason: 'x', ...newKey() }),
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
    () => ({ productId: scene.goods.productId, rating: 5, body: 'x' }),
    ['verifiedBuyer', 'status', 'authorId', 'authorName'],
  ],
  [
    'person',
    'joinFlashSale',
    () => ({ flashSaleId: createId('fls'), ...newKey() }),
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
    () => ({ productId: scene.goods.productId, title: 'X' }),
    ['sellerId', 'version', 'rating', 'slug', 'availableQuantity'],
  ],
  [
    'seller',
    'adjustStock',
    () => ({ variantId: scene.goods.variantId, delta: 1, reason: 'RECEIVED', ...newKey() }),
    ['sellerId', 'reserved', 'actorId'],
  ],
  ['seller', 'createFlashSale', () => scene.sale(), ['sellerId', 'remaining', 'status', 'currency']],
  [
    'admin',
    'refundPayment',
    () => ({ paymentId: createId('pay'), ...newKey() }),
    ['status', 'currency', 'requestedBy', 'orderId'],
  ],
  [
    'admin',
    'createPromotion',
    () => ({ promotion, ...newKey() }),
    ['id', 'promotion.usedCount', 'promotion.id'],
  ],
];

test.each(
  inputs.flatMap(([who, name, input, fields]) => fields.map((field) => [field, name, who, input] as const)),
)('46: give %s to %s: an unknown field', async (path, name, who, input) => {
  const before = await scene.state();
  const parts = path.split('.');
  const field = parts.pop()!;
  const body = JSON.parse(JSON.stringify(input()));
  parts.reduce((at, part) => at[part], body)[field] = 'ADMIN';
  const answer = await attempt(mutation(name, '__typename'), { input: body }, scene.tokenOf(who));
  expect(answer).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'], data: null });
  expect(answer.messages[0]).toContain(`Field "${field}" is not defined by type`);
  expect(await scene.state()).toEqual(before);
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
  const before = await scene.state();
  const [name, field] = path.split('.') as [string, string];
  const base =
    name === 'addToCart'
      ? { cartId: scene.cart.cartId, variantId: scene.goods.variantId }
      : checkout(scene.cart.cartId);
  const answer = await attempt(mutation(name), { input: { ...base, [field]: value } }, scene.person.token);
  expect(answer).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'], data: null });
  expect(await scene.state()).toEqual(before);
});

test.each([1, 0, -1])('61: agree to a total of %s: refused with the true one', async (expectedTotalMinor) => {
  const before = await scene.state();
  const { order, cart: quote, userErrors } = await placeOrder(scene.cart, { expectedTotalMinor });
  expect({ order, codes: userErrors.map(({ code }) => code) }).toEqual({
    order: null,
    codes: ['TOTAL_CHANGED'],
  });
  expect(quote!.totals.total.amountMinor).toBeGreaterThan(2 * 4_900);
  expect(await scene.state()).toEqual(before);
});

test('61: quote the cart for a place without tax, and have it sent to one with: the place it goes to counts', async () => {
  const guest = await fillCart(scene.goods.variantId);
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
  const before = await scene.state();
  const input = { cartId: scene.cart.cartId, variantId: scene.goods.variantId, quantity: 1, flashSaleClaim };
  expect(await refusals('addToCart', input, scene.person.token)).toEqual(['FLASH_SALE_CLAIM_INVALID']);
  expect(await scene.state()).toEqual(before);
});

function base64(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}
