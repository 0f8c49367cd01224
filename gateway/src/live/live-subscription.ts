import type { GraphQLError } from 'graphql';
import type { LiveMessage } from './live-message.ts';

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

/** A stream, as far as its readers need to know it. */
export interface ReadStream {
  leave(subscription: LiveSubscription): void;
  catchUp(subscription: LiveSubscription): void;
}

/** One reader's part in a stream. */
export class LiveSubscription {
  readonly stream: ReadStream;
  readonly reader: LiveReader;
  /** The last event it was given. */
  version: number;

  constructor(stream: ReadStream, reader: LiveReader, version: number) {
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
