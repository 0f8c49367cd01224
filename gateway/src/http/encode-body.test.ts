import { type EncodedBody, encodeBody } from './encode-body.ts';

const bytesOf = ({ content, encoding }: EncodedBody): Buffer =>
  typeof content === 'string' ? Buffer.from(content, encoding) : content;

describe('the bytes of bodies', () => {
  test('are those of the text, whatever came before', () => {
    const long = 'x'.repeat(2_000_000);
    for (const text of [
      '{"a":"1"}',
      '{"a":"2"}',
      'Größe',
      'Größe',
      'Größe',
      '🙂',
      '',
      long,
      long,
      '{"a":"1"}',
    ]) {
      const encoded = encodeBody(text);
      expect(bytesOf(encoded).equals(Buffer.from(text))).toBe(true);
      expect(encoded.byteLength).toBe(Buffer.byteLength(text));
    }
  });

  test('are made once for equal texts that follow each other, and not held when they are many', () => {
    const of = (text: string): EncodedBody['content'] => encodeBody(text).content;
    expect(of('{"shared":true}')).toBe('{"shared":true}');
    const bytes = of('{"shared":true}');
    expect(bytes).toBeInstanceOf(Buffer);
    expect(of('{"shared":true}')).toBe(bytes);
    const long = 'x'.repeat(2_000_000);
    expect([of(long), of(long)]).toEqual([long, long]);
  });
});
