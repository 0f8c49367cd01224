const pausesSeconds = [2, 5, 15, 60, 300, 900, 3_600, 3 * 3_600, 6 * 3_600, 12 * 3_600] as const;

/**
 * Seconds until a message is tried again after so many tries, or null to give up: about a day after the first. Up to
 * a fifth is added, so that what failed together does not come back together.
 *
 * @param random between 0 and 1
 */
export function pauseAfter(attempts: number, random: number): number | null {
  const pause = pausesSeconds[attempts - 1];
  return pause === undefined ? null : pause * (1 + random / 5);
}
