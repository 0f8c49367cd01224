import { safePath } from './safe-path.ts';

describe('safe path', () => {
  it.each([
    ['/account/orders?first=2#a', '/account/orders?first=2#a'],
    ['//evil.example/x', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['account', '/'],
    [null, '/'],
  ])('of %s is %s', (value, expected) => {
    expect(safePath(value, '/')).toBe(expected);
  });
});
