import { composeText } from '../sms/sms-carrier.ts';
import { sampleEvent, sampleOrder } from '../testing/sample-events.ts';
import { composeMail } from './mail-carrier.ts';

const storeUrl = 'https://souk.example';
type Composed = ReturnType<typeof composeMail>;
const mail = (event: Parameters<typeof composeMail>[0]['event']): Composed =>
  composeMail({ event, locale: null, unsubscribeToken: null }, storeUrl);

const order = sampleOrder();
const returned = {
  returnId: 'ret_1',
  order,
  reason: 'too big',
  note: null,
  lines: [{ lineId: 'line_1', variantId: 'var_1', quantity: 1, restock: true }],
  refundMinor: 64_50,
};
const payment = {
  paymentId: 'pay_1',
  orderId: order.orderId,
  amountMinor: 169_83,
  currency: 'USD',
  provider: 'SANDBOX' as const,
  email: order.email,
  number: order.number,
  customerId: order.customerId,
  guestId: null,
};
const parcel = {
  fulfilmentId: 'ful_1',
  carrier: 'DHL',
  trackingNumber: 'JJD0003',
  trackingUrl: 'https://dhl.example/track?id=JJD0003&x=1',
  fulfilledLines: [{ lineId: 'line_1', quantity: 1 }],
};

test.each([
  ['what sold out', 'OUT_OF_STOCK', 'sold out'],
  ['a declined payment', 'PAYMENT_DECLINED', 'declined'],
  ['an expired payment', 'PAYMENT_EXPIRED', 'not completed in time'],
  ['a changed price', 'PRICE_CHANGED', 'price changed'],
  ['the customer', 'BY_CUSTOMER', 'You cancelled it'],
  ['the staff', 'BY_STAFF', 'Our team'],
] as const)('a cancellation tells that it was for %s', (_name, reason, words) => {
  const { subject, text, html } = mail(sampleEvent('OrderCancelled', { ...order, reason }));
  expect(subject).toBe('Order 100042 was cancelled');
  for (const side of [text, html]) expect(side).toContain(words);
});

test('a parcel is told with its carrier, tracking and what is in it', () => {
  const part = mail(sampleEvent('OrderFulfilled', { ...order, ...parcel, complete: false }));
  expect(part.subject).toBe('Part of order 100042 is on its way');
  expect(part.text).toContain('Tracking number: JJD0003');
  expect(part.text).toContain('- Arc desk lamp (Black · Qty 1)');
  expect(part.text).not.toContain('Stoneware mug');
  expect(part.html).toContain('href="https://dhl.example/track?id=JJD0003&amp;x=1"');
  const whole = mail(
    sampleEvent('OrderFulfilled', { ...order, ...parcel, complete: true, trackingUrl: null }),
  );
  expect(whole.subject).toBe('Order 100042 is on its way');
  expect(whole.html).toContain(`${storeUrl}/orders/${order.orderId}`);
});

test('a payment that needs its buyer links to the provider and tells until when', () => {
  const { text } = mail(
    sampleEvent('PaymentActionRequired', {
      ...payment,
      actionUrl: 'https://bank.example/3ds',
      expiresAt: '2026-11-21T10:30:00.000Z',
    }),
  );
  expect(text).toContain('https://bank.example/3ds');
  expect(text).toContain('$169.83');
  expect(text).toMatch(/November 21, 2026 at 10:30\sAM UTC/);
});

test('a refund tells its amount and what was refunded so far', () => {
  const refund = {
    ...payment,
    amountMinor: 10_00,
    refundId: 'rfd_1',
    returnId: null,
    refundedTotalMinor: 74_50,
  };
  const { subject, text } = mail(sampleEvent('PaymentRefunded', refund));
  expect(subject).toBe('Refund of $10.00 for order 100042');
  expect(text).toContain('Refunded so far: $74.50');
});

test('returns are told at each step', () => {
  expect(mail(sampleEvent('ReturnRequested', returned)).subject).toBe(
    'We have your return request for order 100042',
  );
  expect(mail(sampleEvent('ReturnApproved', returned)).text).toContain('$64.50');
  expect(mail(sampleEvent('ReturnRejected', returned)).text).toContain('cannot take these items back');
});

test('security mails tell what happened', () => {
  const session = { userId: 'usr_1', email: 'ada@example.com', firstName: 'Ada', sessionIds: ['ses_1'] };
  const reused = mail(sampleEvent('SessionRevoked', { ...session, reason: 'TOKEN_REUSED' }));
  expect(reused.subject).toBe('Security alert: we signed you out');
  const changed = mail(sampleEvent('SessionRevoked', { ...session, reason: 'PASSWORD_CHANGED' }));
  expect(changed.subject).toBe('Your password was changed');
  expect(changed.text).toContain('Hello Ada,');
});

test('an order of a hundred lines shows twenty and counts the rest', () => {
  const lines = Array.from({ length: 100 }, (_, index) => ({ ...order.lines[0]!, lineId: `line_${index}` }));
  const { text } = mail(sampleEvent('OrderConfirmed', { ...order, lines }));
  expect(text.match(/Arc desk lamp/g)).toHaveLength(20);
  expect(text).toContain('and 80 more items');
});

test.each([
  ['USD', 12_99, '$12.99'],
  ['EUR', 1, '€0.01'],
  ['JPY', 1299, '¥1,299'],
  ['KWD', 1_299, 'KWD 1.299'],
  ['USD', Number.MAX_SAFE_INTEGER, '$90,071,992,547,409.91'],
])('%s %i is written exactly', (currency, totalMinor, written) => {
  const event = sampleEvent('OrderConfirmed', {
    ...order,
    currency,
    totals: { ...order.totals, totalMinor },
  });
  expect(mail(event).text.replaceAll('\u00a0', ' ')).toContain(`Total: ${written}`);
});

test.each(['de-DE', 'xx', '', 'en_US', 'a'.repeat(500)])(
  'locale %j that we do not speak is written to in English',
  (locale) => {
    expect(mail(sampleEvent('OrderConfirmed', { ...order, locale })).html).toContain('<html lang="en">');
  },
);

test('dates and money follow the region of an English reader', () => {
  const { text } = mail(sampleEvent('OrderConfirmed', { ...order, locale: 'en-AU' }));
  expect(text).toContain('USD\u00a0169.83');
});

test('a text message stays within the GSM alphabet and two parts', () => {
  const events = [
    sampleEvent('OrderConfirmed', { ...order, currency: 'KWD' }),
    sampleEvent('OrderFulfilled', { ...order, ...parcel, complete: true }),
  ];
  for (const event of events) {
    const text = composeText({ event }, storeUrl);
    expect(text).toMatch(/^[\x20-\x7e€]+$/);
    expect(text.length).toBeLessThanOrEqual(306);
  }
});
