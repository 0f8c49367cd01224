import fc from 'fast-check';
import { arbitraryHttpAnswer, piecesOf } from '../testing/arbitrary-http-answer.ts';
import { AnswerReader } from './answer-reader.ts';
import { BadAnswer } from './header-line.ts';

const cuts = fc.oneof(
  fc.array(fc.nat(), { maxLength: 10 }),
  // Byte by byte around the head, where most can go wrong.
  fc.constant(Array.from({ length: 400 }, (_, index) => index)),
);
const maxBytes = 1_000_000;

/** What a reader makes of pieces that arrive in one buffer, one after the other; `undefined` where it waits for more. */
function read(reader: AnswerReader, pieces: readonly Buffer[], ends = false) {
  const shared = Buffer.alloc(200_000);
  let isComplete = false;
  for (const piece of pieces) {
    // Whatever lies behind what was read is from before, and must not be looked at.
    shared.fill('\r\n\r\n0');
    piece.copy(shared);
    isComplete = reader.read(shared, piece.length);
  }
  if (ends) isComplete = reader.end();
  shared.fill('?');
  if (!isComplete) return undefined;
  const { text, status, cacheControl, keepAliveMs } = reader;
  return { text, status, cacheControl, keepsAlive: keepAliveMs > 0 };
}

describe('the reader of answers', () => {
  test('reads every answer alike, however it is cut, and one after the other', () => {
    const reader = new AnswerReader(maxBytes);
    fc.assert(
      fc.property(arbitraryHttpAnswer, cuts, (answer, at) => {
        const { bytes, untilClose, text, status, cacheControl, keepsAlive } = answer;
        reader.reset();
        const pieces = piecesOf(bytes, at);
        expect(read(reader, pieces, untilClose)).toEqual({ text, status, cacheControl, keepsAlive });
      }),
      { numRuns: 1_500 },
    );
  });

  test('takes no beginning of an answer for the whole', () => {
    fc.assert(
      fc.property(arbitraryHttpAnswer, fc.nat(), cuts, ({ bytes, untilClose }, length, at) => {
        const part = bytes.subarray(0, length % bytes.length);
        fc.pre(part.length > 0);
        const reader = new AnswerReader(maxBytes);
        expect(read(reader, piecesOf(part, at))).toBeUndefined();
        if (!untilClose) expect(reader.end()).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('refuses whatever follows an answer', () => {
    fc.assert(
      fc.property(
        arbitraryHttpAnswer,
        arbitraryHttpAnswer,
        fc.integer({ min: 1, max: 50 }),
        (answer, next, length) => {
          fc.pre(!answer.untilClose);
          const surplus = next.bytes.subarray(0, length);
          expect(() => read(new AnswerReader(maxBytes), [Buffer.concat([answer.bytes, surplus])])).toThrow(
            BadAnswer,
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  test('never breaks on bytes that were changed, and then waits, refuses, or reads an answer', () => {
    const change = fc.record({
      at: fc.nat(),
      byte: fc.constantFrom(0, 9, 10, 13, 32, 44, 48, 58, 59, 65, 127, 200),
    });
    let refused = 0;
    fc.assert(
      fc.property(
        arbitraryHttpAnswer,
        fc.array(change, { minLength: 1, maxLength: 4 }),
        cuts,
        (answer, changes, at) => {
          const bytes = Buffer.from(answer.bytes);
          for (const { at: index, byte } of changes) bytes[index % bytes.length] = byte;
          const outcome = (pieces: readonly Buffer[]) => {
            try {
              return read(new AnswerReader(maxBytes), pieces);
            } catch (error) {
              expect(error).toBeInstanceOf(BadAnswer);
              return 'refused';
            }
          };
          const whole = outcome([bytes]);
          if (whole === 'refused') refused += 1;
          // A byte at a time it may answer before it sees the byte too many, never otherwise.
          else expect(outcome(piecesOf(bytes, at))).toEqual(whole);
        },
      ),
      { numRuns: 1_500 },
    );
    expect(refused).toBeGreaterThan(300);
  });

  const ok = 'HTTP/1.1 200 OK\r\n';
  const chunks = `${ok}transfer-encoding: chunked\r\n\r\n`;
  test.each([
    ['an empty line before the status line', `\r\n${ok}content-length: 0\r\n\r\n`],
    ['a status line without a version', 'HTTP 200 OK\r\n\r\n'],
    ['HTTP/2', 'HTTP/2 200\r\n\r\n'],
    ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n'],
    ['a bare line feed after the status', 'HTTP/1.1 200 OK\ncontent-length: 0\r\n\r\n'],
    ['a bare line feed after a header', `${ok}a: b\ncontent-length: 0\r\n\r\n`],
    ['a bare carriage return in a header', `${ok}a: b\rcontent-length: 0\r\n\r\n`],
    ['a header that goes on in the next line', `${ok}a: b\r\n c\r\ncontent-length: 0\r\n\r\n`],
    ['a header without a colon', `${ok}content-length 0\r\n\r\n`],
    ['a header without a name', `${ok}: 0\r\n\r\n`],
    ['a NUL in a header', `${ok}a: \0\r\ncontent-length: 0\r\n\r\n`],
    ['two equal lengths', `${ok}content-length: 0\r\ncontent-length: 0\r\n\r\n`],
    ['a list of lengths', `${ok}content-length: 0, 0\r\n\r\n`],
    ['a negative length', `${ok}content-length: -1\r\n\r\n`],
    ['a hexadecimal length', `${ok}content-length: 0x0\r\n\r\n`],
    ['an empty length', `${ok}content-length:\r\n\r\n`],
    ['a length beyond all numbers', `${ok}content-length: 99999999999999999999\r\n\r\n`],
    ['a length over the limit', `${ok}content-length: 1000001\r\n\r\n`],
    ['a length and chunks', `${ok}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['chunks and a length', `${ok}transfer-encoding: chunked\r\ncontent-length: 5\r\n\r\n0\r\n\r\n`],
    ['chunks twice', `${ok}transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['another coding', `${ok}transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n`],
    ['chunks in HTTP/1.0', 'HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a chunk without a length', `${chunks}\r\n\r\n`],
    ['a negative chunk', `${chunks}-1\r\n`],
    ['a chunk with 0x', `${chunks}0x1\r\na\r\n0\r\n\r\n`],
    ['a space after the length of a chunk', `${chunks}1 \r\na\r\n0\r\n\r\n`],
    ['a bare line feed after the length of a chunk', `${chunks}1\na\r\n0\r\n\r\n`],
    ['a bare line feed after a chunk', `${chunks}1\r\na\n0\r\n\r\n`],
    ['a chunk longer than it says', `${chunks}1\r\nab\r\n0\r\n\r\n`],
    ['a chunk over the limit', `${chunks}fffffff\r\n`],
    ['a chunk beyond all numbers', `${chunks}fffffffffffffffff\r\n`],
    ['an endless extension', `${chunks}1;${'a'.repeat(2_000)}`],
    ['a malformed trailer', `${chunks}0\r\na b\r\n\r\n`],
    ['endless trailers', `${chunks}0\r\n${`a: ${'b'.repeat(1_000)}\r\n`.repeat(20)}`],
    ['an endless head', `${ok}${`a: ${'b'.repeat(1_000)}\r\n`.repeat(20)}`],
    ['endless interim answers', 'HTTP/1.1 100 x\r\n\r\n'.repeat(20)],
    ['another protocol', 'HTTP/1.1 101 x\r\nupgrade: x\r\n\r\n'],
    ['a length in an interim answer', 'HTTP/1.1 103 x\r\ncontent-length: 1\r\n\r\n'],
    ['a body where there is none', 'HTTP/1.1 204 x\r\n\r\n{}'],
  ])('refuses %s', (_name, text) => {
    const bytes = Buffer.from(text, 'latin1');
    expect(() => read(new AnswerReader(maxBytes), [bytes])).toThrow(BadAnswer);
    expect(() => read(new AnswerReader(maxBytes), piecesOf(bytes, [...bytes.keys()]))).toThrow(BadAnswer);
  });

  test.each([
    ['as HTTP/1.1 has it', ok, '', 30_000],
    ['less where the server says so', ok, 'Keep-Alive: timeout=5, max=3\r\n', 3_000],
    ['never longer than we want', ok, 'Keep-Alive: timeout=500\r\n', 30_000],
    ['not where it says close', ok, 'Connection: Close\r\n', 0],
    ['not in HTTP/1.0', 'HTTP/1.0 200 OK\r\n', '', 0],
    ['where HTTP/1.0 says so', 'HTTP/1.0 200 OK\r\n', 'Connection: keep-alive\r\n', 30_000],
  ])('keeps a connection %s', (_name, status, headers, expected) => {
    const reader = new AnswerReader(maxBytes);
    reader.read(
      Buffer.from(`${status}${headers}content-length: 0\r\n\r\n`),
      status.length + headers.length + 21,
    );
    expect(reader.keepAliveMs).toBe(expected);
  });
});
