import { z } from 'zod';
import { invalidationRuleSchema } from './invalidation-rules.ts';

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
});

const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** Environment of the cache; see README.md for each. */
export const cacheSettings = {
  CACHE: z.enum(['off', 'memory', 'redis']).default('memory'),
  CACHE_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(64 * 1024 * 1024),
  CACHE_BYPASS_ROLES: commaList.default([]),
  /** Of FORWARD_HEADERS. */
  CACHE_VARY_HEADERS: commaList.pipe(z.array(z.string().toLowerCase())).default([]),
  CACHE_REDIS_TIMEOUT_MS: z.coerce.number().int().min(1).default(50),
  CACHE_REDIS_PREFIX: z.string().default('{gateway-cache}:'),
  CACHE_INVALIDATION_QUEUE_URL: z.url({ protocol: /^https?$/ }).optional(),
  CACHE_INVALIDATION_RULES: json.pipe(z.array(invalidationRuleSchema)).default([]),
} as const;
