import type {
  PaymentProvider,
  ProviderDispute,
  ProviderIds,
  RetrieveOutcome,
  Unknown,
} from '../provider/payment-provider.ts';
import { payPalAccountsSince } from './paypal-accounts.ts';
import { AmountNotSupported, toPayPalValue } from './paypal-amount.ts';
import { type CertificateSource, createCertificateSource } from './paypal-certificate.ts';
import { createPayPalClient, type PayPalAnswer, type PayPalRequest } from './paypal-client.ts';
import {
  captureSchema,
  disputeSchema,
  refundSchema,
  toProviderDispute,
  toProviderRefund,
} from './paypal-objects.ts';
import {
  declines,
  idInPath,
  paymentOf,
  toAuthoriseOutcome,
  unknown,
  voidedAlready,
} from './paypal-outcome.ts';
import { readPayPalWebhook } from './paypal-webhook.ts';

export type PayPalProviderOptions = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhookId: string;
  readonly isLive: boolean;
  /** Another address than PayPal's, for tests. */
  readonly url?: string | undefined;
  /** How long one operation may take, all its requests together. */
  readonly deadlineMs?: number;
  /** Hosts that certificates of webhooks may be at; PayPal's own, if absent. */
  readonly certificateHosts?: readonly string[] | undefined;
  /** Where certificates of webhooks come from, for tests. */
  readonly certificates?: CertificateSource;
};

const hourMs = 3_600_000;

/**
 * PayPal by Orders v2 with intent AUTHORIZE. There is no token: the buyer is led to PayPal's page and approves there;
 * then we authorise, later capture. An order that nobody authorises lapses by itself, and without our call no money can
 * be promised.
 */
export function createPayPalProvider(options: PayPalProviderOptions): PaymentProvider {
  const { deadlineMs = 5_000, isLive } = options;
  const url = options.url ?? (isLive ? 'https://api-m.paypal.com' : 'https://api-m.sandbox.paypal.com');
  const client = createPayPalClient({ ...options, url });
  const certificates = options.certificates ?? createCertificateSource();
  type Send = (request: Omit<PayPalRequest, 'signal'>) => Promise<PayPalAnswer>;

  /** The requests of one operation share one deadline. */
  function operation(): Send {
    const signal = AbortSignal.timeout(deadlineMs);
    return (request) => client.send({ ...request, signal });
  }

  async function readOrder(send: Send, ids: ProviderIds): Promise<RetrieveOutcome> {
    const answer = await send({ method: 'GET', path: `/v2/checkout/orders/${idInPath(ids.paymentId)}` });
    if (answer.kind === 'unknown') return answer;
    if (answer.kind === 'refused') {
      return answer.status === 404 ? { kind: 'not_found' } : unknown(`refused: ${answer.issue}`);
    }
    const payment = paymentOf(answer.body);
    return payment ? { kind: 'found', payment } : unknown('PayPal answered something unexpected');
  }

  /** Disputes of a capture; decided ones are read one by one, as only that tells how they were decided. */
  async function readDisputes(send: Send, captureId: string): Promise<ProviderDispute[] | Unknown> {
    const path = `/v1/customer/disputes?disputed_transaction_id=${idInPath(captureId)}`;
    const answer = await send({ method: 'GET', path });
    if (answer.kind === 'unknown') return answer;
    if (answer.kind === 'refused') return answer.status === 404 ? [] : unknown(`refused: ${answer.issue}`);
    const found = disputeSchema.array().safeParse((answer.body as { items?: unknown } | null)?.items ?? []);
    if (!found.success) return unknown('PayPal answered unexpected disputes');
    const disputes: ProviderDispute[] = [];
    for (const dispute of found.data) {
      if (dispute.status !== 'RESOLVED') {
        disputes.push(toProviderDispute(dispute));
        continue;
      }
      const detail = await send({
        method: 'GET',
        path: `/v1/customer/disputes/${idInPath(dispute.dispute_id)}`,
      });
      const decided = detail.kind === 'answered' ? disputeSchema.safeParse(detail.body).data : undefined;
      if (!decided) return unknown('PayPal did not tell how a dispute was decided');
      disputes.push(toProviderDispute(decided));
    }
    return disputes;
  }

  return {
    name: 'PAYPAL',
    displayName: 'PayPal',
    publishableKey: options.clientId,
    livemode: isLive,
    keepsMethods: false,
    // PayPal forgets the keys of orders after six hours.
    keysLastMs: 5 * hourMs,

    async authorise({ merchantReference, amountMinor, currency, idempotencyKey, description, returnUrl }) {
      let value: string;
      try {
        value = toPayPalValue(amountMinor, currency);
      } catch (error) {
        if (!(error instanceof AmountNotSupported)) throw error;
        return { kind: 'declined', ids: null, declineCode: 'amount_not_supported' };
      }
      const answer = await operation()({
        method: 'POST',
        path: '/v2/checkout/orders',
        key: idempotencyKey,
        body: {
          intent: 'AUTHORIZE',
          purchase_units: [
            {
              reference_id: merchantReference,
              custom_id: merchantReference,
              // PayPal takes each invoice id once: a second order for it could not be paid.
              invoice_id: merchantReference,
              description: description.slice(0, 127),
              amount: { currency_code: currency, value },
            },
          ],
          payment_source: {
            paypal: {
              experience_context: {
                return_url: returnUrl,
                cancel_url: returnUrl,
                user_action: 'PAY_NOW',
                shipping_preference: 'NO_SHIPPING',
                payment_method_preference: 'IMMEDIATE_PAYMENT_REQUIRED',
              },
            },
          },
        },
      });
      if (answer.kind === 'unknown') return answer;
      if (answer.kind === 'refused') {
        return { kind: 'declined', ids: null, declineCode: answer.issue.toLowerCase() };
      }
      const payment = paymentOf(answer.body);
      if (payment && (payment.amountMinor !== amountMinor || payment.currency !== currency)) {
        return { ...unknown('PayPal has an order of another amount for our key'), needsPerson: true };
      }
      return toAuthoriseOutcome(payment);
    },

    async confirm({ ids, idempotencyKey }) {
      const send = operation();
      const answer = await send({
        method: 'POST',
        path: `/v2/checkout/orders/${idInPath(ids.paymentId)}/authorize`,
        key: idempotencyKey,
      });
      if (answer.kind === 'unknown') return answer;
      if (answer.kind === 'refused' && declines.has(answer.issue)) {
        return { kind: 'declined', ids, declineCode: answer.issue.toLowerCase() };
      }
      if (answer.kind === 'refused' && answer.issue !== 'ORDER_ALREADY_AUTHORIZED') {
        return { kind: 'failed', failureCode: answer.issue.toLowerCase() };
      }
      // The answer may leave the amount out; the order itself does not.
      const found = await readOrder(send, ids);
      if (found.kind !== 'found') return found.kind === 'unknown' ? found : unknown('the order is gone');
      const outcome = toAuthoriseOutcome(found.payment);
      return outcome.kind === 'requires_action' ? unknown('PayPal is still looking at it') : outcome;
    },

    async capture({ ids, idempotencyKey, amountMinor, currency }) {
      const send = operation();
      const answer = await send({
        method: 'POST',
        path: `/v2/payments/authorizations/${idInPath(ids.authorisationId)}/capture`,
        key: idempotencyKey,
        body: {
          amount: { currency_code: currency, value: toPayPalValue(amountMinor, currency) },
          final_capture: true,
        },
      });
      if (answer.kind === 'unknown') return answer;
      if (answer.kind === 'answered') {
        const capture = captureSchema.safeParse(answer.body).data;
        if (capture?.status === 'DECLINED' || capture?.status === 'FAILED') {
          return { kind: 'failed', failureCode: `capture_${capture.status.toLowerCase()}` };
        }
        if (capture?.status === 'COMPLETED' && capture.amount) {
          const { amountMinor: taken } = capture.amount;
          return { kind: 'captured', ids: { ...ids, captureId: capture.id }, amountMinor: taken };
        }
        return unknown('the capture is not through yet');
      }
      // Refused because an earlier try went through?
      const found = await readOrder(send, ids);
      if (found.kind === 'unknown') return found;
      if (found.kind === 'found' && found.payment.status === 'captured') {
        return { kind: 'captured', ids: found.payment.ids, amountMinor: found.payment.capturedMinor };
      }
      return { kind: 'failed', failureCode: answer.issue.toLowerCase() };
    },

    async void({ ids, idempotencyKey }) {
      const send = operation();
      let { authorisationId } = ids;
      if (authorisationId === null) {
        const found = await readOrder(send, ids);
        if (found.kind === 'unknown') return found;
        if (found.kind === 'found' && found.payment.status === 'captured') {
          return { kind: 'failed', failureCode: 'already_captured' };
        }
        authorisationId = found.kind === 'found' ? found.payment.ids.authorisationId : null;
        // Nothing was promised, and nobody but us could have it promised.
        if (authorisationId === null) return { kind: 'voided' };
      }
      const answer = await send({
        method: 'POST',
        path: `/v2/payments/authorizations/${idInPath(authorisationId)}/void`,
        key: idempotencyKey,
      });
      if (answer.kind === 'unknown') return answer;
      const isVoided = answer.kind === 'answered' || voidedAlready.has(answer.issue);
      return isVoided ? { kind: 'voided' } : { kind: 'failed', failureCode: answer.issue.toLowerCase() };
    },

    async refund({ ids, idempotencyKey, amountMinor, currency }) {
      const answer = await operation()({
        method: 'POST',
        path: `/v2/payments/captures/${idInPath(ids.captureId)}/refund`,
        key: idempotencyKey,
        body: { amount: { currency_code: currency, value: toPayPalValue(amountMinor, currency) } },
      });
      if (answer.kind === 'unknown') return answer;
      if (answer.kind === 'refused') return { kind: 'failed', failureCode: answer.issue.toLowerCase() };
      const refund = refundSchema.safeParse(answer.body).data;
      if (!refund) return unknown('PayPal answered something unexpected');
      const { status, failureCode } = toProviderRefund(refund);
      if (status === 'failed') return { kind: 'failed', failureCode: failureCode ?? 'refused' };
      return { kind: 'refunded', providerRefundId: refund.id };
    },

    async retrieve(ids) {
      const send = operation();
      const found = await readOrder(send, ids);
      if (found.kind !== 'found' || !found.payment.ids.captureId) return found;
      const disputes = await readDisputes(send, found.payment.ids.captureId);
      if (!Array.isArray(disputes)) return disputes;
      return { kind: 'found', payment: { ...found.payment, disputes } };
    },

    forgetMethod: async () => ({ kind: 'forgotten' }),

    readWebhook: (headers, body, now) => readPayPalWebhook({ ...options, certificates }, headers, body, now),

    accountsSince: (since) => payPalAccountsSince(client, since, deadlineMs),
  };
}
