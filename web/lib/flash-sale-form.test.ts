import { readFlashSale } from './flash-sale-form.ts';

const filledIn = {
  variantId: 'var_1',
  currency: 'USD',
  price: '12.50',
  startsAt: '2026-11-21T10:00',
  endsAt: '2026-11-22T10:00',
  allocation: '40',
  limitPerBuyer: '2',
  holdMinutes: '10',
};

test('a form that is filled in becomes a sale in minor units, UTC and seconds', () => {
  expect(readFlashSale(filledIn)).toEqual({
    sale: {
      variantId: 'var_1',
      priceMinor: 1_250,
      startsAt: '2026-11-21T10:00:00.000Z',
      endsAt: '2026-11-22T10:00:00.000Z',
      allocation: 40,
      limitPerBuyer: 2,
      holdSeconds: 600,
    },
    fieldErrors: null,
  });
});

test.each([
  ['price', 'free'],
  ['price', '0'],
  ['variantId', ''],
  ['startsAt', 'soon'],
  ['endsAt', '2026-11-21T10:00'],
  ['allocation', '0'],
  ['limitPerBuyer', '1.5'],
  ['holdMinutes', '61'],
])('what is wrong is said at %s when it is "%s"', (field, text) => {
  const { sale, fieldErrors } = readFlashSale({ ...filledIn, [field]: text });
  expect(sale).toBeNull();
  expect(Object.keys(fieldErrors ?? {})).toEqual([field]);
});
