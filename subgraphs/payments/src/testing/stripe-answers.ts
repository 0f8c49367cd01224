import type { SimulatedAnswer } from './simulator.ts';

/** An object of Stripe's. */
export type StripeObject = Record<string, unknown> & { id: string };

/** Methods of Stripe's test mode, by what they do. */
export const declines: Record<string, { code: string; decline_code?: string }> = {
  pm_card_chargeDeclined: { code: 'card_declined', decline_code: 'generic_decline' },
  pm_card_chargeDeclinedInsufficientFunds: { code: 'card_declined', decline_code: 'insufficient_funds' },
};
/** Methods that pay, one of them after 3-D Secure. */
export const accepted = ['pm_card_visa', 'pm_card_mastercard', 'pm_card_threeDSecure2Required'];

export function ok(body: object): SimulatedAnswer {
  const { needsAction: _, ...shown } = body as Record<string, unknown>;
  return { status: 200, body: shown };
}

export function page(url: string, data: readonly object[], has_more = false): object {
  return { object: 'list', url, has_more, data };
}

export function missing(what: string, id: string): SimulatedAnswer {
  const error = {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${what}: '${id}'`,
  };
  return { status: 404, body: { error } };
}

export function invalid(code: string, message: string): SimulatedAnswer {
  return { status: 400, body: { error: { type: 'invalid_request_error', code, message } } };
}

export function unexpected(intent: StripeObject): SimulatedAnswer {
  const message = `This PaymentIntent's status is ${intent.status}.`;
  const error = { type: 'invalid_request_error', code: 'payment_intent_unexpected_state', message };
  return { status: 400, body: { error: { ...error, payment_intent: structuredClone(intent) } } };
}

/** A dispute about an intent's charge, as the bank opens it. */
export function newDispute(id: string, intent: StripeObject, amount: number, now: number): StripeObject {
  return {
    id,
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: `ch_${intent.id.slice(3)}`,
    created: now,
    currency: intent.currency,
    evidence: {},
    evidence_details: { due_by: now + 604_800, has_evidence: false, past_due: false, submission_count: 0 },
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: intent.id,
    reason: 'fraudulent',
    status: 'needs_response',
  };
}
