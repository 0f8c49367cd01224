import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { recordedEvents } from '@souk/shared/testing/test-events';
import { testLogger } from '@souk/shared/testing/test-logger';
import { waitFor } from '@souk/shared/testing/wait-for';
import { database } from '../data-source.ts';
import { createMailCarrier } from '../mail/mail-carrier.ts';
import { createSmsCarrier } from '../sms/sms-carrier.ts';
import { claim } from '../testing/claimed.ts';
import { type MailSink, startMailSink } from '../testing/mail-sink.ts';
import { sampleOrder } from '../testing/sample-events.ts';
import { type SmsSink, startSmsSink } from '../testing/sms-sink.ts';
import type { Carrier } from './carrier.ts';
import { type DeliverySender, startDeliverySender } from './delivery-sender.ts';

const storeUrl = 'https://souk.example';
let db: TestDatabase;
let mails: MailSink;
let texts: SmsSink;
const running: DeliverySender[] = [];

beforeAll(async () => {
  db = await createTestDatabase('notifications', database);
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.clear();
  [mails, texts] = await Promise.all([startMailSink(), startSmsSink()]);
});
afterEach(async () => {
  for (const sender of running.splice(0)) await sender.stop();
  await Promise.all([mails.close(), texts.close()]);
});

const mailCarrier = (): Carrier =>
  createMailCarrier({ smtpUrl: mails.url, from: 'Souk <orders@souk.example>', storeUrl });

function start(channel: 'EMAIL' | 'SMS', carrier: Carrier, settings = {}): DeliverySender {
  const sender = startDeliverySender({
    ...db,
    logger: testLogger,
    channel,
    carrier,
    pollMs: 20,
    ...settings,
  });
  running.push(sender);
  return sender;
}
function startBoth(): void {
  start('EMAIL', mailCarrier());
  start('SMS', createSmsCarrier({ sns: texts.sns, storeUrl }));
}

type Row = { status: string; attempts: number; last_error: string | null; pause: number };
async function delivery(channel: string): Promise<Row> {
  const [found] = await db.dataSource.query(
    `SELECT status, attempts, last_error, extract(epoch FROM due_at - now())::float AS pause
     FROM deliveries WHERE channel = $1`,
    [channel],
  );
  return found;
}
const until = (channel: string, status: string, attempts: number): Promise<unknown> =>
  waitFor(
    async () => {
      const found = await delivery(channel);
      return found.status === status && found.attempts === attempts;
    },
    { what: `${channel} ${status} after ${attempts} tries` },
  );
/** Ends the pause of messages that wait; those in a carrier's hands are left to it. */
const makeDue = (which: { channel?: string; topic?: string }): Promise<unknown> =>
  db.dataSource.query(
    `UPDATE deliveries SET due_at = now()
     WHERE status = 'PENDING' AND (attempts = 0 OR last_error IS NOT NULL)
       AND channel = coalesce($1, channel) AND topic = coalesce($2, topic)`,
    [which.channel, which.topic],
  );

test('a mail server that is busy is asked again later, and the text message is not repeated for it', async () => {
  mails.refusals.push({ at: 'RCPT TO', answer: 451 }, { at: 'DATA', answer: 421 });
  startBoth();
  await claim(db, 'OrderConfirmed', sampleOrder());
  const waiting = await waitFor(async () => {
    const found = await delivery('EMAIL');
    return found.last_error?.includes('451') && found;
  });
  expect(waiting).toMatchObject({ status: 'PENDING', attempts: 1 });
  expect(waiting.pause).toBeGreaterThan(0);
  expect(waiting.pause).toBeLessThan(2.5);
  await makeDue({ channel: 'EMAIL' });
  await waitFor(async () => (await delivery('EMAIL')).last_error?.includes('421'));
  await makeDue({ channel: 'EMAIL' });
  await until('EMAIL', 'SENT', 3);
  await until('SMS', 'SENT', 1);
  expect(mails.received).toHaveLength(1);
  expect(texts.received).toHaveLength(1);
  expect(await delivery('EMAIL')).toMatchObject({ last_error: null });
});

test('a mailbox that does not exist is given up at once, and told without its address', async () => {
  mails.refusals.push({ at: 'RCPT TO', answer: 550 });
  startBoth();
  const order = sampleOrder({ phone: null });
  await claim(db, 'OrderConfirmed', order);
  await until('EMAIL', 'FAILED', 1);
  const failed = (await recordedEvents(db.dataSource)).filter(({ type }) => type === 'NotificationFailed');
  expect(failed).toEqual([
    expect.objectContaining({
      data: {
        deliveryId: expect.stringMatching(/^dlv_/),
        channel: 'EMAIL',
        topic: 'OrderConfirmed',
        orderId: order.orderId,
        error: expect.stringContaining('550'),
      },
    }),
  ]);
  expect(JSON.stringify(failed)).not.toContain(order.email);
});

test.each([
  ['a number that SNS refuses is given up', 'InvalidParameter', 'FAILED'],
  ['a recipient who opted out is given up', 'OptedOut', 'FAILED'],
  ['a throttled text message is tried again', 'Throttling', 'PENDING'],
  ['a text message that met a fault is tried again', 'InternalError', 'PENDING'],
])('%s', async (_name, refusal, status) => {
  texts.refusals.push(refusal);
  startBoth();
  await claim(db, 'OrderConfirmed', sampleOrder());
  await waitFor(async () => (await delivery('SMS')).last_error !== null);
  expect(await delivery('SMS')).toMatchObject({ status, attempts: 1 });
});

test('a message is given up when all its tries have failed', async () => {
  await claim(db, 'UserRegistered', {
    userId: 'usr_1',
    email: 'ada@example.com',
    firstName: 'Ada',
    lastName: 'L',
    locale: 'en',
  });
  await db.dataSource.query('UPDATE deliveries SET attempts = 10');
  mails.refusals.push({ at: 'RCPT TO', answer: 451 });
  startBoth();
  await until('EMAIL', 'FAILED', 11);
});

test('a worker that dies after the mail went out leads to one repeat with the same Message-ID, and a late note of it changes nothing', async () => {
  const stuck = Promise.withResolvers<void>();
  const real = mailCarrier();
  const dying: Carrier = {
    async send(due) {
      await real.send(due);
      await stuck.promise;
    },
    close: real.close,
  };
  // Its one hand is full for good: it never writes down that it sent the mail, and takes no other.
  start('EMAIL', dying, { leaseSeconds: 1, concurrency: 1 });
  try {
    await claim(db, 'OrderDelivered', sampleOrder());
    await waitFor(() => mails.received.length === 1);
    start('EMAIL', mailCarrier());
    await until('EMAIL', 'SENT', 2);
    expect(mails.received).toHaveLength(2);
    expect(mails.received[0]!.messageId).toBe(mails.received[1]!.messageId);
  } finally {
    stuck.resolve();
  }
  for (const sender of running.splice(0)) await sender.stop();
  const sent = (await recordedEvents(db.dataSource)).filter(
    ({ type, data }) => type === 'NotificationSent' && (data as { channel: string }).channel === 'EMAIL',
  );
  expect(sent).toHaveLength(1);
  expect(await delivery('EMAIL')).toMatchObject({ status: 'SENT', attempts: 2 });
});

test('several workers share what is due, and nobody gets a message twice', async () => {
  for (let worker = 0; worker < 3; worker += 1) start('EMAIL', mailCarrier());
  const numbers = Array.from({ length: 40 }, (_, index) => String(index));
  await Promise.all(numbers.map((number) => claim(db, 'OrderDelivered', sampleOrder({ number }))));
  await waitFor(async () => {
    const [{ count }] = await db.dataSource.query(
      `SELECT count(*)::int FROM deliveries WHERE channel = 'EMAIL' AND status = 'SENT'`,
    );
    return count === numbers.length;
  });
  expect(mails.received.map(({ subject }) => subject).toSorted()).toEqual(
    numbers.map((number) => `Order ${number} has arrived`).toSorted(),
  );
});

test('a message is handed over with its claim where there is room, and is found when due where there is none', async () => {
  const answer = Promise.withResolvers<void>();
  const sent: string[] = [];
  const slow: Carrier = {
    async send(due) {
      sent.push(due.recipient);
      await answer.promise;
    },
    close: () => undefined,
  };
  // It never looks by itself in the time of this test.
  const EMAIL = start('EMAIL', slow, { concurrency: 4, pollMs: 60_000 });
  const order = (who: string): ReturnType<typeof sampleOrder> => sampleOrder({ email: `${who}@example.com` });
  const rows = (): Promise<unknown[]> =>
    db.dataSource.query(
      `SELECT recipient, status, attempts FROM deliveries WHERE channel = 'EMAIL' ORDER BY recipient`,
    );
  // A claim that fails gives its room back.
  const broken = { EMAIL: { ...EMAIL, leaseSeconds: Number.NaN } };
  for (let turn = 0; turn < 5; turn += 1) {
    await expect(claim(db, 'OrderDelivered', order('x'), broken)).rejects.toThrow();
  }
  await Promise.all(['a', 'b', 'c'].map((who) => claim(db, 'OrderDelivered', order(who), { EMAIL })));
  expect(sent.sort()).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
  await claim(db, 'OrderDelivered', order('d'), { EMAIL });
  await waitFor(() => sent.length === 4);
  expect(await rows()).toEqual(
    ['a', 'b', 'c', 'd'].map((who) => ({ recipient: `${who}@example.com`, status: 'PENDING', attempts: 1 })),
  );
  answer.resolve();
  await waitFor(async () => {
    const [{ count }] = await db.dataSource.query(
      `SELECT count(*)::int FROM deliveries WHERE channel = 'EMAIL' AND status = 'SENT' AND attempts = 1`,
    );
    return count === 4;
  });
});

test('a message handed over to a worker that dies is sent by another when its lease has ended', async () => {
  const dying = { ...start('EMAIL', mailCarrier()), leaseSeconds: 1, take: () => undefined };
  await claim(db, 'OrderDelivered', sampleOrder(), { EMAIL: dying });
  // The lease was a try.
  await until('EMAIL', 'SENT', 2);
  expect(mails.received).toHaveLength(1);
});

test('a mail server that hangs holds up no text message', async () => {
  mails.refusals.push({ at: 'DATA', answer: 'hang' });
  startBoth();
  await claim(db, 'OrderConfirmed', sampleOrder());
  await until('SMS', 'SENT', 1);
  expect(await delivery('EMAIL')).toMatchObject({ status: 'PENDING', attempts: 1 });
  // It gives up by its own deadline rather than by the end of its lease.
  await waitFor(async () => (await delivery('EMAIL')).last_error !== null, { timeoutMs: 20_000 });
});

test('the mail that an order was placed waits, and is dropped when there is newer news', async () => {
  startBoth();
  const slow = sampleOrder({ number: 'slow' });
  const quick = sampleOrder({ number: 'quick', phone: null });
  await claim(db, 'OrderPlaced', slow);
  await claim(db, 'OrderPlaced', quick);
  await claim(db, 'OrderConfirmed', quick);
  expect(
    await db.dataSource.query(
      `SELECT order_id, status, attempts FROM deliveries WHERE topic = 'OrderPlaced' ORDER BY order_id = $1`,
      [quick.orderId],
    ),
  ).toEqual([
    { order_id: slow.orderId, status: 'PENDING', attempts: 0 },
    { order_id: quick.orderId, status: 'SUPERSEDED', attempts: 0 },
  ]);
  // News that came first is found when the mail falls due.
  const swift = sampleOrder({ number: 'swift', phone: null });
  await claim(db, 'OrderConfirmed', swift);
  await claim(db, 'OrderPlaced', swift);
  const pauses = await db.dataSource.query(
    `SELECT extract(epoch FROM due_at - created_at)::float AS pause FROM deliveries WHERE topic = 'OrderPlaced'`,
  );
  for (const { pause } of pauses) expect(Math.abs(pause - 90)).toBeLessThan(5);
  await makeDue({ topic: 'OrderPlaced' });
  const placed = await waitFor(async () => {
    const found = await db.dataSource.query(
      `SELECT order_id, status FROM deliveries WHERE topic = 'OrderPlaced' AND status <> 'PENDING'`,
    );
    return found.length === 3 && found;
  });
  expect(placed).toEqual(
    expect.arrayContaining([
      { order_id: slow.orderId, status: 'SENT' },
      { order_id: quick.orderId, status: 'SUPERSEDED' },
      { order_id: swift.orderId, status: 'SUPERSEDED' },
    ]),
  );
  await waitFor(() => mails.received.length === 3);
  expect(mails.received.map(({ subject }) => subject).toSorted()).toEqual([
    'Order quick is confirmed',
    'Order swift is confirmed',
    'We have your order slow',
  ]);
});
