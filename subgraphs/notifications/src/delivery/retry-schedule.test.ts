import { pauseAfter } from './retry-schedule.ts';

test('pauses grow, spread by up to a fifth, and end after about a day', () => {
  const pauses = Array.from({ length: 11 }, (_, index) => pauseAfter(index + 1, 0));
  expect(pauses).toEqual([2, 5, 15, 60, 300, 900, 3_600, 10_800, 21_600, 43_200, null]);
  expect(pauseAfter(4, 1)).toBe(72);
});
