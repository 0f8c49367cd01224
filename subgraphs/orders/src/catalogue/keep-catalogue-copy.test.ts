import { rows } from '@souk/shared/sql';
import { viewers } from '@souk/shared/testing/subgraph-client';
import { eventFrom, productData } from '../testing/neighbours.ts';
import { startTestShop, type TestShop } from '../testing/test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.clear());

const product = productData();
const [blue] = product.variants;
const red = { ...blue, variantId: `${blue.variantId.slice(0, -1)}z`, title: 'Red' };
const history = [
  eventFrom('ProductPublished', product.productId, { ...product, variants: [blue, red] }, 1),
  eventFrom(
    'ProductChanged',
    product.productId,
    { ...product, variants: [{ ...blue, priceMinor: 999 }, red] },
    2,
  ),
  eventFrom(
    'ProductChanged',
    product.productId,
    { ...product, title: 'Cup', variants: [{ ...blue, priceMinor: 888 }] },
    3,
  ),
];

async function copy(): Promise<unknown[]> {
  return rows(
    shop.dataSource.manager,
    'SELECT id, title, price_minor::int AS price, sellable FROM catalogue_variants ORDER BY id',
  );
}

test.each([[[0, 1, 2]], [[2, 1, 0]], [[1, 2, 0]], [[0, 2, 1]], [[0, 0, 2, 1, 2, 0, 1]]])(
  'events that arrive in the order %j leave the newest version',
  async (order) => {
    for (const index of order) await shop.deliver(history[index]!);
    expect((await copy())[0]).toEqual({ id: blue.variantId, title: 'Cup', price: 888, sellable: true });
    // The variant that the newest version lacks is not for sale, if the copy ever heard of it.
    for (const other of (await copy()).slice(1))
      expect(other).toMatchObject({ id: red.variantId, sellable: false });
  },
);

test('versions that arrive at the same moment leave the newest one', async () => {
  for (let round = 0; round < 5; round += 1) {
    await shop.clear();
    await Promise.all(history.map((event) => shop.deliver(event)));
    const [first, second] = await copy();
    expect(first).toMatchObject({ title: 'Cup', price: 888 });
    expect((second as { sellable: boolean } | undefined)?.sellable ?? false).toBe(false);
  }
});

test('a cart shows what changed: the new price at once, and what is no longer for sale', async () => {
  const buyer = viewers.customer();
  await shop.deliver(history[0]!);
  const cartId = await shop.fillCart(buyer, [{ variantId: blue.variantId }, { variantId: red.variantId }]);
  await shop.deliver(history[2]!);
  const { cart } = await shop.ask(
    buyer,
    'query ($id: ID!) { cart(id: $id) { lines { purchasable unitPrice { amountMinor } } totals { subtotal { amountMinor } } } }',
    { id: cartId },
  );
  expect(cart).toEqual({
    lines: [
      { purchasable: true, unitPrice: { amountMinor: 888 } },
      { purchasable: false, unitPrice: { amountMinor: 1250 } },
    ],
    totals: { subtotal: { amountMinor: 888 } },
  });
  expect(await shop.checkOut(buyer, cartId)).toMatchObject({
    order: null,
    userErrors: [{ code: 'VARIANT_UNAVAILABLE' }],
  });
});
