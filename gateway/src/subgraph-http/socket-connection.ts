import { connect, type Socket } from 'node:net';
import { SubgraphUnavailable } from '../execution/errors.ts';
import { AnswerReader } from './answer-reader.ts';
import { BadAnswer } from './header-line.ts';
import type { HttpLimits } from './subgraph-http.ts';

/**
 * Where all connections read into. What is read is text before the next one reads, so one is enough, and it can be large:
 * an answer that comes in one piece is decoded at once.
 */
const readBuffer = Buffer.allocUnsafeSlow(256 * 1024);

/** A request. It is told how it went by exactly one of its two functions, once. */
export interface Asker {
  /** The head lacks its content-length and the empty line. */
  readonly head: string;
  readonly body: string;
  /** As `performance.now()` tells the time. */
  readonly deadline: number;
  onAnswer(reader: AnswerReader): void;
  /** `hasBegun`: whether any byte of an answer had come. */
  onFailure(error: Error, hasBegun: boolean): void;
}

export interface ConnectionOwner {
  /** It has just been answered and can be given the next request. */
  onFree(connection: SocketConnection): void;
  /** `isStale`: it had served before, and failed with a request to which no answer began. */
  onClosed(connection: SocketConnection, isStale: boolean): void;
}

/**
 * One connection, for one request at a time. After anything unusual it is closed and never used again: a failure, bytes
 * that nobody asked for, an answer before the request had gone out whole.
 */
export class SocketConnection {
  private readonly socket: Socket;
  private readonly owner: ConnectionOwner;
  private readonly connectTimeoutMs: number;
  private readonly reader: AnswerReader;
  private asker: Asker | undefined;
  /** While it connects: until when it may. While it has no request: until when it is kept. */
  private expiresAt: number;
  private isConnecting = true;
  private hasServed = false;
  /** Whether a byte of the present answer has come. */
  private hasBegun = false;
  private isClosed = false;

  constructor(
    address: { readonly host: string; readonly port: number },
    limits: HttpLimits,
    owner: ConnectionOwner,
  ) {
    this.owner = owner;
    this.connectTimeoutMs = limits.connectTimeoutMs;
    this.expiresAt = performance.now() + limits.connectTimeoutMs;
    this.reader = new AnswerReader(limits.maxResponseBytes);
    this.socket = connect({
      ...address,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: 60_000,
      // Without it each read makes a buffer of 64 KB, and then cuts it down to what came.
      onread: { buffer: readBuffer, callback: (length) => this.onRead(length) },
    });
    this.socket.on('connect', () => {
      this.isConnecting = false;
      if (this.asker) this.write(this.asker);
    });
    this.socket.on('end', () => this.onEnd());
    this.socket.on('error', (error) => this.close(error));
    this.socket.on('close', () => this.close(new Error('the connection was closed')));
  }

  /** Sends a request. It must be free, or just made. */
  ask(asker: Asker): void {
    this.asker = asker;
    this.socket.ref();
    if (!this.isConnecting) this.write(asker);
  }

  /** Closes it at once. Whoever waits for an answer is told the reason: SubgraphUnavailable where it is one of ours. */
  close(reason: Error): void {
    if (this.isClosed) return;
    this.isClosed = true;
    const { asker, hasBegun } = this;
    this.asker = undefined;
    this.socket.destroy();
    const isOurs = reason instanceof SubgraphUnavailable;
    this.owner.onClosed(this, asker !== undefined && this.hasServed && !hasBegun && !isOurs);
    asker?.onFailure(reason, hasBegun);
  }

  /** Closes it when its time is over; `tooLate` makes the failure of a request that took too long. */
  checkTime(now: number, tooLate: () => SubgraphUnavailable): void {
    if (this.asker && this.asker.deadline <= now) this.close(tooLate());
    else if (this.isConnecting && this.expiresAt <= now)
      this.close(new Error(`no connection in ${this.connectTimeoutMs} ms`));
    else if (!this.asker && this.expiresAt <= now) this.close(new Error('nobody needed it'));
  }

  private write({ head, body }: Asker): void {
    const { socket } = this;
    const bytes = Buffer.byteLength(body);
    const start = `${head}content-length: ${bytes}\r\n\r\n`;
    if (bytes === body.length) {
      // ASCII alone, which is the same in both encodings; the head has the bytes that were given.
      socket.write(start + body, 'latin1');
    } else {
      socket.cork();
      socket.write(start, 'latin1');
      socket.write(body, 'utf8');
      socket.uncork();
    }
  }

  private onRead(length: number): boolean {
    if (!this.asker) {
      this.close(new Error('bytes that nobody asked for'));
      return false;
    }
    this.hasBegun = true;
    if (this.isComplete(length)) this.finish(this.asker);
    return !this.isClosed;
  }

  private isComplete(length: number): boolean {
    try {
      return this.reader.read(readBuffer, length);
    } catch (error) {
      this.close(error instanceof BadAnswer ? error : new BadAnswer('not readable', { cause: error }));
      return false;
    }
  }

  private onEnd(): void {
    if (this.asker && this.reader.end()) this.finish(this.asker);
    this.close(new Error('the connection was closed'));
  }

  private finish(asker: Asker): void {
    const { reader, socket } = this;
    const { keepAliveMs } = reader;
    this.asker = undefined;
    asker.onAnswer(reader);
    reader.reset();
    this.hasBegun = false;
    this.hasServed = true;
    this.expiresAt = performance.now() + keepAliveMs;
    if (keepAliveMs <= 0 || socket.writableLength > 0) this.close(new Error('it is not kept'));
    else {
      // An idle connection is no reason for the process to live.
      socket.unref();
      this.owner.onFree(this);
    }
  }
}
