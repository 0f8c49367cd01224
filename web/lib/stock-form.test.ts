import { readAdjustment, wholeNumber } from './stock-form.ts';

const place = { variantId: 'var_1', warehouseId: 'wh_1' };

test.each([
  ['RECEIVED', '5', { delta: 5 }],
  ['RECEIVED', '+5', { delta: 5 }],
  ['CORRECTION', '-2', { delta: -2 }],
  ['DAMAGED', '3', { delta: -3 }],
  ['DAMAGED', '-3', { delta: -3 }],
  ['COUNTED', '0', { counted: 0 }],
  ['COUNTED', '12', { counted: 12 }],
])('%s of %s is read as %j', (reason, units, amount) => {
  expect(readAdjustment({ ...place, reason, units })).toEqual({
    input: { ...place, reason, ...amount },
    fieldErrors: null,
  });
});

test.each([
  ['', '5', 'reason'],
  ['toString', '5', 'reason'],
  ['RECEIVED', '0', 'units'],
  ['RECEIVED', '', 'units'],
  ['RECEIVED', '1.5', 'units'],
  ['RECEIVED', '1e3', 'units'],
  ['RECEIVED', '9999999999', 'units'],
  ['COUNTED', '-1', 'units'],
])('%j of %j is refused at %s', (reason, units, field) => {
  expect(Object.keys(readAdjustment({ ...place, reason, units }).fieldErrors ?? {})).toEqual([field]);
});

test.each([
  ['0', 0, 0],
  ['7', 1, 7],
  ['0', 1, null],
  ['200', 1, null],
  ['', 0, null],
  [undefined, 0, null],
])('%j as a number of at least %d and at most 100 is %j', (text, least, expected) => {
  expect(wholeNumber(text, least, 100)).toBe(expected);
});
