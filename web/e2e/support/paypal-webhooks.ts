import { randomUUID } from 'node:crypto';
import { startPayPalCertificateHost } from '../../../subgraphs/payments/src/testing/paypal-certificate-host.ts';
import {
  payPalCredentials,
  startPayPalSimulator,
} from '../../../subgraphs/payments/src/testing/paypal-simulator.ts';
import type { WebhookSource } from './webhooks.ts';

// biome-ignore lint/suspicious/noExplicitAny: events as PayPal tells them
type Json = any;

export type PayPalSource = WebhookSource & {
  /** Settings that lead the shop here. */
  readonly settings: Readonly<Record<string, string>>;
  /** PEM of the root that the shop must trust. */
  readonly root: string;
};

const webhookId = 'WH-SIMULATED';

/** PayPal and the host of its certificates, simulated in this process. Its events are sent by the test. */
export async function startPayPal(): Promise<PayPalSource> {
  const [simulator, certificates] = await Promise.all([startPayPalSimulator(), startPayPalCertificateHost()]);
  const live = new Set<string>();
  const anew = (event: string): Json => ({ ...JSON.parse(event), id: `WH-${randomUUID()}` });
  return {
    provider: 'PAYPAL',
    token: 'redirect',
    header: 'paypal-transmission-sig',
    root: certificates.root,
    settings: {
      PAYPAL_CLIENT_ID: payPalCredentials.clientId,
      PAYPAL_CLIENT_SECRET: payPalCredentials.clientSecret,
      PAYPAL_WEBHOOK_ID: webhookId,
      PAYPAL_URL: simulator.url,
      PAYPAL_CERTIFICATE_HOSTS: certificates.host,
    },
    // PayPal has no secret: another one stands for another signer. The mode of an event is its signer's.
    sign: (body, { at = new Date(), secret } = {}) =>
      certificates.headers(body, {
        webhookId,
        at,
        signer: secret === undefined ? (live.has(body) ? 'live' : 'sandbox') : 'stranger',
      }),
    approve: async (orderId) => simulator.approve(simulator.orderFor(orderId).id),
    events: async (orderId) =>
      simulator.events.map((event) => JSON.stringify(event)).filter((event) => event.includes(orderId)),
    forge(event, what) {
      const forged = anew(event);
      const [unit] = forged.resource.purchase_units;
      if (what === 'nobody') Object.assign(unit, { custom_id: 'ord_unknown', invoice_id: 'ord_unknown' });
      if (what === 'nobody' || what === 'another order') forged.resource.id = 'UNKNOWN';
      if (what === 'amount') unit.amount.value = '0.01';
      if (what === 'currency') unit.amount.currency_code = 'EUR';
      const body = JSON.stringify(forged);
      if (what === 'mode') live.add(body);
      return body;
    },
    foretell(event, step) {
      const { resource, ...forged } = anew(event);
      const [{ amount, custom_id }] = resource.purchase_units;
      const part = {
        ...{ id: 'CAPTURE', status: 'COMPLETED', amount, custom_id },
        supplementary_data: { related_ids: { order_id: resource.id } },
      };
      const up = { href: 'https://api-m.sandbox.paypal.com/v2/payments/captures/CAPTURE', rel: 'up' };
      return JSON.stringify(
        step === 'captured'
          ? { ...forged, event_type: 'PAYMENT.CAPTURE.COMPLETED', resource: part }
          : {
              ...forged,
              event_type: 'PAYMENT.CAPTURE.REFUNDED',
              resource: { ...part, id: 'REFUND', links: [up] },
            },
      );
    },
    async taken(orderId) {
      const { captures } = simulator.orderFor(orderId);
      const capturedMinor = captures.reduce(
        (sum, { amount }) => sum + Math.round(Number(amount.value) * 100),
        0,
      );
      return [{ captures: captures.length, capturedMinor }];
    },
    async close() {
      await Promise.all([simulator.close(), certificates.close()]);
    },
  };
}
