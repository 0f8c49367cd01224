import { shownName } from './buyers.ts';

test.each([
  ['Sam', 'Shopper', 'Sam S.'],
  ['Zoë', 'élan', 'Zoë É.'],
  ['Cher', '', 'Cher'],
  ['', '', 'A customer'],
])('%s %s is shown as %s', (first, last, expected) => {
  expect(shownName(first, last)).toBe(expected);
});
