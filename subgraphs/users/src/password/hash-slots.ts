import { codedError } from '@souk/shared/errors';

export type HashSlots = { run<Result>(work: () => Promise<Result>): Promise<Result> };

/**
 * Lets only so many pieces of expensive work run at once and only so many wait, first come, first served. A flood of
 * logins then costs a bounded share of memory and CPU, and what exceeds it is refused at once instead of queueing up.
 *
 * `run` throws GraphQLError SERVICE_UNAVAILABLE when the queue is full.
 */
export function createHashSlots(limits: { readonly running: number; readonly waiting: number }): HashSlots {
  const queue: (() => void)[] = [];
  let running = 0;
  return {
    async run(work) {
      if (running < limits.running) {
        running += 1;
      } else {
        if (queue.length >= limits.waiting) throw codedError('SERVICE_UNAVAILABLE');
        await new Promise<void>((resolve) => queue.push(resolve));
      }
      try {
        return await work();
      } finally {
        // The slot passes straight to who waits longest, so a newcomer cannot snatch it.
        const next = queue.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
