import { z } from 'zod';

export const faultsSchema = z.strictObject({
  /** What happens to webhooks: kept back until the end, sent three times, or sent in random order. */
  webhooks: z.enum(['normal', 'withhold', 'duplicate', 'reorder']).default('normal'),
  /** What callers get: 500 or nothing although the work was done, or 500 or 429 with no work done. */
  answers: z
    .enum(['normal', 'error_after_success', 'no_answer_after_success', 'error', 'rate_limit'])
    .default('normal'),
  /** New promises of money lapse at once: whoever captures comes too late. */
  authorisations: z.enum(['normal', 'expire']).default('normal'),
  /** The payment page ends before a buyer can answer on it: 3-D Secure is never finished. */
  actions: z.enum(['normal', 'expire']).default('normal'),
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
  const none: Omit<FaultSettings, 'seconds'> = {
    webhooks: 'normal',
    answers: 'normal',
    authorisations: 'normal',
    actions: 'normal',
  };
  let settings = none;
  let until = 0;
  return {
    set({ seconds, ...next }) {
      settings = next;
      until = clock().getTime() + seconds * 1_000;
    },
    current: () => (clock().getTime() < until ? settings : none),
  };
}
