import type { SoukEvent } from '@souk/shared/events/catalogue';
import { createId } from '@souk/shared/ids';
import { viewers } from '@souk/shared/testing/subgraph-client';
import { recordedEvents } from '@souk/shared/testing/test-events';
import type { Viewer } from '@souk/shared/viewer';
import { seedProduct } from '../testing/test-catalogue.ts';
import { useProducts } from '../testing/use-products.ts';
import { maximumAlerts } from './request-back-in-stock-alert.ts';

const products = useProducts();
let variantId: string;
const admin = viewers.admin();

beforeEach(async () => {
  variantId = (await seedProduct(products.db, { title: 'Arc lamp', stock: [0] })).variants[0]!.id;
});

type Answer = {
  variant: { backInStockAlertRequested: boolean } | null;
  userErrors: { code: string; field: string[] | null }[];
};

async function mutate(name: string, viewer: Viewer, input: object): Promise<Answer> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const answer = await products.ask(
    viewer,
    `mutation ($input: ${type}!) { ${name}(input: $input) {
       variant { backInStockAlertRequested } userErrors { code field } } }`,
    { input },
  );
  if (answer.errors) throw new Error(answer.errors[0]!.extensions?.code);
  return answer.data[name];
}
const request = (viewer: Viewer, input: object = {}): Promise<Answer> =>
  mutate('requestBackInStockAlert', viewer, { variantId, ...input });
const cancel = (viewer: Viewer): Promise<Answer> => mutate('cancelBackInStockAlert', viewer, { variantId });

async function receive(delta: number): Promise<void> {
  const { errors } = await products.ask(
    admin,
    'mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { userErrors { code } } }',
    { input: { variantId, delta, reason: 'CORRECTION', idempotencyKey: createId('key') } },
  );
  expect(errors).toBeUndefined();
}

/** Hands every BackInStock that was recorded to the worker, as often as asked. */
async function deliver(times = 1): Promise<void> {
  const events = await recordedEvents(products.db.dataSource);
  for (const event of events.filter(({ type }) => type === 'BackInStock')) {
    for (let time = 0; time < times; time += 1)
      await products.handlers.BackInStock(event as SoukEvent<'BackInStock'>);
  }
}

async function told(): Promise<SoukEvent<'BackInStockAlertDue'>['data'][]> {
  const events = await recordedEvents(products.db.dataSource);
  return events
    .filter(({ type }) => type === 'BackInStockAlertDue')
    .map(({ data }) => data as SoukEvent<'BackInStockAlertDue'>['data']);
}

const asked = { variant: { backInStockAlertRequested: true }, userErrors: [] };

test('who asked is told once when the goods come back: customers at their account, guests at their address', async () => {
  const [customer, guest] = [viewers.customer(), viewers.guest()];
  expect(await request(customer, { locale: 'de-AT', email: 'someone.else@example.com' })).toEqual(asked);
  expect(await request(customer)).toEqual(asked);
  expect(await request(guest, { email: ' Ann@Example.com ' })).toEqual(asked);
  await receive(3);
  await deliver(2);
  const goods = {
    variantId,
    title: 'Arc lamp',
    productSlug: 'arc-lamp',
    priceMinor: 1_000,
    currency: 'USD',
  };
  const due = await told();
  expect(due).toHaveLength(2);
  expect(due).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        ...goods,
        customerId: customer.id,
        guestId: null,
        email: null,
        locale: 'en',
      }),
      expect.objectContaining({ ...goods, customerId: null, guestId: guest.id, email: 'ann@example.com' }),
    ]),
  );
  await receive(-3);
  await receive(3);
  await deliver();
  expect(await told()).toHaveLength(2);
});

test('who takes it back is not told, and sees so', async () => {
  const customer = viewers.customer();
  await request(customer);
  const other = viewers.customer();
  expect((await cancel(other)).userErrors).toEqual([]);
  expect((await request(customer)).variant).toEqual({ backInStockAlertRequested: true });
  expect((await cancel(customer)).variant).toEqual({ backInStockAlertRequested: false });
  await receive(1);
  await deliver();
  expect(await told()).toEqual([]);
});

test('goods that are gone again before the news was handled keep their alerts', async () => {
  await request(viewers.customer());
  await receive(2);
  await receive(-2);
  await deliver();
  expect(await told()).toEqual([]);
  await receive(1);
  await deliver();
  expect(await told()).toHaveLength(1);
});

test('an address gets one mail per variant, whoever asks', async () => {
  for (const guest of [viewers.guest(), viewers.guest()]) {
    expect(await request(guest, { email: 'ann@example.com' })).toEqual(asked);
  }
  await receive(1);
  await deliver();
  expect(await told()).toHaveLength(1);
});

test('what cannot be asked for is refused with its reason', async () => {
  const guest = viewers.guest();
  for (const [input, code, field] of [
    [{}, 'INVALID_INPUT', 'email'],
    [{ email: 'ann' }, 'INVALID_INPUT', 'email'],
    [{ email: 'ann@example.com\r\nBcc: eve@example.com' }, 'INVALID_INPUT', 'email'],
    [{ email: 'ann@example.com', locale: '?' }, 'INVALID_INPUT', 'locale'],
    [{ email: 'ann@example.com', variantId: createId('var') }, 'NOT_FOUND', 'variantId'],
    [{ email: 'ann@example.com', variantId: '\u0000' }, 'NOT_FOUND', 'variantId'],
  ] as const) {
    expect(await request(guest, input)).toEqual({
      variant: null,
      userErrors: [{ code, field: ['input', field] }],
    });
  }
  const { variants } = await seedProduct(products.db, { status: 'DRAFT', stock: [0] });
  expect((await request(viewers.customer(), { variantId: variants[0]!.id })).userErrors).toEqual([
    { code: 'NOT_FOUND', field: ['input', 'variantId'] },
  ]);
  await receive(1);
  expect((await request(viewers.customer())).userErrors).toEqual([
    { code: 'IN_STOCK', field: ['input', 'variantId'] },
  ]);
  await expect(request(viewers.anonymous())).rejects.toThrow('UNAUTHENTICATED');
  await expect(cancel(viewers.anonymous())).rejects.toThrow('UNAUTHENTICATED');
  expect(await products.db.dataSource.query('SELECT * FROM back_in_stock_alerts')).toEqual([]);
});

test('nobody fills the table, and no address is flooded', async () => {
  const { variants } = await seedProduct(products.db, { stock: Array(maximumAlerts).fill(0) });
  const email = 'ann@example.com';
  await Promise.all(variants.map((variant) => request(viewers.guest(), { variantId: variant.id, email })));
  expect((await request(viewers.guest(), { email })).userErrors).toEqual([
    { code: 'LIMIT_REACHED', field: null },
  ]);
  const [{ count }] = await products.db.dataSource.query(
    'SELECT count(*)::int AS count FROM back_in_stock_alerts',
  );
  expect(count).toBe(maximumAlerts);
});

test('an alert asked for while the goods come back is told or refused, never forgotten', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [answer] = await Promise.all([request(viewers.customer()), receive(1)]);
    await deliver();
    expect((await told()).length).toBe(answer.variant ? 1 : 0);
    await receive(-1);
    await products.db.dataSource.query('DELETE FROM outbox');
  }
});
