import { randomUUID } from 'node:crypto';
import { createId } from '../../subgraphs/shared/src/ids.ts';
import { attempt, mutation } from './support/attempt.ts';
import {
  type Bought,
  buy,
  money,
  type Offer,
  offer,
  readOrder,
  registerSeller,
  signIn,
} from './support/buyers.ts';
import { ask } from './support/shop.ts';

/** Attack 44: a seller turns against another seller's goods. Both have the role; the goods are one's alone. */

let owner: string;
let attacker: string;
let goods: Offer;
let bought: Bought;
beforeAll(async () => {
  const admin = await signIn('admin');
  owner = await signIn('seller');
  attacker = (await registerSeller(admin)).token;
  goods = await offer(owner);
  bought = await buy(goods.variantId);
}, 60_000);

const key = (): { idempotencyKey: string } => ({ idempotencyKey: randomUUID() });
const missing = { productId: createId('prd'), variantId: createId('var'), sku: '', orderId: createId('ord') };

async function goodsAndOrder(): Promise<object> {
  const { product } = await ask(
    `query ($id: ID!) { product(id: $id) { title description status brand version updatedAt media { url }
      category { slug } seller { id }
      variants { id sku title price ${money} availableQuantity flashSale { id } } } }`,
    { id: goods.productId },
    owner,
  );
  const { invoices: _, ...order } = await readOrder(bought.orderId, bought.token);
  return { product, order };
}

type Target = Offer & { readonly orderId: string };
const change = (about: object) => (target: Target) => ({ productId: target.productId, ...about });

test.each<[what: string, name: string, payload: string, input: (target: Target) => object]>([
  ['rename a product', 'updateProduct', 'product', change({ title: 'Broken lamp' })],
  ['take a product off sale', 'updateProduct', 'product', change({ status: 'ARCHIVED' })],
  [
    'lower a price',
    'updateProduct',
    'product',
    (target) => ({
      ...change({})(target),
      prices: [{ variantId: target.variantId, priceMinor: 1 }],
    }),
  ],
  [
    'hang a variant on a product',
    'updateProduct',
    'product',
    change({ addVariants: [{ sku: 'MALLORY-1', priceMinor: 1 }] }),
  ],
  ['change the pictures', 'updateProduct', 'product', change({ media: [] })],
  [
    'empty the stock',
    'adjustStock',
    'variant',
    ({ variantId }) => ({ variantId, counted: 0, reason: 'COUNTED', ...key() }),
  ],
  [
    'add to the stock',
    'adjustStock',
    'variant',
    ({ variantId }) => ({ variantId, delta: 5, reason: 'RECEIVED', ...key() }),
  ],
  [
    'announce a flash sale',
    'createFlashSale',
    'flashSale',
    ({ variantId }) => ({
      ...{ variantId, priceMinor: 1, allocation: 1, ...key() },
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    }),
  ],
  ['ship an order', 'fulfilOrder', 'order', ({ orderId }) => ({ orderId, ...key() })],
  ['call an order delivered', 'markOrderDelivered', 'order', ({ orderId }) => ({ orderId, ...key() })],
  ['write on an order', 'addOrderNote', 'order', ({ orderId }) => ({ orderId, text: 'x', ...key() })],
  ['cancel an order', 'cancelOrder', 'order', ({ orderId }) => ({ orderId, ...key() })],
])('44: %s of another seller: as if it were missing', async (_what, name, payload, input) => {
  const before = await goodsAndOrder();
  const document = mutation(name, `${payload} { __typename } userErrors { code message }`);
  const answer = await attempt(document, { input: input({ ...goods, ...bought }) }, attacker);
  expect(answer).toMatchObject({
    ...{ status: 200, codes: [] },
    data: { [name]: { [payload]: null, userErrors: [{ code: 'NOT_FOUND' }] } },
  });
  expect(answer).toEqual(await attempt(document, { input: input(missing) }, attacker));
  expect(await goodsAndOrder()).toEqual(before);
});

test('44: change a price through an own product: the variant of another is not one of its variants', async () => {
  const before = await goodsAndOrder();
  const { productId } = await offer(attacker);
  const input = { productId, prices: [{ variantId: goods.variantId, priceMinor: 1 }] };
  const { data } = await attempt(mutation('updateProduct'), { input }, attacker);
  expect(data.updateProduct.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
  expect(await goodsAndOrder()).toEqual(before);
});

test('44: read drafts and orders of another seller: none is listed', async () => {
  const { data } = await attempt(
    `{ orders(first: 100) { edges { node { id } } }
      products(first: 100, where: { mine: true, statuses: [DRAFT, ACTIVE, ARCHIVED] }) { edges { node { id } } } }`,
    {},
    attacker,
  );
  expect(data.orders.edges).toEqual([]);
  const ids = data.products.edges.map(({ node }: { node: { id: string } }) => node.id);
  expect(ids).not.toContain(goods.productId);
});
