import { type FlashSaleClaim, signFlashSaleClaim } from '@souk/shared/flash-sale-claim';
import { createId } from '@souk/shared/ids';
import { testViewerTokenSecret, viewers } from '@souk/shared/testing/subgraph-client';
import { recordedEvents } from '@souk/shared/testing/test-events';
import type { Viewer } from '@souk/shared/viewer';
import { startTestShop, type TestShop } from '../testing/test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.clear());

const fields = `cart { version lines { id quantity unitPrice { amountMinor } purchasable holdExpiresAt }
  totals { subtotal { amountMinor } } } userErrors { code field }`;

async function setUp(over: Partial<FlashSaleClaim> = {}): Promise<{
  buyer: Viewer & { id: string };
  cartId: string;
  variantId: string;
  claim: string;
  placeId: string;
}> {
  const buyer = viewers.customer() as Viewer & { id: string };
  const variantId = await shop.sell({ variant: { priceMinor: 1_000 } });
  const cartId = await shop.fillCart(buyer, []);
  const placeId = createId('fsp');
  const claim = await signFlashSaleClaim(testViewerTokenSecret, {
    ...{ placeId, saleId: createId('fls'), variantId, buyerId: buyer.id, quantity: 2, priceMinor: 400 },
    currency: 'USD',
    holdExpiresAt: new Date(Date.now() + 60_000),
    ...over,
  });
  return { buyer, cartId, variantId, claim, placeId };
}

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
function add(buyer: Viewer, input: object): Promise<any> {
  return shop.mutate(buyer, 'addToCart', 'AddToCartInput', input, fields);
}

test('a claim makes a line of its own at the price of the sale, once, beside units at the usual price', async () => {
  const { buyer, cartId, variantId, claim } = await setUp();
  await add(buyer, { cartId, variantId, quantity: 1 });
  await add(buyer, { cartId, variantId, quantity: 2, flashSaleClaim: claim });
  await add(buyer, { cartId, variantId, quantity: 2, flashSaleClaim: claim });
  const { cart } = await add(buyer, { cartId, variantId, quantity: 1 });
  expect(cart.lines).toEqual([
    expect.objectContaining({ quantity: 2, unitPrice: { amountMinor: 1_000 }, holdExpiresAt: null }),
    expect.objectContaining({
      quantity: 2,
      unitPrice: { amountMinor: 400 },
      purchasable: true,
      holdExpiresAt: expect.stringMatching(/Z$/),
    }),
  ]);
  expect(cart.totals.subtotal.amountMinor).toBe(2 * 1_000 + 2 * 400);
});

test.each([
  ['for another buyer', { buyerId: createId('usr') }],
  ['for another variant', { variantId: createId('var') }],
  ['for another number of units', { quantity: 1 }],
  ['whose hold has run out', { holdExpiresAt: new Date(Date.now() - 1_000) }],
])('a claim %s is refused', async (_what, over) => {
  const { buyer, cartId, variantId, claim } = await setUp(over);
  const refused = await add(buyer, { cartId, variantId, quantity: 2, flashSaleClaim: claim });
  expect(refused.userErrors).toEqual([{ code: 'FLASH_SALE_CLAIM_INVALID', field: ['flashSaleClaim'] }]);
  expect(refused.cart.lines).toEqual([]);
});

test('a claim that is made up, or changed, is refused', async () => {
  const { buyer, cartId, variantId, claim } = await setUp();
  const [head, body, signature] = claim.split('.') as [string, string, string];
  const cheaper = JSON.parse(Buffer.from(body, 'base64url').toString());
  const changed = Buffer.from(JSON.stringify({ ...cheaper, priceMinor: 1 })).toString('base64url');
  const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
  for (const flashSaleClaim of ['x', `${head}.${changed}.${signature}`, `${unsigned}.${changed}.`]) {
    const refused = await add(buyer, { cartId, variantId, quantity: 2, flashSaleClaim });
    expect(refused.userErrors[0].code).toBe('FLASH_SALE_CLAIM_INVALID');
  }
});

test('the units of a claim cannot be changed, only removed', async () => {
  const { buyer, cartId, variantId, claim } = await setUp();
  const { cart } = await add(buyer, { cartId, variantId, quantity: 2, flashSaleClaim: claim });
  const [{ id: lineId }] = cart.lines;
  const set = (quantity: number) =>
    shop.mutate(buyer, 'updateCartLine', 'UpdateCartLineInput', { cartId, lineId, quantity }, fields);
  expect((await set(3)).cart.lines[0].quantity).toBe(2);
  expect((await set(0)).cart.lines).toEqual([]);
});

test('an order asks for the units of the place, also when it asks again', async () => {
  const { buyer, cartId, variantId, claim, placeId } = await setUp();
  await add(buyer, { cartId, variantId, quantity: 2, flashSaleClaim: claim });
  const { order } = await shop.checkOut(buyer, cartId);
  const asked = (await recordedEvents(shop.dataSource)).filter(({ type }) => type === 'StockRequested');
  expect(asked.map(({ data }) => data)).toEqual([
    {
      orderId: order!.id,
      currency: 'USD',
      lines: [{ variantId, quantity: 2, unitPriceMinor: 400, placeId }],
    },
  ]);
});

test('a line whose hold has run out cannot be ordered', async () => {
  const { buyer, cartId, variantId, claim } = await setUp();
  await add(buyer, { cartId, variantId, quantity: 2, flashSaleClaim: claim });
  await shop.dataSource.query(
    `UPDATE carts SET lines = jsonb_set(lines, '{0,flashSale,holdExpiresAt}', '"2020-01-01T00:00:00.000Z"')`,
  );
  const refused = await shop.checkOut(buyer, cartId);
  expect(refused.userErrors[0]).toMatchObject({ code: 'VARIANT_UNAVAILABLE' });
});
