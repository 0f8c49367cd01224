import { createHttpClient } from '../http-client.ts';
import { isSignedWebhook, signatureHeader } from '../sandbox/webhook-signature.ts';
import type {
  AuthoriseOutcome,
  Failed,
  PaymentProvider,
  ProviderAccount,
  Unknown,
  WebhookReading,
} from './payment-provider.ts';
import {
  answerSchema,
  claimOf,
  errorSchema,
  idsOf,
  keptMethodOf,
  ledgerSchema,
  type SandboxAnswer,
  toProviderPayment,
  webhookSchema,
} from './sandbox-objects.ts';

export type SandboxProviderOptions = {
  readonly url: string;
  readonly apiKey: string;
  readonly webhookSecret: string;
  /** How long an answer may take. */
  readonly deadlineMs?: number;
};

type Call =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  | Unknown;

/** The built-in test provider, spoken to over HTTP as any other. */
export function createSandboxProvider(options: SandboxProviderOptions): PaymentProvider {
  const { deadlineMs = 5_000 } = options;
  const url = new URL(options.url);
  const base = `${url.pathname.replace(/\/+$/, '')}/v1`;
  const client = createHttpClient(url.origin, { connections: 50, deadlineMs });
  const authorization = `Bearer ${options.apiKey}`;

  async function call(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    key?: string,
    body?: object,
  ): Promise<Call> {
    try {
      const { status, text } = await client.send({
        method,
        path: `${base}/${path}`,
        headers: key
          ? { authorization, 'idempotency-key': key, 'content-type': 'application/json' }
          : { authorization },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (status >= 200 && status < 300) return { kind: 'answered', body: JSON.parse(text) };
      if (status >= 500 || status === 429 || status === 408) {
        return unknown(`the provider answered ${status}`);
      }
      if (status === 401 || status === 403) {
        return { ...unknown(`the provider refuses our credentials (${status})`), needsPerson: true };
      }
      const { error } = errorSchema.parse(JSON.parse(text));
      if (error.code === 'idempotency_key_reused') {
        return { ...unknown('our key was used with another request'), needsPerson: true };
      }
      return { kind: 'refused', status, code: error.code };
    } catch (error) {
      return unknown(String(error));
    }
  }

  function toAuthoriseOutcome(answer: Extract<Call, { kind: 'answered' }>): AuthoriseOutcome {
    const payment = answerSchema.safeParse(answer.body).data;
    switch (payment?.status) {
      case 'authorised':
        return { kind: 'authorised', ids: idsOf(payment), keptMethod: keptMethodOf(payment) };
      case 'requires_action':
        if (!payment.actionUrl) break;
        return {
          kind: 'requires_action',
          ids: idsOf(payment),
          actionUrl: payment.actionUrl,
          expiresAt: payment.expiresAt,
        };
      case 'declined':
        return { kind: 'declined', ids: idsOf(payment), declineCode: payment.declineCode ?? 'declined' };
    }
    return unknown(`the provider answered an unexpected payment (${payment?.status ?? 'not readable'})`);
  }

  /** Work on a payment that exists: what the provider refuses has changed nothing. */
  async function working<Done>(
    path: string,
    key: string,
    body: object,
    done: (payment: SandboxAnswer) => Done | null,
  ): Promise<Done | Failed | Unknown> {
    const answer = await call('POST', path, key, body);
    if (answer.kind === 'unknown') return answer;
    if (answer.kind === 'refused') return { kind: 'failed', failureCode: answer.code };
    const payment = answerSchema.safeParse(answer.body).data;
    return (payment && done(payment)) ?? unknown('the provider answered something unexpected');
  }

  return {
    name: 'SANDBOX',
    displayName: 'Test payment',
    publishableKey: null,
    livemode: false,
    keepsMethods: true,
    keysLastMs: Number.POSITIVE_INFINITY,

    async authorise({ idempotencyKey, customer, ...asked }) {
      const payment = customer
        ? { ...asked, customer: customer.reference, keepMethod: customer.keepMethod }
        : asked;
      const answer = await call('POST', 'payments', idempotencyKey, payment);
      if (answer.kind === 'answered') return toAuthoriseOutcome(answer);
      if (answer.kind === 'unknown') return answer;
      return { kind: 'declined', ids: null, declineCode: answer.code };
    },

    async confirm({ ids, idempotencyKey }) {
      const answer = await call('POST', `payments/${ids.paymentId}/confirm`, idempotencyKey, {});
      if (answer.kind === 'answered') return toAuthoriseOutcome(answer);
      if (answer.kind === 'unknown') return answer;
      return { kind: 'failed', failureCode: answer.code };
    },

    capture: ({ ids, idempotencyKey, amountMinor }) =>
      working(`payments/${ids.paymentId}/capture`, idempotencyKey, { amountMinor }, (payment) =>
        payment.status === 'captured'
          ? { kind: 'captured' as const, ids: idsOf(payment), amountMinor: payment.capturedMinor }
          : null,
      ),

    void: ({ ids, idempotencyKey }) =>
      working(`payments/${ids.paymentId}/void`, idempotencyKey, {}, (payment) =>
        payment.status === 'voided' ? { kind: 'voided' as const } : null,
      ),

    refund: ({ ids, idempotencyKey, amountMinor }) =>
      working(`payments/${ids.paymentId}/refunds`, idempotencyKey, { amountMinor }, (payment) =>
        payment.refundId ? { kind: 'refunded' as const, providerRefundId: payment.refundId } : null,
      ),

    async retrieve(ids) {
      const answer = await call('GET', `payments/${ids.paymentId}`);
      if (answer.kind === 'unknown') return answer;
      if (answer.kind === 'refused') {
        return answer.status === 404 ? { kind: 'not_found' } : unknown(`refused: ${answer.code}`);
      }
      const payment = answerSchema.safeParse(answer.body).data;
      if (!payment) return unknown('the provider answered something unexpected');
      return {
        kind: 'found',
        payment: {
          ...toProviderPayment(payment),
          ids: idsOf(payment),
          refunds: (payment.refunds ?? []).map(({ id, status }) => ({
            refundId: id,
            status,
            failureCode: status === 'failed' ? 'account_closed' : null,
          })),
          disputes: (payment.disputes ?? []).map(({ id, ...dispute }) => ({
            ...dispute,
            disputeId: id,
            currency: payment.currency,
          })),
          keptMethod: keptMethodOf(payment),
        },
      };
    },

    async forgetMethod({ methodId }) {
      const answer = await call('DELETE', `methods/${methodId}`);
      if (answer.kind === 'unknown') return answer;
      const isGone = answer.kind === 'answered' || answer.status === 404;
      return isGone ? { kind: 'forgotten' } : unknown(`refused: ${answer.code}`);
    },

    async readWebhook(headers, body, now): Promise<WebhookReading> {
      const header = headers[signatureHeader];
      if (!isSignedWebhook(options.webhookSecret, Array.isArray(header) ? header[0] : header, body, now)) {
        return { kind: 'refused', reason: 'the signature is not acceptable' };
      }
      const event = webhookSchema.safeParse(parseJson(body)).data;
      if (!event) return { kind: 'refused', reason: 'the body is not an event' };
      if (!event.type.startsWith('payment.')) return { kind: 'ignored' };
      const payment = event.data.payment;
      return {
        kind: 'event',
        event: {
          eventId: event.id,
          type: event.type,
          livemode: event.livemode || payment.livemode,
          paymentId: payment.id,
          captureId: null,
          merchantReference: payment.merchantReference,
          claim: claimOf(event.type, toProviderPayment(payment)),
        },
      };
    },

    async *accountsSince(since): AsyncIterable<readonly ProviderAccount[]> {
      let after: string | null = '';
      while (after !== null) {
        const from = after === '' ? `updatedSince=${since.toISOString()}` : `after=${after}`;
        const page: Call = await call('GET', `ledger?limit=500&${from}`);
        if (page.kind !== 'answered')
          throw new Error('the provider does not show its ledger', { cause: page });
        const { accounts, next } = ledgerSchema.parse(page.body);
        yield accounts;
        after = next;
      }
    },
  };
}

function unknown(reason: string): Unknown {
  return { kind: 'unknown', reason };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
