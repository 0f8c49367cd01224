import { LRUCache } from 'lru-cache';
import type { CachedText, CacheEntry, CacheReading, CacheStore, InvalidationMark } from './cache-store.ts';

interface Kept {
  readonly text: string;
  readonly expiresAt: number;
  readonly tags: readonly string[];
  readonly mark: number;
}

/** What an entry takes beside its text: key, tags, and what the engine needs to hold them. */
const entryOverheadBytes = 300;
/** Tags whose last invalidation is remembered. Beyond it the oldest are forgotten, and what is older than them dropped. */
const maxInvalidatedTags = 100_000;

/**
 * Keeps entries in this process, the least recently used go first. Each invalidation has a number; an entry holds the
 * number that was reached when its fetch began, and is of no use once one of its tags has a later one.
 */
export class MemoryStore implements CacheStore {
  private readonly entries: LRUCache<string, Kept>;
  private readonly invalidated: LRUCache<string, number>;
  private readonly now: () => number;
  private invalidations = 0;
  /** Entries from before this invalidation are of no use, whatever their tags. */
  private floor = 0;

  constructor(options: { maxBytes: number; now: () => number; maxInvalidatedTags?: number }) {
    this.now = options.now;
    this.entries = new LRUCache({
      maxSize: options.maxBytes,
      maxEntrySize: Math.ceil(options.maxBytes / 10),
      sizeCalculation: ({ text, tags }, key) =>
        Buffer.byteLength(text) + key.length + 40 * tags.length + entryOverheadBytes,
    });
    this.invalidated = new LRUCache({
      max: options.maxInvalidatedTags ?? maxInvalidatedTags,
      dispose: (number, _tag, reason) => {
        if (reason === 'evict') this.floor = Math.max(this.floor, number);
      },
    });
  }

  /** Bytes that all entries take together, about. */
  get bytes(): number {
    return this.entries.calculatedSize;
  }

  read(keys: readonly string[]): CacheReading {
    const now = this.now();
    return { found: keys.map((key) => this.readOne(key, now)), mark: this.invalidations };
  }

  write(entries: readonly CacheEntry[], mark: InvalidationMark): void {
    if (mark === undefined) return;
    const now = this.now();
    for (const { key, text, tags, freshMs } of entries) {
      const kept: Kept = { text, tags, mark, expiresAt: now + freshMs };
      if (this.isValid(kept)) this.entries.set(key, kept);
    }
  }

  async invalidate(tags: readonly string[]): Promise<void> {
    this.invalidations += 1;
    for (const tag of tags) this.invalidated.set(tag, this.invalidations);
  }

  async close(): Promise<void> {
    this.entries.clear();
  }

  private readOne(key: string, now: number): CachedText | undefined {
    const kept = this.entries.get(key);
    if (!kept) return undefined;
    const freshMs = kept.expiresAt - now;
    if (freshMs > 0 && this.isValid(kept)) return { text: kept.text, freshMs };
    this.entries.delete(key);
    return undefined;
  }

  private isValid({ mark, tags }: Kept): boolean {
    if (mark < this.floor) return false;
    for (const tag of tags) {
      const number = this.invalidated.peek(tag);
      if (number !== undefined && number > mark) return false;
    }
    return true;
  }
}
