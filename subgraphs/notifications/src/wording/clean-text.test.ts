import { cleanText, greetingName } from './clean-text.ts';

test.each([
  ['Zoë Müller-李', 'Zoë Müller-李'],
  ['a\r\nBcc: b', 'a Bcc: b'],
  ['a\u2028b', 'a b'],
  ['\u202eabc\u202c', 'abc'],
  ['a\u200bb', 'ab'],
  ['\u001b[31mred', '[31mred'],
  ['\ud800', '\ufffd'],
  ['👩‍🚀', '👩‍🚀'],
  ['می‌خواهم', 'می‌خواهم'],
])('%j becomes %j', (text, cleaned) => {
  expect(cleanText(text)).toBe(cleaned);
});

test.each([
  ['Ada', 'Ada'],
  ['Anne-Marie', 'Anne-Marie'],
  ['O’Neil', 'O’Neil'],
  ['J. R.', 'J. R.'],
  ['李', '李'],
  ['', null],
  [' \n', null],
  ['Win at evil.example', null],
  ['https://evil.example', null],
  ['call 555 1234', null],
  ['ada@example.com', null],
  ['x'.repeat(41), null],
])('a greeting by %j uses %j', (firstName, name) => {
  expect(greetingName(firstName)).toBe(name);
});
