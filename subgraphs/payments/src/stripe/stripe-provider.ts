import Stripe from 'stripe';
import type {
  AuthoriseOutcome,
  AuthoriseRequest,
  KeptMethod,
  PaymentProvider,
  ProviderIds,
  ProviderPayment,
  Unknown,
} from '../provider/payment-provider.ts';
import { stripeAccountsSince } from './stripe-accounts.ts';
import { fromStripeAmount, toStripeAmount } from './stripe-amount.ts';
import { createStripe, isLive } from './stripe-client.ts';
import { type Refusal, readStripeFailure, within } from './stripe-failure.ts';
import {
  disputeSchema,
  type Intent,
  intentSchema,
  orderKey,
  refundKey,
  refundSchema,
  statusOf,
  toProviderDispute,
  toProviderRefund,
} from './stripe-objects.ts';
import { readStripeWebhook } from './stripe-webhook.ts';

export type StripeProviderOptions = {
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly webhookSecret: string;
  /** Another address than Stripe's, for tests. */
  readonly url?: string | undefined;
  /** How long one operation may take, all its requests together. */
  readonly deadlineMs?: number;
};

const hourMs = 3_600_000;

type Answer<Result> = { readonly kind: 'answered'; readonly result: Result } | Refusal | Unknown;

/**
 * Cards by Stripe: a PaymentIntent per order, authorised first and captured by a call of its own. The token is the id
 * of a PaymentMethod that Stripe's code in the browser made; 3-D Secure leads over Stripe's page back to the shop.
 */
export function createStripeProvider(options: StripeProviderOptions): PaymentProvider {
  const { deadlineMs = 5_000 } = options;
  const stripe = createStripe(options);

  /** One operation against the deadline; `work` gives each request what is left of it. */
  async function ask<Result>(
    work: (rest: () => Stripe.RequestOptions) => Promise<Result>,
  ): Promise<Answer<Result>> {
    const until = Date.now() + deadlineMs;
    const rest = (): Stripe.RequestOptions => ({ timeout: Math.max(1, until - Date.now()) });
    try {
      return { kind: 'answered', result: await within(deadlineMs, work(rest)) };
    } catch (error) {
      return readStripeFailure(error);
    }
  }

  async function intentOf(promise: Promise<unknown>): Promise<Intent> {
    const parsed = intentSchema.safeParse(await promise);
    if (!parsed.success) throw new Stripe.errors.StripeAPIError({ message: 'not a PaymentIntent' } as never);
    return parsed.data;
  }

  /** What Stripe keeps of the method that an intent was paid with, where it was asked to keep it. */
  async function keptMethodOf(intent: Intent, rest: () => Stripe.RequestOptions): Promise<KeptMethod | null> {
    const { customer: customerId, payment_method: methodId, setup_future_usage } = intent;
    if (!setup_future_usage || !customerId || !methodId || intent.status !== 'requires_capture') return null;
    const { card } = await stripe.paymentMethods.retrieve(methodId, {}, rest());
    if (!card) return null;
    const { brand, last4, exp_month: expiryMonth, exp_year: expiryYear } = card;
    return { customerId, methodId, brand, last4, expiryMonth, expiryYear };
  }

  /** The buyer at Stripe. The same customer asks with the same key, so that one stands for them. */
  async function customerIdOf(
    { customer }: AuthoriseRequest,
    rest: () => Stripe.RequestOptions,
  ): Promise<string | undefined> {
    if (!customer) return undefined;
    if (customer.customerId) return customer.customerId;
    const { reference, email } = customer;
    const made = await stripe.customers.create(
      { email, metadata: { souk_customer: reference } },
      { ...rest(), idempotencyKey: `${reference}:customer:${email}`.slice(0, 255) },
    );
    return made.id;
  }

  function toOutcome(intent: Intent, keptMethod: KeptMethod | null): AuthoriseOutcome {
    const ids = idsOf(intent);
    const status = statusOf(intent);
    if (status === 'authorised') return { kind: 'authorised', ids, keptMethod };
    if (status === 'declined') return { kind: 'declined', ids, declineCode: declineCodeOf(intent) };
    const actionUrl = intent.next_action?.redirect_to_url?.url;
    if (status === 'requires_action' && actionUrl) {
      return { kind: 'requires_action', ids, actionUrl, expiresAt: null };
    }
    return { kind: 'unknown', reason: `the intent is ${intent.status}, which was not asked for` };
  }

  /** Reads an intent after Stripe refused to change it: it may have been changed by an earlier try. */
  async function standing(ids: ProviderIds): Promise<Answer<Intent>> {
    return ask((rest) => intentOf(stripe.paymentIntents.retrieve(ids.paymentId, {}, rest())));
  }

  return {
    name: 'STRIPE',
    displayName: 'Card',
    publishableKey: options.publishableKey,
    livemode: isLive(options.secretKey),
    keepsMethods: true,
    // Stripe forgets keys after 24 hours.
    keysLastMs: 23 * hourMs,

    async authorise(request) {
      const { amountMinor, currency, merchantReference, customer } = request;
      const answer = await ask(async (rest) => {
        const customerId = await customerIdOf(request, rest);
        const intent = await intentOf(
          stripe.paymentIntents.create(
            {
              amount: toStripeAmount(amountMinor, currency),
              currency: currency.toLowerCase(),
              capture_method: 'manual',
              confirm: true,
              payment_method: request.token,
              automatic_payment_methods: { enabled: true },
              description: request.description,
              metadata: { [orderKey]: merchantReference },
              return_url: request.returnUrl,
              ...(customerId ? { customer: customerId } : {}),
              ...(customer?.keepMethod ? { setup_future_usage: 'on_session' as const } : {}),
            },
            { ...rest(), idempotencyKey: request.idempotencyKey },
          ),
        );
        return { intent, keptMethod: await keptMethodOf(intent, rest) };
      });
      if (answer.kind === 'unknown') return answer;
      if (answer.kind === 'answered') {
        const { intent, keptMethod } = answer.result;
        const isOurs = fromStripeAmount(intent.amount, currency) === amountMinor;
        if (isOurs && intent.currency === currency.toLowerCase()) return toOutcome(intent, keptMethod);
        return { kind: 'unknown', reason: 'Stripe has an intent of another amount', needsPerson: true };
      }
      const ids = answer.paymentId ? { ...noIds, paymentId: answer.paymentId } : null;
      return { kind: 'declined', ids, declineCode: answer.code };
    },

    /** Only where an intent was left unconfirmed; a buyer's confirmation at Stripe needs none of ours. */
    async confirm({ ids, idempotencyKey }) {
      const answer = await ask((rest) =>
        intentOf(stripe.paymentIntents.confirm(ids.paymentId, {}, { ...rest(), idempotencyKey })),
      );
      if (answer.kind === 'unknown') return answer;
      if (answer.kind === 'answered') return toOutcome(answer.result, null);
      return answer.isDecline
        ? { kind: 'declined', ids, declineCode: answer.code }
        : { kind: 'failed', failureCode: answer.code };
    },

    async capture({ ids, idempotencyKey, amountMinor, currency }) {
      let answer = await ask((rest) =>
        intentOf(
          stripe.paymentIntents.capture(
            ids.paymentId,
            { amount_to_capture: toStripeAmount(amountMinor, currency) },
            { ...rest(), idempotencyKey },
          ),
        ),
      );
      const refusal = answer.kind === 'refused' ? answer : null;
      if (refusal) answer = await standing(ids);
      if (answer.kind === 'unknown') return answer;
      if (answer.kind === 'answered' && answer.result.status === 'succeeded') {
        const capturedMinor = fromStripeAmount(answer.result.amount_received, currency);
        return { kind: 'captured', ids, amountMinor: capturedMinor };
      }
      if (refusal) return { kind: 'failed', failureCode: refusal.code };
      return { kind: 'unknown', reason: 'the capture is not through yet' };
    },

    async void({ ids, idempotencyKey }) {
      let answer = await ask((rest) =>
        intentOf(stripe.paymentIntents.cancel(ids.paymentId, {}, { ...rest(), idempotencyKey })),
      );
      const refusal = answer.kind === 'refused' ? answer : null;
      if (refusal) answer = await standing(ids);
      if (answer.kind === 'unknown') return answer;
      if (answer.kind === 'answered' && answer.result.status === 'canceled') return { kind: 'voided' };
      return { kind: 'failed', failureCode: refusal?.code ?? 'not_canceled' };
    },

    async refund({ ids, idempotencyKey, amountMinor, currency }) {
      const answer = await ask(async (rest) => {
        const made = await stripe.refunds.create(
          {
            payment_intent: ids.paymentId,
            amount: toStripeAmount(amountMinor, currency),
            metadata: { [refundKey]: idempotencyKey },
          },
          { ...rest(), idempotencyKey },
        );
        return toProviderRefund(refundSchema.parse(made));
      });
      if (answer.kind === 'unknown') return answer;
      if (answer.kind === 'refused') return { kind: 'failed', failureCode: answer.code };
      const { refundId, status, failureCode } = answer.result;
      if (status === 'failed') return { kind: 'failed', failureCode: failureCode ?? 'refused' };
      return { kind: 'refunded', providerRefundId: refundId };
    },

    async retrieve(ids) {
      const answer = await ask(async (rest): Promise<ProviderPayment> => {
        const intent = await intentOf(stripe.paymentIntents.retrieve(ids.paymentId, {}, rest()));
        const currency = intent.currency.toUpperCase();
        const isCaptured = intent.status === 'succeeded';
        const of = { payment_intent: intent.id, limit: 100 };
        const [refunds, disputes, keptMethod] = await Promise.all([
          isCaptured
            ? stripe.refunds.list(of, rest()).then(({ data }) => refundSchema.array().parse(data))
            : [],
          isCaptured
            ? stripe.disputes.list(of, rest()).then(({ data }) => disputeSchema.array().parse(data))
            : [],
          keptMethodOf(intent, rest),
        ]);
        const counted = refunds.filter((refund) => toProviderRefund(refund).status !== 'failed');
        const refunded = counted.reduce((sum, { amount }) => sum + amount, 0);
        return {
          ids: idsOf(intent),
          status: statusOf(intent),
          merchantReference: intent.metadata?.[orderKey] ?? '',
          amountMinor: fromStripeAmount(intent.amount, currency),
          capturedMinor: isCaptured ? fromStripeAmount(intent.amount_received, currency) : 0,
          refundedMinor: fromStripeAmount(refunded, currency),
          currency,
          declineCode: intent.last_payment_error ? declineCodeOf(intent) : null,
          actionUrl: intent.next_action?.redirect_to_url?.url ?? null,
          refunds: refunds.map(toProviderRefund),
          disputes: disputes.map(toProviderDispute),
          keptMethod,
        };
      });
      if (answer.kind === 'unknown') return answer;
      if (answer.kind === 'answered') return { kind: 'found', payment: answer.result };
      if (answer.code === 'resource_missing') return { kind: 'not_found' };
      return { kind: 'unknown', reason: `refused: ${answer.code}` };
    },

    async forgetMethod({ methodId }) {
      const answer = await ask((rest) => stripe.paymentMethods.detach(methodId, {}, rest()));
      // A method that is not there, or belongs to nobody, is forgotten.
      return answer.kind === 'unknown' ? answer : { kind: 'forgotten' };
    },

    readWebhook: async (headers, body, now) =>
      readStripeWebhook(stripe, options.webhookSecret, headers, body, now),

    accountsSince: (since) => stripeAccountsSince(stripe, since, deadlineMs),
  };
}

const noIds: ProviderIds = { paymentId: '', authorisationId: null, captureId: null };

function idsOf({ id }: Intent): ProviderIds {
  return { ...noIds, paymentId: id };
}

function declineCodeOf({ last_payment_error: error }: Intent): string {
  return error?.decline_code ?? error?.code ?? 'card_declined';
}
