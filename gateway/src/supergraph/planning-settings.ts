import { z } from 'zod';
import type { PlanningOptions } from './load.ts';

/** Variables of planning; see README.md. */
export const planningSettings = {
  PLANNER: z.enum(['apollo', 'hive']).default('apollo'),
  OVERRIDE_LABELS: z
    .string()
    .default('')
    .transform((text) => text.split(',').map((label) => label.trim())),
  PLANNING_MS_PER_SECOND: z.coerce.number().int().min(0).default(700),
};

/** After a start every operation is new: ten seconds of planning are let through at once. */
const burstMs = 10_000;

/** What these variables mean for a supergraph. */
export function planningOptions(config: {
  readonly PLANNER: 'apollo' | 'hive';
  readonly OVERRIDE_LABELS: readonly string[];
  readonly PLANNING_MS_PER_SECOND: number;
}): PlanningOptions {
  return {
    planner: config.PLANNER,
    overrideLabels: config.OVERRIDE_LABELS,
    ...(config.PLANNING_MS_PER_SECOND > 0 && {
      budget: { perSecondMs: config.PLANNING_MS_PER_SECOND, burstMs },
    }),
  };
}
