import { LRUCache } from 'lru-cache';

/** A name becomes a label of its own when it was seen this often; what a script makes up once each stays `other`. */
const sightings = 5;

/**
 * Turns operation names, which clients choose, into a bounded set of metric labels. With trusted documents their names
 * are the labels. Without, names that come again and again are, up to `maxNames`. All others count as `other`.
 */
export class OperationNames {
  private readonly maxNames: number;
  private readonly labels = new Set<string>();
  private readonly candidates = new LRUCache<string, number>({ max: 1_000 });
  private isFixed = false;

  constructor(maxNames: number) {
    this.maxNames = maxNames;
  }

  /** From now on these names, and no others, are labels; beyond the maximum they are dropped too. */
  fix(names: Iterable<string>): void {
    this.isFixed = true;
    this.labels.clear();
    for (const name of names) if (this.labels.size < this.maxNames) this.labels.add(name);
  }

  labelOf(name: string | undefined): string {
    if (name === undefined) return 'anonymous';
    if (this.labels.has(name)) return name;
    if (this.isFixed || this.labels.size >= this.maxNames) return 'other';
    const seen = (this.candidates.get(name) ?? 0) + 1;
    if (seen < sightings) {
      this.candidates.set(name, seen);
      return 'other';
    }
    this.candidates.delete(name);
    this.labels.add(name);
    return name;
  }
}
