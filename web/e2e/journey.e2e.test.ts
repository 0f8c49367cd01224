import { randomUUID } from 'node:crypto';
import { waitFor } from '../../subgraphs/shared/src/testing/wait-for.ts';
import { arrived, ask, follow, newEmail, send, shop } from './support/shop.ts';

/** The main journey over the public endpoint, name by name, as mobile clients and scripts rely on it. */

const password = 'correct horse battery';
const address = {
  name: 'Test Buyer',
  line1: '1 Market Street',
  city: 'San Francisco',
  region: 'CA',
  postalCode: '94107',
  countryCode: 'US',
  phone: '+14155550123',
};
const money = '{ amountMinor currency }';
const totals = `totals { subtotal ${money} shipping ${money} tax ${money} discount ${money} total ${money} }`;

type Variant = { id: string; sku: string; availableQuantity: number; price: { amountMinor: number } };

async function register(): Promise<{ token: string; refreshToken: string; email: string; userId: string }> {
  const email = newEmail();
  const { register: payload } = await ask(
    `mutation register($input: RegisterInput!) { register(input: $input) {
      session { accessToken accessTokenExpiresAt refreshToken } user { id email } userErrors { code field message } } }`,
    { input: { email, password, firstName: 'Test', lastName: 'Buyer' } },
  );
  expect(payload.userErrors).toEqual([]);
  expect(payload.user.email).toBe(email);
  return {
    email,
    token: payload.session.accessToken,
    refreshToken: payload.session.refreshToken,
    userId: payload.user.id,
  };
}

async function login(email: string): Promise<string> {
  const { login: payload } = await ask(
    'mutation login($input: LoginInput!) { login(input: $input) { session { accessToken } userErrors { code } } }',
    { input: { email, password: 'souk-demo-1' } },
  );
  expect(payload.userErrors).toEqual([]);
  return payload.session.accessToken;
}

/** A variant of the demonstration catalogue that has stock. */
async function findVariant(minimum = 5): Promise<Variant & { productId: string; slug: string }> {
  const { products } = await ask(
    `{ products(first: 50, where: { inStock: true }) { edges { node { id slug variants {
      id sku availableQuantity price ${money} } } } } }`,
  );
  for (const { node } of products.edges) {
    const variant = node.variants.find((candidate: Variant) => candidate.availableQuantity >= minimum);
    if (variant) return { ...variant, productId: node.id, slug: node.slug };
  }
  throw new Error('no variant with stock');
}

async function fillCart(
  variantId: string,
  quantity: number,
  token?: string,
): Promise<{ cartId: string; token: string }> {
  const { createCart } = await ask(
    'mutation { createCart { cart { id version } guestToken userErrors { code } } }',
    {},
    token,
  );
  const bearer = token ?? createCart.guestToken;
  const { addToCart } = await ask(
    `mutation addToCart($input: AddToCartInput!) { addToCart(input: $input) { cart { id version
      lines { id quantity unitPrice ${money} lineTotal ${money} variant { id sku } } ${totals} } userErrors { code } } }`,
    { input: { cartId: createCart.cart.id, variantId, quantity } },
    bearer,
  );
  expect(addToCart.userErrors).toEqual([]);
  expect(addToCart.cart.lines).toEqual([
    expect.objectContaining({ quantity, variant: expect.objectContaining({ id: variantId }) }),
  ]);
  return { cartId: createCart.cart.id, token: bearer };
}

async function placeOrder(
  cart: { cartId: string; token: string },
  paymentToken: string,
  input: { email?: string; idempotencyKey?: string; phone?: string } = {},
): Promise<{
  order: { id: string; number: string; status: string; total: { amountMinor: number } } | null;
  userErrors: { code: string }[];
}> {
  const { placeOrder: payload } = await ask(
    `mutation placeOrder($input: PlaceOrderInput!) { placeOrder(input: $input) {
      order { id number status total ${money} } userErrors { code field message } } }`,
    {
      input: {
        cartId: cart.cartId,
        idempotencyKey: input.idempotencyKey ?? randomUUID(),
        email: input.email ?? newEmail(),
        shippingAddress: { ...address, ...(input.phone ? { phone: input.phone } : {}) },
        payment: { provider: 'SANDBOX', token: paymentToken },
      },
    },
    cart.token,
  );
  return payload;
}

const ended = ['CONFIRMED', 'CANCELLED'];

async function followOrder(
  orderId: string,
  token: string,
  until: readonly string[] = ended,
): Promise<string[]> {
  const seen = await follow<{ orderUpdated: { status: string; version: number } }>(
    `subscription orderUpdated($orderId: ID!) { orderUpdated(orderId: $orderId) {
      id status version updatedAt payments { status } customer { firstName } } }`,
    { orderId },
    token,
    (data) => until.includes(data.orderUpdated.status),
  );
  const versions = seen.map((data) => data.orderUpdated.version);
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
  return seen.map((data) => data.orderUpdated.status);
}

describe('a guest', () => {
  it('buys, watches the order become CONFIRMED, and gets mail and SMS, each once', async () => {
    const variant = await findVariant();
    const cart = await fillCart(variant.id, 2);
    const email = newEmail();
    const phone = `+1415${Math.floor(1_000_000 + Math.random() * 8_999_999)}`;
    const { order, userErrors } = await placeOrder(cart, 'tok_success', { email, phone });
    expect(userErrors).toEqual([]);
    expect(order!.status).toBe('PLACED');
    const statuses = await followOrder(order!.id, cart.token);
    expect(statuses.at(-1)).toBe('CONFIRMED');

    const { order: read } = await ask(
      `query order($id: ID!) { order(id: $id) { id number status placedAt lines { quantity title sku } ${totals}
        timeline { at type status } payments { id status amount ${money} } } }`,
      { id: order!.id },
      cart.token,
    );
    expect(read.lines).toEqual([expect.objectContaining({ quantity: 2, sku: variant.sku })]);
    const { subtotal, discount, shipping, tax, total } = read.totals;
    expect(subtotal.amountMinor).toBe(2 * variant.price.amountMinor);
    expect(subtotal.amountMinor - discount.amountMinor + shipping.amountMinor + tax.amountMinor).toBe(
      total.amountMinor,
    );
    expect(read.payments).toEqual([{ id: expect.any(String), status: 'CAPTURED', amount: total }]);
    expect(read.timeline[0]).toMatchObject({ status: 'PLACED' });
    expect(read.timeline.at(-1)).toMatchObject({ status: 'CONFIRMED' });

    await waitFor(
      async () => (await arrived('email', email)).some((mail) => mail.subject?.includes(order!.number)),
      {
        timeoutMs: 15_000,
        what: 'the confirmation mail',
      },
    );
    await waitFor(async () => (await arrived('sms', phone)).length === 1, {
      timeoutMs: 15_000,
      what: 'the SMS',
    });
    const { notifications } = await ask(
      '{ notifications(first: 10) { edges { node { topic title } } unreadCount } }',
      {},
      cart.token,
    );
    expect(notifications.edges.map((edge: { node: { topic: string } }) => edge.node.topic)).toContain(
      'OrderConfirmed',
    );
  });

  it('gets the same order for the same idempotency key, and no second one from the same cart', async () => {
    const cart = await fillCart((await findVariant()).id, 1);
    const input = { email: newEmail(), idempotencyKey: randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => placeOrder(cart, 'tok_success', input)),
    );
    expect(new Set(answers.map(({ order }) => order?.id)).size).toBe(1);
    const other = await placeOrder(cart, 'tok_success', { ...input, idempotencyKey: randomUUID() });
    expect(other).toMatchObject({ order: null, userErrors: [{ code: 'CART_CLOSED' }] });
    const changed = await placeOrder(cart, 'tok_declined', input);
    expect(changed).toMatchObject({ order: null, userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] });
  });

  it('is told when the payment is declined, and the goods are free again', async () => {
    for (const token of ['tok_declined', 'tok_insufficient_funds']) {
      const variant = await findVariant();
      const cart = await fillCart(variant.id, 1);
      const { order } = await placeOrder(cart, token);
      expect((await followOrder(order!.id, cart.token)).at(-1)).toBe('CANCELLED');
      const { order: read } = await ask(
        'query ($id: ID!) { order(id: $id) { status cancelReason payments { status declineCode } } }',
        { id: order!.id },
        cart.token,
      );
      expect(read).toMatchObject({ cancelReason: 'PAYMENT_DECLINED', payments: [{ status: 'DECLINED' }] });
    }
  });

  it('is charged once although the provider answers too late', async () => {
    const cart = await fillCart((await findVariant()).id, 1);
    const { order } = await placeOrder(cart, 'tok_timeout_then_success');
    expect((await followOrder(order!.id, cart.token)).at(-1)).toBe('CONFIRMED');
  });

  it('acts at the provider where it asks for it, and the order goes on', async () => {
    const cart = await fillCart((await findVariant()).id, 1);
    const { order } = await placeOrder(cart, 'tok_requires_action');
    expect((await followOrder(order!.id, cart.token, ['AWAITING_PAYMENT', ...ended])).at(-1)).toBe(
      'AWAITING_PAYMENT',
    );
    const { order: waiting } = await ask(
      'query ($id: ID!) { order(id: $id) { paymentAction { url expiresAt } } }',
      { id: order!.id },
      cart.token,
    );
    const page = await (await fetch(waiting.paymentAction.url)).text();
    expect(page).toContain('form');
  });

  it('sees nothing of others: carts, orders, payments', async () => {
    const cart = await fillCart((await findVariant()).id, 1);
    const { order } = await placeOrder(cart, 'tok_success');
    const stranger = await fillCart((await findVariant()).id, 1);
    const { data } = await send(
      'query ($cart: ID!, $order: ID!) { cart(id: $cart) { id } order(id: $order) { id payments { id } } }',
      { cart: cart.cartId, order: order!.id },
      stranger.token,
    );
    expect(data).toEqual({ cart: null, order: null });
  });
});

describe('a customer', () => {
  it('registers, refreshes, and loses the family of a refresh token that is used twice', async () => {
    const { refreshToken } = await register();
    const refresh = async (
      token: string,
    ): Promise<{ session: { refreshToken: string } | null; userErrors: { code: string }[] }> =>
      (
        await ask(
          `mutation refreshSession($input: RefreshSessionInput!) { refreshSession(input: $input) {
            session { accessToken refreshToken } user { id } userErrors { code } } }`,
          { input: { refreshToken: token } },
        )
      ).refreshSession;
    const second = await refresh(refreshToken);
    expect(second.userErrors).toEqual([]);
    const third = await refresh(second.session!.refreshToken);
    expect(third.userErrors).toEqual([]);
    expect(await refresh(refreshToken)).toMatchObject({
      session: null,
      userErrors: [{ code: 'INVALID_REFRESH_TOKEN' }],
    });
    expect(await refresh(third.session!.refreshToken)).toMatchObject({ session: null });
  });

  it('buys, reads own orders and notifications, reviews what was bought, and has a welcome mail', async () => {
    const customer = await register();
    const variant = await findVariant();
    const cart = await fillCart(variant.id, 1, customer.token);
    const { order } = await placeOrder(cart, 'tok_success', { email: customer.email });
    const received = follow<{ notificationReceived: { topic: string } }>(
      'subscription { notificationReceived { id topic title body link } }',
      {},
      customer.token,
      (data) => data.notificationReceived.topic === 'OrderConfirmed',
    );
    expect((await followOrder(order!.id, customer.token)).at(-1)).toBe('CONFIRMED');
    await received;

    const { viewer } = await ask(
      '{ viewer { id email firstName roles orders(first: 5) { edges { node { id number status customer { firstName } } } } } }',
      {},
      customer.token,
    );
    expect(viewer).toMatchObject({ email: customer.email, firstName: 'Test', roles: ['CUSTOMER'] });
    expect(viewer.orders.edges).toEqual([
      {
        node: { id: order!.id, number: order!.number, status: 'CONFIRMED', customer: { firstName: 'Test' } },
      },
    ]);

    const review = {
      productId: variant.productId,
      rating: 5,
      title: 'Lovely',
      body: 'Just what I hoped for.',
    };
    await waitFor(async () => {
      const { submitReview } = await ask(
        'mutation submitReview($input: SubmitReviewInput!) { submitReview(input: $input) { review { id rating verifiedBuyer } userErrors { code } } }',
        { input: review },
        customer.token,
      );
      return submitReview.review?.verifiedBuyer === true;
    });
    const stranger = await register();
    const { submitReview } = await ask(
      'mutation submitReview($input: SubmitReviewInput!) { submitReview(input: $input) { review { id } userErrors { code } } }',
      { input: review },
      stranger.token,
    );
    expect(submitReview).toEqual({
      review: null,
      userErrors: [expect.objectContaining({ code: 'NOT_A_BUYER' })],
    });
    await waitFor(async () => (await arrived('email', customer.email)).length >= 2);
  });

  it('cancels a confirmed order and has the money back', async () => {
    const customer = await register();
    const cart = await fillCart((await findVariant()).id, 1, customer.token);
    const { order } = await placeOrder(cart, 'tok_success', { email: customer.email });
    await followOrder(order!.id, customer.token);
    const { cancelOrder } = await ask(
      'mutation cancelOrder($input: CancelOrderInput!) { cancelOrder(input: $input) { order { status cancelReason } userErrors { code } } }',
      { input: { orderId: order!.id, reason: 'changed my mind', idempotencyKey: randomUUID() } },
      customer.token,
    );
    expect(cancelOrder).toEqual({
      order: { status: 'CANCELLED', cancelReason: 'BY_CUSTOMER' },
      userErrors: [],
    });
    await waitFor(async () => {
      const { order: read } = await ask(
        'query ($id: ID!) { order(id: $id) { payments { status } } }',
        { id: order!.id },
        customer.token,
      );
      return read.payments[0].status === 'REFUNDED';
    });
  });
});

describe('staff', () => {
  it('creates a product that sells out, and the next buyer is told', async () => {
    const seller = await login('seller@souk.example');
    const sku = `E2E-${randomUUID().slice(0, 8).toUpperCase()}`;
    const { createProduct } = await ask(
      `mutation createProduct($input: CreateProductInput!) { createProduct(input: $input) {
        product { id slug status seller { displayName } variants { id sku availableQuantity } } userErrors { code message } } }`,
      {
        input: {
          title: `Limited lamp ${sku}`,
          description: 'A lamp of which there is one.',
          category: (await ask('{ categories { slug } }')).categories[0].slug,
          status: 'ACTIVE',
          variants: [{ sku, priceMinor: 4_900, initialStock: 1 }],
        },
      },
      seller,
    );
    expect(createProduct.userErrors).toEqual([]);
    const [variant] = createProduct.product.variants;

    const carts = await waitFor(async () => {
      const candidates = [await fillCart(variant.id, 1), await fillCart(variant.id, 1)];
      return candidates;
    });
    const orders = await Promise.all(carts.map((cart) => placeOrder(cart, 'tok_success')));
    const last = await Promise.all(
      orders.map(async ({ order }, index) => (await followOrder(order!.id, carts[index]!.token)).at(-1)),
    );
    expect([...last].sort()).toEqual(['CANCELLED', 'CONFIRMED']);
    const loser = last.indexOf('CANCELLED');
    const { order: cancelled } = await ask(
      'query ($id: ID!) { order(id: $id) { cancelReason payments { status } } }',
      { id: orders[loser]!.order!.id },
      carts[loser]!.token,
    );
    expect(cancelled).toEqual({ cancelReason: 'OUT_OF_STOCK', payments: null });

    const { adjustStock } = await ask(
      'mutation adjustStock($input: AdjustStockInput!) { adjustStock(input: $input) { variant { availableQuantity } userErrors { code } } }',
      { input: { variantId: variant.id, delta: 3, reason: 'RECEIVED', idempotencyKey: randomUUID() } },
      seller,
    );
    expect(adjustStock).toEqual({ variant: { availableQuantity: 3 }, userErrors: [] });
  });

  it('ships, delivers, and takes goods back for a refund', async () => {
    const admin = await login('admin@souk.example');
    const customer = await register();
    const cart = await fillCart((await findVariant()).id, 2, customer.token);
    const { order } = await placeOrder(cart, 'tok_success', { email: customer.email });
    await followOrder(order!.id, customer.token);

    const step = async (
      mutation: string,
      input: object,
      token: string,
    ): Promise<{ order: { status: string } | null }> => {
      const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
      const data = await ask(
        `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { order { status } userErrors { code message } } }`,
        { input: { ...input, idempotencyKey: randomUUID() } },
        token,
      );
      expect(data[mutation].userErrors).toEqual([]);
      return data[mutation];
    };
    expect(
      (await step('fulfilOrder', { orderId: order!.id, carrier: 'UPS', trackingNumber: '1Z999' }, admin))
        .order!.status,
    ).toBe('FULFILLED');
    expect((await step('markOrderDelivered', { orderId: order!.id }, admin)).order!.status).toBe('DELIVERED');

    const { order: delivered } = await ask(
      'query ($id: ID!) { order(id: $id) { canRequestReturn lines { id } } }',
      { id: order!.id },
      customer.token,
    );
    expect(delivered.canRequestReturn).toBe(true);
    const { requestReturn } = await ask(
      'mutation ($input: RequestReturnInput!) { requestReturn(input: $input) { return { id status } userErrors { code } } }',
      {
        input: {
          orderId: order!.id,
          reason: 'too large',
          lines: [{ orderLineId: delivered.lines[0].id, quantity: 1 }],
          idempotencyKey: randomUUID(),
        },
      },
      customer.token,
    );
    expect(requestReturn).toMatchObject({ return: { status: 'REQUESTED' }, userErrors: [] });
    const decide = async (mutation: 'approveReturn' | 'receiveReturn'): Promise<void> => {
      const data = await ask(
        `mutation ($input: DecideReturnInput!) { ${mutation}(input: $input) { return { status } userErrors { code } } }`,
        { input: { returnId: requestReturn.return.id, idempotencyKey: randomUUID() } },
        admin,
      );
      expect(data[mutation].userErrors).toEqual([]);
    };
    await decide('approveReturn');
    await decide('receiveReturn');
    await waitFor(async () => {
      const { order: read } = await ask(
        'query ($id: ID!) { order(id: $id) { returns { status } payments { status } } }',
        { id: order!.id },
        customer.token,
      );
      return read.returns[0].status === 'REFUNDED' && read.payments[0].status === 'PARTIALLY_REFUNDED';
    });
  });

  it('refunds a payment, never above what was captured, and customers may not', async () => {
    const admin = await login('admin@souk.example');
    const cart = await fillCart((await findVariant()).id, 1);
    const { order } = await placeOrder(cart, 'tok_success');
    await followOrder(order!.id, cart.token);
    const { order: paid } = await ask(
      `query ($id: ID!) { order(id: $id) { payments { id capturedAmount ${money} } } }`,
      { id: order!.id },
      cart.token,
    );
    const [payment] = paid.payments;
    const mutation = `mutation refundPayment($input: RefundPaymentInput!) { refundPayment(input: $input) {
      refund { amount ${money} } userErrors { code } } }`;
    type Refunded = { refundPayment: { userErrors: { code: string }[] } };
    const refund = (token: string): ReturnType<typeof send<Refunded>> =>
      send<Refunded>(
        mutation,
        {
          input: {
            paymentId: payment.id,
            amountMinor: payment.capturedAmount.amountMinor - 1,
            idempotencyKey: randomUUID(),
          },
        },
        token,
      );
    const refused = await refund(cart.token);
    expect(refused.errors![0]!.extensions!.code).toMatch(/FORBIDDEN|UNAUTHENTICATED|UNAUTHORIZED/);
    const both = await Promise.all([refund(admin), refund(admin)]);
    const codes = both.map(({ data }) => data.refundPayment.userErrors[0]?.code ?? 'done').sort();
    expect(codes).toEqual(['AMOUNT_EXCEEDED', 'done']);
  });

  it('reads sales and the funnel', async () => {
    const admin = await login('admin@souk.example');
    const today = new Date().toISOString().slice(0, 10);
    await waitFor(async () => {
      const { salesByDay, salesFunnel } = await ask(
        `query ($day: String!) { salesByDay(from: $day, to: $day) { day orders units revenue ${money} }
          salesFunnel(from: $day, to: $day) { cartsCreated ordersPlaced ordersConfirmed conversionRate } }`,
        { day: today },
        admin,
      );
      return salesByDay[0]?.orders > 0 && salesFunnel.ordersConfirmed > 0 && salesFunnel.cartsCreated > 0;
    });
  });
});

describe('the endpoint', () => {
  it('serves the developer page, health, and nothing to those with a forged token', async () => {
    const page = await fetch(shop.gateway, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('sandbox');
    const forged = await fetch(shop.gateway, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer e30.e30.e30' },
      body: '{"query":"{ viewer { id } }"}',
    });
    expect(forged.status).toBe(401);
  });

  it('finds products by words with a typing mistake, by filter, and page by page', async () => {
    const first = await ask(
      '{ products(first: 5, sort: PRICE_ASC) { edges { cursor node { id priceFrom { amountMinor } } } pageInfo { hasNextPage endCursor } totalCount } }',
    );
    expect(first.products.totalCount).toBeGreaterThan(80);
    const second = await ask(
      'query ($after: String) { products(first: 5, sort: PRICE_ASC, after: $after) { edges { node { id priceFrom { amountMinor } } } } }',
      { after: first.products.pageInfo.endCursor },
    );
    const prices = [...first.products.edges, ...second.products.edges].map(
      (edge: { node: { priceFrom: { amountMinor: number } } }) => edge.node.priceFrom.amountMinor,
    );
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    const found = await ask('{ products(first: 5, search: "hedphones") { edges { node { title } } } }');
    expect(found.products.edges.length).toBeGreaterThan(0);
  });
});
