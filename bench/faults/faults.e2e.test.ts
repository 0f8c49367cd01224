import { killProcesses } from './kill-processes.ts';

describe('when processes are killed while orders flow', () => {
  it('ends every accepted order right, once', async () => {
    const result = await killProcesses({
      victims: [
        'orders-worker',
        'products-worker',
        'payments-worker',
        'notifications-worker',
        'analytics-worker',
        'orders',
        'sandbox',
        'postgres',
      ],
      checkoutsPerMinute: 240,
      secondsAround: 3,
    });
    expect(result.journal.filter((entry) => entry.outcome === 'accepted').length).toBeGreaterThan(50);
    for (const { what, failures } of result.checks)
      expect({ what, failures }).toEqual({ what, failures: [] });
  }, 240_000);
});
