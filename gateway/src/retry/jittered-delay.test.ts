import { jitteredDelayMs } from './jittered-delay.ts';

test.each([
  [0, 50, 100],
  [1, 100, 200],
  [3, 400, 800],
  [4, 500, 1_000],
  [1_000_000, 500, 1_000],
])('after %i failures it waits between %i and %i ms, not always as long', (failures, least, most) => {
  const delays = Array.from({ length: 200 }, () => jitteredDelayMs(failures, { baseMs: 100, maxMs: 1_000 }));
  for (const delay of delays) {
    expect(delay).toBeGreaterThanOrEqual(least);
    expect(delay).toBeLessThanOrEqual(most);
  }
  expect(new Set(delays).size).toBeGreaterThan(100);
});
