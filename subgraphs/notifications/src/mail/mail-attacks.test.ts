import type { Stoppable } from '@souk/shared/process';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { testLogger } from '@souk/shared/testing/test-logger';
import { waitFor } from '@souk/shared/testing/wait-for';
import { database } from '../data-source.ts';
import { startDeliverySender } from '../delivery/delivery-sender.ts';
import { claim } from '../testing/claimed.ts';
import { type MailSink, startMailSink } from '../testing/mail-sink.ts';
import {
  sampleAlert,
  sampleDispute,
  sampleEvent,
  sampleOrder,
  sampleStock,
} from '../testing/sample-events.ts';
import { composeMail, createMailCarrier } from './mail-carrier.ts';

const storeUrl = 'https://souk.example';
let db: TestDatabase;
let mails: MailSink;
let sender: Stoppable;
beforeAll(async () => {
  [db, mails] = await Promise.all([createTestDatabase('notifications', database), startMailSink()]);
  sender = startDeliverySender({
    ...db,
    logger: testLogger,
    channel: 'EMAIL',
    carrier: createMailCarrier({ smtpUrl: mails.url, from: 'Souk <orders@souk.example>', storeUrl }),
    pollMs: 20,
  });
});
afterAll(async () => {
  await sender.stop();
  await Promise.all([db.close(), mails.close()]);
});
beforeEach(async () => {
  await db.clear();
  mails.received.length = 0;
});

const htmlOf = (event: Parameters<typeof composeMail>[0]['event']): string =>
  composeMail({ event, locale: null, unsubscribeToken: null }, storeUrl).html;

const script = `"><img src=x onerror=alert(1)><script>alert('1')</script>&amp;\``;
const hostile = (text: string): ReturnType<typeof sampleOrder> => {
  const order = sampleOrder();
  return {
    ...order,
    number: text,
    lines: order.lines.map((line) => ({
      ...line,
      title: text,
      variantTitle: text,
      imageUrl: `javascript:${text}`,
    })),
    shippingAddress: {
      ...order.shippingAddress,
      name: text,
      line1: text,
      line2: text,
      city: text,
      region: text,
    },
  };
};

test('markup in names, titles and addresses arrives as text, in every mail', () => {
  const order = hostile(script);
  const events = [
    sampleEvent('OrderPlaced', order),
    sampleEvent('OrderConfirmed', order),
    sampleEvent('OrderCancelled', { ...order, reason: 'BY_STAFF' }),
    sampleEvent('OrderDelivered', order),
    sampleEvent('OrderFulfilled', {
      ...order,
      fulfilmentId: 'ful_1',
      complete: true,
      carrier: script,
      trackingNumber: script,
      trackingUrl: `javascript:alert(1)//${script}`,
      fulfilledLines: [{ lineId: 'line_1', quantity: 1 }],
    }),
    sampleEvent('ReturnApproved', {
      returnId: 'ret_1',
      order,
      reason: script,
      note: script,
      lines: [{ lineId: 'line_1', variantId: 'v', quantity: 1, restock: true }],
      refundMinor: 1,
    }),
    sampleEvent('UserRegistered', {
      userId: 'usr_1',
      email: 'ada@example.com',
      firstName: script,
      lastName: script,
      locale: 'en',
    }),
    sampleEvent('StockLow', { ...sampleStock(), title: script, variantTitle: script, sku: script }),
    sampleEvent('BackInStockAlertDue', { ...sampleAlert(), title: script, productSlug: script }),
    sampleEvent('DisputeOpened', { ...sampleDispute(), reason: script, number: script, orderId: script }),
    sampleEvent('PaymentActionRequired', {
      paymentId: 'pay_1',
      orderId: script,
      amountMinor: 1,
      currency: 'USD',
      provider: 'SANDBOX',
      actionUrl: 'data:text/html,<script>',
      expiresAt: '2026-11-21T10:00:00.000Z',
      email: 'ada@example.com',
      number: script,
      customerId: null,
      guestId: 'gst_1',
    }),
  ];
  for (const event of events) {
    const html = htmlOf(event);
    const tags = html.match(/<\/?[a-z]+/g) ?? [];
    expect(tags.filter((tag) => /script/.test(tag))).toEqual([]);
    expect(html).not.toMatch(/onerror=alert\(1\)>|javascript:|data:text/);
    // Each attribute ends where it should: no quote of the text got through.
    expect(html).not.toContain('"><img src=x');
  }
  expect(htmlOf(events[1]!)).toContain(
    '&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;&#96;',
  );
});

test('line breaks in what a person wrote make no header, no recipient and no second message', async () => {
  const breaks = 'A\r\nBcc: evil@example.com\r\n\r\nA body\u0000\u001b[31m\u202egnp.exe\ud800';
  await claim(db, 'OrderConfirmed', { ...hostile(breaks), phone: null });
  const mail = await waitFor(() => mails.received[0]);
  expect(mail.recipients).toEqual(['ada@example.com']);
  expect(mail.bcc).toBeUndefined();
  expect(mail.headers.map(({ key }) => key)).not.toContain('bcc');
  expect(mail.subject).toBe('Order A Bcc: evil@example.com A body [31mgnp.exe\ufffd is confirmed');
  for (const side of [mail.subject!, mail.text!, mail.html!]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(side).not.toMatch(/[\u0000\u001b\u202e]/);
  }
});

test.each([
  'ada@example.com, evil@example.com',
  'ada@example.com\r\nRCPT TO:<evil@example.com>',
  'Ada <ada@example.com>',
  'ada@example.com>\r\nDATA',
  '"a b"@example.com',
  'no-address',
  'a@b@example.com',
])('%j is no address to send to, and is given up', async (email) => {
  await claim(db, 'UserRegistered', {
    userId: 'usr_1',
    email,
    firstName: 'Ada',
    lastName: 'L',
    locale: 'en',
  });
  const [found] = await waitFor(async () => {
    const rows = await db.dataSource.query(
      `SELECT status, attempts, last_error FROM deliveries WHERE status <> 'PENDING'`,
    );
    return rows.length > 0 && rows;
  });
  expect(found).toEqual({ status: 'FAILED', attempts: 1, last_error: 'not a mail address' });
  expect(mails.received).toEqual([]);
});
