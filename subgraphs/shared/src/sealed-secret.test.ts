import { CannotOpenSecret, createSecretSealer } from './sealed-secret.ts';

const sealer = createSecretSealer('a-secret-of-at-least-32-characters!');

test('what was sealed opens again, and never looks the same', () => {
  const first = sealer.seal('a private key', 'key_1');
  const second = sealer.seal('a private key', 'key_1');
  expect(first).not.toBe(second);
  expect(first).not.toContain('private');
  expect(sealer.open(first, 'key_1')).toBe('a private key');
  expect(sealer.open(second, 'key_1')).toBe('a private key');
});

test('another label, another secret, a changed byte and rubbish do not open', () => {
  const sealed = sealer.seal('a private key', 'key_1');
  const changed = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`;
  const other = createSecretSealer('another-secret-of-32-characters!!!!');
  expect(() => sealer.open(sealed, 'key_2')).toThrow(CannotOpenSecret);
  expect(() => other.open(sealed, 'key_1')).toThrow(CannotOpenSecret);
  expect(() => sealer.open(changed, 'key_1')).toThrow(CannotOpenSecret);
  expect(() => sealer.open('', 'key_1')).toThrow(CannotOpenSecret);
  expect(() => sealer.open('v1.AAAA', 'key_1')).toThrow(CannotOpenSecret);
});
