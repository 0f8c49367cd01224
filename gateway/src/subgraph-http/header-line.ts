/** An answer that is not HTTP/1.1 as RFC 9112 has it, or that is too long. Its connection must not be used again. */
export class BadAnswer extends Error {}

/** A header of an answer. */
export interface Header {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}

const headerLine = /^([!#$%&'*+.^_`|~\dA-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/;

/** Lines that were read before. Servers say the same in every answer, and looking a line up is cheaper than reading it. */
const knownLines = new Map<string, Header>();
const maxKnownLines = 500;
const maxKnownLength = 100;

/** Reads a line of a head without its end. Throws BadAnswer. */
export function readHeaderLine(line: string): Header {
  const known = knownLines.get(line);
  if (known) return known;
  const match = headerLine.exec(line);
  if (!match) throw new BadAnswer('a malformed header');
  const header = { name: (match[1] as string).toLowerCase(), value: (match[2] as string).trimEnd() };
  if (line.length <= maxKnownLength) {
    // Dates and lengths are new now and then.
    if (knownLines.size === maxKnownLines) knownLines.clear();
    knownLines.set(line, header);
  }
  return header;
}
