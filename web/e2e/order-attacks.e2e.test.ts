import { randomBytes, randomUUID } from 'node:crypto';
import { ask, newEmail, send, shop } from './support/shop.ts';

// What an order must withstand, over the public endpoint.

const address = {
  name: 'Ann Buyer',
  line1: '1 Market Street',
  city: 'San Francisco',
  region: 'CA',
  postalCode: '94107',
  countryCode: 'US',
};
const payload = 'order { id } userErrors { code }';
type Placed = { placeOrder: { order: { id: string } | null; userErrors: { code: string }[] } };

async function fillCart(quantity = 1): Promise<{ cartId: string; token: string }> {
  const { products } = await ask(
    '{ products(first: 50, where: { inStock: true }) { edges { node { variants { id availableQuantity } } } } }',
  );
  const variants = products.edges.flatMap(
    ({ node }: { node: { variants: { id: string; availableQuantity: number }[] } }) => node.variants,
  );
  const variantId = variants.find((each: { availableQuantity: number }) => each.availableQuantity > 5).id;
  const { createCart } = await ask('mutation { createCart { cart { id } guestToken } }');
  const cart = { cartId: createCart.cart.id, token: createCart.guestToken };
  const { addToCart } = await ask(
    'mutation ($input: AddToCartInput!) { addToCart(input: $input) { userErrors { code } } }',
    { input: { cartId: cart.cartId, variantId, quantity } },
    cart.token,
  );
  expect(addToCart.userErrors).toEqual([]);
  return cart;
}

function checkOut(cart: { cartId: string; token: string }, over: object = {}): Promise<Placed> {
  const input = {
    cartId: cart.cartId,
    idempotencyKey: randomUUID(),
    email: newEmail(),
    shippingAddress: address,
    payment: { provider: 'SANDBOX', token: 'tok_success' },
    ...over,
  };
  return ask<Placed>(
    `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ${payload} } }`,
    { input },
    cart.token,
  );
}

async function login(email: string): Promise<string> {
  const answer = await ask(
    'mutation ($input: LoginInput!) { login(input: $input) { session { accessToken } } }',
    { input: { email, password: 'souk-demo-1' } },
  );
  return answer.login.session.accessToken;
}

it('twenty checkouts of one cart at once, with one key and with others, make one order', async () => {
  const cart = await fillCart();
  const [email, idempotencyKey] = [newEmail(), randomUUID()];
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      checkOut(cart, { email, ...(index % 2 === 0 ? { idempotencyKey } : {}) }),
    ),
  );
  const ids = new Set(outcomes.flatMap(({ placeOrder }) => placeOrder.order?.id ?? []));
  expect(ids.size).toBe(1);
  for (const { placeOrder } of outcomes) {
    if (!placeOrder.order) expect(placeOrder.userErrors).toEqual([{ code: 'CART_CLOSED' }]);
  }
  const other = await checkOut(cart, { email: newEmail(), idempotencyKey });
  expect(other.placeOrder).toMatchObject({ order: null, userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] });
});

it('a voucher of two uses is used twice by ten buyers at once, and by nobody without its code', async () => {
  const admin = await login('admin@souk.example');
  const code = `FEW-${randomBytes(4).toString('hex')}`;
  const promotion = {
    name: 'Few',
    code,
    kind: 'PERCENTAGE',
    basisPoints: 10_000,
    currency: 'USD',
    usageLimit: 2,
  };
  await ask(
    'mutation ($input: CreatePromotionInput!) { createPromotion(input: $input) { promotion { id } userErrors { code } } }',
    { input: { promotion, idempotencyKey: randomUUID() } },
    admin,
  );
  const carts = [];
  for (let buyer = 0; buyer < 10; buyer += 1) {
    const cart = await fillCart();
    const { applyVoucher } = await ask(
      'mutation ($input: VoucherInput!) { applyVoucher(input: $input) { userErrors { code } cart { totals { total { amountMinor } } } } }',
      { input: { cartId: cart.cartId, code } },
      cart.token,
    );
    expect(applyVoucher.userErrors).toEqual([]);
    carts.push(cart);
  }
  const outcomes = await Promise.all(carts.map((cart) => checkOut(cart)));
  expect(outcomes.filter(({ placeOrder }) => placeOrder.order)).toHaveLength(2);
  for (const { placeOrder } of outcomes) {
    if (!placeOrder.order) expect(placeOrder.userErrors).toEqual([{ code: 'VOUCHER_INVALID' }]);
  }
});

it('an order, its invoice and its cart are nothing to others: not by id, not by link, not to change', async () => {
  const cart = await fillCart();
  const { placeOrder } = await checkOut(cart);
  const id = placeOrder.order!.id;
  const stranger = (await fillCart()).token;
  const { order, cart: theirs } = await ask(
    'query ($id: ID!, $cartId: ID!) { order(id: $id) { id invoices { downloadUrl } } cart(id: $cartId) { id } }',
    { id, cartId: cart.cartId },
    stranger,
  );
  expect([order, theirs]).toEqual([null, null]);
  const { cancelOrder } = await ask(
    `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { ${payload} } }`,
    { input: { orderId: id, idempotencyKey: randomUUID() } },
    stranger,
  );
  expect(cancelOrder).toEqual({ order: null, userErrors: [{ code: 'NOT_FOUND' }] });
  for (const token of ['', 'x', 'inv_01jd7q4f0vexq8s2m3k9w5t6zn.zzzzzzzz.AAAA', '../../etc/passwd']) {
    const path = `${shop.store}/invoices/${encodeURIComponent(token || '-')}`;
    expect((await fetch(path, { signal: AbortSignal.timeout(10_000) })).status).toBe(404);
  }
});

it.each([0, -1, 100])('%d units are refused in the payload', async (quantity) => {
  const { cartId, token } = await fillCart();
  const { addToCart } = await ask(
    'mutation ($input: AddToCartInput!) { addToCart(input: $input) { userErrors { code field } } }',
    { input: { cartId, variantId: 'var_any', quantity } },
    token,
  );
  expect(addToCart.userErrors).toEqual([{ code: 'INVALID_INPUT', field: ['quantity'] }]);
});

it.each([1.5, 2 ** 31, 1e308, '1'])('%p units are no number of units', async (quantity) => {
  const answer = await send(
    'mutation ($input: AddToCartInput!) { addToCart(input: $input) { userErrors { code } } }',
    {
      input: { cartId: 'cart_any', variantId: 'var_any', quantity },
    },
  );
  expect(answer.errors?.[0]?.extensions?.code).toMatch(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/);
});

it('a sum that no number can hold, and fields that are the shop’s to set, are refused', async () => {
  const { cartId, token } = await fillCart();
  for (const field of [
    { expectedTotalMinor: 2 ** 53 },
    { expectedTotalMinor: '9007199254740993' },
    { totalMinor: 1 },
    { status: 'CONFIRMED' },
    { customerId: 'usr_other' },
  ]) {
    const answer = await send(
      `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ${payload} } }`,
      {
        input: {
          cartId,
          idempotencyKey: randomUUID(),
          email: newEmail(),
          shippingAddress: address,
          payment: { provider: 'SANDBOX', token: 'tok_success' },
          ...field,
        },
      },
      token,
    );
    expect(answer.errors?.[0]?.extensions?.code).toMatch(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/);
  }
});
