import { z } from 'zod';

export const faultsSchema = z.strictObject({
  /** What happens to webhooks: kept back until the end, sent three times, or sent in random order. */
  webhooks: z.enum(['normal', 'withhold', 'duplicate', 'reorder']).default('normal'),
  /** What callers get: 500 although the work was done, or 429 with no work done. */
  answers: z.enum(['normal', 'error_after_success', 'rate_limit']).default('normal'),
  /** For how long. */
  seconds: z.number().int().min(0).max(3_600).default(60),
});

type FaultSettings = z.infer<typeof faultsSchema>;

/** Misbehaviour that tests switch on for a time. A restart of the process ends it. */
export type Faults = {
  set(settings: FaultSettings): void;
  current(): Omit<FaultSettings, 'seconds'>;
};

export function createFaults(clock: () => Date): Faults {
  let settings: Omit<FaultSettings, 'seconds'> = { webhooks: 'normal', answers: 'normal' };
  let until = 0;
  return {
    set({ seconds, ...next }) {
      settings = next;
      until = clock().getTime() + seconds * 1_000;
    },
    current: () => (clock().getTime() < until ? settings : { webhooks: 'normal', answers: 'normal' }),
  };
}
