import { type BuyerDeps, createBuyer } from './buyer.ts';

export type LoadOptions = BuyerDeps & {
  readonly checkoutsPerMinute: number;
  /** Buyers who shop side by side at most. */
  readonly buyers: number;
  /** Orders of a buyer before another one registers. */
  readonly ordersPerBuyer: number;
};

export type Load = {
  /** What went wrong and how often, by message. */
  readonly errors: Map<string, number>;
  /** Starts checkouts at the fixed rate for some seconds; those under way go on afterwards. */
  run(seconds: number): Promise<void>;
  /** Waits for the checkouts under way. */
  idle(): Promise<void>;
};

/**
 * Checkouts that arrive at a fixed rate, whatever the system does with them (an open model): a slow system does not
 * slow its buyers down. Arrivals that find all buyers busy wait for one.
 */
export function createLoad(options: LoadOptions): Load {
  const errors = new Map<string, number>();
  const newBuyer = (): { shopper: ReturnType<typeof createBuyer>; registered: boolean; orders: number } => ({
    shopper: createBuyer(options),
    registered: false,
    orders: 0,
  });
  const buyers = Array.from({ length: options.buyers }, newBuyer);
  const free = buyers.map((_buyer, index) => index);
  const busy = new Set<Promise<void>>();

  async function checkOut(index: number): Promise<void> {
    const buyer = buyers[index]!;
    try {
      if (!buyer.registered) await buyer.shopper.register();
      buyer.registered = true;
      await buyer.shopper.buy();
    } catch (error) {
      errors.set(String(error), (errors.get(String(error)) ?? 0) + 1);
    }
    buyer.orders += 1;
    if (buyer.orders >= options.ordersPerBuyer) buyers[index] = newBuyer();
  }

  return {
    errors,
    async run(seconds) {
      const everyMs = 60_000 / options.checkoutsPerMinute;
      const startedAt = performance.now();
      for (let arrival = 0; arrival * everyMs < seconds * 1000; arrival += 1) {
        const waitMs = startedAt + arrival * everyMs - performance.now();
        if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
        while (free.length === 0) await Promise.race(busy);
        if (performance.now() - startedAt > seconds * 1000) return;
        const index = free.pop()!;
        const done = checkOut(index).finally(() => {
          free.push(index);
          busy.delete(done);
        });
        busy.add(done);
      }
      const restMs = startedAt + seconds * 1000 - performance.now();
      if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
    },
    async idle() {
      await Promise.all(busy);
    },
  };
}
