import { lowestId } from '@souk/shared/ids';
import { query, testViewerTokenSecret, viewers } from '@souk/shared/testing/subgraph-client';
import { waitFor } from '@souk/shared/testing/wait-for';
import { mintViewerToken, type Viewer } from '@souk/shared/viewer';
import { answers } from '../testing/neighbours.ts';
import { startTestShop, type TestShop } from '../testing/test-shop.ts';
import { findOrderByNumber, forgetLookupFailures } from './find-order-by-number.ts';
import { watchMyOrders, watchOrder } from './watch-orders.ts';

let shop: TestShop;
const admin = viewers.admin();
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.clear());

const readOrder = `query ($id: ID!) { order(id: $id) {
  id number email canCancel customer { id } shippingAddress { name } lines { title seller { id } variant { id } }
  totals { subtotal { amountMinor } shipping { amountMinor } total { amountMinor } } total { amountMinor } } }`;
const entity = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Order { id } } }';

/** An order of goods of several sellers. */
async function mixedOrder(buyer: Viewer, ...sellerIds: (string | null)[]): Promise<string> {
  const lines = [];
  for (const sellerId of sellerIds) {
    lines.push({
      variantId: await shop.sell({ title: `of ${sellerId}`, sellerId, variant: { priceMinor: 1000 } }),
    });
  }
  const { order } = await shop.checkOut(buyer, await shop.fillCart(buyer, lines));
  return order!.id;
}

test('an order is there for its buyer, its sellers and admins; to everybody else it is missing', async () => {
  const buyer = viewers.guest();
  const seller = viewers.seller();
  const orderId = await mixedOrder(buyer, seller.id, 'usr_other');
  const strangers = [
    viewers.customer(),
    viewers.guest(),
    viewers.seller(),
    viewers.anonymous(),
    { kind: 'user', id: buyer.id, roles: ['CUSTOMER'], scopes: [], sessionId: null } as const,
    // Selling needs the role, not just the id.
    { ...seller, roles: ['CUSTOMER'] as const, scopes: [] },
  ];
  const r = [{ __typename: 'Order', id: orderId }];
  for (const viewer of [buyer, seller, admin]) {
    expect((await shop.ask(viewer, readOrder, { id: orderId })).order.id).toBe(orderId);
    expect(await shop.ask(viewer, entity, { r })).toEqual({ _entities: [{ id: orderId }] });
  }
  for (const viewer of strangers) {
    expect(await shop.ask(viewer, readOrder, { id: orderId })).toEqual({ order: null });
    expect(await shop.ask(viewer, entity, { r })).toEqual({ _entities: [null] });
    await expect(watchOrder(shop, viewer, orderId)).rejects.toThrow('There is no such order.');
  }
  for (const id of ['', 'ord_nope', 'ord_\u0000', `${orderId}x`]) {
    expect(await shop.ask(admin, readOrder, { id })).toEqual({ order: null });
  }
});

test('a seller sees the own lines and what they come to, and no address for mail', async () => {
  const buyer = viewers.customer();
  const seller = viewers.seller();
  const orderId = await mixedOrder(buyer, seller.id, 'usr_other', null);
  const { order: whole } = await shop.ask(buyer, readOrder, { id: orderId });
  expect(whole).toMatchObject({
    email: 'ann@example.com',
    canCancel: true,
    customer: { id: (buyer as { id: string }).id },
  });
  expect(whole.lines).toHaveLength(3);
  const { order: part } = await shop.ask(seller, readOrder, { id: orderId });
  expect(part).toMatchObject({
    email: null,
    canCancel: false,
    shippingAddress: { name: 'Ann Buyer' },
    lines: [{ title: `of ${seller.id}`, seller: { id: seller.id } }],
    totals: { subtotal: { amountMinor: 1000 }, shipping: { amountMinor: 0 }, total: { amountMinor: 1073 } },
    total: { amountMinor: 1073 },
  });
});

test('a seller ships the own lines only, and calls an order delivered only if all of it is own', async () => {
  const seller = viewers.seller();
  const mixed = await mixedOrder(viewers.customer(), seller.id, 'usr_other');
  await shop.confirm(mixed);
  const fulfil = `mutation ($input: FulfilOrderInput!) { fulfilOrder(input: $input) {
    order { status lines { id fulfilledQuantity } } userErrors { code } } }`;
  const deliver = `mutation ($input: MarkOrderDeliveredInput!) { markOrderDelivered(input: $input) {
    order { status } userErrors { code } } }`;
  const { order } = await shop.ask(admin, 'query ($id: ID!) { order(id: $id) { lines { id } } }', {
    id: mixed,
  });
  const [, foreign] = order.lines;
  const lines = [{ orderLineId: foreign.id, quantity: 1 }];
  const ask = (viewer: Viewer, document: string, input: object, key: string): Promise<unknown> =>
    shop.ask(viewer, document, { input: { ...input, idempotencyKey: `the-key-${key}` } });

  expect(await ask(seller, fulfil, { orderId: mixed, lines }, '1')).toMatchObject({
    fulfilOrder: { userErrors: [{ code: 'NOT_FOUND' }] },
  });
  expect(await ask(viewers.seller(), fulfil, { orderId: mixed }, '2')).toMatchObject({
    fulfilOrder: { order: null, userErrors: [{ code: 'NOT_FOUND' }] },
  });
  expect(await ask(seller, fulfil, { orderId: mixed }, '3')).toMatchObject({
    fulfilOrder: {
      order: { status: 'PARTIALLY_FULFILLED', lines: [{ fulfilledQuantity: 1 }] },
      userErrors: [],
    },
  });
  expect(await ask(admin, fulfil, { orderId: mixed }, '4')).toMatchObject({
    fulfilOrder: { order: { status: 'FULFILLED' } },
  });
  expect(await ask(seller, deliver, { orderId: mixed }, '5')).toMatchObject({
    markOrderDelivered: { userErrors: [{ code: 'INVALID_TRANSITION' }] },
  });
  const own = await mixedOrder(viewers.customer(), seller.id);
  await shop.confirm(own);
  await ask(seller, fulfil, { orderId: own }, '6');
  expect(await ask(seller, deliver, { orderId: own }, '7')).toMatchObject({
    markOrderDelivered: { order: { status: 'DELIVERED' } },
  });
});

describe('lists', () => {
  const list = `query ($first: Int!, $after: String, $where: OrderWhere) { orders(first: $first, after: $after, where: $where) {
    edges { node { id lines { title } } } pageInfo { hasNextPage endCursor } totalCount } }`;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
  const idsOf = (page: any): string[] => page.edges.map((edge: any) => edge.node.id);
  const orders = async (
    viewer: Viewer,
    variables: Record<string, unknown> = {},
  ): Promise<{
    pageInfo: { endCursor: string; hasNextPage: boolean };
    totalCount: number;
    edges: unknown[];
  }> => (await shop.ask(viewer, list, { first: 10, ...variables })).orders;

  test('for staff come newest first and page by page: all for admins, for sellers those with own lines', async () => {
    const seller = viewers.seller();
    const placed: string[] = [];
    for (let index = 0; index < 5; index += 1)
      placed.push(await mixedOrder(viewers.customer(), index % 2 === 0 ? seller.id : 'usr_other', seller.id));
    const foreign = await mixedOrder(viewers.customer(), 'usr_other');
    const newestFirst = [...placed].reverse();

    const first = await orders(admin, { first: 4 });
    expect(idsOf(first)).toEqual([foreign, ...newestFirst.slice(0, 3)]);
    expect(first).toMatchObject({ totalCount: 6, pageInfo: { hasNextPage: true } });
    const rest = await orders(admin, { first: 4, after: first.pageInfo.endCursor });
    expect(idsOf(rest)).toEqual(newestFirst.slice(3));
    expect(rest.pageInfo.hasNextPage).toBe(false);

    const own = await orders(seller, { first: 3 });
    expect(idsOf(own)).toEqual(newestFirst.slice(0, 3));
    expect(own.totalCount).toBe(5);
    expect(JSON.stringify(own.edges)).not.toContain('usr_other');
    expect(idsOf(await orders(seller, { first: 3, after: own.pageInfo.endCursor }))).toEqual(
      newestFirst.slice(3),
    );
    expect(idsOf(await orders(viewers.seller()))).toEqual([]);
  });

  test('are filtered by status, time, number and, for admins, part of the e-mail address', async () => {
    const seller = viewers.seller();
    const buyer = viewers.customer();
    const first = await mixedOrder(buyer, seller.id);
    await waitFor(() => lowestId('ord', Date.now()) > first, { what: 'the next millisecond' });
    const between = new Date().toISOString();
    const cart = await shop.fillCart(buyer, [{ variantId: await shop.sell({ sellerId: seller.id }) }]);
    const { order: second } = await shop.checkOut(buyer, cart, { email: 'bob_100%@shop.example' });
    await shop.confirm(second!.id);

    const found = async (viewer: Viewer, where: object): Promise<string[]> =>
      idsOf(await orders(viewer, { where }));
    expect(await found(admin, { statuses: ['CONFIRMED'] })).toEqual([second!.id]);
    expect(await found(admin, { statuses: [] })).toEqual([second!.id, first]);
    expect(await found(admin, { placedFrom: between })).toEqual([second!.id]);
    expect(await found(seller, { placedTo: between })).toEqual([first]);
    expect(await found(admin, { search: second!.number.toLowerCase() })).toEqual([second!.id]);
    expect(await found(seller, { search: second!.number })).toEqual([second!.id]);
    expect(await found(admin, { search: 'B_100%@' })).toEqual([second!.id]);
    expect(await found(admin, { search: '%' })).toEqual([second!.id]);
    expect(await found(admin, { search: "' OR 1=1 --" })).toEqual([]);
    expect(await found(admin, { search: 'annexam' })).toEqual([]);
    // Eight signs could be a number or an address: both are looked for.
    expect(await found(admin, { search: 'ann@exam' })).toEqual([first]);
    expect(await found(admin, { search: 'shop.exa' })).toEqual([second!.id]);
    for (const search of ['bob', 'bob_100%@shop.example'])
      expect(await found(seller, { search })).toEqual([]);
  });

  test('are refused to customers, and with pages or cursors that are none', async () => {
    const code = async (viewer: Viewer, variables: object): Promise<unknown> =>
      (await query(shop.port, viewer, list, { first: 10, ...variables })).errors?.[0]?.extensions?.code;
    expect(await code(viewers.customer(), {})).toBe('FORBIDDEN');
    expect(await code(viewers.guest(), {})).toBe('UNAUTHENTICATED');
    for (const first of [0, -1, 101]) expect(await code(admin, { first })).toBe('BAD_USER_INPUT');
    for (const after of ['x', Buffer.from('["ord_\\u0000"]').toString('base64url')])
      expect(await code(admin, { after })).toBe('BAD_USER_INPUT');
    expect(await code(admin, { where: { search: 'a\u0000' } })).toBe('BAD_USER_INPUT');
  });

  test('of a user are for the user and admins', async () => {
    const buyer = viewers.customer();
    const mine = [await shop.order(buyer), await shop.order(buyer)].reverse();
    await shop.order();
    const document = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { orders(first: 5) { edges { node { id } } totalCount } } } }`;
    const variables = { r: [{ __typename: 'User', id: buyer.id }] };
    for (const viewer of [buyer, admin]) {
      const { _entities } = await shop.ask(viewer, document, variables);
      expect(idsOf(_entities[0].orders)).toEqual(mine);
      expect(_entities[0].orders.totalCount).toBe(2);
    }
    for (const viewer of [viewers.customer(), viewers.guest(), viewers.anonymous(), viewers.seller()]) {
      expect(await shop.ask(viewer, document, variables)).toEqual({ _entities: [{ orders: null }] });
    }
  });
});

test('orders of several statuses come newest first and page by page, those of a rare one too', async () => {
  const [first, second, third, fourth] = [
    await shop.order(),
    await shop.order(),
    await shop.order(),
    await shop.order(),
  ];
  await shop.confirm(second);
  await shop.deliver(answers.stockRejected(third, 'OUT_OF_STOCK'));
  const list = async (
    variables: object,
  ): Promise<{ ids: string[]; totalCount: number; endCursor: string }> => {
    const { orders } = await shop.ask(
      viewers.admin(),
      `query ($first: Int! = 20, $after: String, $where: OrderWhere) {
         orders(first: $first, after: $after, where: $where) {
           edges { node { id } } pageInfo { endCursor } totalCount } }`,
      variables as Record<string, unknown>,
    );
    const ids = orders.edges.map(({ node }: { node: { id: string } }) => node.id);
    return { ids, totalCount: orders.totalCount, endCursor: orders.pageInfo.endCursor };
  };
  const statuses = ['PLACED', 'CONFIRMED', 'PLACED'];
  const page = await list({ first: 2, where: { statuses } });
  expect(page).toMatchObject({ ids: [fourth, second], totalCount: 3 });
  expect((await list({ first: 2, after: page.endCursor, where: { statuses } })).ids).toEqual([first]);
  expect((await list({ where: { statuses: ['CANCELLED'] } })).ids).toEqual([third]);
  expect((await list({ where: { statuses: ['DELIVERED'] } })).ids).toEqual([]);
  const placedTo = new Date(Date.now() - 3_600_000).toISOString();
  expect((await list({ where: { statuses, placedTo } })).ids).toEqual([]);
});

describe('the lookup by number and address', () => {
  const lookup =
    'query ($number: String!, $email: String!) { orderByNumber(number: $number, email: $email) { id canCancel } }';

  test('finds the order, in whatever way both are written, and may only read', async () => {
    const buyer = viewers.guest();
    const { order } = await shop.checkOut(
      buyer,
      await shop.fillCart(buyer, [{ variantId: await shop.sell() }]),
    );
    const variables = {
      number: order!.number.toLowerCase().replaceAll('-', ' '),
      email: ' Ann@Example.COM ',
    };
    expect(await shop.ask(viewers.anonymous(), lookup, variables)).toEqual({
      orderByNumber: { id: order!.id, canCancel: false },
    });
  });

  test('answers a wrong number, a wrong address, and too many tries alike', async () => {
    const buyer = viewers.guest();
    const { order } = await shop.checkOut(
      buyer,
      await shop.fillCart(buyer, [{ variantId: await shop.sell() }]),
    );
    const nothing = { orderByNumber: null };
    const number = order!.number;
    const right = { number, email: 'ann@example.com' };
    expect(
      await shop.ask(viewers.anonymous(), lookup, { number: 'SK-0000-0000', email: right.email }),
    ).toEqual(nothing);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect(
        await shop.ask(viewers.anonymous(), lookup, { number, email: `a${attempt}@example.com` }),
      ).toEqual(nothing);
    }
    expect(await shop.ask(viewers.anonymous(), lookup, right)).toEqual(nothing);
    const later = new Date(Date.now() + 16 * 60_000);
    expect(await findOrderByNumber(shop.dataSource.manager, right, later)).toMatchObject({ id: order!.id });
    await forgetLookupFailures(shop.dataSource.manager, new Date(later.getTime() + 60 * 60_000));
    expect(await shop.dataSource.query('SELECT 1 FROM order_lookup_failures')).toEqual([]);
  });
});

describe('live', () => {
  test('an order is told as it is, then after each change, never an older version', async () => {
    const buyer = viewers.customer();
    const orderId = await shop.order(buyer);
    const updates = (await watchOrder(shop, buyer, orderId))[Symbol.asyncIterator]();
    expect((await updates.next()).value).toMatchObject({ status: 'PLACED', version: 1 });
    await shop.deliver(answers.stockReserved(orderId));
    expect((await updates.next()).value).toMatchObject({ status: 'STOCK_RESERVED', version: 2 });
    // No other system hears of this one, but who watches does.
    await shop.deliver(answers.paymentActionRequired(orderId, new Date(Date.now() + 60_000)));
    expect((await updates.next()).value).toMatchObject({ status: 'AWAITING_PAYMENT', version: 3 });
    const waiting = updates.next();
    await updates.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  test('an order is told over a WebSocket to those who may see it, and to nobody else', async () => {
    const buyer = viewers.guest();
    const orderId = await shop.order(buyer);
    const mine = await subscribe(buyer, orderId);
    expect(await mine.next()).toEqual({
      data: { orderUpdated: { id: orderId, status: 'PLACED', version: 1 } },
    });
    await shop.deliver(answers.stockReserved(orderId));
    expect(await mine.next()).toMatchObject({
      data: { orderUpdated: { status: 'STOCK_RESERVED', version: 2 } },
    });
    const foreign = await subscribe(viewers.customer(), orderId);
    expect(await foreign.next()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    for (const { close } of [mine, foreign]) close();
  });

  /** A live query over graphql-ws, as the gateway opens it. */
  async function subscribe(
    viewer: Viewer,
    orderId: string,
  ): Promise<{ next(): Promise<unknown>; close(): void }> {
    const socket = new WebSocket(`ws://127.0.0.1:${shop.port}/graphql`, 'graphql-transport-ws');
    const received: { type: string; payload?: unknown }[] = [];
    socket.onmessage = ({ data }) => received.push(JSON.parse(String(data)));
    await new Promise((resolve) => {
      socket.onopen = resolve;
    });
    const viewerToken = await mintViewerToken(viewer, testViewerTokenSecret);
    socket.send(JSON.stringify({ type: 'connection_init', payload: { viewerToken } }));
    await waitFor(() => received.shift()?.type === 'connection_ack', { what: 'the acknowledgement' });
    const document = 'subscription ($id: ID!) { orderUpdated(orderId: $id) { id status version } }';
    const payload = { query: document, variables: { id: orderId } };
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
    return {
      next: async () => (await waitFor(() => received.shift(), { what: 'the next message' })).payload,
      close: () => socket.close(),
    };
  }

  test("all orders of a viewer are told as they change, and nobody else's", async () => {
    const buyer = viewers.customer();
    const orders = [await shop.order(buyer), await shop.order(buyer), await shop.order(buyer)];
    const updates = watchMyOrders(shop, buyer);
    const other = await shop.order();
    await shop.deliver(...[other, ...orders].map((id) => answers.stockReserved(id)));
    const seen = new Set<string>();
    while (seen.size < 3) {
      const { value } = await updates.next();
      seen.add(value.id);
    }
    expect(seen).toEqual(new Set(orders));
    await updates.return?.();
    expect(() => watchMyOrders(shop, viewers.anonymous())).toThrow();
  });
});

test.each([
  ['placeOrder', 'PlaceOrderInput', 'totalMinor: 1'],
  ['placeOrder', 'PlaceOrderInput', 'status: CONFIRMED'],
  ['placeOrder', 'PlaceOrderInput', 'customerId: "usr_other"'],
  ['placeOrder', 'PlaceOrderInput', 'discountMinor: 99999'],
  ['placeOrder', 'PlaceOrderInput', 'id: "ord_mine"'],
  ['addToCart', 'AddToCartInput', 'unitPriceMinor: 1'],
  ['addToCart', 'AddToCartInput', 'seenPriceMinor: 1'],
  ['createCart', 'CreateCartInput', 'currency: "EUR"'],
  ['createCart', 'CreateCartInput', 'customerId: "usr_other"'],
  ['cancelOrder', 'CancelOrderInput', 'status: DELIVERED'],
  ['requestReturn', 'RequestReturnInput', 'refundMinor: 99999'],
  ['receiveReturn', 'DecideReturnInput', 'refundMinor: 99999'],
  ['applyVoucher', 'VoucherInput', 'basisPoints: 10000'],
])('%s takes no field that is the shop’s to set: %s has no %s', async (mutation, type, field) => {
  const { errors } = await query(
    shop.port,
    viewers.admin(),
    `mutation { ${mutation}(input: { ${field} }) { userErrors { code } } }`,
  );
  expect(errors?.some(({ extensions }) => extensions?.code === 'GRAPHQL_VALIDATION_FAILED')).toBe(true);
  expect(JSON.stringify(errors)).toContain(field.split(':')[0]);
  expect(JSON.stringify(errors)).toContain(type);
});
