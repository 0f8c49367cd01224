import { serverSettings, workerSettings } from '@souk/shared/config';
import { z } from 'zod';

const signingSettings = {
  KEY_ENCRYPTION_SECRET: z.string().min(32, 'at least 32 characters'),
} as const;

/** Environment of the server. */
export const usersServerSettings = {
  ...serverSettings,
  ...signingSettings,
  ACCESS_TOKEN_ISSUER: z.string().min(1).default('souk-users'),
  /** Passwords hashed at the same time; each takes 19 MiB and a core for some 30 ms. */
  PASSWORD_HASH_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(2),
} as const;

/** Environment of the worker. */
export const usersWorkerSettings = { ...workerSettings, ...signingSettings } as const;

export type UsersServerConfig = z.infer<z.ZodObject<typeof usersServerSettings>>;
