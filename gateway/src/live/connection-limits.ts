import { UsageCount } from './usage-count.ts';

/** Counts long-lived connections, over whichever transport, in all and by address. */
export class ConnectionLimits {
  private readonly byAddress: UsageCount;
  private readonly maximum: number;
  private open = 0;

  constructor(limits: { total: number; perAddress: number }) {
    this.maximum = limits.total;
    this.byAddress = new UsageCount(limits.perAddress);
  }

  /** The HTTP status that refuses one more connection: 503 when this process is full, 429 when the address has its share. */
  take(address: string): 429 | 503 | undefined {
    if (this.open >= this.maximum) return 503;
    if (!this.byAddress.take(address)) return 429;
    this.open++;
    return undefined;
  }

  give(address: string): void {
    this.open--;
    this.byAddress.give(address);
  }
}
