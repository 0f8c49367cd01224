/**
 * Carried by an operation whose public data may come from the cache. What it reads so is asked of subgraphs as an
 * anonymous viewer, whoever the caller is: what never saw the caller cannot be about the caller.
 */
export class SharedReading {
  /** Headers for subgraphs on behalf of an anonymous viewer. */
  readonly anonymousHeaders: () => Promise<Readonly<Record<string, string>>>;
  readonly isAnonymous: boolean;
  /** Values of headers on which public data may depend; what is kept for one is not for others. */
  readonly variant: string;
  private lowest = Number.POSITIVE_INFINITY;

  constructor(options: {
    anonymousHeaders: SharedReading['anonymousHeaders'];
    /** Whether the caller is an anonymous viewer in fact. */
    isAnonymous: boolean;
    variant: string;
  }) {
    this.anonymousHeaders = options.anonymousHeaders;
    this.isAnonymous = options.isAnonymous;
    this.variant = options.variant;
  }

  /** Tells that something was read which stays fresh for so long. */
  restrict(milliseconds: number): void {
    if (milliseconds < this.lowest) this.lowest = milliseconds;
  }

  /** For how many seconds all that was read so stays fresh; 0 when nothing was. */
  get freshSeconds(): number {
    return this.lowest === Number.POSITIVE_INFINITY ? 0 : Math.max(0, Math.floor(this.lowest / 1_000));
  }
}
