import { pause, type Scenario } from '../scenario.ts';

const workers = ['products-worker', 'orders-worker', 'payments-worker', 'notifications-worker'] as const;
const clocks = [...workers, 'orders', 'payments'] as const;

/** F10: the clock of one process is five minutes ahead, then five behind, one process after the other. */
export const shiftClocks: Scenario = {
  id: 'F10',
  what: 'clock of one process 5 minutes ahead, then behind',
  async inject(shop, seconds) {
    for (const name of clocks) {
      for (const shiftMs of [300_000, -300_000]) {
        shop.switchFault(name, 'clock', String(shiftMs));
        await pause(seconds);
      }
      shop.clearFault(name, 'clock');
      await pause(0.5);
    }
    return { faults: 2 * clocks.length };
  },
};

/** F11: workers stand still (SIGSTOP) past the relay's lease; one of them past the messages' visibility timeout too. */
export function stallWorkers(given: { stallSeconds: number; longStallSeconds: number }): Scenario {
  return {
    id: 'F11',
    what: `workers stopped for ${given.stallSeconds} s, past their leases; one for ${given.longStallSeconds} s, past the visibility timeout`,
    async inject(shop) {
      const stall = async (name: string, seconds: number): Promise<void> => {
        shop.souk().kill(name, 'SIGSTOP');
        await pause(seconds);
        shop.souk().kill(name, 'SIGCONT');
        await pause(1);
      };
      for (const name of workers) await stall(name, given.stallSeconds);
      await stall('payments-worker', given.longStallSeconds);
      return { faults: workers.length + 1 };
    },
  };
}
