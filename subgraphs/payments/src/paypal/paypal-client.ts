import { z } from 'zod';
import type { Unknown } from '../provider/payment-provider.ts';

export type PayPalClientOptions = {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** PayPal refused and changed nothing. `issue` is its code for why. */
export type PayPalRefusal = { readonly kind: 'refused'; readonly status: number; readonly issue: string };
export type PayPalAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | PayPalRefusal
  | Unknown;

export type PayPalRequest = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The PayPal-Request-Id: the same asks for the same work. */
  readonly key?: string;
  readonly body?: object;
  /** Ends the operation that the request belongs to. */
  readonly signal: AbortSignal;
};

export type PayPalClient = { send(request: PayPalRequest): Promise<PayPalAnswer> };

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const errorSchema = z.object({
  name: z.string().optional(),
  details: z.array(z.object({ issue: z.string().optional() })).optional(),
});

/** A token is renewed this long before it ends, so that none ends on its way. */
const renewBeforeMs = 60_000;

/**
 * Speaks to PayPal's REST API. The access token is fetched once for all who wait, kept until shortly before it ends,
 * and fetched again when PayPal no longer takes it. Never throws for what PayPal or the network may do.
 */
export function createPayPalClient(options: PayPalClientOptions): PayPalClient {
  const base = options.url.replace(/\/+$/, '');
  let token: { readonly text: Promise<string>; endsAt: number } | null = null;

  function accessToken(signal: AbortSignal): Promise<string> {
    if (token && token.endsAt > Date.now()) return token.text;
    const fetched = { text: fetchToken(signal), endsAt: Number.POSITIVE_INFINITY };
    token = fetched;
    fetched.text.catch(() => {
      if (token === fetched) token = null;
    });
    return fetched.text;

    async function fetchToken(during: AbortSignal): Promise<string> {
      const response = await fetch(`${base}/v1/oauth2/token`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${options.clientId}:${options.clientSecret}`).toString('base64')}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: 'grant_type=client_credentials',
        redirect: 'error',
        signal: during,
      });
      const text = await response.text();
      if (response.status === 401 || response.status === 400) throw new CredentialsRefused(response.status);
      if (!response.ok) throw new Error(`PayPal gave no token (${response.status})`);
      const { access_token, expires_in } = tokenSchema.parse(JSON.parse(text));
      fetched.endsAt = Date.now() + expires_in * 1_000 - renewBeforeMs;
      return access_token;
    }
  }

  async function exchange(request: PayPalRequest): Promise<{ status: number; text: string }> {
    for (let attempt = 1; ; attempt += 1) {
      const current = await accessToken(request.signal);
      const response = await fetch(`${base}${request.path}`, {
        method: request.method,
        headers: {
          authorization: `Bearer ${current}`,
          accept: 'application/json',
          prefer: 'return=representation',
          ...(request.method === 'POST' ? { 'content-type': 'application/json' } : {}),
          ...(request.key ? { 'paypal-request-id': request.key } : {}),
        },
        ...(request.method === 'POST' ? { body: JSON.stringify(request.body ?? {}) } : {}),
        redirect: 'error',
        signal: request.signal,
      });
      const text = await response.text();
      // A token may be withdrawn before its time.
      if (response.status !== 401 || attempt > 1) return { status: response.status, text };
      token = null;
    }
  }

  return {
    async send(request) {
      try {
        const { status, text } = await exchange(request);
        if (status >= 200 && status < 300) {
          return { kind: 'answered', status, body: text === '' ? null : JSON.parse(text) };
        }
        if (status === 401) return credentialsRefused(status);
        if (status >= 500 || status === 429 || status === 408 || status === 409) {
          return { kind: 'unknown', reason: `PayPal answered ${status}` };
        }
        const { name, details } = errorSchema.catch({}).parse(JSON.parse(text));
        const issue = details?.find((detail) => detail.issue)?.issue ?? name ?? 'REFUSED';
        if (status === 403 && (name === 'NOT_AUTHORIZED' || issue === 'PERMISSION_DENIED')) {
          return credentialsRefused(status);
        }
        return { kind: 'refused', status, issue };
      } catch (error) {
        if (error instanceof CredentialsRefused) return credentialsRefused(error.status);
        return { kind: 'unknown', reason: String(error).slice(0, 200) };
      }
    },
  };
}

class CredentialsRefused extends Error {
  override readonly name = 'CredentialsRefused';
  readonly status: number;

  constructor(status: number) {
    super(`PayPal refuses our credentials (${status})`);
    this.status = status;
  }
}

function credentialsRefused(status: number): Unknown {
  return { kind: 'unknown', reason: `PayPal refuses our credentials (${status})`, needsPerson: true };
}
