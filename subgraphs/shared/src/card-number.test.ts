import { holdsCardNumber } from './card-number.ts';

test.each([
  ['4242424242424242', true],
  ['card 4242 4242 4242 4242.', true],
  ['3782-822463-10005', true],
  ['6011000990139424', true],
  ['4242424242424241', false],
  ['tok_success', false],
  ['pm_1OaBcDeFgHiJkLmN', false],
  ['ord_01m6a6ft00ens9aw99m8stfa8d', false],
  ['424242424242', false],
])('%s: %p', (text, expected) => {
  expect(holdsCardNumber(text)).toBe(expected);
});
