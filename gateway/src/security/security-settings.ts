import { z } from 'zod';

const count = z.coerce.number().int().min(0);
const files = z.string().transform((text) =>
  text
    .split(',')
    .map((file) => file.trim())
    .filter((file) => file !== ''),
);

/** Environment of the limits on operations and of trusted documents; see README.md for each. */
export const securitySettings = {
  MAX_COST: count.optional(),
  ASSUMED_LIST_SIZE: count.default(10),
  MAX_PAGE_SIZE: count.default(1_000),
  RATE_LIMIT_PER_VIEWER: count.default(0),
  RATE_LIMIT_PER_ADDRESS: count.default(0),
  TRUSTED_DOCUMENTS_FILE: files.default([]),
  TRUSTED_DOCUMENTS_MODE: z.enum(['off', 'log', 'enforce']).default('off'),
  APQ_MAX_BYTES: count.default(8 * 1024 * 1024),
} as const;
