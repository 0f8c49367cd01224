import type { GraphQLError } from 'graphql';
import type { LiveMessage } from './live-message.ts';
import type { LiveStream } from './live-stream.ts';

/** Where one reader's events go. */
export interface LiveReader {
  next(message: LiveMessage): void;
  /** Whether it has not yet read what it was given, and would rather skip to the newest event later. */
  isBehind(): boolean;
  /** Refused before or after the first event; nothing follows. */
  refused(errors: readonly GraphQLError[]): void;
  completed(): void;
  /** Events come faster than they can be joined; nothing follows. */
  overflowed(): void;
}

/** One reader's part in a stream. */
export class LiveSubscription {
  readonly stream: LiveStream;
  readonly reader: LiveReader;
  /** The last event it was given. */
  version: number;

  constructor(stream: LiveStream, reader: LiveReader, version: number) {
    this.stream = stream;
    this.reader = reader;
    this.version = version;
  }

  /** Ends it; the reader hears nothing more. */
  stop(): void {
    this.stream.leave(this);
  }

  /** Gives the newest event if it was left out while the reader was behind. */
  catchUp(): void {
    this.stream.catchUp(this);
  }
}
