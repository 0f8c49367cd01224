import fc from 'fast-check';

/** An HTTP/1.1 answer as bytes, and what a client must read out of it. */
export interface HttpAnswer {
  readonly bytes: Buffer;
  readonly status: number;
  readonly text: string;
  readonly cacheControl: string | undefined;
  /** Whether the end of the connection is the end of the answer. */
  readonly untilClose: boolean;
  readonly keepsAlive: boolean;
}

const name = fc.stringMatching(/^x-[a-zA-Z\d!#$%&'*+.^_`|~-]{1,12}$/);
const value = fc.stringMatching(/^[!-~\xa0-\xff][\t -~\xa0-\xff]{0,30}$/);
const lines = fc
  .array(fc.tuple(name, value), { maxLength: 5 })
  .map((headers) => headers.map(([key, text]) => `${key}:${text.length % 2 ? ' ' : ''}${text}\r\n`).join(''));
const letterCase = (text: string): fc.Arbitrary<string> =>
  fc.constantFrom(text, text.toUpperCase(), text.toLowerCase());
const body = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.json({ maxDepth: 3 }),
  fc.integer({ min: 0, max: 70_000 }).map((length) => 'aé😀\\'.repeat(length / 5)),
);
const interim = fc.array(
  fc
    .tuple(fc.constantFrom(100, 102, 103), lines)
    .map(([status, headers]) => `HTTP/1.1 ${status} x\r\n${headers}\r\n`),
  { maxLength: 3 },
);

/** Answers as servers may send them: with a length, in chunks with extensions and trailers, until the end, or without body. */
export const arbitraryHttpAnswer: fc.Arbitrary<HttpAnswer> = fc
  .record({
    interim,
    status: fc.constantFrom(200, 200, 200, 204, 304, 400, 500, 999),
    reason: fc.constantFrom('', ' ', ' OK', ' caf\xe9 au lait'),
    before: lines,
    after: lines,
    cacheControl: fc.option(fc.constantFrom('no-store', 'public, max-age=60'), { nil: undefined }),
    framing: fc.constantFrom('length', 'chunks', 'end'),
    lengthName: letterCase('Content-Length'),
    codingName: letterCase('Transfer-Encoding'),
    closes: fc.boolean(),
    text: body,
    cuts: fc.array(fc.nat(), { maxLength: 6 }),
    extension: fc.constantFrom('', ';a', ';a=b;c="d e"'),
    trailers: lines,
  })
  .map((given) => {
    const isEmpty = given.status === 204 || given.status === 304;
    const content = isEmpty ? Buffer.alloc(0) : Buffer.from(given.text);
    let head = `${given.interim.join('')}HTTP/1.1 ${given.status}${given.reason}\r\n${given.before}`;
    if (given.cacheControl !== undefined) head += `Cache-Control: ${given.cacheControl} \r\n`;
    if (given.closes) head += 'Connection: x, Close\r\n';
    let rest: Buffer[] = [content];
    if (!isEmpty && given.framing === 'length') head += `${given.lengthName}: ${content.length}\r\n`;
    if (!isEmpty && given.framing === 'chunks') {
      head += `${given.codingName}: chunked\r\n`;
      rest = chunked(content, given.cuts, given.extension, given.trailers);
    }
    return {
      bytes: Buffer.concat([Buffer.from(`${head}${given.after}\r\n`, 'latin1'), ...rest]),
      status: given.status,
      text: content.toString('utf8'),
      cacheControl: given.cacheControl,
      untilClose: !isEmpty && given.framing === 'end',
      keepsAlive: !given.closes && (isEmpty || given.framing !== 'end'),
    };
  });

function chunked(content: Buffer, cuts: readonly number[], extension: string, trailers: string): Buffer[] {
  const at = [...new Set([0, content.length, ...cuts.map((cut) => cut % (content.length + 1))])].sort(
    (a, b) => a - b,
  );
  const parts: Buffer[] = [];
  for (let index = 1; index < at.length; index++) {
    const chunk = content.subarray(at[index - 1], at[index]);
    parts.push(Buffer.from(`${chunk.length.toString(16)}${extension}\r\n`), chunk, Buffer.from('\r\n'));
  }
  parts.push(Buffer.from(`0\r\n${trailers}\r\n`, 'latin1'));
  return parts;
}

/** Bytes cut into the pieces in which they may arrive. */
export function piecesOf(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const at = [...new Set([0, bytes.length, ...cuts.map((cut) => cut % bytes.length)])].sort((a, b) => a - b);
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}
