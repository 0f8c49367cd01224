import { randomUUID } from 'node:crypto';
import { createId } from '../../subgraphs/shared/src/ids.ts';
import { refusals } from './support/attempt.ts';
import {
  addToCart,
  buy,
  fillCart,
  offer,
  placeOrder,
  readOrder,
  stockOf,
  whenOrderIs,
} from './support/buyers.ts';
import {
  type InputScene,
  newKey,
  newProduct,
  promotion,
  type Role,
  setInputScene,
} from './support/input-scene.ts';
import { ledgerOf } from './support/sandbox.ts';

/** Attacks by numbers: quantities that are none (60), and amounts that leave the whole numbers (63). */

let scene: InputScene;
beforeAll(async () => {
  scene = await setInputScene();
}, 60_000);

const notWhole: [value: string, code: string][] = [
  ['1.5', 'BAD_USER_INPUT'],
  ['2147483648', 'BAD_USER_INPUT'],
  ['1e308', 'BAD_USER_INPUT'],
  ['"1"', 'BAD_USER_INPUT'],
  ['-1', 'INVALID_INPUT'],
  ['0', 'INVALID_INPUT'],
];
const quantities: [
  what: string,
  who: 'person' | 'seller',
  name: string,
  input: () => object,
  except?: string,
][] = [
  [
    'put into a cart',
    'person',
    'addToCart',
    () => ({ cartId: scene.cart.cartId, variantId: scene.goods.variantId, quantity: '?' }),
  ],
  // Nothing of a line takes the line out.
  [
    'set on a line',
    'person',
    'updateCartLine',
    () => ({ cartId: scene.cart.cartId, lineId: createId('cl'), quantity: '?' }),
    '0',
  ],
  [
    'send back',
    'person',
    'requestReturn',
    () => ({
      orderId: createId('ord'),
      reason: 'x',
      ...newKey(),
      lines: [{ orderLineId: createId('ol'), quantity: '?' }],
    }),
  ],
  [
    'ship',
    'seller',
    'fulfilOrder',
    () => ({
      orderId: createId('ord'),
      ...newKey(),
      lines: [{ orderLineId: createId('ol'), quantity: '?' }],
    }),
  ],
  [
    'hold in a flash sale',
    'person',
    'joinFlashSale',
    () => ({ flashSaleId: createId('fls'), quantity: '?', ...newKey() }),
  ],
  ['set aside for a flash sale', 'seller', 'createFlashSale', () => ({ ...scene.sale(), allocation: '?' })],
];

test.each(
  quantities.flatMap(([what, who, name, input, except]) =>
    notWhole
      .filter(([value]) => value !== except)
      .map(([value, code]) => [what, value, code, who, name, input] as const),
  ),
)('60: %s %s units: %s', async (_what, value, code, who, name, input) => {
  const before = await scene.state();
  expect(await refusals(name, JSON.stringify(input()).replace('"?"', value), scene.tokenOf(who))).toEqual([
    code,
  ]);
  expect(await scene.state()).toEqual(before);
});

const tooMuch = ['9007199254740992', '9223372036854775808', '1e30', '-9007199254740992'];
const amounts: [what: string, who: Role, name: string, input: () => object, high: string][] = [
  [
    'the price of a product',
    'seller',
    'createProduct',
    () => ({ ...newProduct(), variants: [{ sku: `X-${randomUUID()}`, priceMinor: '?' }] }),
    '100000000001',
  ],
  [
    'a new price',
    'seller',
    'updateProduct',
    () => ({
      productId: scene.goods.productId,
      prices: [{ variantId: scene.goods.variantId, priceMinor: '?' }],
    }),
    '100000000001',
  ],
  [
    'the price of a flash sale',
    'seller',
    'createFlashSale',
    () => ({ ...scene.sale(), priceMinor: '?' }),
    '100000000001',
  ],
  [
    'a voucher',
    'admin',
    'createPromotion',
    () => ({ promotion: { ...promotion, amountMinor: '?' }, ...newKey() }),
    '1000000000001',
  ],
];

test.each(
  amounts.flatMap(([what, who, name, input, high]) => [
    ...tooMuch.map((value) => [what, value, 'BAD_USER_INPUT', who, name, input] as const),
    ...[high, '-1'].map((value) => [what, value, 'INVALID_INPUT', who, name, input] as const),
  ]),
)('63: make %s %s: %s', async (_what, value, code, who, name, input) => {
  const before = await scene.state();
  expect(await refusals(name, JSON.stringify(input()).replace('"?"', value), scene.tokenOf(who))).toEqual([
    code,
  ]);
  expect(await scene.state()).toEqual(before);
});

test('63: fill a cart with the dearest goods there can be: summed and charged to the last cent', async () => {
  const priceMinor = 100_000_000_000;
  const dear = await offer(scene.tokenOf('seller'), { stock: 99, priceMinor });
  const guest = await fillCart(dear.variantId, 99);
  expect((await addToCart(guest, dear.variantId, 1)).userErrors).toMatchObject([
    { code: 'QUANTITY_EXCEEDED' },
  ]);
  const { order } = await placeOrder(guest);
  expect(await whenOrderIs(order!.id, guest.token)).toBe('CONFIRMED');
  const read = await readOrder(order!.id, guest.token);
  const { subtotal, discount, shipping, tax, total } = read.totals;
  expect(subtotal.amountMinor).toBe(99 * priceMinor);
  expect(total.amountMinor).toBe(
    subtotal.amountMinor - discount.amountMinor + shipping.amountMinor + tax.amountMinor,
  );
  expect(await ledgerOf(order!.id)).toMatchObject([{ captures: 1, capturedMinor: total.amountMinor }]);
  expect(await stockOf(dear, scene.tokenOf('seller'))).toBe(0);
});

test('63: refund more than a number can hold: refused', async () => {
  const { paymentId, orderId } = await buy((await offer(scene.tokenOf('seller'))).variantId);
  for (const value of tooMuch) {
    const input = JSON.stringify({ paymentId, amountMinor: '?', ...newKey() }).replace('"?"', value);
    expect(await refusals('refundPayment', input, scene.tokenOf('admin'))).toEqual(['BAD_USER_INPUT']);
  }
  expect(await ledgerOf(orderId)).toMatchObject([{ refunds: 0, refundedMinor: 0 }]);
});
