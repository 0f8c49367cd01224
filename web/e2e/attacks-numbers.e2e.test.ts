import { randomUUID } from 'node:crypto';
import { createId } from '../../subgraphs/shared/src/ids.ts';
import { refusals } from './support/attempt.ts';
import {
  addToCart,
  type BuyersCart,
  buy,
  checkout,
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

/** Attacks by numbers: quantities that are none (60), and amounts that leave the whole numbers (63). */

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
    () => ({ cartId: cart.cartId, variantId: goods.variantId, quantity: '?' }),
  ],
  // Nothing of a line takes the line out.
  [
    'set on a line',
    'person',
    'updateCartLine',
    () => ({ cartId: cart.cartId, lineId: createId('cl'), quantity: '?' }),
    '0',
  ],
  [
    'send back',
    'person',
    'requestReturn',
    () => ({
      orderId: createId('ord'),
      reason: 'x',
      ...key(),
      lines: [{ orderLineId: createId('ol'), quantity: '?' }],
    }),
  ],
  [
    'ship',
    'seller',
    'fulfilOrder',
    () => ({ orderId: createId('ord'), ...key(), lines: [{ orderLineId: createId('ol'), quantity: '?' }] }),
  ],
  [
    'hold in a flash sale',
    'person',
    'joinFlashSale',
    () => ({ flashSaleId: createId('fls'), quantity: '?', ...key() }),
  ],
  ['set aside for a flash sale', 'seller', 'createFlashSale', () => ({ ...sale(), allocation: '?' })],
];

test.each(
  quantities.flatMap(([what, who, name, input, except]) =>
    notWhole
      .filter(([value]) => value !== except)
      .map(([value, code]) => [what, value, code, who, name, input] as const),
  ),
)('60: %s %s units: %s', async (_what, value, code, who, name, input) => {
  const before = await state();
  expect(await refusals(name, JSON.stringify(input()).replace('"?"', value), tokenOf(who))).toEqual([code]);
  expect(await state()).toEqual(before);
});

const tooMuch = ['9007199254740992', '9223372036854775808', '1e30', '-9007199254740992'];
const amounts: [
  what: string,
  who: 'person' | 'seller' | 'admin',
  name: string,
  input: () => object,
  high: string,
][] = [
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
    () => ({ productId: goods.productId, prices: [{ variantId: goods.variantId, priceMinor: '?' }] }),
    '100000000001',
  ],
  [
    'the price of a flash sale',
    'seller',
    'createFlashSale',
    () => ({ ...sale(), priceMinor: '?' }),
    '100000000001',
  ],
  [
    'a voucher',
    'admin',
    'createPromotion',
    () => ({ promotion: { ...promotion, amountMinor: '?' }, ...key() }),
    '1000000000001',
  ],
];

test.each(
  amounts.flatMap(([what, who, name, input, high]) => [
    ...tooMuch.map((value) => [what, value, 'BAD_USER_INPUT', who, name, input] as const),
    ...[high, '-1'].map((value) => [what, value, 'INVALID_INPUT', who, name, input] as const),
  ]),
)('63: make %s %s: %s', async (_what, value, code, who, name, input) => {
  const before = await state();
  expect(await refusals(name, JSON.stringify(input()).replace('"?"', value), tokenOf(who))).toEqual([code]);
  expect(await state()).toEqual(before);
});

test('63: fill a cart with the dearest goods there can be: summed and charged to the last cent', async () => {
  const priceMinor = 100_000_000_000;
  const dear = await offer(seller, { stock: 99, priceMinor });
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
  expect(await stockOf(dear, seller)).toBe(0);
});

test('63: refund more than a number can hold: refused', async () => {
  const { paymentId, orderId } = await buy((await offer(seller)).variantId);
  for (const value of tooMuch) {
    const input = JSON.stringify({ paymentId, amountMinor: '?', ...key() }).replace('"?"', value);
    expect(await refusals('refundPayment', input, admin)).toEqual(['BAD_USER_INPUT']);
  }
  expect(await ledgerOf(orderId)).toMatchObject([{ refunds: 0, refundedMinor: 0 }]);
});
