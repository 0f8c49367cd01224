import { StringDecoder } from 'node:string_decoder';
import { BadAnswer, readHeaderLine } from './header-line.ts';
import { keepAliveMs } from './subgraph-http.ts';

/** The status line and headers of an answer, and the trailers of a chunked one, may be so long. */
const maxHeadBytes = 16 * 1024;
/** A line that says how long a chunk is, with its extensions. */
const maxChunkLineBytes = 1024;
/** Answers that only say that there will be one. */
const maxInterimAnswers = 8;
/** Taken off what a server says it keeps a connection: it must not close just as the next request is on its way. */
const keepAliveMarginMs = 2_000;

const statusLine = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?\r\n/;
const trailerLine = /^[!#$%&'*+.^_`|~\dA-Za-z-]+:[\t\x20-\x7e\x80-\xff]*\r\n$/;
const chunkLine = /^([\dA-Fa-f]{1,8})(?:;[\t\x20-\x7e\x80-\xff]*)?\r\n$/;

const cr = 13;
const lf = 10;

type State =
  | 'head'
  | 'length'
  | 'until close'
  | 'chunk line'
  | 'chunk'
  | 'chunk end'
  | 'trailers'
  | 'complete';

/**
 * Reads one HTTP/1.1 answer to a POST from the pieces in which it arrives. It is strict: whatever leaves doubt about where
 * an answer ends is refused, as the rest would be taken for the answer to another request. A piece is not kept: its bytes
 * are text when `read` returns, so that one buffer can serve all connections.
 *
 * ```
 * head ─┬─ length ──────────────────────────────┬─ complete
 *   ↑1xx├─ until close ──────────────── (end) ──┤
 *       ├─ chunk line ─ chunk ─ chunk end ─┐    │
 *       │      ↑  └0─ trailers ────────────┼────┤
 *       │      └───────────────────────────┘    │
 *       └─ (204, 304) ──────────────────────────┘
 * ```
 */
export class AnswerReader {
  status = 0;
  cacheControl: string | undefined;
  /** The body. */
  text = '';
  /** How long the connection may be kept without a request; 0: not at all. */
  keepAliveMs = 0;
  private readonly maxBytes: number;
  private readonly decoder = new StringDecoder('utf8');
  private state: State = 'head';
  /** The beginning of a head, chunk line or trailers that has not come whole. */
  private held = '';
  /** Bytes to come of the body, or of a chunk. */
  private missing = 0;
  private size = 0;
  private interimAnswers = 0;
  private trailerBytes = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** Makes it ready for the next answer. */
  reset(): void {
    this.decoder.end();
    this.state = 'head';
    this.status = 0;
    this.cacheControl = undefined;
    this.text = '';
    this.keepAliveMs = 0;
    this.held = '';
    this.missing = 0;
    this.size = 0;
    this.interimAnswers = 0;
    this.trailerBytes = 0;
  }

  /** Reads the first `length` bytes of a buffer. True when the answer is complete. Throws BadAnswer. */
  read(buffer: Buffer, length: number): boolean {
    let at = 0;
    while (at < length) {
      switch (this.state) {
        case 'head':
          at = this.readHead(buffer, at, length);
          break;
        case 'length':
        case 'chunk':
          at = this.readCounted(buffer, at, length);
          break;
        case 'until close':
          this.addBody(buffer, at, length);
          at = length;
          break;
        case 'chunk end':
        case 'chunk line':
        case 'trailers':
          at = this.readLine(buffer, at, length);
          break;
        case 'complete':
          throw new BadAnswer('more bytes than the answer has');
      }
    }
    return this.state === 'complete';
  }

  /** The server has closed its side. True when that completes the answer. */
  end(): boolean {
    if (this.state !== 'until close') return false;
    this.complete();
    return true;
  }

  private readHead(buffer: Buffer, from: number, length: number): number {
    if (this.held === '') {
      const end = endOfHead(buffer, from, length);
      if (end > 0) {
        this.takeHead(buffer.toString('latin1', from, end));
        return end;
      }
    }
    const before = this.held.length;
    this.held += buffer.toString('latin1', from, Math.min(length, from + maxHeadBytes + 1 - before));
    const end = this.held.indexOf('\r\n\r\n', Math.max(0, before - 3));
    if (end < 0) {
      if (this.held.length > maxHeadBytes) throw new BadAnswer(`a head over ${maxHeadBytes} bytes`);
      return length;
    }
    const head = this.held.slice(0, end + 4);
    this.held = '';
    this.takeHead(head);
    return from + head.length - before;
  }

  private takeHead(head: string): void {
    if (head.length > maxHeadBytes) throw new BadAnswer(`a head over ${maxHeadBytes} bytes`);
    const line = statusLine.exec(head);
    if (!line) throw new BadAnswer('no HTTP/1.1 status line');
    const isOld = line[1] === '0';
    this.status = Number(line[2]);
    let contentLength: number | undefined;
    let isChunked = false;
    let closes = isOld;
    this.keepAliveMs = keepAliveMs;
    this.cacheControl = undefined;
    let at = line[0].length;
    while (at < head.length - 2) {
      const end = head.indexOf('\r\n', at);
      const { name, value } = readHeaderLine(head.slice(at, end));
      at = end + 2;
      switch (name) {
        case 'content-length':
          if (contentLength !== undefined || !/^\d{1,15}$/.test(value))
            throw new BadAnswer('a doubtful length');
          contentLength = Number(value);
          break;
        case 'transfer-encoding':
          if (isChunked || isOld || value.toLowerCase() !== 'chunked') throw new BadAnswer('unknown coding');
          isChunked = true;
          break;
        case 'connection': {
          const options = value.toLowerCase().split(/[ \t]*,[ \t]*/);
          if (options.includes('close')) closes = true;
          else if (isOld && options.includes('keep-alive')) closes = false;
          break;
        }
        case 'keep-alive': {
          const seconds = /(?:^|[ \t,])timeout=(\d{1,6})/i.exec(value)?.[1];
          if (seconds !== undefined) {
            this.keepAliveMs = Math.min(this.keepAliveMs, Number(seconds) * 1_000 - keepAliveMarginMs);
          }
          break;
        }
        case 'cache-control':
          this.cacheControl = this.cacheControl === undefined ? value : `${this.cacheControl}, ${value}`;
          break;
      }
    }
    if (closes) this.keepAliveMs = 0;
    this.enterBody(contentLength, isChunked);
  }

  private enterBody(contentLength: number | undefined, isChunked: boolean): void {
    if (contentLength !== undefined && isChunked) throw new BadAnswer('a length and a coding');
    if (this.status < 200) {
      if (this.status === 101 || contentLength !== undefined || isChunked) {
        throw new BadAnswer(`an unexpected ${this.status}`);
      }
      this.interimAnswers += 1;
      if (this.interimAnswers > maxInterimAnswers) throw new BadAnswer('too many interim answers');
      this.status = 0;
    } else if (this.status === 204 || this.status === 304 || contentLength === 0) {
      this.complete();
    } else if (isChunked) {
      this.state = 'chunk line';
    } else if (contentLength === undefined) {
      this.keepAliveMs = 0;
      this.state = 'until close';
    } else {
      this.count(contentLength);
      this.missing = contentLength;
      this.state = 'length';
    }
  }

  private readCounted(buffer: Buffer, from: number, length: number): number {
    const end = Math.min(length, from + this.missing);
    this.missing -= end - from;
    const isChunk = this.state === 'chunk';
    // Most answers come in one piece.
    if (!isChunk && end - from === this.size) this.text = buffer.toString('utf8', from, end);
    else this.text += this.decoder.write(buffer.subarray(from, end));
    if (this.missing === 0) {
      if (isChunk) this.state = 'chunk end';
      else this.complete();
    }
    return end;
  }

  /** One line of a chunked body's frame; `held` has its beginning. */
  private readLine(buffer: Buffer, from: number, length: number): number {
    const newline = buffer.indexOf(lf, from);
    const hasEnd = newline >= 0 && newline < length;
    const end = hasEnd ? newline + 1 : length;
    const max = this.state === 'chunk end' ? 2 : this.state === 'trailers' ? maxHeadBytes : maxChunkLineBytes;
    if (this.held.length + end - from > max) throw new BadAnswer('a malformed chunk');
    this.held += buffer.toString('latin1', from, end);
    if (hasEnd) {
      const line = this.held;
      this.held = '';
      this.takeLine(line);
    }
    return end;
  }

  private takeLine(line: string): void {
    if (this.state === 'trailers') {
      this.trailerBytes += line.length;
      if (this.trailerBytes > maxHeadBytes) throw new BadAnswer('trailers that are too long');
      if (line === '\r\n') this.complete();
      else if (!trailerLine.test(line)) throw new BadAnswer('a malformed trailer');
    } else if (this.state === 'chunk end') {
      if (line !== '\r\n') throw new BadAnswer('a chunk that is longer than it says');
      this.state = 'chunk line';
    } else {
      const digits = chunkLine.exec(line)?.[1];
      if (digits === undefined) throw new BadAnswer('a malformed chunk');
      this.missing = Number.parseInt(digits, 16);
      this.count(this.missing);
      this.state = this.missing === 0 ? 'trailers' : 'chunk';
    }
  }

  private addBody(buffer: Buffer, from: number, end: number): void {
    this.count(end - from);
    this.text += this.decoder.write(buffer.subarray(from, end));
  }

  private count(bytes: number): void {
    this.size += bytes;
    if (this.size > this.maxBytes) throw new BadAnswer(`answer over ${this.maxBytes} bytes`);
  }

  private complete(): void {
    // Half a character at the end is no character, as when all is decoded at once.
    this.text += this.decoder.end();
    this.state = 'complete';
  }
}

/** Where the body begins, 0 while the head has not come whole. */
function endOfHead(buffer: Buffer, from: number, length: number): number {
  for (let at = from + 3; at < length; at++) {
    if (buffer[at] === lf && buffer[at - 1] === cr && buffer[at - 2] === lf && buffer[at - 3] === cr) {
      return at + 1;
    }
  }
  return 0;
}
