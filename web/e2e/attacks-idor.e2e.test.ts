import { randomUUID } from 'node:crypto';
import { attempt, mutation } from './support/attempt.ts';
import { checkout, type Person, register } from './support/buyers.ts';
import { newEmail } from './support/shop.ts';
import { createVictim, gatherStrangers, type Ids, missingIds, type Victim } from './support/victim.ts';

/**
 * Attack 43: everything that a customer has, asked for by others who know its id. The answer is that for an id which
 * nobody has, to the letter, and the customer has everything as before.
 */

let victim: Victim;
let missing: Ids;
let attacker: Person;
let others: (string | undefined)[];
beforeAll(async () => {
  victim = await createVictim();
  missing = missingIds(victim.ids);
  attacker = await register();
  others = await gatherStrangers();
}, 120_000);

const refused = (name: string, more: object = {}): object => ({
  [name]: { ...more, userErrors: [{ code: 'NOT_FOUND' }] },
});
const key = (): { idempotencyKey: string } => ({ idempotencyKey: randomUUID() });

type Row = [what: string, document: string, variables: (ids: Ids) => object, data: object, codes?: string[]];

const reads: Row[] = [
  [
    'read an order, its payments, invoices and mails',
    `query ($id: ID!) { order(id: $id) { id number email payments { id refunds { id } } invoices { id downloadUrl }
      customer { id email addresses { id } } } }`,
    ({ order }) => ({ id: order }),
    { order: null },
  ],
  [
    'read a payment and its refunds',
    'query ($id: ID!) { payment(id: $id) { id refunds { id } } }',
    ({ payment }) => ({ id: payment }),
    { payment: null },
  ],
  [
    'read a cart and what it became',
    'query ($id: ID!) { cart(id: $id) { id lines { id } order { id } } }',
    ({ cart }) => ({ id: cart }),
    { cart: null },
  ],
  [
    'read an order by its number, with an address of the attacker',
    `query ($number: String!) { orderByNumber(number: $number, email: "${newEmail()}") { id } }`,
    ({ number }) => ({ number }),
    { orderByNumber: null },
  ],
];

const changes: Row[] = [
  [
    'cancel an order',
    mutation('cancelOrder', 'order { id } userErrors { code }'),
    ({ order }) => ({ input: { orderId: order, ...key() } }),
    refused('cancelOrder', { order: null }),
  ],
  [
    'send back the goods',
    mutation('requestReturn', 'return { id } order { id } userErrors { code }'),
    ({ order, orderLine }) => ({
      input: { orderId: order, reason: 'x', lines: [{ orderLineId: orderLine, quantity: 1 }], ...key() },
    }),
    refused('requestReturn', { return: null, order: null }),
  ],
  [
    'add to a cart',
    mutation('addToCart', 'cart { id } userErrors { code }'),
    ({ cart, variant }) => ({ input: { cartId: cart, variantId: variant, quantity: 1 } }),
    refused('addToCart', { cart: null }),
  ],
  [
    'change a line of a cart',
    mutation('updateCartLine', 'cart { id } userErrors { code }'),
    ({ cart, cartLine }) => ({ input: { cartId: cart, lineId: cartLine, quantity: 0 } }),
    refused('updateCartLine', { cart: null }),
  ],
  [
    'send a cart elsewhere',
    mutation('setCartShipping', 'cart { id } userErrors { code }'),
    ({ cart }) => ({ input: { cartId: cart, countryCode: 'DE' } }),
    refused('setCartShipping', { cart: null }),
  ],
  [
    'check a cart out',
    mutation('placeOrder', 'order { id } cart { id } userErrors { code }'),
    ({ cart }) => ({ input: checkout(cart) }),
    refused('placeOrder', { order: null, cart: null }),
  ],
  [
    'overwrite an address',
    mutation('updateAddress', 'address { id } userErrors { code }'),
    ({ address }) => ({
      input: { addressId: address, address: { ...checkout('').shippingAddress, name: 'Mallory' } },
    }),
    refused('updateAddress', { address: null }),
  ],
  [
    'remove an address',
    mutation('removeAddress', 'address { id } userErrors { code }'),
    ({ address }) => ({ input: { addressId: address } }),
    refused('removeAddress', { address: null }),
  ],
  [
    'mark a message as read',
    mutation('markNotificationsRead', 'marked'),
    ({ notification }) => ({ input: { ids: [notification] } }),
    { markNotificationsRead: { marked: 0 } },
  ],
  [
    'remove a kept card',
    mutation('removePaymentMethod', 'removedId userErrors { code }'),
    ({ method }) => ({ input: { id: method } }),
    refused('removePaymentMethod', { removedId: null }),
  ],
  [
    'give up the place in a flash sale',
    mutation('leaveFlashSale', 'place { id claim } userErrors { code }'),
    ({ place }) => ({ input: { placeId: place } }),
    refused('leaveFlashSale', { place: null }),
  ],
  [
    'refund a payment',
    mutation('refundPayment', 'refund { id } userErrors { code }'),
    ({ payment }) => ({ input: { paymentId: payment, ...key() } }),
    null as unknown as object,
    ['FORBIDDEN'],
  ],
];

test.each([...reads, ...changes])(
  '43: %s of another: as if it were missing',
  async (_what, document, variables, data, codes = []) => {
    const before = await victim.belongings();
    expect(await attempt(document, variables(victim.ids), attacker.token)).toMatchObject({ data, codes });
    for (const token of [attacker.token, ...others]) {
      expect(await attempt(document, variables(victim.ids), token)).toEqual(
        await attempt(document, variables(missing), token),
      );
    }
    expect(await victim.belongings()).toEqual(before);
  },
);
