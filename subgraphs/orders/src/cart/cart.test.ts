import { query, testViewerTokenSecret, viewers } from '@souk/shared/testing/subgraph-client';
import { mintViewerToken, type Viewer } from '@souk/shared/viewer';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { eventFrom, productData } from '../testing/neighbours.ts';
import { startTestShop, type TestShop } from '../testing/test-shop.ts';
import { mergeLines } from './claim-cart.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.clear());

const cartFields = `id version quantity shippingCountryCode
  lines { id quantity title variantTitle purchasable unitPrice { amountMinor currency } lineTotal { amountMinor } variant { id sku } }
  totals { subtotal { amountMinor } discount { amountMinor } shipping { amountMinor } tax { amountMinor } total { amountMinor } }
  shippingMethod { id price { amountMinor } } shippingMethods { id }`;
const payload = `{ cart { ${cartFields} } userErrors { code field message } warnings { code } }`;

const addToCart = `mutation ($input: AddToCartInput!) { addToCart(input: $input) ${payload} }`;
const updateCartLine = `mutation ($input: UpdateCartLineInput!) { updateCartLine(input: $input) ${payload} }`;
const removeCartLine = `mutation ($input: RemoveCartLineInput!) { removeCartLine(input: $input) ${payload} }`;
const setCartShipping = `mutation ($input: SetCartShippingInput!) { setCartShipping(input: $input) ${payload} }`;
const claimCart = `mutation ($input: ClaimCartInput!) { claimCart(input: $input) ${payload} }`;
const readCart = `query ($id: ID!) { cart(id: $id) { ${cartFields} } }`;

test('a caller without identity becomes a guest, whose token the published keys prove', async () => {
  const { createCart } = await shop.ask(
    viewers.anonymous(),
    'mutation { createCart { cart { id version lines { id } } guestToken userErrors { code } } }',
  );
  expect(createCart).toMatchObject({ cart: { version: 1, lines: [] }, userErrors: [] });

  const jwks = createRemoteJWKSet(new URL(`http://127.0.0.1:${shop.port}/.well-known/jwks.json`));
  const { payload: claims } = await jwtVerify(createCart.guestToken, jwks, {
    algorithms: ['EdDSA'],
    issuer: 'souk-orders',
    audience: 'souk',
  });
  expect(claims).toMatchObject({ kind: 'guest', sub: expect.stringMatching(/^gst_/) });
  expect(decodeProtectedHeader(createCart.guestToken).alg).toBe('EdDSA');

  const guest: Viewer = { kind: 'guest', id: claims.sub! };
  const { cart } = await shop.ask(guest, readCart, { id: createCart.cart.id });
  expect(cart.id).toBe(createCart.cart.id);
  expect(await shop.eventTypes(createCart.cart.id)).toEqual(['CartCreated']);
});

test('a caller with an identity gets no guest token', async () => {
  const answer = await shop.ask(viewers.customer(), 'mutation { createCart { guestToken cart { id } } }');
  expect(answer.createCart).toMatchObject({ guestToken: null, cart: { id: expect.any(String) } });
});

test('lines are added, counted together, changed and removed, and the totals follow', async () => {
  const buyer = viewers.customer();
  const mug = await shop.sell({ variant: { priceMinor: 1250 } });
  const pot = await shop.sell({ title: 'Pot', variant: { priceMinor: 4000 } });
  const cartId = await shop.fillCart(buyer, [{ variantId: mug }, { variantId: pot }]);

  const { addToCart: added } = await shop.ask(buyer, addToCart, {
    input: { cartId, variantId: mug, quantity: 2 },
  });
  expect(added.userErrors).toEqual([]);
  expect(added.cart).toMatchObject({ version: 4, quantity: 4 });
  expect(added.cart.lines).toMatchObject([
    {
      quantity: 3,
      title: 'Mug',
      variantTitle: 'Blue',
      unitPrice: { amountMinor: 1250, currency: 'USD' },
      lineTotal: { amountMinor: 3750 },
      variant: { id: mug },
    },
    { quantity: 1, title: 'Pot', lineTotal: { amountMinor: 4000 } },
  ]);
  // 77.50 of goods: standard shipping is free from 75 on. No state is told yet, so there is no tax.
  expect(added.cart.totals).toMatchObject({
    subtotal: { amountMinor: 7750 },
    shipping: { amountMinor: 0 },
    tax: { amountMinor: 0 },
    total: { amountMinor: 7750 },
  });

  const [first, second] = added.cart.lines;
  const changed = await shop.ask(buyer, updateCartLine, { input: { cartId, lineId: first.id, quantity: 1 } });
  expect(changed.updateCartLine.cart).toMatchObject({
    quantity: 2,
    shippingMethod: { price: { amountMinor: 599 } },
  });
  const removed = await shop.ask(buyer, removeCartLine, { input: { cartId, lineId: second.id } });
  expect(removed.removeCartLine.cart.lines.map((line: { id: string }) => line.id)).toEqual([first.id]);
  const emptied = await shop.ask(buyer, updateCartLine, { input: { cartId, lineId: first.id, quantity: 0 } });
  expect(emptied.updateCartLine.cart).toMatchObject({ lines: [], totals: { total: { amountMinor: 0 } } });
  const again = await shop.ask(buyer, removeCartLine, { input: { cartId, lineId: first.id } });
  expect(again.removeCartLine).toMatchObject({
    cart: { id: cartId },
    userErrors: [{ code: 'NOT_FOUND', field: ['lineId'] }],
  });
});

test('a cart that was checked out is closed, and names its order', async () => {
  const buyer = viewers.guest();
  const variantId = await shop.sell();
  const cartId = await shop.fillCart(buyer, [{ variantId }]);
  const { order } = await shop.checkOut(buyer, cartId);
  const { addToCart: answer } = await shop.ask(buyer, addToCart, { input: { cartId, variantId } });
  expect(answer).toMatchObject({ cart: { id: cartId, quantity: 1 }, userErrors: [{ code: 'CART_CLOSED' }] });
  expect(
    await shop.ask(buyer, 'query ($id: ID!) { cart(id: $id) { order { id } } }', { id: cartId }),
  ).toEqual({
    cart: { order: { id: order!.id } },
  });
});

test('additions at the same moment all count', async () => {
  const buyer = viewers.customer();
  const variants = await Promise.all([shop.sell(), shop.sell(), shop.sell()]);
  const cartId = await shop.fillCart(buyer, []);
  await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      shop.ask(buyer, addToCart, { input: { cartId, variantId: variants[index % 3], quantity: 1 } }),
    ),
  );
  const { cart } = await shop.ask(buyer, readCart, { id: cartId });
  expect(cart).toMatchObject({ version: 31, quantity: 30 });
  expect(cart.lines.map((line: { quantity: number }) => line.quantity)).toEqual([10, 10, 10]);
});

test('destination and method set shipping and tax; a method that does not go there is refused', async () => {
  const buyer = viewers.guest();
  const cartId = await shop.fillCart(buyer, [
    { variantId: await shop.sell({ variant: { priceMinor: 10_001 } }) },
  ]);
  const set = async (input: object): Promise<Record<string, never>> =>
    (await shop.ask(buyer, setCartShipping, { input: { cartId, ...input } })).setCartShipping;

  expect(await set({ countryCode: 'de', shippingMethodId: 'ship_eu_express' })).toMatchObject({
    userErrors: [],
    cart: {
      shippingCountryCode: 'DE',
      shippingMethod: { id: 'ship_eu_express' },
      // 19 % of 100.01 is 19.0019, of 19.99 is 3.7981.
      totals: {
        subtotal: { amountMinor: 10_001 },
        shipping: { amountMinor: 1_999 },
        tax: { amountMinor: 1_900 + 380 },
      },
    },
  });
  expect(await set({ countryCode: 'US', shippingMethodId: 'ship_eu_express' })).toMatchObject({
    userErrors: [{ code: 'SHIPPING_UNAVAILABLE', field: ['shippingMethodId'] }],
    cart: { shippingCountryCode: 'DE' },
  });
  expect(await set({ countryCode: 'KP' })).toMatchObject({ userErrors: [{ code: 'SHIPPING_UNAVAILABLE' }] });
  expect(await set({ countryCode: 'XX' })).toMatchObject({
    userErrors: [{ code: 'INVALID_INPUT', field: ['countryCode'] }],
  });
  expect(await set({ countryCode: 'US', region: 'a\u0000b' })).toMatchObject({
    userErrors: [{ code: 'INVALID_INPUT' }],
  });
});

describe('what cannot be added', () => {
  let buyer: Viewer;
  let cartId: string;
  let variantId: string;
  beforeEach(async () => {
    buyer = viewers.customer();
    variantId = await shop.sell();
    cartId = await shop.fillCart(buyer, [{ variantId, quantity: 98 }]);
  });
  const add = async (input: object): Promise<Record<string, never>> =>
    (await shop.ask(buyer, addToCart, { input: { cartId, variantId, quantity: 1, ...input } })).addToCart;

  test.each([0, -1, 100])('%i units', async (quantity) => {
    expect(await add({ quantity })).toMatchObject({
      cart: { version: 2 },
      userErrors: [{ code: 'INVALID_INPUT', field: ['quantity'] }],
    });
  });

  test.each(['1.5', '2147483648', '1e308', '"1"'])('a quantity of %s', async (quantity) => {
    const answer = await query(
      shop.port,
      buyer,
      `mutation { addToCart(input: { cartId: "${cartId}", variantId: "${variantId}", quantity: ${quantity} }) { cart { id } } }`,
    );
    expect(answer.errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test("a price of the caller's own", async () => {
    const answer = await query(shop.port, buyer, addToCart, { input: { cartId, variantId, unitPrice: 1 } });
    expect(answer.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  test('more units than a line may have', async () => {
    expect(await add({ quantity: 2 })).toMatchObject({
      userErrors: [{ code: 'QUANTITY_EXCEEDED' }],
      cart: { quantity: 98 },
    });
    expect(await add({ quantity: 1 })).toMatchObject({ userErrors: [], cart: { quantity: 99 } });
  });

  test('a variant that is unknown, archived, or in another currency', async () => {
    const archived = productData();
    await shop.deliver(eventFrom('ProductPublished', archived.productId, archived, 1));
    await shop.deliver(
      eventFrom('ProductArchived', archived.productId, { ...archived, status: 'ARCHIVED' }, 2),
    );
    const euros = await shop.sell({ variant: { currency: 'EUR' } });
    for (const id of ['var_nope', archived.variants[0].variantId, euros]) {
      expect(await add({ variantId: id })).toMatchObject({ userErrors: [{ code: 'VARIANT_UNAVAILABLE' }] });
    }
    expect(await add({ variantId: "' OR 1=1 --" })).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT' }],
    });
  });

  test('goods so dear that a total could not be told', async () => {
    const dear = await shop.sell({ variant: { priceMinor: Number.MAX_SAFE_INTEGER } });
    expect(await add({ variantId: dear })).toMatchObject({ userErrors: [{ code: 'VARIANT_UNAVAILABLE' }] });
  });

  test('to a version that the cart is past', async () => {
    expect(await add({ expectedVersion: 1 })).toMatchObject({
      userErrors: [{ code: 'STALE_VERSION' }],
      cart: { version: 2 },
    });
    expect(await add({ expectedVersion: 2 })).toMatchObject({ userErrors: [], cart: { version: 3 } });
  });

  test('more lines than a cart may have', async () => {
    const others = await Promise.all(Array.from({ length: 50 }, () => shop.sell()));
    for (const other of others.slice(0, 49))
      expect(await add({ variantId: other })).toMatchObject({ userErrors: [] });
    expect(await add({ variantId: others[49] })).toMatchObject({ userErrors: [{ code: 'CART_FULL' }] });
    expect(await add({ variantId: others[0] })).toMatchObject({ userErrors: [] });
  });
});

test("another's cart is the same as none, for reading, changing and as an entity", async () => {
  const buyer = viewers.customer();
  const variantId = await shop.sell();
  const cartId = await shop.fillCart(buyer, [{ variantId }]);
  const missing = { userErrors: [{ code: 'NOT_FOUND', field: ['cartId'] }], cart: null };
  for (const other of [
    viewers.customer(),
    viewers.guest(),
    viewers.admin(),
    { kind: 'guest', id: (buyer as { id: string }).id } as const,
  ]) {
    expect(await shop.ask(other, readCart, { id: cartId })).toEqual({ cart: null });
    expect((await shop.ask(other, addToCart, { input: { cartId, variantId } })).addToCart).toMatchObject(
      missing,
    );
    expect(
      (await shop.ask(other, setCartShipping, { input: { cartId, countryCode: 'US' } })).setCartShipping,
    ).toMatchObject(missing);
    const entities = await shop.ask(
      other,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Cart { id } } }',
      {
        r: [{ __typename: 'Cart', id: cartId }],
      },
    );
    expect(entities).toEqual({ _entities: [null] });
  }
  expect(await shop.ask(viewers.anonymous(), readCart, { id: cartId })).toEqual({ cart: null });
  const refused = await query(shop.port, viewers.anonymous(), addToCart, { input: { cartId, variantId } });
  expect(refused.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  for (const id of ['', 'cart_nope', 'cart_\u0000'])
    expect(await shop.ask(buyer, readCart, { id })).toEqual({ cart: null });
});

describe("claiming a guest's cart", () => {
  async function guestCart(
    lines: Parameters<TestShop['fillCart']>[1],
  ): Promise<{ cartId: string; guestToken: string }> {
    const { createCart } = await shop.ask(
      viewers.anonymous(),
      'mutation { createCart { cart { id } guestToken } }',
    );
    const claims = JSON.parse(Buffer.from(createCart.guestToken.split('.')[1], 'base64url').toString());
    for (const line of lines) {
      const input = { cartId: createCart.cart.id, quantity: 1, ...line };
      await shop.ask({ kind: 'guest', id: claims.sub }, addToCart, { input });
    }
    return { cartId: createCart.cart.id, guestToken: createCart.guestToken };
  }
  const activeCart =
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { activeCart { id quantity } } } }';

  test('gives it to the customer, with its lines', async () => {
    const customer = viewers.customer();
    const input = await guestCart([{ variantId: await shop.sell(), quantity: 2 }]);
    expect((await shop.ask(customer, claimCart, { input })).claimCart).toMatchObject({
      userErrors: [],
      cart: { id: input.cartId, quantity: 2 },
    });
    const again = await shop.ask(customer, claimCart, { input });
    expect(again.claimCart.cart).toMatchObject({ id: input.cartId, quantity: 2 });
    const r = [{ __typename: 'User', id: customer.id }];
    expect(await shop.ask(customer, activeCart, { r })).toEqual({
      _entities: [{ activeCart: { id: input.cartId, quantity: 2 } }],
    });
    expect(await shop.ask(viewers.admin(), activeCart, { r })).toEqual({ _entities: [{ activeCart: null }] });
  });

  test('merges it into the cart that the customer has, once, also when asked in parallel', async () => {
    const customer = viewers.customer();
    const [mug, pot] = [await shop.sell(), await shop.sell()];
    const own = await shop.fillCart(customer, [{ variantId: mug, quantity: 98 }]);
    const input = await guestCart([
      { variantId: mug, quantity: 3 },
      { variantId: pot, quantity: 1 },
    ]);
    const answers = await Promise.all([1, 2, 3].map(() => shop.ask(customer, claimCart, { input })));
    const merged = answers
      .map((answer) => answer.claimCart)
      .filter((answer) => answer.userErrors.length === 0);
    expect(merged).toMatchObject([{ cart: { id: own, quantity: 100 }, warnings: [{ code: 'CART_FULL' }] }]);
    const { cart } = await shop.ask(customer, readCart, { id: own });
    expect(cart.lines.map((line: { quantity: number }) => line.quantity)).toEqual([99, 1]);
  });

  test('needs the token of that very guest', async () => {
    const customer = viewers.customer();
    const { cartId, guestToken } = await guestCart([]);
    const other = await guestCart([]);
    const forged = await mintViewerToken({ kind: 'guest', id: 'gst_1' }, testViewerTokenSecret);
    for (const token of [other.guestToken, `${guestToken.slice(0, -6)}AAAAAA`, forged, '', 'a.b.c']) {
      const { claimCart: answer } = await shop.ask(customer, claimCart, {
        input: { cartId, guestToken: token },
      });
      expect(answer).toMatchObject({ cart: null, userErrors: [{ code: 'NOT_FOUND' }] });
    }
    const refused = await query(shop.port, viewers.guest(), claimCart, { input: { cartId, guestToken } });
    expect(refused.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  test('keeps the limits of a cart', () => {
    const line = (variantId: string, quantity: number) => ({ id: `cl_${variantId}`, variantId, quantity });
    const full = Array.from({ length: 50 }, (_, index) => line(`var_${index}`, 1));
    expect(mergeLines(full, [line('var_x', 1)])).toEqual({ lines: full, isCut: true });
    expect(mergeLines([line('var_a', 60)], [line('var_a', 60)])).toEqual({
      lines: [line('var_a', 99)],
      isCut: true,
    });
    expect(mergeLines([], [line('var_a', 2)])).toEqual({ lines: [line('var_a', 2)], isCut: false });
  });
});
