/** Longer bodies are not worth holding on to. */
const maxKeptBytes = 1024 * 1024;

/** A body as a socket takes it. */
export interface EncodedBody {
  readonly content: string | Buffer;
  /** How `content` is written where it is text. */
  readonly encoding: 'latin1' | 'utf8';
  readonly byteLength: number;
}

let last: { readonly text: string; bytes: Buffer | undefined } | undefined;

/**
 * A body for writing. Text is left to the socket to encode, outside of V8's memory and given back at once; a buffer of
 * our own would live until the next collections. Only a text that comes again is encoded here, once for all who share it
 * and are answered one after the other.
 */
export function encodeBody(text: string): EncodedBody {
  const byteLength = Buffer.byteLength(text);
  if (last?.text === text) {
    last.bytes ??= Buffer.from(text);
    return { content: last.bytes, encoding: 'utf8', byteLength };
  }
  last = byteLength <= maxKeptBytes ? { text, bytes: undefined } : undefined;
  // ASCII is the same in both, and needs no conversion in this one.
  return { content: text, encoding: byteLength === text.length ? 'latin1' : 'utf8', byteLength };
}
