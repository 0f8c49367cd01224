import { createHmac, randomUUID } from 'node:crypto';
import {
  type StripeSimulator,
  startStripeSimulator,
} from '../../../subgraphs/payments/src/testing/stripe-simulator.ts';
import { createId } from '../../../subgraphs/shared/src/ids.ts';

// biome-ignore lint/suspicious/noExplicitAny: events of several providers
type Json = any;

export type Signing = { readonly at?: Date; readonly secret?: string };

/** A provider whose webhooks can be forged, and what a buyer does there. */
export type WebhookSource = {
  readonly provider: 'SANDBOX' | 'STRIPE' | 'PAYPAL';
  /** A payment that the buyer has to approve. */
  readonly token: string;
  readonly header: string;
  sign(body: string, signing?: Signing): Record<string, string>;
  /** The buyer agrees to an order's payment at the provider. */
  approve(orderId: string): Promise<void>;
  /** Bodies of the events about an order that the provider has sent, or would send, oldest first. */
  events(orderId: string): Promise<string[]>;
  /** An event of its own, as `event` but for what it says of its payment. */
  forge(event: string, about: 'nobody' | 'another order' | 'amount' | 'currency' | 'mode'): string;
  /** An event of its own that tells of a step which has not come yet. */
  foretell(event: string, step: 'captured' | 'refunded'): string;
  /** What was taken for an order, by the provider's own books. */
  taken(orderId: string): Promise<{ captures: number; capturedMinor: number }[]>;
  close(): Promise<void>;
};

/** What Stripe's webhooks are signed with. */
export const webhookSecret = 'whsec_simulated';

/** `t=…,v1=…` over `t.body`: Stripe's scheme, which the sandbox shares. */
export function signatureOf(body: string, secret: string, at: Date = new Date()): string {
  const time = Math.floor(at.getTime() / 1_000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}

/** Stripe, simulated in this process. Its events are sent by the test. */
export async function startStripe(): Promise<WebhookSource & { readonly simulator: StripeSimulator }> {
  const simulator = await startStripeSimulator();
  const about = (orderId: string): Json[] =>
    simulator.events.filter((event) => JSON.stringify(event).includes(orderId));
  const intentOf = (orderId: string): string =>
    about(orderId).find(({ type }) => type === 'payment_intent.created').data.object.id;
  return {
    simulator,
    provider: 'STRIPE',
    token: 'pm_card_threeDSecure2Required',
    header: 'stripe-signature',
    sign: (body, { at, secret = webhookSecret } = {}) => ({
      'stripe-signature': signatureOf(body, secret, at),
    }),
    approve: async (orderId) => simulator.authenticate(intentOf(orderId), true),
    events: async (orderId) => about(orderId).map((event) => JSON.stringify(event)),
    forge(event, what) {
      const forged: Json = { ...JSON.parse(event), id: `evt_${randomUUID()}` };
      const { object } = forged.data;
      if (what === 'nobody') Object.assign(object, { id: 'pi_unknown', metadata: {} });
      if (what === 'another order') Object.assign(object, { id: 'pi_unknown' });
      if (what === 'amount') object.amount = 1;
      if (what === 'currency') object.currency = 'jpy';
      if (what === 'mode') Object.assign(forged, { livemode: true });
      return JSON.stringify(forged);
    },
    foretell(event, step) {
      const { data, ...forged }: Json = { ...JSON.parse(event), id: `evt_${randomUUID()}` };
      const { id, amount, currency, metadata } = data.object;
      const taken = { ...data.object, status: 'succeeded', amount_received: amount };
      const charge = {
        id: 'ch_1',
        object: 'charge',
        livemode: false,
        amount,
        currency,
        metadata,
        payment_intent: id,
      };
      const back = {
        ...charge,
        captured: true,
        amount_captured: amount,
        amount_refunded: amount,
        refunded: true,
      };
      return JSON.stringify(
        step === 'captured'
          ? { ...forged, type: 'payment_intent.succeeded', data: { object: taken } }
          : { ...forged, type: 'charge.refunded', data: { object: back } },
      );
    },
    taken: async (orderId) => {
      const intent: Json = simulator.intent(intentOf(orderId));
      const capturedMinor = Number(intent.amount_received);
      return [{ captures: capturedMinor > 0 ? 1 : 0, capturedMinor }];
    },
    close: () => simulator.close(),
  };
}

export type Sandbox = {
  readonly url: string;
  readonly apiKey: string;
  readonly secret: string;
};

/** The shop's own test provider. It sends its events by itself too, unless told to withhold them. */
export function sandboxSource({ url, apiKey, secret }: Sandbox): WebhookSource {
  const read = async (path: string): Promise<Json> => {
    const response = await fetch(`${url}/v1/${path}`, {
      headers: { authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(5_000),
    });
    return response.json();
  };
  const paymentOf = async (orderId: string): Promise<Json> =>
    (await read(`payments?merchantReference=${orderId}`)).payments[0];
  return {
    provider: 'SANDBOX',
    token: 'tok_requires_action',
    header: 'sandbox-signature',
    sign: (body, { at, secret: other = secret } = {}) => ({
      'sandbox-signature': signatureOf(body, other, at),
    }),
    async approve(orderId) {
      const { actionUrl } = await paymentOf(orderId);
      const page = await (await fetch(actionUrl, { signal: AbortSignal.timeout(5_000) })).text();
      const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';
      const response = await fetch(actionUrl, {
        method: 'POST',
        body: new URLSearchParams({ decision: 'approve', token }),
        redirect: 'manual',
        signal: AbortSignal.timeout(5_000),
      });
      expect(response.status).toBe(303);
    },
    async events(orderId) {
      const payment = await paymentOf(orderId);
      const event = { id: createId('evt'), livemode: false, createdAt: new Date().toISOString() };
      return [JSON.stringify({ ...event, type: `payment.${payment.status}`, data: { payment } })];
    },
    forge(event, what) {
      const forged: Json = { ...JSON.parse(event), id: createId('evt') };
      const { payment } = forged.data;
      if (what === 'nobody')
        Object.assign(payment, { id: createId('spy'), merchantReference: createId('ord') });
      if (what === 'another order') payment.id = createId('spy');
      if (what === 'amount') payment.amountMinor = 1;
      if (what === 'currency') payment.currency = 'JPY';
      if (what === 'mode') forged.livemode = true;
      return JSON.stringify(forged);
    },
    foretell(event, step) {
      const forged: Json = { ...JSON.parse(event), id: createId('evt'), type: `payment.${step}` };
      const { payment } = forged.data;
      Object.assign(payment, { status: 'captured', capturedMinor: payment.amountMinor });
      if (step === 'refunded') payment.refundedMinor = payment.amountMinor;
      return JSON.stringify(forged);
    },
    taken: async (orderId) => (await read(`ledger?merchantReference=${orderId}`)).accounts,
    close: async () => {},
  };
}
