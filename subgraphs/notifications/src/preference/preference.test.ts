import { viewers } from '@souk/shared/testing/subgraph-client';
import type { Viewer } from '@souk/shared/viewer';
import { claim } from '../testing/claimed.ts';
import { sampleAlert } from '../testing/sample-events.ts';
import { type Answer, useNotifications } from '../testing/use-notifications.ts';

const notifications = useNotifications();
const { ask } = notifications;

const read = '{ notificationPreferences { topic wanted } }';
const set = (viewer: Viewer, topic: string, wanted: boolean): Answer =>
  ask(
    viewer,
    `mutation ($input: SetNotificationPreferenceInput!) {
       setNotificationPreference(input: $input) { preferences { topic wanted } } }`,
    { input: { topic, wanted } },
  );
const unsubscribe = (token: string): Answer =>
  ask(
    viewers.anonymous(),
    'mutation ($input: UnsubscribeInput!) { unsubscribe(input: $input) { topic userErrors { code field } } }',
    { input: { token } },
  );
const defaults = [
  { topic: 'CART_REMINDERS', wanted: false },
  { topic: 'BACK_IN_STOCK', wanted: true },
  { topic: 'LOW_STOCK', wanted: true },
];

test('a user sees and sets the own preferences; reminders of a cart need a yes first', async () => {
  const user = viewers.customer();
  expect((await ask(user, read)).data.notificationPreferences).toEqual(defaults);
  const { data } = await set(user, 'CART_REMINDERS', true);
  const chosen = [{ topic: 'CART_REMINDERS', wanted: true }, ...defaults.slice(1)];
  expect(data.setNotificationPreference.preferences).toEqual(chosen);
  expect((await ask(user, read)).data.notificationPreferences).toEqual(chosen);
  expect((await ask(viewers.customer(), read)).data.notificationPreferences).toEqual(defaults);
});

test('who is not signed in has none', async () => {
  for (const viewer of [viewers.anonymous(), viewers.guest()]) {
    const { errors } = await ask(viewer, read);
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    expect((await set(viewer, 'LOW_STOCK', false)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  }
});

test('a link of a mail says no for its topic alone, drops what is on its way, and can be used again', async () => {
  const email = 'ada@example.com';
  await claim(notifications.db, 'BackInStockAlertDue', sampleAlert({ email }));
  const [{ unsubscribe_token: token }] = await notifications.db.dataSource.query(
    'SELECT unsubscribe_token FROM preferences WHERE owner = $1',
    [email],
  );
  for (let time = 0; time < 2; time += 1) {
    expect((await unsubscribe(token)).data.unsubscribe).toEqual({ topic: 'BACK_IN_STOCK', userErrors: [] });
  }
  expect(
    await notifications.db.dataSource.query(
      `SELECT status, last_error FROM deliveries WHERE channel = 'EMAIL'`,
    ),
  ).toEqual([{ status: 'FAILED', last_error: 'unsubscribed' }]);
  expect(
    await notifications.db.dataSource.query('SELECT owner, topic, wanted FROM preferences ORDER BY owner'),
  ).toEqual([
    { owner: email, topic: 'BACK_IN_STOCK', wanted: false },
    // The guest's inbox in the store is not the address.
    expect.objectContaining({ topic: 'BACK_IN_STOCK', wanted: true }),
  ]);
});

test('links that are none of ours change nothing', async () => {
  for (const token of ['', 'x'.repeat(32), '\u0000'.repeat(32), "' OR 1=1 --", 'x'.repeat(10_000)]) {
    expect((await unsubscribe(token)).data.unsubscribe).toEqual({
      topic: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'token'] }],
    });
  }
});

test('a no and a claim at the same time leave nothing to send', async () => {
  const email = 'ada@example.com';
  await claim(notifications.db, 'BackInStockAlertDue', sampleAlert({ email }));
  const [{ unsubscribe_token: token }] = await notifications.db.dataSource.query(
    'SELECT unsubscribe_token FROM preferences WHERE owner = $1',
    [email],
  );
  const claims = Array.from({ length: 20 }, () =>
    claim(notifications.db, 'BackInStockAlertDue', sampleAlert({ email })),
  );
  await Promise.all([...claims, unsubscribe(token)]);
  expect(
    await notifications.db.dataSource.query(
      `SELECT id FROM deliveries WHERE channel = 'EMAIL' AND status = 'PENDING'`,
    ),
  ).toEqual([]);
});
