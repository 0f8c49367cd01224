import type { SoukEvent } from '@souk/shared/events/catalogue';
import { createId } from '@souk/shared/ids';
import type { Stoppable } from '@souk/shared/process';
import { startSqsConsumer } from '@souk/shared/sqs-consumer';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { testLogger } from '@souk/shared/testing/test-logger';
import { createTestMessaging, type TestMessaging } from '@souk/shared/testing/test-messaging';
import { waitFor } from '@souk/shared/testing/wait-for';
import type { Role } from '@souk/shared/viewer';
import { database } from '../data-source.ts';
import { startDeliverySender } from '../delivery/delivery-sender.ts';
import type { Topic } from '../delivery/template.ts';
import { createHandlers } from '../handlers.ts';
import { createMailCarrier } from '../mail/mail-carrier.ts';
import { setPreference, unsubscribe } from '../preference/set-preference.ts';
import { type MailSink, type ReceivedMail, startMailSink } from '../testing/mail-sink.ts';
import {
  sampleAlert,
  sampleCart,
  sampleDispute,
  sampleEvent,
  sampleStock,
} from '../testing/sample-events.ts';

const storeUrl = 'https://souk.example';
let db: TestDatabase;
let messaging: TestMessaging;
let mails: MailSink;
let running: Pick<Stoppable, 'stop'>[];

beforeAll(async () => {
  [db, messaging, mails] = await Promise.all([
    createTestDatabase('notifications', database),
    createTestMessaging(),
    startMailSink(),
  ]);
  const handlers = createHandlers({ ...db, storeUrl });
  const carrier = createMailCarrier({ smtpUrl: mails.url, from: 'Souk <orders@souk.example>', storeUrl });
  running = [
    startSqsConsumer({ sqs: messaging.sqs, queueUrl: messaging.queueUrl, handlers, logger: testLogger }),
    startDeliverySender({ ...db, logger: testLogger, channel: 'EMAIL', carrier, pollMs: 50 }),
  ];
});
afterAll(async () => {
  for (const part of running) await part.stop();
  messaging.close();
  await Promise.all([db.close(), mails.close()]);
});
beforeEach(async () => {
  await db.clear();
  mails.received.length = 0;
});

/** Sends events through the queue, each twice, and waits until all are handled and nothing is left to send. */
async function tell(...events: SoukEvent<Topic>[]): Promise<void> {
  await Promise.all([...events, ...events].map((event) => messaging.send(event)));
  // A copy that came after the next test's beginning would be news to it.
  await waitFor(async () => (await messaging.left()) === 0);
  await waitFor(async () => {
    const [state] = await db.dataSource.query(
      `SELECT (SELECT count(*)::int FROM inbox WHERE event_id = ANY($1)) AS handled,
         (SELECT count(*)::int FROM deliveries WHERE status = 'PENDING') AS pending`,
      [events.map(({ id }) => id)],
    );
    return state.handled === events.length && state.pending === 0;
  });
}

function person(name: string, roles: Role[], version = 1): SoukEvent<'UserProfileChanged'> {
  const data = { userId: `usr_${name}`, email: `${name}@example.com`, firstName: name, lastName: name };
  return sampleEvent('UserProfileChanged', { ...data, phone: null, locale: 'en-GB', roles }, version);
}

/** Who was told what in the store: `who: title`. */
async function inboxes(): Promise<string[]> {
  const found = await db.dataSource.query(
    'SELECT recipient, title, link FROM notifications ORDER BY recipient',
  );
  return found.map((row: Record<string, string>) => `${row.recipient}: ${row.title} (${row.link})`);
}
const mailed = (): string[] =>
  mails.received.map(({ recipients, subject }) => `${recipients}: ${subject}`).sort();
const header = (mail: ReceivedMail, name: string): string | undefined =>
  mail.headers.find(({ key }) => key === name)?.value;

test('all admins are told of a dispute, once each, with what to do; who is one no more is not', async () => {
  await tell(person('ann', ['CUSTOMER', 'ADMIN']), person('bob', ['ADMIN']), person('eve', ['CUSTOMER']));
  await tell(person('bob', ['CUSTOMER'], 5));
  await tell(person('bob', ['ADMIN'], 4), person('cid', ['SELLER', 'ADMIN']));
  const dispute = sampleDispute({ orderId: 'ord_1' });
  await tell(sampleEvent('DisputeOpened', dispute));
  const subject = '$64.50 of order 100042 is disputed';
  expect(mailed()).toEqual([`ann@example.com: US${subject}`, `cid@example.com: US${subject}`]);
  expect(await inboxes()).toEqual([
    `usr_ann: US${subject} (/admin/orders/ord_1)`,
    `usr_cid: US${subject} (/admin/orders/ord_1)`,
  ]);
  const [mail] = mails.received;
  for (const side of [mail!.text, mail!.html]) {
    expect(side).toContain('evidence at Stripe by 1 December 2026 at 10:00 UTC');
    expect(side).toContain('product_not_received');
    expect(side).toContain(`${storeUrl}/admin/orders/ord_1`);
    expect(side).toContain('because you run this shop');
  }
  expect(header(mail!, 'list-unsubscribe')).toBeUndefined();
});

test.each([
  ['WON', 'The dispute of order 100042 is won', 'stays with the shop'],
  ['LOST', 'The dispute of order 100042 is lost', 'do not refund this amount again'],
] as const)('a dispute that is %s is told to admins', async (outcome, subject, words) => {
  const { reason: _, respondBy: __, ...dispute } = sampleDispute();
  await tell(person('ann', ['ADMIN']));
  await tell(sampleEvent('DisputeClosed', { ...dispute, outcome }));
  expect(mailed()).toEqual([`ann@example.com: ${subject}`]);
  expect(mails.received[0]!.text).toContain(words);
});

test('a refund that failed is told to admins with what to do', async () => {
  const { disputeId: _, disputedMinor, reason: __, respondBy: ___, ...payment } = sampleDispute();
  await tell(person('ann', ['ADMIN']));
  const failed = {
    refundId: 'ref_1',
    refundAmountMinor: disputedMinor,
    returnId: 'ret_1',
    refundedTotalMinor: 0,
  };
  await tell(sampleEvent('PaymentRefundFailed', { ...payment, ...failed, failureCode: 'account_closed' }));
  expect(mailed()).toEqual(['ann@example.com: Refund of US$64.50 for order 100042 failed']);
  expect(mails.received[0]!.text).toContain('account_closed');
  expect(mails.received[0]!.text).toContain('What to do: see at Stripe why it failed.');
  expect(await inboxes()).toHaveLength(1);
});

const lamp = { variantId: 'var_1' };
const stockPage = '/admin/warehouses?variant=var_1';

test('low stock is told to the seller of the goods, to admins where the shop sells them itself', async () => {
  await tell(person('ann', ['ADMIN']), person('sid', ['SELLER']));
  await tell(sampleEvent('StockLow', sampleStock({ ...lamp, sellerId: 'usr_sid' })));
  expect(mailed()).toEqual(['sid@example.com: Arc desk lamp, Black: only 4 left']);
  expect(mails.received[0]!.text).toContain(`${storeUrl}${stockPage}`);
  await tell(
    sampleEvent(
      'StockLow',
      sampleStock({ ...lamp, sellerId: null, sku: 'MUG', title: undefined, available: 0 }),
    ),
  );
  expect(mailed()[0]).toBe('ann@example.com: MUG: sold out');
  expect(await inboxes()).toEqual([
    `usr_ann: MUG: sold out (${stockPage})`,
    `usr_sid: Arc desk lamp, Black: only 4 left (${stockPage})`,
  ]);
  await setPreference(db, { owner: 'usr_sid', topic: 'LOW_STOCK', wanted: false }, new Date());
  await tell(sampleEvent('StockLow', sampleStock({ ...lamp, sellerId: 'usr_sid' })));
  expect(mailed()).toHaveLength(2);
});

test('who waited for goods is told: a customer at the account, a guest at the address given', async () => {
  await tell(person('ann', ['CUSTOMER']));
  await tell(
    sampleEvent('BackInStockAlertDue', sampleAlert({ customerId: 'usr_ann', guestId: null, email: null })),
    sampleEvent('BackInStockAlertDue', sampleAlert({ guestId: 'gst_1', email: 'gus@example.com' })),
    // Of whom users told nothing yet: in the store at least.
    sampleEvent('BackInStockAlertDue', sampleAlert({ customerId: 'usr_new', guestId: null, email: null })),
  );
  expect(mailed()).toEqual([
    'ann@example.com: Arc desk lamp is back',
    'gus@example.com: Arc desk lamp is back',
  ]);
  expect(await inboxes()).toEqual(
    ['gst_1', 'usr_ann', 'usr_new'].map(
      (who) => `${who}: Arc desk lamp is back (/products/arc-desk-lamp?variant=var_1)`,
    ),
  );
  expect(mails.received[0]!.text).toContain(`${storeUrl}/products/arc-desk-lamp?variant=var_1`);
});

test('a mail that can be done without has a way out of one click, and that is kept', async () => {
  const alert = (): SoukEvent<'BackInStockAlertDue'> =>
    sampleEvent('BackInStockAlertDue', sampleAlert({ guestId: createId('gst'), email: 'gus@example.com' }));
  await tell(alert());
  const [mail] = mails.received;
  expect(header(mail!, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const link = /^<https:\/\/souk\.example\/api\/unsubscribe\?token=([A-Za-z0-9_-]{32})>$/;
  const token = link.exec(header(mail!, 'list-unsubscribe')!)![1]!;
  for (const side of [mail!.text, mail!.html]) {
    expect(side).toContain(`${storeUrl}/unsubscribe?token=${token}`);
    expect(side).toContain('or somebody with your address, asked for it');
  }
  expect(await unsubscribe(db, token, new Date())).toMatchObject({ topic: 'BACK_IN_STOCK', wanted: false });
  await tell(alert());
  expect(mailed()).toHaveLength(1);
});

test('a cart is recalled to those who agreed only, once per cart, with the way back to it', async () => {
  const owner = 'usr_ann';
  await tell(person('ann', ['CUSTOMER']));
  const cart = sampleCart({ customerId: owner });
  await tell(sampleEvent('CartAbandoned', cart));
  expect(mailed()).toEqual([]);

  await setPreference(db, { owner, topic: 'CART_REMINDERS', wanted: true }, new Date());
  const guests = sampleCart({ customerId: null, guestId: 'gst_1' });
  await tell(sampleEvent('CartAbandoned', { ...cart, cartVersion: 4 }), sampleEvent('CartAbandoned', guests));
  await tell(sampleEvent('CartAbandoned', { ...cart, cartVersion: 7 }));
  expect(mailed()).toEqual(['ann@example.com: You left something in your cart']);
  expect(await inboxes()).toEqual(['usr_ann: You left something in your cart (/cart)']);
  const [mail] = mails.received;
  expect(mail!.text).toContain(`${storeUrl}/cart`);
  expect(mail!.text).toContain('- Arc desk lamp (Black · Qty 2) US$129.00');
  expect(header(mail!, 'list-unsubscribe')).toBeDefined();

  await tell(sampleEvent('CartAbandoned', sampleCart({ customerId: owner })));
  expect(mailed()).toHaveLength(2);
  await setPreference(db, { owner, topic: 'CART_REMINDERS', wanted: false }, new Date());
  await tell(sampleEvent('CartAbandoned', sampleCart({ customerId: owner })));
  expect(mailed()).toHaveLength(2);
});
