import { gatewayError } from '../execution/errors.ts';
import type { Planner } from './planner.ts';

export interface PlanningBudget {
  /** Milliseconds of planning that may be done in a second, on average. */
  readonly perSecondMs: number;
  /** Milliseconds that may be done at once, as after a start, when no plan is there yet. */
  readonly burstMs: number;
}

/**
 * Keeps planning from taking the process for itself: plans are kept, so only new operations cost, and who sends ever new ones
 * must not hold up those that are known. When the budget is used up, new operations are refused with PLANNER_BUSY until it
 * has refilled. `now` tells milliseconds of a clock that only goes forward.
 */
export function withPlanningBudget(planner: Planner, budget: PlanningBudget, now: () => number): Planner {
  let leftMs = budget.burstMs;
  let seenAt = now();
  const refill = (at: number): void => {
    leftMs = Math.min(budget.burstMs, leftMs + ((at - seenAt) / 1_000) * budget.perSecondMs);
    seenAt = at;
  };
  return {
    plan: (document, operationName, overrides) => {
      const startedAt = now();
      refill(startedAt);
      if (leftMs <= 0) {
        throw gatewayError('PLANNER_BUSY', 'Too many new operations; try again in a moment', {
          extensions: { http: { status: 503 } },
        });
      }
      try {
        return planner.plan(document, operationName, overrides);
      } finally {
        const endedAt = now();
        leftMs -= endedAt - startedAt;
      }
    },
  };
}
