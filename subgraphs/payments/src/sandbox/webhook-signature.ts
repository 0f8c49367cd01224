import { createHmac, timingSafeEqual } from 'node:crypto';

export const signatureHeader = 'sandbox-signature';

/** How far a webhook's timestamp may be from now, either way. */
export const toleranceSeconds = 300;

/** The header of a webhook: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`. */
export function signWebhook(secret: string, body: string, at: Date): string {
  const timestamp = Math.floor(at.getTime() / 1000);
  return `t=${timestamp},v1=${hmac(secret, timestamp, Buffer.from(body))}`;
}

/**
 * Whether a webhook's bytes were signed with the secret within the last five minutes. Any `v1` of the header may
 * match, so that a secret can be changed without losing webhooks.
 */
export function isSignedWebhook(
  secret: string,
  header: string | undefined,
  body: Buffer,
  now: Date,
): boolean {
  const parts = (header ?? '').slice(0, 1_000).split(',');
  const timestamp = parts.map((part) => /^\s*t=(\d{1,12})$/.exec(part)?.[1]).find(Boolean);
  if (timestamp === undefined) return false;
  const ageSeconds = Math.abs(now.getTime() / 1000 - Number(timestamp));
  if (ageSeconds > toleranceSeconds) return false;
  const expected = Buffer.from(hmac(secret, Number(timestamp), body));
  return parts.some((part) => {
    const given = Buffer.from(/^\s*v1=([0-9a-f]{64})$/.exec(part)?.[1] ?? '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function hmac(secret: string, timestamp: number, body: Buffer): string {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
}
