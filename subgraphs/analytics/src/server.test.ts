import type { HttpEndpoint } from '@souk/shared/http';
import { query, testViewerTokenSecret, viewers } from '@souk/shared/testing/subgraph-client';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { testLogger } from '@souk/shared/testing/test-logger';
import type { Viewer } from '@souk/shared/viewer';
import { database } from './data-source.ts';
import { ingestEvents } from './ingest/ingest-events.ts';
import { startAnalyticsServer } from './server.ts';
import { sampleDays } from './testing/sample-events.ts';

let db: TestDatabase;
let server: HttpEndpoint;
beforeAll(async () => {
  db = await createTestDatabase('analytics', database);
  server = await startAnalyticsServer({
    ...db,
    logger: testLogger,
    isReady: async () => true,
    host: '127.0.0.1',
    port: 0,
    viewerTokenSecret: testViewerTokenSecret,
  });
  await ingestEvents(db, sampleDays());
});
afterAll(async () => {
  await server.close();
  await db.close();
});

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
type Answer = ReturnType<typeof query<any>>;
const ask = (viewer: Viewer, document: string, variables = {}): Answer =>
  query(server.port, viewer, document, variables);
const bob = (): Viewer => ({ ...viewers.seller(), id: 'usr_bob' }) as Viewer;

const span = { from: '2026-11-01', to: '2026-11-03' };
const salesByDay = `query($from: String!, $to: String!, $currency: CurrencyCode! = "USD") { salesByDay(from: $from, to: $to, currency: $currency) {
  day orders units revenue { amountMinor currency } refunds { amountMinor } } }`;
const topProducts = `query($from: String!, $to: String!, $first: Int! = 10, $currency: CurrencyCode! = "USD") {
  topProducts(from: $from, to: $to, first: $first, currency: $currency) { product { id } units revenue { amountMinor } } }`;
const salesFunnel = `query($from: String!, $to: String!) { salesFunnel(from: $from, to: $to) {
  cartsCreated ordersPlaced ordersConfirmed ordersCancelled ordersDelivered paymentsDeclined conversionRate } }`;
const adminOnly = [
  salesFunnel,
  'query($from: String!, $to: String!) { notificationCounts(from: $from, to: $to) { channel topic sent failed } }',
  'query($from: String!, $to: String!) { paymentFailures(from: $from, to: $to) { provider declineCode declined } }',
];

// biome-ignore lint/suspicious/noExplicitAny: rows as asked for
const flat = (days: any[]): unknown[] =>
  days.map(({ day, orders, units, revenue, refunds }) => [
    day,
    orders,
    units,
    revenue.amountMinor,
    refunds.amountMinor,
  ]);

test('admins see the sales of the shop, day by day, quiet days too', async () => {
  const { data } = await ask(viewers.admin(), salesByDay, span);
  expect(flat(data.salesByDay)).toEqual([
    ['2026-11-01', 1, 6, 115_00, 0],
    ['2026-11-02', 0, 0, 0, 0],
    ['2026-11-03', 0, 0, 0, 62_00],
  ]);
  const euros = await ask(viewers.admin(), salesByDay, { ...span, currency: 'EUR' });
  expect(euros.data.salesByDay[1]).toMatchObject({
    orders: 1,
    revenue: { amountMinor: 44_00, currency: 'EUR' },
  });
});

test('sellers see their own lines only', async () => {
  const { data } = await ask(bob(), salesByDay, span);
  expect(flat(data.salesByDay)).toEqual([
    ['2026-11-01', 1, 1, 12_00, 0],
    ['2026-11-02', 0, 0, 0, 0],
    ['2026-11-03', 0, 0, 0, 12_00],
  ]);
  const top = await ask(bob(), topProducts, span);
  expect(top.data.topProducts).toEqual([
    { product: { id: 'mug' }, units: 1, revenue: { amountMinor: 12_00 } },
  ]);
});

test('the products bought most come first', async () => {
  const { data } = await ask(viewers.admin(), topProducts, { ...span, first: 2 });
  expect(data.topProducts).toEqual([
    { product: { id: 'card' }, units: 3, revenue: { amountMinor: 3_00 } },
    { product: { id: 'lamp' }, units: 2, revenue: { amountMinor: 100_00 } },
  ]);
});

test('admins see the funnel, message counts and payment failures', async () => {
  const [funnel, messages, failures] = await Promise.all(
    adminOnly.map((document) => ask(viewers.admin(), document, span)),
  );
  expect(funnel!.data.salesFunnel).toEqual({
    cartsCreated: 2,
    ordersPlaced: 1,
    ordersConfirmed: 2,
    ordersCancelled: 1,
    ordersDelivered: 1,
    paymentsDeclined: 1,
    conversionRate: 0.5,
  });
  expect(messages!.data.notificationCounts).toEqual([
    { channel: 'EMAIL', topic: 'OrderConfirmed', sent: 13, failed: 0 },
    { channel: 'SMS', topic: 'OrderConfirmed', sent: 0, failed: 1 },
  ]);
  expect(failures!.data.paymentFailures).toEqual([
    { provider: 'SANDBOX', declineCode: 'insufficient_funds', declined: 1 },
  ]);
});

test('a funnel without carts has no conversion rate', async () => {
  const { data } = await ask(viewers.admin(), salesFunnel, { from: '2026-12-01', to: '2026-12-01' });
  expect(data.salesFunnel).toMatchObject({ cartsCreated: 0, conversionRate: null });
});

test('nobody else sees any of it, and sellers not what is the shop’s', async () => {
  for (const document of [salesByDay, topProducts, ...adminOnly]) {
    expect((await ask(viewers.customer(), document, span)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect((await ask(viewers.guest(), document, span)).errors?.[0]?.extensions?.code).toBe(
      'UNAUTHENTICATED',
    );
    expect((await ask(viewers.anonymous(), document, span)).errors?.[0]?.extensions?.code).toBe(
      'UNAUTHENTICATED',
    );
  }
  for (const document of adminOnly) {
    expect((await ask(viewers.seller(), document, span)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  }
});

test.each([
  ['a day that does not exist', { from: '2026-02-30', to: '2026-03-01' }],
  ['another form of date', { from: '01.11.2026', to: '2026-11-02' }],
  ['a moment', { from: '2026-11-01T00:00:00Z', to: '2026-11-02' }],
  ['SQL', { from: "2026-11-01'; --", to: '2026-11-02' }],
  ['a NUL', { from: '2026-11-01\u0000', to: '2026-11-02' }],
  ['a span backwards', { from: '2026-11-02', to: '2026-11-01' }],
  ['more than 366 days', { from: '2025-11-01', to: '2026-11-03' }],
])('%s is refused as bad input', async (_name, bad) => {
  for (const document of [salesByDay, topProducts, ...adminOnly]) {
    expect((await ask(viewers.admin(), document, bad)).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  }
});

test.each([0, -1, 101, 2 ** 31 - 1])('a list of %i products is refused', async (first) => {
  const { errors } = await ask(viewers.admin(), topProducts, { ...span, first });
  expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});
