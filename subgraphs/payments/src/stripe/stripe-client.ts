import Stripe from 'stripe';

/** The version whose published description our contract tests hold; the account's default does not matter. */
const apiVersion = '2023-08-16';

/** Whether a secret or restricted key moves real money. */
export function isLive(secretKey: string): boolean {
  return /^(sk|rk)_live_/.test(secretKey);
}

/** Stripe's SDK for one account. */
export function createStripe({
  secretKey,
  url,
  deadlineMs,
}: {
  readonly secretKey: string;
  readonly url?: string | undefined;
  readonly deadlineMs?: number;
}): Stripe {
  const address = url ? new URL(url) : null;
  return new Stripe(secretKey, {
    apiVersion: apiVersion as never,
    // Repeats are ours: they are written down first.
    maxNetworkRetries: 0,
    timeout: deadlineMs ?? 5_000,
    telemetry: false,
    ...(address
      ? {
          host: address.hostname,
          port: address.port,
          protocol: address.protocol === 'https:' ? ('https' as const) : ('http' as const),
        }
      : {}),
  });
}
