import { createId } from '@souk/shared/ids';
import { testViewerTokenSecret, viewers } from '@souk/shared/testing/subgraph-client';
import { waitFor } from '@souk/shared/testing/wait-for';
import { mintViewerToken, type Viewer } from '@souk/shared/viewer';
import { createClient } from 'graphql-ws';
import { claim } from './testing/claimed.ts';
import { sampleOrder } from './testing/sample-events.ts';
import { type Answer, useNotifications } from './testing/use-notifications.ts';

const notifications = useNotifications();
const { ask } = notifications;

const inboxQuery = `query($first: Int!, $after: String) { notifications(first: $first, after: $after) {
  unreadCount edges { cursor node { id topic title body link readAt createdAt } } pageInfo { hasNextPage endCursor } } }`;

describe('the inbox', () => {
  test('is paged newest first, counts what is unread, and is its owner’s alone', async () => {
    const owner = viewers.customer();
    for (const number of ['1', '2', '3'])
      await claim(notifications.db, 'OrderDelivered', sampleOrder({ number, customerId: owner.id }));
    await claim(notifications.db, 'OrderDelivered', sampleOrder({ number: 'other' }));

    const first = await ask(owner, inboxQuery, { first: 2 });
    expect(first.data.notifications).toMatchObject({ unreadCount: 3, pageInfo: { hasNextPage: true } });
    const second = await ask(owner, inboxQuery, {
      first: 2,
      after: first.data.notifications.pageInfo.endCursor,
    });
    expect(second.data.notifications.pageInfo.hasNextPage).toBe(false);
    const titles = [first, second].flatMap(({ data }) =>
      data.notifications.edges.map(({ node }: { node: { title: string } }) => node.title),
    );
    expect(titles).toEqual(['Order 3 has arrived', 'Order 2 has arrived', 'Order 1 has arrived']);
    expect(first.data.notifications.edges[0].node).toMatchObject({
      topic: 'OrderDelivered',
      readAt: null,
      link: expect.stringMatching(/^\/orders\/ord_/),
    });
    const stranger = await ask(viewers.customer(), inboxQuery, { first: 2 });
    expect(stranger.data.notifications).toMatchObject({ unreadCount: 0, edges: [] });
  });

  test('is kept for guests too', async () => {
    const guest = viewers.guest();
    await claim(notifications.db, 'OrderConfirmed', sampleOrder({ customerId: null, guestId: guest.id }));
    const { data } = await ask(guest, inboxQuery, { first: 10 });
    expect(data.notifications.edges).toHaveLength(1);
  });

  test('refuses anonymous callers, sizes out of range and cursors of others', async () => {
    const anonymous = await ask(viewers.anonymous(), inboxQuery, { first: 1 });
    expect(anonymous.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    const foreign = Buffer.from(JSON.stringify(['\u0000'])).toString('base64url');
    for (const variables of [
      { first: 0 },
      { first: 101 },
      { first: -1 },
      { first: 1, after: 'x' },
      { first: 1, after: foreign },
    ]) {
      const { errors } = await ask(viewers.customer(), inboxQuery, variables);
      expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    }
  });

  test('marks what its owner names as read, or everything, and nothing of others', async () => {
    const owner = viewers.customer();
    for (const number of ['1', '2', '3'])
      await claim(notifications.db, 'OrderDelivered', sampleOrder({ number, customerId: owner.id }));
    const { data } = await ask(owner, inboxQuery, { first: 3 });
    const ids = data.notifications.edges.map(({ node }: { node: { id: string } }) => node.id);
    const mark = (viewer: Viewer, input: object): Answer =>
      ask(
        viewer,
        `mutation($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) { marked unreadCount } }`,
        { input },
      );

    expect((await mark(viewers.customer(), { ids })).data.markNotificationsRead).toEqual({
      marked: 0,
      unreadCount: 0,
    });
    expect((await mark(owner, { ids: [ids[0]] })).data.markNotificationsRead).toEqual({
      marked: 1,
      unreadCount: 2,
    });
    expect((await mark(owner, { ids: [ids[0]] })).data.markNotificationsRead).toEqual({
      marked: 0,
      unreadCount: 2,
    });
    expect((await mark(owner, { ids: [] })).data.markNotificationsRead).toEqual({
      marked: 0,
      unreadCount: 2,
    });
    expect((await mark(owner, {})).data.markNotificationsRead).toEqual({ marked: 2, unreadCount: 0 });
    expect((await mark(owner, { ids: ['\u0000'] })).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect((await mark(owner, { ids: Array(101).fill('ntf_1') })).errors?.[0]?.extensions?.code).toBe(
      'BAD_USER_INPUT',
    );
  });

  test('answers references to notifications only for their owner', async () => {
    const owner = viewers.customer();
    await claim(notifications.db, 'OrderDelivered', sampleOrder({ customerId: owner.id }));
    const { data } = await ask(owner, inboxQuery, { first: 1 });
    const { id } = data.notifications.edges[0].node;
    const entities = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Notification { id title } } }`;
    const r = [
      { __typename: 'Notification', id },
      { __typename: 'Notification', id: createId('ntf') },
    ];
    expect((await ask(owner, entities, { r })).data._entities).toEqual([
      { id, title: 'Order 100042 has arrived' },
      null,
    ]);
    expect((await ask(viewers.customer(), entities, { r })).data._entities).toEqual([null, null]);
  });
});

describe('the live inbox', () => {
  function subscribe(viewer: Viewer): {
    titles: string[];
    errors: unknown[];
    close: () => Promise<void>;
    ready: Promise<void>;
  } {
    const titles: string[] = [];
    const errors: unknown[] = [];
    const connected = Promise.withResolvers<void>();
    const client = createClient({
      url: `ws://127.0.0.1:${notifications.port}/graphql`,
      retryAttempts: 0,
      connectionParams: async () => ({ viewerToken: await mintViewerToken(viewer, testViewerTokenSecret) }),
      on: { connected: () => connected.resolve() },
    });
    client.subscribe<{ notificationReceived: { title: string } }>(
      { query: 'subscription { notificationReceived { title } }' },
      {
        next: ({ data, errors: failed }) => {
          if (data?.notificationReceived) titles.push(data.notificationReceived.title);
          if (failed) errors.push(...failed);
        },
        error: (error) => errors.push(error),
        complete: () => undefined,
      },
    );
    return { titles, errors, ready: connected.promise, close: async () => client.dispose() };
  }

  test('brings each message once as it arrives, many at a time too, and none of others or from before', async () => {
    const owner = viewers.guest();
    const order = (number: string): ReturnType<typeof sampleOrder> =>
      sampleOrder({ number, customerId: null, guestId: owner.id });
    await claim(notifications.db, 'OrderDelivered', order('before'));
    const live = subscribe(owner);
    await live.ready;
    // The subscription reads the inbox before it listens to news; this tells when it does.
    await waitFor(async () => {
      await claim(notifications.db, 'OrderDelivered', order('probe'));
      return live.titles.length > 0;
    });
    live.titles.length = 0;
    const numbers = Array.from({ length: 20 }, (_, index) => `n${index}`);
    await Promise.all([
      ...numbers.map((number) => claim(notifications.db, 'OrderConfirmed', order(number))),
      claim(notifications.db, 'OrderConfirmed', sampleOrder()),
    ]);
    const news = await waitFor(() => {
      const found = live.titles.filter((title) => title.includes(' n'));
      return found.length >= numbers.length && found;
    });
    expect(news.toSorted()).toEqual(numbers.map((number) => `Order ${number} is confirmed`).toSorted());
    expect(live.titles.filter((title) => title.includes('before'))).toEqual([]);
    expect(live.errors).toEqual([]);
    await live.close();
  });

  test('refuses anonymous callers', async () => {
    const live = subscribe(viewers.anonymous());
    await waitFor(() => live.errors.length > 0);
    expect(JSON.stringify(live.errors)).toContain('UNAUTHENTICATED');
    await live.close();
  });
});

describe('deliveries', () => {
  const list = `query($where: DeliveryWhere, $first: Int! = 20, $after: String) { deliveries(where: $where, first: $first, after: $after) {
    edges { node { channel topic recipient status attempts lastError } } pageInfo { hasNextPage endCursor } } }`;

  test('are listed for admins with filters and pages', async () => {
    const admin = viewers.admin();
    const order = sampleOrder({ email: 'grace_h%@example.com' });
    await claim(notifications.db, 'OrderConfirmed', order);
    await claim(
      notifications.db,
      'OrderConfirmed',
      sampleOrder({ email: 'graceXh1@example.com', phone: null }),
    );
    const count = async (where: object): Promise<number> =>
      (await ask(admin, list, { where })).data.deliveries.edges.length;

    expect(await count({})).toBe(5);
    expect(await count({ channels: ['EMAIL'] })).toBe(2);
    expect(await count({ channels: ['EMAIL', 'SMS'], statuses: ['PENDING'] })).toBe(3);
    expect(await count({ statuses: ['FAILED'] })).toBe(0);
    expect(await count({ orderId: order.orderId })).toBe(3);
    expect(await count({ recipient: 'GRACE' })).toBe(2);
    expect(await count({ recipient: 'e_h%' })).toBe(1);
    expect(await count({ recipient: '\\' })).toBe(0);
    expect(await count({ recipient: '4917012' })).toBe(1);
    expect(await count({ recipient: order.customerId })).toBe(1);

    const first = await ask(admin, list, { first: 3 });
    const second = await ask(admin, list, { first: 3, after: first.data.deliveries.pageInfo.endCursor });
    expect([first.data.deliveries.edges.length, second.data.deliveries.edges.length]).toEqual([3, 2]);
    expect(second.data.deliveries.pageInfo.hasNextPage).toBe(false);
  });

  test('are refused to everybody else, and bad filters to all', async () => {
    for (const viewer of [viewers.customer(), viewers.seller()]) {
      expect((await ask(viewer, list)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    }
    expect((await ask(viewers.guest(), list)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    for (const where of [
      { recipient: '\u0000' },
      { recipient: '\ud800' },
      { recipient: '' },
      { orderId: "' OR 1=1--" },
    ]) {
      expect((await ask(viewers.admin(), list, { where })).errors?.[0]?.extensions?.code).toBe(
        'BAD_USER_INPUT',
      );
    }
  });

  test('of an order are shown masked to its buyer, whole to admins, and not to others', async () => {
    const buyer = viewers.customer();
    const order = sampleOrder({ customerId: buyer.id });
    await claim(notifications.db, 'OrderConfirmed', order);
    const entities = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Order { id deliveries { channel recipient lastError } } } }`;
    const r = [
      { __typename: 'Order', id: order.orderId },
      { __typename: 'Order', id: createId('ord') },
    ];
    const recipients = async (viewer: Viewer): Promise<string[][]> =>
      (await ask(viewer, entities, { r })).data._entities.map(
        (entity: { deliveries: { recipient: string }[] }) =>
          entity.deliveries.map(({ recipient }) => recipient).toSorted(),
      );
    expect(await recipients(buyer)).toEqual([['+49•••67', 'a•••@example.com', '•••'], []]);
    expect(await recipients(viewers.admin())).toEqual([['+491701234567', 'ada@example.com', buyer.id], []]);
    expect(await recipients(viewers.customer())).toEqual([[], []]);
    expect(await recipients(viewers.guest())).toEqual([[], []]);
    expect(await recipients(viewers.anonymous())).toEqual([[], []]);
  });
});
