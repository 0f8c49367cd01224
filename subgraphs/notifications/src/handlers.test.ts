import type { SoukEvent } from '@souk/shared/events/catalogue';
import { type SqsConsumer, startSqsConsumer } from '@souk/shared/sqs-consumer';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { recordedEvents } from '@souk/shared/testing/test-events';
import { testLogger } from '@souk/shared/testing/test-logger';
import { createTestMessaging, type TestMessaging } from '@souk/shared/testing/test-messaging';
import { waitFor } from '@souk/shared/testing/wait-for';
import { database } from './data-source.ts';
import { type DeliverySender, startDeliverySender } from './delivery/delivery-sender.ts';
import { createHandlers } from './handlers.ts';
import { createMailCarrier } from './mail/mail-carrier.ts';
import { createSmsCarrier } from './sms/sms-carrier.ts';
import { type MailSink, startMailSink } from './testing/mail-sink.ts';
import { sampleEvent, sampleOrder } from './testing/sample-events.ts';
import { type SmsSink, startSmsSink } from './testing/sms-sink.ts';

const storeUrl = 'https://souk.example';
let db: TestDatabase;
let messaging: TestMessaging;
let mails: MailSink;
let texts: SmsSink;
let running: { consumer: SqsConsumer; senders: Record<'EMAIL' | 'SMS', DeliverySender> };

beforeAll(async () => {
  [db, messaging, mails, texts] = await Promise.all([
    createTestDatabase('notifications', database),
    createTestMessaging({ maxReceiveCount: 2 }),
    startMailSink(),
    startSmsSink(),
  ]);
  const deps = { ...db, logger: testLogger, pollMs: 50 };
  const senders = {
    EMAIL: startDeliverySender({
      ...deps,
      channel: 'EMAIL',
      carrier: createMailCarrier({ smtpUrl: mails.url, from: 'Souk <orders@souk.example>', storeUrl }),
    }),
    SMS: startDeliverySender({
      ...deps,
      channel: 'SMS',
      carrier: createSmsCarrier({ sns: texts.sns, storeUrl }),
    }),
  };
  running = {
    senders,
    consumer: startSqsConsumer({
      sqs: messaging.sqs,
      queueUrl: messaging.queueUrl,
      handlers: createHandlers({ ...db, storeUrl, senders }),
      logger: testLogger,
    }),
  };
});
afterAll(async () => {
  await running.consumer.stop();
  for (const sender of Object.values(running.senders)) await sender.stop();
  messaging.close();
  await Promise.all([db.close(), mails.close(), texts.close()]);
});
beforeEach(async () => {
  await db.clear();
  mails.received.length = 0;
  texts.received.length = 0;
});

function deliveries(): Promise<Record<string, unknown>[]> {
  return db.dataSource.query(
    'SELECT channel, recipient, status, attempts FROM deliveries ORDER BY channel, recipient',
  );
}
async function settled(count: number): Promise<void> {
  await waitFor(async () => {
    const found = await deliveries();
    return found.length === count && found.every(({ status }) => status !== 'PENDING');
  });
}

test('a confirmed order is told by mail, by text message and in the store, once, though it arrives twice', async () => {
  const order = sampleOrder();
  const event = sampleEvent('OrderConfirmed', order);
  await Promise.all([messaging.send(event), messaging.send(event)]);
  await settled(3);
  await waitFor(async () => (await messaging.left()) === 0);

  expect(await deliveries()).toEqual([
    { channel: 'EMAIL', recipient: 'ada@example.com', status: 'SENT', attempts: 1 },
    { channel: 'IN_APP', recipient: order.customerId, status: 'SENT', attempts: 1 },
    { channel: 'SMS', recipient: '+491701234567', status: 'SENT', attempts: 1 },
  ]);
  expect(mails.received).toHaveLength(1);
  const [mail] = mails.received;
  expect(mail).toMatchObject({
    subject: 'Order 100042 is confirmed',
    from: { name: 'Souk', address: 'orders@souk.example' },
    recipients: ['ada@example.com'],
    messageId: expect.stringMatching(/^<[0-9a-f]{40}@souk\.example>$/),
  });
  for (const side of [mail!.html, mail!.text]) {
    expect(side).toContain('Arc desk lamp');
    expect(side).toContain('$129.00');
    expect(side).toContain('-$10.00');
    expect(side).toContain('$169.83');
    expect(side).toContain(`${storeUrl}/orders/${order.orderId}`);
  }
  expect(texts.received).toEqual([
    {
      phoneNumber: '+491701234567',
      message: `Souk: order 100042 is confirmed ($169.83). Follow it: ${storeUrl}/orders/${order.orderId}`,
      messageKey: expect.stringMatching(/^[0-9a-f]{40}$/),
    },
  ]);
  const inbox = await db.dataSource.query(
    'SELECT recipient, topic, title, body, link, read_at FROM notifications',
  );
  expect(inbox).toEqual([
    {
      recipient: order.customerId,
      topic: 'OrderConfirmed',
      title: 'Order 100042 is confirmed',
      body: 'Arc desk lamp and 1 more item for $169.83. We are packing it for you.',
      link: `/orders/${order.orderId}`,
      read_at: null,
    },
  ]);
  const events = await recordedEvents(db.dataSource);
  expect(events.map(({ type, correlationid, data }) => ({ type, correlationid, data }))).toEqual(
    expect.arrayContaining(
      ['EMAIL', 'SMS', 'IN_APP'].map((channel) => ({
        type: 'NotificationSent',
        correlationid: 'correlation-1',
        data: {
          deliveryId: expect.any(String),
          channel,
          topic: 'OrderConfirmed',
          orderId: order.orderId,
          count: 1,
        },
      })),
    ),
  );
  expect(events).toHaveLength(3);
});

test('many orders confirmed at once are each told once, and counted together', async () => {
  const numbers = Array.from({ length: 60 }, (_, index) => `n${index}`);
  const events = numbers.map((number) => sampleEvent('OrderConfirmed', sampleOrder({ number, phone: null })));
  const batches = [events.slice(0, 30), events.slice(30), events.slice(10, 40)];
  await Promise.all(batches.map((batch) => messaging.send(JSON.stringify(batch))));
  await settled(120);
  expect(mails.received.map(({ subject }) => subject).sort()).toEqual(
    numbers.map((number) => `Order ${number} is confirmed`).sort(),
  );
  const news = (await recordedEvents(db.dataSource)) as SoukEvent<'NotificationSent'>[];
  const counted = (channel: string): number =>
    news.reduce((sum, { data }) => sum + (data.channel === channel ? data.count : 0), 0);
  expect([counted('EMAIL'), counted('IN_APP')]).toEqual([60, 60]);
  // Those of the store are written with the events of a message; mails are counted as they go out.
  expect(news.filter(({ data }) => data.channel === 'IN_APP').length).toBeLessThan(60);
});

test('what no handler can read ends in the dead-letter queue, and the rest flows', async () => {
  const future = { ...sampleEvent('OrderDelivered', sampleOrder()), dataversion: 99 };
  const poison = [
    '{not json',
    JSON.stringify(future),
    JSON.stringify({ type: 'OrderConfirmed', id: 'evt_x', dataversion: 1, data: {} }),
  ];
  for (const body of poison) await messaging.send(body);
  await messaging.send(sampleEvent('OrderDelivered', sampleOrder({ phone: null })));
  await settled(2);
  const dead: string[] = [];
  await waitFor(
    async () => {
      dead.push(...(await messaging.receive(messaging.deadLetterUrl)).map(({ Body }) => Body!));
      return dead.length >= poison.length;
    },
    { timeoutMs: 20_000 },
  );
  expect(dead.sort()).toEqual(poison.sort());
  expect(mails.received.map(({ subject }) => subject)).toEqual(['Order 100042 has arrived']);
});
