import { createId } from '@souk/shared/ids';
import { viewers } from '@souk/shared/testing/subgraph-client';
import { recordedEvents } from '@souk/shared/testing/test-events';
import type { Viewer } from '@souk/shared/viewer';
import { eventFrom, productData } from '../testing/neighbours.ts';
import { address, startTestShop, type TestShop } from '../testing/test-shop.ts';
import { announceAbandonedCarts } from './announce-abandoned-carts.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.clear());

const cartFields = `cart { id version lines { id quantity unitPrice { amountMinor } previousUnitPrice { amountMinor } }
  totals { total { amountMinor } } } userErrors { code field message } warnings { code field message }`;

/** A cart with two units at 10.00, which cost 12.00 by now. */
async function cartWithOldPrice(
  buyer: Viewer,
): Promise<{ cartId: string; variantId: string; lineId: string }> {
  const product = productData({ variant: { priceMinor: 1_000 } });
  const [variant] = product.variants;
  await shop.deliver(eventFrom('ProductPublished', product.productId, product));
  const { variantId } = variant;
  const cartId = await shop.fillCart(buyer, [{ variantId, quantity: 2 }]);
  const dearer = { ...product, variants: [{ ...variant, priceMinor: 1_200 }] };
  await shop.deliver(eventFrom('ProductChanged', product.productId, dearer, 2));
  const { cart } = await shop.ask(buyer, 'query ($id: ID!) { cart(id: $id) { lines { id } } }', {
    id: cartId,
  });
  return { cartId, variantId, lineId: cart.lines[0].id };
}

/** The total of two units at a price, with tax of California and shipping. */
const totalOf = (goodsMinor: number): number => goodsMinor + Math.round(goodsMinor * 0.0725) + 599;

const quoted = `order { id total { amountMinor } } cart { lines { previousUnitPrice { amountMinor } unitPrice { amountMinor } }
  totals { total { amountMinor } } } userErrors { code field message }`;

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
function checkOut(buyer: Viewer, cartId: string, over: object = {}): Promise<any> {
  const input = {
    cartId,
    idempotencyKey: createId('key'),
    email: 'ann@example.com',
    shippingAddress: address,
    payment: { provider: 'SANDBOX', token: 'tok_success' },
    ...over,
  };
  return shop.mutate(buyer, 'placeOrder', 'PlaceOrderInput', input, quoted);
}

describe('a price that changed since the goods were put in', () => {
  test('is told with the old and the new one, by the cart and with every change to it', async () => {
    const buyer = viewers.customer();
    const { cartId, variantId, lineId } = await cartWithOldPrice(buyer);
    const added = await shop.mutate(
      buyer,
      'addToCart',
      'AddToCartInput',
      { cartId, variantId, quantity: 1 },
      cartFields,
    );
    expect(added).toMatchObject({
      userErrors: [],
      warnings: [
        { code: 'PRICE_CHANGED', field: ['lines', lineId], message: expect.stringMatching(/1000.*1200/) },
      ],
      cart: {
        lines: [
          { quantity: 3, unitPrice: { amountMinor: 1_200 }, previousUnitPrice: { amountMinor: 1_000 } },
        ],
      },
    });
  });

  test('stops a checkout that names no total, and gives a new quote for the very address', async () => {
    const buyer = viewers.customer();
    const { cartId, lineId } = await cartWithOldPrice(buyer);
    expect(await checkOut(buyer, cartId)).toMatchObject({
      order: null,
      userErrors: [{ code: 'PRICE_CHANGED', field: ['lines', lineId] }],
      cart: {
        lines: [{ unitPrice: { amountMinor: 1_200 }, previousUnitPrice: { amountMinor: 1_000 } }],
        totals: { total: { amountMinor: totalOf(2_400) } },
      },
    });
    expect(await shop.dataSource.query('SELECT 1 FROM orders')).toEqual([]);
  });

  test('stops a checkout that names the old total, and lets one through that names the new', async () => {
    const buyer = viewers.customer();
    const { cartId } = await cartWithOldPrice(buyer);
    const old = await checkOut(buyer, cartId, { expectedTotalMinor: totalOf(2_000) });
    expect(old).toMatchObject({
      order: null,
      userErrors: [{ code: 'TOTAL_CHANGED' }, { code: 'PRICE_CHANGED' }],
    });
    const expectedTotalMinor = old.cart.totals.total.amountMinor;
    expect(await checkOut(buyer, cartId, { expectedTotalMinor })).toMatchObject({
      userErrors: [],
      order: { total: { amountMinor: totalOf(2_400) } },
    });
  });

  test('is agreed to by confirmCartPrices, after which nothing stands against the checkout', async () => {
    const buyer = viewers.guest();
    const { cartId } = await cartWithOldPrice(buyer);
    const confirmed = await shop.mutate(
      buyer,
      'confirmCartPrices',
      'ConfirmCartPricesInput',
      { cartId },
      cartFields,
    );
    expect(confirmed).toMatchObject({ warnings: [], cart: { lines: [{ previousUnitPrice: null }] } });
    expect(await checkOut(buyer, cartId)).toMatchObject({
      userErrors: [],
      order: { total: { amountMinor: totalOf(2_400) } },
    });
  });

  test('stops a checkout also where it became cheaper', async () => {
    const buyer = viewers.customer();
    const product = productData({ variant: { priceMinor: 1_000 } });
    const [variant] = product.variants;
    await shop.deliver(eventFrom('ProductPublished', product.productId, product));
    const cartId = await shop.fillCart(buyer, [{ variantId: variant.variantId }]);
    const cheaper = { ...product, variants: [{ ...variant, priceMinor: 900 }] };
    await shop.deliver(eventFrom('ProductChanged', product.productId, cheaper, 2));
    expect(await checkOut(buyer, cartId)).toMatchObject({
      order: null,
      userErrors: [{ code: 'PRICE_CHANGED' }],
    });
  });
});

describe('versions and keys', () => {
  const changes: [string, string, (cart: { variantId: string; lineId: string }) => object][] = [
    ['addToCart', 'AddToCartInput', ({ variantId }) => ({ variantId, quantity: 1 })],
    ['updateCartLine', 'UpdateCartLineInput', ({ lineId }) => ({ lineId, quantity: 5 })],
    ['removeCartLine', 'RemoveCartLineInput', ({ lineId }) => ({ lineId })],
    ['setCartShipping', 'SetCartShippingInput', () => ({ countryCode: 'DE' })],
    ['confirmCartPrices', 'ConfirmCartPricesInput', () => ({})],
    ['applyVoucher', 'VoucherInput', () => ({ code: 'SAVE-1' })],
    ['removeVoucher', 'VoucherInput', () => ({ code: 'HELD-1' })],
  ];

  async function openCart(buyer: Viewer): Promise<{ cartId: string; variantId: string; lineId: string }> {
    await shop.promote({ code: 'SAVE-1' });
    await shop.promote({ code: 'HELD-1' });
    const cart = await cartWithOldPrice(buyer);
    await shop.mutate(
      buyer,
      'applyVoucher',
      'VoucherInput',
      { cartId: cart.cartId, code: 'HELD-1' },
      cartFields,
    );
    return cart;
  }

  test.each(changes)('%s is refused for a version that the cart is past', async (mutation, type, inputOf) => {
    const buyer = viewers.customer();
    const cart = await openCart(buyer);
    const input = { cartId: cart.cartId, ...inputOf(cart), expectedVersion: 2 };
    expect(await shop.mutate(buyer, mutation, type, input, cartFields)).toMatchObject({
      userErrors: [{ code: 'STALE_VERSION' }],
      cart: { version: 3 },
    });
  });

  test.each(changes)(
    '%s happens once for a key, however often and in parallel',
    async (mutation, type, inputOf) => {
      const buyer = viewers.customer();
      const cart = await openCart(buyer);
      const input = { cartId: cart.cartId, ...inputOf(cart), idempotencyKey: createId('key') };
      const told = await Promise.all(
        Array.from({ length: 5 }, () => shop.mutate(buyer, mutation, type, input, cartFields)),
      );
      for (const answer of told) expect(answer).toMatchObject({ userErrors: [], cart: { version: 4 } });
      const other = { ...input, expectedVersion: 9 };
      expect(await shop.mutate(buyer, mutation, type, other, cartFields)).toMatchObject({
        userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }],
        cart: { version: 4 },
      });
    },
  );

  test('a refused change gives its key back', async () => {
    const buyer = viewers.customer();
    const { cartId, variantId } = await openCart(buyer);
    const idempotencyKey = createId('key');
    const add = (input: object): Promise<object> =>
      shop.mutate(
        buyer,
        'addToCart',
        'AddToCartInput',
        { cartId, variantId, idempotencyKey, ...input },
        cartFields,
      );
    expect(await add({ quantity: 99 })).toMatchObject({ userErrors: [{ code: 'QUANTITY_EXCEEDED' }] });
    expect(await add({ quantity: 3 })).toMatchObject({ userErrors: [], cart: { lines: [{ quantity: 5 }] } });
  });

  test('createCart opens one cart for a key', async () => {
    const buyer = viewers.customer();
    const input = { idempotencyKey: createId('key') };
    const open = (): Promise<{ cart: { id: string } }> =>
      shop.mutate(buyer, 'createCart', 'CreateCartInput', input, 'cart { id } userErrors { code }');
    const [first, second] = await Promise.all([open(), open()]);
    expect(second.cart.id).toBe(first.cart.id);
  });

  test('claimCart happens once for a key', async () => {
    const { createCart } = await shop.ask(
      viewers.anonymous(),
      'mutation { createCart { cart { id } guestToken } }',
    );
    const customer = viewers.customer();
    const input = {
      cartId: createCart.cart.id,
      guestToken: createCart.guestToken,
      idempotencyKey: createId('key'),
    };
    const claim = (): Promise<object> =>
      shop.mutate(customer, 'claimCart', 'ClaimCartInput', input, cartFields);
    const [first, second] = [await claim(), await claim()];
    expect(first).toMatchObject({ userErrors: [], cart: { id: createCart.cart.id, version: 2 } });
    expect(second).toEqual(first);
  });
});

describe('a cart that was left alone', () => {
  const later = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);
  const told = async (): Promise<{ cartVersion: number }[]> =>
    (await recordedEvents(shop.dataSource))
      .filter(({ type }) => type === 'CartAbandoned')
      .map(({ data }) => data as { cartVersion: number });

  test('is told of once for each state that it is left in, with what is in it', async () => {
    const buyer = viewers.guest();
    const variantId = await shop.sell({ variant: { priceMinor: 700 } });
    const cartId = await shop.fillCart(buyer, [{ variantId, quantity: 2 }]);
    expect(await announceAbandonedCarts(shop, later(59))).toBe(0);
    const counts = await Promise.all([1, 2, 3].map(() => announceAbandonedCarts(shop, later(61))));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await announceAbandonedCarts(shop, later(600))).toBe(0);
    expect(await told()).toMatchObject([
      {
        cartId,
        cartVersion: 2,
        guestId: buyer.id,
        subtotalMinor: 1_400,
        lines: [{ variantId, quantity: 2 }],
      },
    ]);

    await shop.mutate(buyer, 'addToCart', 'AddToCartInput', { cartId, variantId }, 'userErrors { code }');
    expect(await announceAbandonedCarts(shop, later(61))).toBe(1);
    expect((await told()).map(({ cartVersion }) => cartVersion)).toEqual([2, 3]);
  });

  test('is not told of while it is in use, empty, or an order', async () => {
    const buyer = viewers.customer();
    const variantId = await shop.sell();
    const used = await shop.fillCart(buyer, [{ variantId }]);
    await shop.dataSource.query(
      `UPDATE carts SET updated_at = updated_at + interval '30 minutes' WHERE id = $1`,
      [used],
    );
    await shop.fillCart(buyer, []);
    const ordered = await shop.fillCart(buyer, [{ variantId }]);
    expect((await shop.checkOut(buyer, ordered)).order).not.toBeNull();
    expect(await announceAbandonedCarts(shop, later(61))).toBe(0);
    expect(await announceAbandonedCarts(shop, later(91))).toBe(1);
    expect(await told()).toMatchObject([{ cartId: used }]);
  });
});
