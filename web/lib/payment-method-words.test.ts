import { methodExpiry, methodName } from './payment-method-words.ts';

test.each([
  [{ brand: 'visa', last4: '4242' }, 'Visa ending in 4242'],
  [{ brand: 'Mastercard', last4: '5100' }, 'Mastercard ending in 5100'],
  [{ brand: 'something new', last4: '0001' }, 'Card ending in 0001'],
  [{ brand: null, last4: null }, 'Card'],
])('%j is called %s', (method, name) => {
  expect(methodName(method)).toBe(name);
});

test('its expiry is told where it is known', () => {
  expect(methodExpiry({ expiryMonth: 3, expiryYear: 2034 })).toBe('Expires 03/34');
  expect(methodExpiry({ expiryMonth: null, expiryYear: 2034 })).toBeNull();
});
