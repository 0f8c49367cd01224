import { sampleEvent, sampleOrder } from '../testing/sample-events.ts';
import { routesOf } from './routes.ts';
import type { Topic } from './template.ts';

function told(event: ReturnType<typeof sampleEvent<Topic>>): string[] {
  return routesOf(event).flatMap((route) => {
    const to = route.to(event.data);
    return to === null ? [] : [`${route.channel} ${to}`];
  });
}

const session = { userId: 'usr_1', email: 'ada@example.com', firstName: 'Ada', sessionIds: [] };

test.each([
  ['LOGOUT', []],
  ['LOGOUT_EVERYWHERE', []],
  ['PASSWORD_CHANGED', ['EMAIL ada@example.com']],
  ['TOKEN_REUSED', ['EMAIL ada@example.com']],
] as const)('the end of a session by %s tells %j', (reason, expected) => {
  expect(told(sampleEvent('SessionRevoked', { ...session, reason }))).toEqual(expected);
});

test('a guest is told in the store under the guest id', () => {
  const order = sampleOrder({ customerId: null, guestId: 'gst_1', phone: null });
  expect(told(sampleEvent('OrderConfirmed', order))).toEqual(['EMAIL ada@example.com', 'IN_APP gst_1']);
});

test('an order of nobody we know is told by mail alone', () => {
  const order = sampleOrder({ customerId: null, guestId: null, phone: null });
  expect(told(sampleEvent('OrderDelivered', order))).toEqual(['EMAIL ada@example.com']);
});

test.each([
  ['the contact', '+49 (170) 123-45.67', '+1 202 555 0101', '+491701234567'],
  ['the contact, written with 00', '0049 170 1234567', null, '+491701234567'],
  ['the address where the contact has none', null, '+1 202 555 0101', '+12025550101'],
  ['the address where the contact is national', '0170 1234567', '+1 202 555 0101', '+12025550101'],
  ['nobody: national', '0170 1234567', null, null],
  ['nobody: words', 'call me', 'x', null],
  ['nobody: too short', '+49123', null, null],
  ['nobody: too long', '+4917012345678901', null, null],
  ['nobody: a second line', '+491701234567\n+12025550101', null, null],
])('a text message goes to the number of %s', (_name, phone, addressPhone, expected) => {
  const order = sampleOrder();
  const event = sampleEvent('OrderConfirmed', {
    ...order,
    phone,
    shippingAddress: { ...order.shippingAddress, phone: addressPhone },
  });
  expect(told(event).filter((line) => line.startsWith('SMS'))).toEqual(expected ? [`SMS ${expected}`] : []);
});
