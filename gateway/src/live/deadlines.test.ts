import { waitFor } from '../testing/wait-for.ts';
import { Deadlines } from './deadlines.ts';

describe('deadlines', () => {
  test('pass in their order, never early, and not when taken back', async () => {
    const deadlines = new Deadlines();
    const startedAt = performance.now();
    const passed: [number, number][] = [];
    const thing = (delayMs: number): { expire(): void } => ({
      expire: () => passed.push([delayMs, performance.now() - startedAt]),
    });
    for (const delayMs of [600, -5, 300, 0]) deadlines.after(delayMs, thing(delayMs));
    const spared = thing(100);
    deadlines.cancel(deadlines.after(100, spared), spared);
    await waitFor(() => passed.length === 4, 'the deadlines');
    expect(passed.map(([delayMs]) => delayMs).sort((a, b) => a - b)).toEqual([-5, 0, 300, 600]);
    for (const [delayMs, after] of passed) expect(after).toBeGreaterThanOrEqual(delayMs);
    expect(passed.map(([, after]) => after)).toEqual(passed.map(([, after]) => after).sort((a, b) => a - b));
  });

  test('may be set while others pass, and after all have passed', async () => {
    const deadlines = new Deadlines();
    let passed = 0;
    const again = { expire: () => void (++passed < 3 && deadlines.after(0, again)) };
    deadlines.after(0, again);
    await waitFor(() => passed === 3, 'three deadlines');
  });
});
