/** Counts how much of something each key has, and refuses beyond a maximum. Keys with nothing take no memory. */
export class UsageCount {
  private readonly counts = new Map<string, number>();
  private readonly maximum: number;

  constructor(maximum: number) {
    this.maximum = maximum;
  }

  /** Takes one for a key; false when it has the maximum already. */
  take(key: string): boolean {
    const count = this.counts.get(key) ?? 0;
    if (count >= this.maximum) return false;
    this.counts.set(key, count + 1);
    return true;
  }

  /** Gives one back. */
  give(key: string): void {
    const count = (this.counts.get(key) ?? 1) - 1;
    if (count === 0) this.counts.delete(key);
    else this.counts.set(key, count);
  }
}
