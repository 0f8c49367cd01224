import type { RedisConnection } from '../redis/redis-connection.ts';
import type { CachedText, CacheEntry, CacheReading, CacheStore, InvalidationMark } from './cache-store.ts';

interface Stored extends CachedText {
  readonly mark: number;
  readonly tags: readonly string[];
}

/** No entry is kept longer, so that what is known of its tags can be sure to outlive it. */
const longestMs = 24 * 3_600_000;
const tagSeconds = (2 * longestMs) / 1_000;

/**
 * Keeps entries in Redis or Valkey, for all replicas. Invalidations are numbered there; each tag has the number of its
 * last one, each entry the number that was reached when its fetch began. An entry counts only if all its tags are there
 * and none has a later number. So invalidating is one short transaction whatever hangs on the tag, an answer from before
 * it that is stored after it is never read, and whatever Redis evicts is a miss, not something stale.
 */
export class RedisStore implements CacheStore {
  private readonly redis: RedisConnection;
  private readonly prefix: string;
  private readonly counter: string;
  private readonly now: () => number;
  private readonly onFailure: () => void;

  constructor(options: {
    redis: RedisConnection;
    /** All keys begin with it. In braces it keeps them in one slot of a cluster, as transactions need. */
    prefix: string;
    now: () => number;
    /** Told of each call that Redis did not answer. */
    onFailure: () => void;
  }) {
    this.redis = options.redis;
    this.prefix = options.prefix;
    this.counter = `${options.prefix}invalidations`;
    this.now = options.now;
    this.onFailure = options.onFailure;
  }

  async read(keys: readonly string[]): Promise<CacheReading> {
    try {
      const [reached, ...texts] = await this.redis.run((client) =>
        client.mGet([this.counter, ...keys.map((key) => this.entryKey(key))]),
      );
      const stored = texts.map((text) => (text === null || text === undefined ? undefined : decode(text)));
      const tags = [...new Set(stored.flatMap((entry) => entry?.tags ?? []))];
      const numbers = new Map<string, number>();
      if (tags.length > 0) {
        const values = await this.redis.run((client) => client.mGet(tags.map((tag) => this.tagKey(tag))));
        values.forEach((value, index) => {
          if (value !== null) numbers.set(tags[index] as string, Number(value));
        });
      }
      const found = stored.map((entry) => {
        const isValid = entry?.tags.every(
          (tag) => (numbers.get(tag) ?? Number.POSITIVE_INFINITY) <= entry.mark,
        );
        const freshMs = entry && isValid ? entry.freshMs - this.now() : 0;
        return entry && freshMs > 0 ? { text: entry.text, freshMs } : undefined;
      });
      return { found, mark: Number(reached ?? 0) };
    } catch {
      this.onFailure();
      return { found: keys.map(() => undefined), mark: undefined };
    }
  }

  write(entries: readonly CacheEntry[], mark: InvalidationMark): void {
    if (mark === undefined || entries.length === 0) return;
    const tags = new Set(entries.flatMap((entry) => entry.tags));
    const writing = this.redis.run((client) => {
      const commands: Promise<unknown>[] = [];
      for (const tag of tags) {
        const key = this.tagKey(tag);
        commands.push(
          client.set(key, '0', { condition: 'NX', expiration: { type: 'EX', value: tagSeconds } }),
        );
        commands.push(client.expire(key, tagSeconds));
      }
      for (const entry of entries) {
        const freshMs = Math.min(entry.freshMs, longestMs);
        const text = encode({ text: entry.text, tags: entry.tags, mark, freshMs: this.now() + freshMs });
        const expiration = { type: 'PX', value: Math.ceil(freshMs) } as const;
        commands.push(client.set(this.entryKey(entry.key), text, { expiration }));
      }
      return Promise.all(commands);
    });
    writing.catch(() => this.onFailure());
  }

  async invalidate(tags: readonly string[]): Promise<void> {
    if (tags.length === 0) return;
    await this.redis.run((client) => {
      // Numbers must go on growing even if Redis lost the last one: time does.
      const transaction = client
        .multi()
        .set(this.counter, String(this.now() * 1_000), { condition: 'NX' })
        .incr(this.counter);
      for (const tag of tags) {
        transaction
          .copy(this.counter, this.tagKey(tag), { REPLACE: true })
          .expire(this.tagKey(tag), tagSeconds);
      }
      return transaction.exec();
    });
  }

  async close(): Promise<void> {
    await this.redis.close();
  }

  private entryKey(key: string): string {
    return `${this.prefix}entry:${key}`;
  }

  private tagKey(tag: string): string {
    return `${this.prefix}tag:${tag}`;
  }
}

/** A line of JSON with what is about the entry, then its text as it is. Here `freshMs` is a point in time. */
function encode({ text, tags, mark, freshMs }: Stored): string {
  return `${JSON.stringify([mark, freshMs, ...tags])}\n${text}`;
}

function decode(text: string): Stored | undefined {
  const end = text.indexOf('\n');
  try {
    const [mark, freshMs, ...tags] = JSON.parse(text.slice(0, end)) as [number, number, ...string[]];
    return { mark, freshMs, tags, text: text.slice(end + 1) };
  } catch {
    return undefined;
  }
}
