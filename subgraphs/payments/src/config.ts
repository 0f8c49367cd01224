import { ConfigError, serverSettings, workerSettings } from '@souk/shared/config';
import { z } from 'zod';
import { createPayPalProvider } from './paypal/paypal-provider.ts';
import type { PaymentProvider, PaymentProviders } from './provider/payment-provider.ts';
import { createSandboxProvider } from './provider/sandbox-provider.ts';
import { withBreaker } from './provider/with-breaker.ts';
import { createStripeProvider } from './stripe/stripe-provider.ts';

const url = z.url({ protocol: /^https?$/ }).optional();
/** Shorter than the lease of a step, also for the operations that ask twice. */
const deadline = z.coerce.number().int().min(100).max(7_000).default(5_000);

const providerSettings = {
  SANDBOX_URL: url,
  SANDBOX_API_KEY: z.string().min(16, 'at least 16 characters').optional(),
  SANDBOX_WEBHOOK_SECRET: z.string().min(16, 'at least 16 characters').optional(),
  SANDBOX_DEADLINE_MS: deadline,
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, 'a secret or restricted key of Stripe')
    .optional(),
  STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_(test|live)_\w+$/, 'a publishable key of Stripe')
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\w+$/, 'the signing secret of a webhook endpoint')
    .optional(),
  STRIPE_URL: url,
  STRIPE_DEADLINE_MS: deadline,
  PAYPAL_CLIENT_ID: z.string().min(1).optional(),
  PAYPAL_CLIENT_SECRET: z.string().min(1).optional(),
  PAYPAL_WEBHOOK_ID: z.string().min(1).optional(),
  PAYPAL_ENVIRONMENT: z.enum(['sandbox', 'live']).default('sandbox'),
  PAYPAL_URL: url,
  /** Hosts of certificates, separated by commas, in the place of PayPal's own. */
  PAYPAL_CERTIFICATE_HOSTS: z
    .string()
    .regex(/^[\w.-]+(:\d+)?(,[\w.-]+(:\d+)?)*$/, 'hosts, separated by commas')
    .transform((hosts) => hosts.toLowerCase().split(','))
    .optional(),
  PAYPAL_DEADLINE_MS: deadline,
} as const;

type ProviderConfig = z.infer<z.ZodObject<typeof providerSettings>>;

export const settings = { ...serverSettings, ...providerSettings };
export const workerProcessSettings = { ...workerSettings, ...providerSettings };

/**
 * The providers that the environment switches on, in the order to offer them. A provider is on when all its settings
 * are given, and off when none is.
 *
 * @throws ConfigError where one is given in part, Stripe's keys are of different modes, or live PayPal has its certificates
 *   elsewhere than at PayPal
 */
export function createProviders(config: ProviderConfig): PaymentProviders {
  const providers = [stripeOf(config), payPalOf(config), sandboxOf(config)].filter(
    (provider) => provider !== null,
  );
  return new Map(providers.map((provider) => [provider.name, withBreaker(provider)]));
}

function stripeOf(config: ProviderConfig): PaymentProvider | null {
  const given = complete(config, ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET']);
  if (!given) return null;
  const [secretKey, publishableKey, webhookSecret] = given;
  if (secretKey.includes('_live_') !== publishableKey.includes('_live_')) {
    throw new ConfigError('STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY are of different modes');
  }
  const deadlineMs = config.STRIPE_DEADLINE_MS;
  return createStripeProvider({
    secretKey,
    publishableKey,
    webhookSecret,
    url: config.STRIPE_URL,
    deadlineMs,
  });
}

function payPalOf(config: ProviderConfig): PaymentProvider | null {
  const given = complete(config, ['PAYPAL_CLIENT_ID', 'PAYPAL_CLIENT_SECRET', 'PAYPAL_WEBHOOK_ID']);
  if (!given) return null;
  const [clientId, clientSecret, webhookId] = given;
  const { PAYPAL_CERTIFICATE_HOSTS: certificateHosts } = config;
  if (certificateHosts && config.PAYPAL_ENVIRONMENT === 'live') {
    throw new ConfigError('PAYPAL_CERTIFICATE_HOSTS: certificates of live webhooks are at PayPal only');
  }
  return createPayPalProvider({
    clientId,
    clientSecret,
    webhookId,
    isLive: config.PAYPAL_ENVIRONMENT === 'live',
    url: config.PAYPAL_URL,
    certificateHosts,
    deadlineMs: config.PAYPAL_DEADLINE_MS,
  });
}

function sandboxOf(config: ProviderConfig): PaymentProvider | null {
  const given = complete(config, ['SANDBOX_URL', 'SANDBOX_API_KEY', 'SANDBOX_WEBHOOK_SECRET']);
  if (!given) return null;
  const [address, apiKey, webhookSecret] = given;
  return createSandboxProvider({
    url: address,
    apiKey,
    webhookSecret,
    deadlineMs: config.SANDBOX_DEADLINE_MS,
  });
}

type TextSetting = keyof {
  [Name in keyof ProviderConfig as ProviderConfig[Name] extends string | undefined ? Name : never]: true;
};

/** All of the settings, or null where none is given. */
function complete<Names extends readonly TextSetting[]>(
  config: ProviderConfig,
  names: readonly [...Names],
): { [Index in keyof Names]: string } | null {
  const values = names.map((name: TextSetting): string | undefined => config[name]);
  const missing = names.filter((_name, index) => values[index] === undefined);
  if (missing.length === names.length) return null;
  if (missing.length > 0)
    throw new ConfigError(`${missing.join(', ')}: missing, while others of it are given`);
  return values as { [Index in keyof Names]: string };
}
