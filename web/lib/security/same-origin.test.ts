import { isSameOrigin } from './same-origin.ts';

describe('same origin', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://shop.example', host: 'shop.example' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ origin: 'https://shop.example', host: 'shop.example' }, true],
    [{ origin: 'https://evil.example', host: 'shop.example' }, false],
    [{ origin: 'https://shop.example', 'x-forwarded-host': 'shop.example', host: 'web:3000' }, true],
    [{ origin: 'null', host: 'shop.example' }, false],
    [{ host: 'shop.example' }, false],
  ])('of %j is %s', (headers, expected) => {
    expect(isSameOrigin(new Headers(headers as Record<string, string>))).toBe(expected);
  });
});
