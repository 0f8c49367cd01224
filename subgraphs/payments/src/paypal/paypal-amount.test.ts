import fc from 'fast-check';
import { AmountNotSupported, fromPayPalValue, toPayPalValue } from './paypal-amount.ts';

test.each([
  [0, 'EUR', '0.00'],
  [5, 'EUR', '0.05'],
  [4_200, 'USD', '42.00'],
  [123_456_789, 'USD', '1234567.89'],
  [500, 'JPY', '500'],
  [500_00, 'HUF', '500'],
])('%i minor units of %s are %s', (amountMinor, currency, value) => {
  expect(toPayPalValue(amountMinor, currency)).toBe(value);
});

test('what PayPal cannot take is refused rather than rounded', () => {
  expect(() => toPayPalValue(50_050, 'HUF')).toThrow(AmountNotSupported);
  expect(() => toPayPalValue(500, 'KWD')).toThrow(AmountNotSupported);
  expect(fromPayPalValue('5.00', 'KWD')).toBeNull();
});

test.each([
  ['42', 'EUR', 4_200],
  ['42.5', 'EUR', 4_250],
  ['42.500', 'EUR', 4_250],
  ['42.501', 'EUR', null],
  ['-1.00', 'EUR', null],
  ['1e3', 'EUR', null],
  ['', 'EUR', null],
  ['99999999999999999', 'EUR', null],
])('%j of %s is %j', (value, currency, amountMinor) => {
  expect(fromPayPalValue(value, currency)).toBe(amountMinor);
});

test('every amount comes back as it went', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.constantFrom('EUR', 'USD', 'JPY', 'GBP'), (amountMinor, currency) => {
      expect(fromPayPalValue(toPayPalValue(amountMinor, currency), currency)).toBe(amountMinor);
    }),
  );
});
