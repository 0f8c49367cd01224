import { createId } from '../../subgraphs/shared/src/ids.ts';
import { waitFor } from '../../subgraphs/shared/src/testing/wait-for.ts';
import { attempt, listen, mutation } from './support/attempt.ts';
import {
  buy,
  fillCart,
  type Person,
  placeOrder,
  readOrder,
  register,
  signIn,
  whenOrderIs,
} from './support/buyers.ts';
import { ledgerOf } from './support/sandbox.ts';
import { ask, shop } from './support/shop.ts';
import { createVictim, gatherStrangers, type Ids, missingIds, type Victim } from './support/victim.ts';

/** Attack 43 by other ways than an id in a query: through what may be read, a kept card, an invoice's address, live. */

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

test('43: read a customer through what they wrote and bought: only what everybody may know', async () => {
  const goods = await ask(
    'query ($id: ID!) { order(id: $id) { lines { variant { product { id } } } } }',
    { id: victim.bought.orderId },
    victim.person.token,
  );
  const productId = goods.order.lines[0].variant.product.id;
  const review = { productId, rating: 5, body: 'Just what I hoped for.' };
  await waitFor(
    async () =>
      (
        await ask(
          mutation('submitReview', 'review { id } userErrors { code }'),
          { input: review },
          victim.person.token,
        )
      ).submitReview.review,
    { timeoutMs: 30_000 },
  );
  const person = `{ id email phone lastName roles addresses { id } sessions { id } orders { edges { node { id } } }
    activeCart { id } }`;
  const hidden = {
    ...{ email: null, phone: null, lastName: null, roles: null, addresses: null, sessions: null },
    ...{ orders: null, activeCart: null },
  };
  const document = `query ($id: ID!) { product(id: $id) { reviews { edges { node { author ${person} } } } } }`;
  for (const token of [attacker.token, ...others]) {
    const { data } = await attempt(document, { id: productId }, token);
    expect(data.product.reviews.edges).toEqual([
      { node: { author: { id: victim.person.userId, ...hidden } } },
    ]);
  }
  // Its seller sees the order, and of the buyer and the money nothing.
  const { data } = await attempt(
    `query ($id: ID!) { order(id: $id) { id email customer ${person} payments { id } invoices { id } deliveries { id } } }`,
    { id: victim.bought.orderId },
    await signIn('seller'),
  );
  expect(data.order).toEqual({
    ...{ id: victim.bought.orderId, email: null, customer: { id: victim.person.userId, ...hidden } },
    ...{ payments: null, invoices: [], deliveries: [] },
  });
});

test('43: pay with the kept card of another: declined, and nobody is charged', async () => {
  const variantId = victim.ids.variant;
  for (const method of [victim.ids.method, missing.method]) {
    const cart = await fillCart(variantId, 1, attacker.token);
    const { order } = await placeOrder(cart, { payment: { provider: 'SANDBOX', token: method } });
    expect(await whenOrderIs(order!.id, attacker.token)).toBe('CANCELLED');
    const read = await readOrder(order!.id, attacker.token);
    expect(read).toMatchObject({ cancelReason: 'PAYMENT_DECLINED', payments: [{ status: 'DECLINED' }] });
    expect((await ledgerOf(order!.id)).filter(({ authorisedMinor }) => authorisedMinor > 0)).toEqual([]);
  }
});

test('43: open the invoice of another with the address of an own one: as if it were missing', async () => {
  const own = await buy(victim.ids.variant, 1, attacker.token);
  const invoiceOf = (orderId: string, token: string): Promise<{ id: string; downloadUrl: string }> =>
    waitFor(async () => (await readOrder(orderId, token)).invoices[0], { timeoutMs: 30_000 });
  const [mine, victims] = [
    await invoiceOf(own.orderId, attacker.token),
    await invoiceOf(victim.bought.orderId, victim.person.token),
  ];
  const token = new URL(mine.downloadUrl).pathname.split('/').at(-1)!;
  const [, expiry, signature] = token.split('.');
  const open = (given: string) =>
    attempt('query ($token: String!) { invoiceFile(token: $token) { fileName } }', { token: given });
  expect((await open(token)).data.invoiceFile.fileName).toMatch(/\.pdf$/);
  const forged = [
    `${victims.id}.${expiry}.${signature}`,
    `${victims.id}.${expiry}.`,
    `${victims.id}.zzzzzzzzz.${signature}`,
    `${mine.id}.zzzzzzzzz.${signature}`,
    `${createId('inv')}.${expiry}.${signature}`,
    victims.id,
  ];
  for (const given of forged) {
    expect(await open(given)).toMatchObject({ status: 200, codes: [], data: { invoiceFile: null } });
    expect((await fetch(`${shop.store}/invoices/${given}`)).status).toBe(404);
  }
  const page = `${shop.store}/orders/${victim.bought.orderId}/invoices/${victims.id}`;
  expect((await fetch(page, { redirect: 'manual' })).status).toBe(404);
});

test.each<[string, string, (ids: Ids) => Record<string, unknown>, unknown]>([
  [
    'an order',
    'subscription ($id: ID!) { orderUpdated(orderId: $id) { id } }',
    ({ order }) => ({ id: order }),
    ['NOT_FOUND'],
  ],
  [
    'a place in a flash sale',
    'subscription ($id: ID!) { flashSalePlaceUpdated(placeId: $id) { id claim } }',
    ({ place }) => ({ id: place }),
    ['NOT_FOUND'],
  ],
  ['the orders of all', 'subscription { ordersUpdated { id } }', () => ({}), ['FORBIDDEN']],
])(
  '43: follow %s of another over the WebSocket: as if it were missing',
  async (_what, document, variables, expected) => {
    for (const token of [attacker.token, ...others.slice(1)]) {
      const answers = [];
      for (const ids of [victim.ids, missing]) {
        const { first, close } = listen(document, variables(ids), token);
        answers.push(await first);
        await close();
      }
      expect(answers[0]).toEqual(answers[1]);
      if (token === attacker.token) expect(answers[0]).toEqual(expected);
    }
  },
);

test('43: listen for whatever comes: own orders and messages only', async () => {
  const orders = listen('subscription { myOrdersUpdated { id status } }', {}, attacker.token);
  const messages = listen('subscription { notificationReceived { link } }', {}, attacker.token);
  const theirOrder = await buy(victim.ids.variant, 1, victim.person.token);
  const own = await buy(victim.ids.variant, 1, attacker.token);
  await waitFor(() => orders.seen.some(({ myOrdersUpdated }) => myOrdersUpdated.status === 'CONFIRMED'), {
    timeoutMs: 30_000,
  });
  await waitFor(() => messages.seen.length > 0, { timeoutMs: 30_000 });
  expect(new Set(orders.seen.map(({ myOrdersUpdated }) => myOrdersUpdated.id))).toEqual(
    new Set([own.orderId]),
  );
  expect(JSON.stringify([orders.seen, messages.seen])).not.toContain(theirOrder.orderId);
  await Promise.all([orders.close(), messages.close()]);
});
