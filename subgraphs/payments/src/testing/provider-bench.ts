import { createPayPalProvider } from '../paypal/paypal-provider.ts';
import type { AuthoriseRequest, PaymentProvider, ProviderIds } from '../provider/payment-provider.ts';
import { createSandboxProvider } from '../provider/sandbox-provider.ts';
import { createStripeProvider } from '../stripe/stripe-provider.ts';
import { actAsBuyer } from './payment-fixture.ts';
import { payPalCredentials, startPayPalSimulator } from './paypal-simulator.ts';
import type { SimulatedFault } from './simulator.ts';
import { startStripeSimulator } from './stripe-simulator.ts';
import { startTestSandbox, testApiKey, testWebhookSecret } from './test-sandbox.ts';

/** A provider with its other side at hand: what buyers and banks do, and how the provider fails. */
export type ProviderBench = {
  readonly provider: PaymentProvider;
  /** The same provider with credentials that it does not know. */
  readonly strangers: PaymentProvider;
  /** Tokens by what they lead to; null where the provider has no such token. */
  readonly tokens: { readonly success: string; readonly action: string; readonly declined: string | null };
  /** The buyer's answer on the provider's page. */
  act(paymentId: string, actionUrl: string, decision: 'approve' | 'decline'): Promise<void>;
  /** Misbehaves at the next calls of an operation. */
  fail(fault: SimulatedFault, operation: 'authorise' | 'capture' | 'refund', times?: number): Promise<void>;
  /** Behaves again. */
  mend(): Promise<void>;
  bounceRefund(ids: ProviderIds, refundId: string): Promise<void>;
  openDispute(ids: ProviderIds): Promise<string>;
  closeDispute(disputeId: string, outcome: 'won' | 'lost'): Promise<void>;
  /** What broke the provider's published description. */
  readonly violations: readonly string[];
  close(): Promise<void>;
};

/** Long enough for a busy machine; a test that nobody answers waits for it. */
const deadlineMs = 3_000;
export const stripeWebhookSecret = 'whsec_simulated';
export const payPalWebhookId = 'WH-SIMULATED';

export async function startStripeBench(): Promise<ProviderBench> {
  const simulator = await startStripeSimulator();
  const options = {
    secretKey: 'sk_test_simulated',
    publishableKey: 'pk_test_simulated',
    webhookSecret: stripeWebhookSecret,
    url: simulator.url,
    deadlineMs,
  };
  const paths = { authorise: 'POST /v1/payment_intents', capture: '/capture', refund: 'POST /v1/refunds' };
  return {
    provider: createStripeProvider(options),
    strangers: createStripeProvider(options),
    tokens: {
      success: 'pm_card_visa',
      action: 'pm_card_threeDSecure2Required',
      declined: 'pm_card_chargeDeclined',
    },
    act: async (id, _url, decision) => simulator.authenticate(id, decision === 'approve'),
    fail: async (fault, operation, times) => simulator.failNext(fault, paths[operation], times),
    mend: async () => undefined,
    bounceRefund: async (_ids, refundId) => simulator.bounceRefund(refundId),
    openDispute: async ({ paymentId }) => simulator.openDispute(paymentId).id,
    closeDispute: async (id, outcome) => simulator.closeDispute(id, outcome),
    violations: simulator.violations,
    close: () => simulator.close(),
  };
}

export async function startPayPalBench(): Promise<ProviderBench> {
  const simulator = await startPayPalSimulator();
  const options = {
    ...payPalCredentials,
    webhookId: payPalWebhookId,
    isLive: false,
    url: simulator.url,
    deadlineMs,
  };
  const paths = { authorise: 'POST /v2/checkout/orders', capture: '/capture', refund: '/refund' };
  return {
    provider: createPayPalProvider(options),
    strangers: createPayPalProvider({ ...options, clientSecret: 'wrong' }),
    tokens: { success: 'redirect', action: 'redirect', declined: null },
    act: async (id, _url, decision) => simulator.approve(id, decision === 'approve' ? 'good' : 'declined'),
    fail: async (fault, operation, times) => simulator.failNext(fault, paths[operation], times),
    mend: async () => undefined,
    bounceRefund: async (_ids, refundId) => simulator.bounceRefund(refundId),
    openDispute: async ({ captureId }) => simulator.openDispute(captureId!).dispute_id,
    closeDispute: async (id, outcome) =>
      simulator.closeDispute(id, outcome === 'lost' ? 'RESOLVED_BUYER_FAVOUR' : 'RESOLVED_SELLER_FAVOUR'),
    violations: simulator.violations,
    close: () => simulator.close(),
  };
}

export async function startSandboxBench(): Promise<ProviderBench> {
  const sandbox = await startTestSandbox();
  const options = {
    url: sandbox.url,
    apiKey: testApiKey,
    webhookSecret: testWebhookSecret,
    // Shorter than the sandbox holds an answer.
    deadlineMs: 2_500,
  };
  const answers: Partial<Record<SimulatedFault, string>> = {
    'error-after-work': 'error_after_success',
    'rate-limit': 'rate_limit',
    'no-answer-after-work': 'no_answer_after_success',
    'error-before-work': 'error',
  };
  return {
    provider: createSandboxProvider(options),
    strangers: createSandboxProvider({ ...options, apiKey: 'another-key-of-sixteen-characters' }),
    tokens: { success: 'tok_success', action: 'tok_requires_action', declined: 'tok_declined' },
    act: (_id, actionUrl, decision) => actAsBuyer(actionUrl, decision),
    fail: async (fault) => {
      await sandbox.call('PUT', 'faults', { answers: answers[fault] });
    },
    mend: async () => {
      await sandbox.call('PUT', 'faults', {});
    },
    bounceRefund: async ({ paymentId }, refundId) => {
      await sandbox.call('POST', `payments/${paymentId}/refunds/${refundId}/bounce`, {});
    },
    openDispute: async ({ paymentId }) => {
      const { body } = await sandbox.call('POST', `payments/${paymentId}/disputes`, {});
      return body.disputes.at(-1).id;
    },
    closeDispute: async (id, outcome) => {
      await sandbox.call('POST', `disputes/${id}/close`, { outcome });
    },
    violations: [],
    close: () => sandbox.close(),
  };
}

let references = 0;

/** A request to authorise 42.00 EUR for an order of its own. */
export function authoriseRequest(token: string, more: Partial<AuthoriseRequest> = {}): AuthoriseRequest {
  references += 1;
  const merchantReference = `ord_contract${references}`;
  return {
    idempotencyKey: `${merchantReference}:authorise`,
    merchantReference,
    description: 'Order 1001',
    amountMinor: 4_200,
    currency: 'EUR',
    token,
    returnUrl: `https://shop.example/orders/${merchantReference}`,
    customer: null,
    ...more,
  };
}
