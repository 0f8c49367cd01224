import { countryCode, languageTag, normaliseEmail, optionalPhoneNumber } from './contact.ts';
import { optionalTextLine, textLine } from './text-line.ts';

test.each([
  ['bea@example.com', 'bea@example.com'],
  [' Bea@Example.COM ', 'bea@example.com'],
  ['ＢＥＡ@ｅｘａｍｐｌｅ.com', 'bea@example.com'],
  ['bea@münchen.de', 'bea@xn--mnchen-3ya.de'],
  ['bea@MÜNCHEN.de', 'bea@xn--mnchen-3ya.de'],
  ["o'neil+shop@mail.example.co.uk", "o'neil+shop@mail.example.co.uk"],
])('%s is the address %s', (text, email) => {
  expect(normaliseEmail(text)).toBe(email);
});

test.each([
  [''],
  ['bea'],
  ['@example.com'],
  ['bea@'],
  ['bea@localhost'],
  ['bea@127.0.0.1'],
  ['bea@[127.0.0.1]'],
  ['bea@@example.com'],
  ['.bea@example.com'],
  ['bea..b@example.com'],
  ['bea@-example.com'],
  ['bea@example..com'],
  ['bea smith@example.com'],
  ['"bea"@example.com'],
  ['bea@example.com\u0000'],
  ['b\u200bea@example.com'],
  ['bea\u202e@example.com'],
  ['\ud800@example.com'],
  // The first letter is Cyrillic.
  ['\u0430dmin@example.com'],
  ['bea@example.com\r\nBcc: all@example.com'],
  [`${'x'.repeat(65)}@example.com`],
  [`bea@${'x'.repeat(64)}.com`],
  [`bea@${'x.'.repeat(124)}com`],
])('%j is no address', (text) => {
  expect(normaliseEmail(text)).toBeNull();
});

test('hostile addresses and phone numbers are judged at once', () => {
  const startedAt = performance.now();
  for (const length of [100, 1_000, 100_000]) {
    normaliseEmail(`${'a.'.repeat(length)}@${'a-'.repeat(length)}`);
    normaliseEmail('a'.repeat(length));
    optionalPhoneNumber.safeParse(`+${' '.repeat(length)}1`);
  }
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});

test.each([
  ['  Bea  ', 'Bea'],
  ['Zoe\u0308', 'Zoë'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['😀'.repeat(10), '😀'.repeat(10)],
])('%j is kept as %j', (text, kept) => {
  expect(textLine(10).parse(text)).toBe(kept);
});

test.each([
  [''],
  ['   '],
  ['x'.repeat(11)],
  ['a\u0000'],
  ['a\nb'],
  ['a\u001b[31m'],
  ['\ud800'],
  ['a\u202eb'],
  ['a\u200bb'],
  ['a\u2028b'],
  ['\ufeffa'],
])('%j is no line of text', (text) => {
  expect(textLine(10).safeParse(text).success).toBe(false);
});

test('an optional line that is absent, null or empty is null', () => {
  for (const text of [undefined, null, '', '  ']) expect(optionalTextLine(10).parse(text)).toBeNull();
  expect(optionalTextLine(10).parse(' x ')).toBe('x');
});

test.each([
  ['+4930123456', '+4930123456'],
  ['+49 (30) 123-456', '+4930123456'],
  [null, null],
  [undefined, null],
  ['', null],
])('phone %j becomes %j', (text, phone) => {
  expect(optionalPhoneNumber.parse(text)).toBe(phone);
});

test.each([
  ['030123456'],
  ['+0123456789'],
  ['+49'],
  ['+1234567890123456'],
  ['+49 30 call me'],
  ['+٤٩٣٠١٢٣٤٥٦'],
])('%j is no phone number', (text) => {
  expect(optionalPhoneNumber.safeParse(text).success).toBe(false);
});

test('language tags are made canonical, others refused', () => {
  expect(languageTag.parse('pt-br')).toBe('pt-BR');
  expect(languageTag.parse('EN')).toBe('en');
  for (const text of ['', 'english!', '\u0000', 'x'.repeat(100)])
    expect(languageTag.safeParse(text).success).toBe(false);
});

test('country codes are those of countries', () => {
  expect(countryCode.parse(' de ')).toBe('DE');
  for (const text of ['', 'D', 'DEU', 'ZZ', 'EU', 'QX', '12', 'D\u0000'])
    expect(countryCode.safeParse(text).success).toBe(false);
});
