import { processSettings } from '@souk/shared/config';
import { z } from 'zod';

/** Settings of the sandbox provider. */
export const sandboxSettings = {
  ...processSettings,
  LEDGER_FILE: z.string().min(1),
  API_KEY: z.string().min(16, 'at least 16 characters'),
  WEBHOOK_URL: z.url({ protocol: /^https?$/ }),
  WEBHOOK_SECRET: z.string().min(16, 'at least 16 characters'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  HOLD_ANSWER_MS: z.coerce.number().int().min(0).max(120_000).default(20_000),
  AUTHORISATION_TTL_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .default(7 * 24 * 3_600),
  ACTION_TTL_SECONDS: z.coerce.number().int().min(1).default(3_600),
  WEBHOOK_DELAY_MS: z.coerce.number().int().min(0).max(60_000).default(200),
} as const;
