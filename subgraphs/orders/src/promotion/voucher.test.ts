import { createId } from '@souk/shared/ids';
import { viewers } from '@souk/shared/testing/subgraph-client';
import type { Viewer } from '@souk/shared/viewer';
import fc from 'fast-check';
import { answers } from '../testing/neighbours.ts';
import { startTestShop, type TestShop } from '../testing/test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.clear());

const cartFields = `cart { version totals { subtotal { amountMinor } discount { amountMinor } shipping { amountMinor }
    tax { amountMinor } total { amountMinor } }
  discounts { name code goods { amountMinor } shipping { amountMinor } }
  vouchers { code applied problem minimumSpend { amountMinor } } lines { discount { amountMinor } } }
  userErrors { code field } warnings { code field }`;

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
function apply(viewer: Viewer, cartId: string, code: string, over: object = {}): Promise<any> {
  return shop.mutate(viewer, 'applyVoucher', 'VoucherInput', { cartId, code, ...over }, cartFields);
}

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
function remove(viewer: Viewer, cartId: string, code: string): Promise<any> {
  return shop.mutate(viewer, 'removeVoucher', 'VoucherInput', { cartId, code }, cartFields);
}

/** A cart with one line of 20.00 and a code in it. */
async function cartWith(viewer: Viewer, code: string): Promise<string> {
  const variantId = await shop.sell({ variant: { priceMinor: 2_000 } });
  const cartId = await shop.fillCart(viewer, [{ variantId }]);
  expect(await apply(viewer, cartId, code)).toMatchObject({ userErrors: [] });
  return cartId;
}

async function usesOf(promotionId: string): Promise<{ used: number; standing: number }> {
  const [found] = await shop.dataSource.query(
    `SELECT used, (SELECT count(*)::int FROM promotion_redemptions WHERE promotion_id = p.id AND status = 'RESERVED')
       AS standing FROM promotions p WHERE id = $1`,
    [promotionId],
  );
  return found;
}

test('a code reduces the cart and its order, line by line, whatever its letters are', async () => {
  const promotionId = await shop.promote({ name: 'Spring', code: 'Spring-10' });
  const buyer = viewers.customer();
  const cartId = await shop.fillCart(buyer, [
    { variantId: await shop.sell({ variant: { priceMinor: 1_000 } }), quantity: 3 },
    { variantId: await shop.sell({ variant: { priceMinor: 555 } }) },
  ]);
  const applied = await apply(buyer, cartId, ' sPrInG-10 ');
  expect(applied).toMatchObject({
    userErrors: [],
    warnings: [],
    cart: {
      totals: { subtotal: { amountMinor: 3_555 }, discount: { amountMinor: 356 } },
      discounts: [{ name: 'Spring', code: 'SPRING-10', goods: { amountMinor: 356 } }],
      vouchers: [{ code: 'SPRING-10', applied: true, problem: null }],
      lines: [{ discount: { amountMinor: 300 } }, { discount: { amountMinor: 56 } }],
    },
  });
  const { order } = await shop.checkOut(buyer, cartId);
  const { order: placed } = await shop.ask(
    buyer,
    `query ($id: ID!) { order(id: $id) { totals { discount { amountMinor } } lines { discount { amountMinor } }
       discounts { code goods { amountMinor } } } }`,
    { id: order!.id },
  );
  expect(placed).toEqual({
    totals: { discount: { amountMinor: 356 } },
    lines: [{ discount: { amountMinor: 300 } }, { discount: { amountMinor: 56 } }],
    discounts: [{ code: 'SPRING-10', goods: { amountMinor: 356 } }],
  });
  expect(await usesOf(promotionId)).toMatchObject({ standing: 1 });
});

test('codes that do not exist, are over, off, used up or for others get one and the same answer', async () => {
  await shop.promote({ code: 'OVER-1', endsAt: '2020-01-01T00:00:00.000Z' });
  await shop.promote({ code: 'SOON-1', startsAt: '2040-01-01T00:00:00.000Z' });
  await shop.promote({ code: 'OFF-1', enabled: false });
  await shop.promote({ code: 'THEIRS-1', customerIds: ['usr_somebody_else'] });
  await shop.promote({ code: 'EUROS-1', currency: 'EUR' });
  const buyer = viewers.customer();
  const cartId = await shop.fillCart(buyer, [{ variantId: await shop.sell() }]);
  const told = [];
  for (const code of [
    'NOBODY-1',
    'OVER-1',
    'SOON-1',
    'OFF-1',
    'THEIRS-1',
    'EUROS-1',
    '',
    '%',
    "' OR 1=1--",
  ]) {
    told.push(await apply(buyer, cartId, code));
  }
  expect(told[0]).toMatchObject({
    userErrors: [{ code: 'VOUCHER_INVALID', field: ['code'] }],
    cart: { vouchers: [] },
  });
  for (const answer of told) expect(answer).toEqual(told[0]);
});

test('after ten wrong codes the right one is refused too, for the same buyer only, keys or not', async () => {
  await shop.promote({ code: 'RIGHT-1' });
  const [guesser, other] = [viewers.guest(), viewers.guest()];
  const variantId = await shop.sell();
  const cartId = await shop.fillCart(guesser, [{ variantId }]);
  for (let tried = 0; tried < 10; tried += 1) {
    const over = tried % 2 === 0 ? {} : { idempotencyKey: createId('key') };
    await apply(guesser, cartId, `WRONG-${tried}`, over);
  }
  expect(await apply(guesser, cartId, 'RIGHT-1')).toMatchObject({
    userErrors: [{ code: 'VOUCHER_INVALID' }],
  });
  const theirs = await shop.fillCart(other, [{ variantId }]);
  expect(await apply(other, theirs, 'RIGHT-1')).toMatchObject({ userErrors: [] });
});

test('a code is taken once, taken out again, and a cart takes five', async () => {
  for (let index = 0; index < 6; index += 1) await shop.promote({ code: `CODE-${index}`, basisPoints: 100 });
  const buyer = viewers.guest();
  const cartId = await cartWith(buyer, 'CODE-0');
  expect(await apply(buyer, cartId, 'code-0')).toMatchObject({ userErrors: [{ code: 'INVALID_INPUT' }] });
  for (let index = 1; index < 5; index += 1) {
    expect(await apply(buyer, cartId, `CODE-${index}`)).toMatchObject({ userErrors: [] });
  }
  expect(await apply(buyer, cartId, 'CODE-5')).toMatchObject({ userErrors: [{ code: 'VOUCHER_LIMIT' }] });
  expect(await remove(buyer, cartId, 'code-3')).toMatchObject({ userErrors: [] });
  expect(await remove(buyer, cartId, 'CODE-3')).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
  expect(await apply(buyer, cartId, 'CODE-5')).toMatchObject({ userErrors: [] });
});

test('a code whose minimum is not reached is kept, says what is missing, and counts once it is reached', async () => {
  await shop.promote({ code: 'BIG-1', minimumSpendMinor: 5_000 });
  const buyer = viewers.customer();
  const variantId = await shop.sell({ variant: { priceMinor: 2_000 } });
  const cartId = await shop.fillCart(buyer, [{ variantId }]);
  expect(await apply(buyer, cartId, 'BIG-1')).toMatchObject({
    userErrors: [],
    warnings: [{ code: 'VOUCHER_NOT_APPLIED', field: ['vouchers', 'BIG-1'] }],
    cart: {
      vouchers: [{ applied: false, problem: 'MINIMUM_SPEND', minimumSpend: { amountMinor: 5_000 } }],
      totals: { discount: { amountMinor: 0 } },
    },
  });
  const added = await shop.mutate(
    buyer,
    'addToCart',
    'AddToCartInput',
    { cartId, variantId, quantity: 2 },
    cartFields,
  );
  expect(added).toMatchObject({ warnings: [], cart: { totals: { discount: { amountMinor: 600 } } } });
});

test('fifty parallel checkouts cannot use a voucher beyond its limit', async () => {
  const promotionId = await shop.promote({ code: 'FEW-3', usageLimit: 3 });
  const buyers = Array.from({ length: 50 }, () => viewers.customer());
  const carts = await Promise.all(buyers.map((buyer) => cartWith(buyer, 'FEW-3')));
  const outcomes = await Promise.all(
    buyers.map((buyer, index) => shop.checkOut(buyer, carts[index]!, { email: `b${index}@example.com` })),
  );
  expect(outcomes.filter(({ order }) => order !== null)).toHaveLength(3);
  const refused = outcomes.filter(({ order }) => order === null);
  for (const { userErrors } of refused) expect(userErrors).toMatchObject([{ code: 'VOUCHER_INVALID' }]);
  expect(await usesOf(promotionId)).toEqual({ used: 3, standing: 3 });
  // Who was too late finds out in the cart, and can go on without the code.
  const late = outcomes.findIndex(({ order }) => order === null);
  expect(await remove(buyers[late]!, carts[late]!, 'FEW-3')).toMatchObject({ userErrors: [] });
  expect((await shop.checkOut(buyers[late]!, carts[late]!)).order).not.toBeNull();
});

test('fifty parallel checkouts of one buyer use a voucher once, however the address is written', async () => {
  await shop.promote({ code: 'ONCE-1', usageLimitPerCustomer: 1 });
  const buyer = viewers.customer();
  const carts = await Promise.all(Array.from({ length: 50 }, () => cartWith(buyer, 'ONCE-1')));
  const outcomes = await Promise.all(
    carts.map((cartId, index) =>
      shop.checkOut(buyer, cartId, {
        email: index % 2 === 0 ? 'Ann@Example.com' : `ann${index}@example.com`,
      }),
    ),
  );
  expect(outcomes.filter(({ order }) => order !== null)).toHaveLength(1);
  // A guest with the same address is the same buyer.
  await shop.clear();
  await shop.promote({ code: 'ONCE-1', usageLimitPerCustomer: 1 });
  const guests = [viewers.guest(), viewers.guest()];
  const theirs = [await cartWith(guests[0]!, 'ONCE-1'), await cartWith(guests[1]!, 'ONCE-1')];
  expect((await shop.checkOut(guests[0]!, theirs[0]!, { email: 'bob@example.com' })).order).not.toBeNull();
  expect(await shop.checkOut(guests[1]!, theirs[1]!, { email: 'BOB@example.com' })).toMatchObject({
    order: null,
    userErrors: [{ code: 'VOUCHER_INVALID' }],
  });
});

test('a voucher for first orders is used for one order, also by two checkouts at once', async () => {
  await shop.promote({ code: 'FIRST-A', firstOrderOnly: true });
  await shop.promote({ code: 'FIRST-B', firstOrderOnly: true });
  const buyer = viewers.customer();
  const carts = await Promise.all(
    ['FIRST-A', 'FIRST-B', 'FIRST-A', 'FIRST-B'].map((code) => cartWith(buyer, code)),
  );
  const outcomes = await Promise.all(carts.map((cartId) => shop.checkOut(buyer, cartId)));
  expect(outcomes.filter(({ order }) => order !== null)).toHaveLength(1);
  const next = await shop.fillCart(buyer, [{ variantId: await shop.sell() }]);
  expect(await apply(buyer, next, 'FIRST-A')).toMatchObject({ userErrors: [{ code: 'VOUCHER_INVALID' }] });
  // A cancelled order was none.
  const placed = outcomes.find(({ order }) => order !== null)!.order!.id;
  await shop.deliver(answers.stockRejected(placed, 'OUT_OF_STOCK'));
  expect(await apply(buyer, next, 'FIRST-A')).toMatchObject({ userErrors: [] });
});

test('a cancelled order gives its use back, exactly once, and the next buyer gets it', async () => {
  const promotionId = await shop.promote({ code: 'LAST-1', usageLimit: 1, usageLimitPerCustomer: 1 });
  const buyer = viewers.customer();
  const cartId = await cartWith(buyer, 'LAST-1');
  const { order } = await shop.checkOut(buyer, cartId);
  expect(await usesOf(promotionId)).toEqual({ used: 1, standing: 1 });
  const rejected = answers.stockRejected(order!.id, 'OUT_OF_STOCK');
  await Promise.all([
    ...Array.from({ length: 5 }, () => shop.deliver(rejected)),
    ...Array.from({ length: 5 }, () =>
      shop.mutate(
        buyer,
        'cancelOrder',
        'CancelOrderInput',
        { orderId: order!.id, idempotencyKey: createId('key') },
        'userErrors { code }',
      ),
    ),
  ]);
  expect(await usesOf(promotionId)).toEqual({ used: 0, standing: 0 });
  expect(await shop.dataSource.query('SELECT used FROM promotion_uses')).toEqual([{ used: 0 }, { used: 0 }]);
  const again = await cartWith(buyer, 'LAST-1');
  expect((await shop.checkOut(buyer, again)).order).not.toBeNull();
  expect(await usesOf(promotionId)).toEqual({ used: 1, standing: 1 });
});

test('a checkout repeated with its key uses the voucher once', async () => {
  const promotionId = await shop.promote({ code: 'TWICE-1', usageLimit: 5 });
  const buyer = viewers.customer();
  const cartId = await cartWith(buyer, 'TWICE-1');
  const idempotencyKey = createId('key');
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () => shop.checkOut(buyer, cartId, { idempotencyKey })),
  );
  expect(new Set(outcomes.map(({ order }) => order?.id))).toEqual(new Set([outcomes[0]!.order!.id]));
  expect(await usesOf(promotionId)).toEqual({ used: 1, standing: 1 });
});

test('stacked beyond 100 % an order costs nothing, asks payments nothing, and is confirmed', async () => {
  await shop.promote({ name: 'Half', basisPoints: 6_000 });
  await shop.promote({ code: 'REST-1', kind: 'AMOUNT', basisPoints: null, amountMinor: 99_999 });
  await shop.promote({ code: 'SHIP-1', kind: 'FREE_SHIPPING' });
  const buyer = viewers.customer();
  const cartId = await cartWith(buyer, 'REST-1');
  expect(await apply(buyer, cartId, 'SHIP-1')).toMatchObject({
    cart: {
      totals: {
        subtotal: { amountMinor: 2_000 },
        discount: { amountMinor: 2_000 },
        total: { amountMinor: 0 },
      },
    },
  });
  const { order } = await shop.checkOut(buyer, cartId, { expectedTotalMinor: 0 });
  await shop.deliver(answers.stockReserved(order!.id), answers.stockCommitted(order!.id));
  const { order: confirmed } = await shop.ask(buyer, 'query ($id: ID!) { order(id: $id) { status } }', {
    id: order!.id,
  });
  expect(confirmed.status).toBe('CONFIRMED');
  expect(await shop.eventTypes(order!.id)).toEqual([
    'OrderPlaced',
    'StockRequested',
    'StockCommitRequested',
    'OrderConfirmed',
  ]);
});

test('a voucher that ended after it was put in stops the checkout, with a quote without it', async () => {
  const promotionId = await shop.promote({ code: 'SHORT-1' });
  const buyer = viewers.customer();
  const cartId = await cartWith(buyer, 'SHORT-1');
  await shop.dataSource.query('UPDATE promotions SET enabled = false WHERE id = $1', [promotionId]);
  expect(await shop.checkOut(buyer, cartId)).toMatchObject({
    order: null,
    userErrors: [{ code: 'VOUCHER_INVALID', field: ['cartId'] }],
  });
  const { cart } = await shop.ask(
    buyer,
    'query ($id: ID!) { cart(id: $id) { totals { discount { amountMinor } } vouchers { problem } } }',
    { id: cartId },
  );
  expect(cart).toEqual({ totals: { discount: { amountMinor: 0 } }, vouchers: [{ problem: 'NOT_VALID' }] });
});

test('carts of guest and customer bring their codes along when they become one', async () => {
  await shop.promote({ code: 'GUEST-1', basisPoints: 100 });
  await shop.promote({ code: 'OWN-1', basisPoints: 100 });
  const opened = await shop.ask(viewers.anonymous(), 'mutation { createCart { cart { id } guestToken } }');
  const { cart: guestCart, guestToken } = opened.createCart;
  const [{ guest_id: guestId }] = await shop.dataSource.query('SELECT guest_id FROM carts');
  const guest: Viewer = { kind: 'guest', id: guestId };
  const variantId = await shop.sell();
  await shop.mutate(
    guest,
    'addToCart',
    'AddToCartInput',
    { cartId: guestCart.id, variantId },
    'userErrors { code }',
  );
  await apply(guest, guestCart.id, 'GUEST-1');
  const customer = viewers.customer();
  await cartWith(customer, 'OWN-1');
  const claimed = await shop.mutate(
    customer,
    'claimCart',
    'ClaimCartInput',
    { cartId: guestCart.id, guestToken },
    cartFields,
  );
  expect(claimed.cart.vouchers).toMatchObject([{ code: 'OWN-1' }, { code: 'GUEST-1' }]);
});

test('however a cart comes to hold what it holds, it costs what that costs', async () => {
  const prices = [999, 1_250, 33_333];
  const variantIds = await Promise.all(prices.map((priceMinor) => shop.sell({ variant: { priceMinor } })));
  await shop.promote({ code: 'TEN-PC', basisPoints: 1_000, priority: 1 });
  await shop.promote({ code: 'FIVE', kind: 'AMOUNT', basisPoints: null, amountMinor: 500 });
  await shop.promote({ code: 'ALONE', basisPoints: 1_333, exclusive: true });
  const codes = ['TEN-PC', 'FIVE', 'ALONE'];
  const steps = fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('add' as const),
        of: fc.nat(2),
        quantity: fc.integer({ min: 1, max: 3 }),
      }),
      fc.record({ kind: fc.constant('apply' as const), of: fc.nat(2) }),
      fc.record({ kind: fc.constant('remove' as const), of: fc.nat(2) }),
    ),
    { minLength: 2, maxLength: 8 },
  );
  const totalsOf = async (viewer: Viewer, id: string): Promise<object> =>
    (
      await shop.ask(
        viewer,
        `query ($id: ID!) { cart(id: $id) { totals { subtotal { amountMinor } discount { amountMinor }
           shipping { amountMinor } tax { amountMinor } total { amountMinor } } } }`,
        { id },
      )
    ).cart.totals;
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const buyer = viewers.customer();
      const cartId = await shop.fillCart(buyer, []);
      const units = [0, 0, 0];
      const held = new Set<string>();
      for (const step of taken) {
        const code = codes[step.of]!;
        if (step.kind === 'add') {
          units[step.of]! += step.quantity;
          const input = { cartId, variantId: variantIds[step.of], quantity: step.quantity };
          await shop.mutate(buyer, 'addToCart', 'AddToCartInput', input, 'userErrors { code }');
        } else if (step.kind === 'apply') {
          held.add(code);
          await apply(buyer, cartId, code);
        } else {
          held.delete(code);
          await remove(buyer, cartId, code);
        }
      }
      // The same goods and codes, put in another way round.
      const lines = units.map((quantity, index) => ({ variantId: variantIds[index]!, quantity }));
      const direct = await shop.fillCart(buyer, lines.filter((line) => line.quantity > 0).reverse());
      for (const code of [...held].sort()) await apply(buyer, direct, code);
      const totals = await totalsOf(buyer, cartId);
      expect(totals).toEqual(await totalsOf(buyer, direct));
    }),
    { numRuns: 25 },
  );
});
