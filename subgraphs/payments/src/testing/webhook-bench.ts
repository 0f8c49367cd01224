import { randomUUID, sign } from 'node:crypto';
import { crc32 } from 'node:zlib';
import Stripe from 'stripe';
import { createCertificateSource } from '../paypal/paypal-certificate.ts';
import { createPayPalProvider } from '../paypal/paypal-provider.ts';
import type { PaymentProvider } from '../provider/payment-provider.ts';
import { createStripeProvider } from '../stripe/stripe-provider.ts';
import { makeChain, type TestCertificate } from './paypal-certificates.ts';
import { payPalCredentials, startPayPalSimulator } from './paypal-simulator.ts';
import { startStripeSimulator } from './stripe-simulator.ts';

type Json = Record<string, unknown>;
export type Signing = { readonly at?: Date; readonly withAnotherSecret?: boolean };

/** A provider that sends webhooks, with what a buyer does and how its events look. */
export type WebhookBench = {
  readonly provider: PaymentProvider;
  /** Token of a method that the buyer has to approve. */
  readonly token: string;
  approve(paymentId: string): void;
  /** Bodies of the events sent so far, oldest first. */
  events(): string[];
  headers(body: string, signing?: Signing): Record<string, string>;
  /** An event of the same kind about something else. */
  foreign(body: string, about: 'unknown' | 'amount' | 'currency'): string;
  /** Body and headers of an event of the other mode. */
  otherMode(body: string): { body: string; headers: Record<string, string> };
  close(): Promise<void>;
};

const deadlineMs = 5_000;

export async function startStripeWebhooks(): Promise<WebhookBench> {
  const simulator = await startStripeSimulator();
  const webhookSecret = 'whsec_simulated';
  const options = { secretKey: 'sk_test_simulated', publishableKey: 'pk_test_simulated', webhookSecret };
  const { webhooks } = new Stripe('sk_test_simulated');
  const headers: WebhookBench['headers'] = (payload, { at = new Date(), withAnotherSecret } = {}) => ({
    'stripe-signature': webhooks.generateTestHeaderString({
      payload,
      secret: withAnotherSecret ? 'whsec_another' : webhookSecret,
      timestamp: Math.floor(at.getTime() / 1_000),
    }),
  });
  const change = (body: string, to: Json, top: Json = {}): string => {
    const event = JSON.parse(body) as { data: { object: Json } };
    return JSON.stringify({
      ...event,
      id: `evt_${randomUUID()}`,
      ...top,
      data: { object: { ...event.data.object, ...to } },
    });
  };
  return {
    provider: createStripeProvider({ ...options, url: simulator.url, deadlineMs }),
    token: 'pm_card_threeDSecure2Required',
    approve: (id) => simulator.authenticate(id, true),
    events: () => simulator.events.map((event) => JSON.stringify(event)),
    headers,
    foreign: (body, about) => {
      if (about === 'unknown') return change(body, { id: 'pi_unknown', metadata: {} });
      return change(body, about === 'amount' ? { amount: 1 } : { currency: 'usd' });
    },
    otherMode: (body) => {
      const changed = change(body, { livemode: true }, { livemode: true });
      return { body: changed, headers: headers(changed) };
    },
    close: () => simulator.close(),
  };
}

export async function startPayPalWebhooks(): Promise<WebhookBench> {
  const [simulator, chain, stranger] = await Promise.all([startPayPalSimulator(), makeChain(), makeChain()]);
  const webhookId = 'WH-SIMULATED';
  const signerAt = (host: string): TestCertificate => (host.includes('sandbox') ? chain.signer : chain.live);
  const certificates = createCertificateSource({
    fetchPem: async ({ hostname }) => signerAt(hostname).pem + chain.between.pem,
    roots: [chain.root.pem],
  });
  const certificateAt = (host: string): string => `https://${host}/v1/notifications/certs/CERT-360caa42`;
  const headersFrom = (body: string, host: string, { at = new Date(), withAnotherSecret }: Signing) => {
    const id = randomUUID();
    const time = at.toISOString();
    const message = `${id}|${time}|${webhookId}|${crc32(body)}`;
    const { privateKey } = withAnotherSecret ? stranger.signer : signerAt(host);
    return {
      'paypal-transmission-id': id,
      'paypal-transmission-time': time,
      'paypal-transmission-sig': sign('RSA-SHA256', Buffer.from(message), privateKey).toString('base64'),
      'paypal-cert-url': certificateAt(host),
      'paypal-auth-algo': 'SHA256withRSA',
    };
  };
  const headers: WebhookBench['headers'] = (body, signing = {}) =>
    headersFrom(body, 'api.sandbox.paypal.com', signing);
  return {
    provider: createPayPalProvider({
      ...payPalCredentials,
      webhookId,
      isLive: false,
      url: simulator.url,
      deadlineMs,
      certificates,
    }),
    token: 'redirect',
    approve: (id) => simulator.approve(id),
    events: () => simulator.events.map((event) => JSON.stringify(event)),
    headers,
    foreign: (body, about) => {
      const event = JSON.parse(body) as {
        resource: { purchase_units: [{ amount: Json; custom_id: string }] };
      };
      const [unit] = event.resource.purchase_units;
      if (about === 'unknown') Object.assign(event.resource, { id: 'UNKNOWN' });
      if (about === 'unknown') unit.custom_id = 'ord_unknown';
      if (about === 'amount') unit.amount.value = '0.01';
      if (about === 'currency') unit.amount.currency_code = 'USD';
      return JSON.stringify({ ...event, id: `WH-${randomUUID()}` });
    },
    otherMode: (body) => {
      const changed = JSON.stringify({ ...(JSON.parse(body) as Json), id: `WH-${randomUUID()}` });
      return { body: changed, headers: headersFrom(changed, 'api.paypal.com', {}) };
    },
    close: () => simulator.close(),
  };
}
