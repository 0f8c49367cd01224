import { townLine } from './town-line.ts';

test.each([
  [
    { city: 'San Francisco', region: 'CA', postalCode: '94107', countryCode: 'US' },
    'San Francisco, CA 94107',
  ],
  [{ city: 'Berlin', region: null, postalCode: '10115', countryCode: 'DE' }, '10115 Berlin'],
  [{ city: 'Lugano', region: 'Ticino', postalCode: '6900', countryCode: 'CH' }, '6900 Lugano, Ticino'],
])('%j is written as post is addressed there', (address, line) => {
  expect(townLine(address)).toBe(line);
});
