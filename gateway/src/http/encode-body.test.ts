import { encodeBody } from './encode-body.ts';

describe('the bytes of bodies', () => {
  test('are those of the text, whatever was encoded before', () => {
    for (const text of ['{"a":"1"}', '{"a":"2"}', 'Größe 🙂', '', 'x'.repeat(2_000_000), '{"a":"1"}']) {
      expect(encodeBody(text).toString()).toBe(text);
    }
  });

  test('are made once for equal texts that follow each other, and not held when they are many', () => {
    expect(encodeBody('{"shared":true}')).toBe(encodeBody('{"shared":true}'));
    const long = 'x'.repeat(2_000_000);
    expect(encodeBody(long)).not.toBe(encodeBody(long));
  });
});
