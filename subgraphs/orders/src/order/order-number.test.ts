import { createOrderNumber, readOrderNumber } from './order-number.ts';

test('numbers have the form SK-XXXX-XXXX, without signs that are misread, and do not repeat', () => {
  const numbers = Array.from({ length: 10_000 }, createOrderNumber);
  for (const number of numbers) expect(number).toMatch(/^SK-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test.each([
  ['SK-7G4K-92QM', 'SK-7G4K-92QM'],
  [' sk 7g4k 92qm ', 'SK-7G4K-92QM'],
  ['7g4k92qm', 'SK-7G4K-92QM'],
  ['SK-OG4K-9IQL', 'SK-0G4K-91Q1'],
  ['SK-7G4K-92Q', null],
  ['SK-7G4K-92QMM', null],
  ["' OR 1=1 --", null],
  ['SK-7G4K-92Q\u0000', null],
  ['', null],
])('%j is read as %j', (typed, number) => {
  expect(readOrderNumber(typed)).toBe(number);
});
