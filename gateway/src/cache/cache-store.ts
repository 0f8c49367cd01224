/** An answer, or one entity of an answer, as JSON text. */
export interface CachedText {
  readonly text: string;
  /** How long it stays fresh. */
  readonly freshMs: number;
}

export interface CacheEntry extends CachedText {
  readonly key: string;
  /** What it is about: it is dropped when one of these is invalidated. */
  readonly tags: readonly string[];
}

/**
 * How far invalidation had come when something was read. What was fetched after it is stored with it, so that a store
 * can tell an answer from before an invalidation that arrives after it. Undefined when the store could not be read.
 */
export type InvalidationMark = number | undefined;

export interface CacheReading {
  /** One for each key; undefined where there is none. */
  readonly found: readonly (CachedText | undefined)[];
  readonly mark: InvalidationMark;
}

/** Where the gateway keeps public data. A store that fails reads as empty: nothing depends on it. */
export interface CacheStore {
  /** Never rejects. */
  read(keys: readonly string[]): CacheReading | Promise<CacheReading>;
  /** Keeps entries that were fetched after the reading with this mark. Returns at once, and never throws. */
  write(entries: readonly CacheEntry[], mark: InvalidationMark): void;
  /** Drops every entry with one of these tags, also those that are being fetched now. Rejects when it could not. */
  invalidate(tags: readonly string[]): Promise<void>;
  close(): Promise<void>;
}
