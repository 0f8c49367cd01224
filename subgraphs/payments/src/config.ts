import { serverSettings, workerSettings } from '@souk/shared/config';
import { z } from 'zod';
import type { PaymentProviders } from './provider/payment-provider.ts';
import { createSandboxProvider } from './provider/sandbox-provider.ts';

const providerSettings = {
  SANDBOX_URL: z.url({ protocol: /^https?$/ }).optional(),
  SANDBOX_API_KEY: z.string().min(16, 'at least 16 characters').optional(),
  SANDBOX_WEBHOOK_SECRET: z.string().min(16, 'at least 16 characters').optional(),
  SANDBOX_DEADLINE_MS: z.coerce.number().int().min(100).max(10_000).default(5_000),
} as const;

export const settings = { ...serverSettings, ...providerSettings };
export const workerProcessSettings = { ...workerSettings, ...providerSettings };

/** The providers that the environment switches on. A provider is on when its URL and its secrets are given. */
export function createProviders(config: z.infer<z.ZodObject<typeof providerSettings>>): PaymentProviders {
  const { SANDBOX_URL: url, SANDBOX_API_KEY: apiKey, SANDBOX_WEBHOOK_SECRET: webhookSecret } = config;
  const sandbox =
    url && apiKey && webhookSecret
      ? [createSandboxProvider({ url, apiKey, webhookSecret, deadlineMs: config.SANDBOX_DEADLINE_MS })]
      : [];
  return new Map(sandbox.map((provider) => [provider.name, provider]));
}
