/**
 * States of a payment at the sandbox:
 *
 *     requires_action -> approved -> authorised -> captured (refunds beside)
 *            |               |           |
 *            +-> declined    +-----------+--> voided | expired
 */
export type SandboxStatus =
  | 'requires_action'
  | 'approved'
  | 'authorised'
  | 'captured'
  | 'voided'
  | 'declined'
  | 'expired';

export type SandboxPayment = {
  readonly id: string;
  readonly merchant_reference: string;
  readonly status: SandboxStatus;
  readonly amount_minor: number;
  readonly captured_minor: number;
  readonly refunded_minor: number;
  readonly currency: string;
  readonly decline_code: string | null;
  readonly description: string | null;
  readonly return_url: string | null;
  /** Makes the buyer's answer on the payment page count once. */
  readonly action_token: string | null;
  readonly expires_at: number | null;
  readonly created_at: number;
  readonly updated_at: number;
};

/** A payment as the API and the webhooks show it. */
export function toAnswer(payment: SandboxPayment, publicUrl: string): Record<string, unknown> {
  return {
    id: payment.id,
    object: 'payment',
    livemode: false,
    merchantReference: payment.merchant_reference,
    status: payment.status,
    amountMinor: payment.amount_minor,
    capturedMinor: payment.captured_minor,
    refundedMinor: payment.refunded_minor,
    currency: payment.currency,
    declineCode: payment.decline_code,
    actionUrl: payment.status === 'requires_action' ? `${publicUrl}/pay/${payment.id}` : null,
    expiresAt: payment.expires_at === null ? null : new Date(payment.expires_at).toISOString(),
    createdAt: new Date(payment.created_at).toISOString(),
    updatedAt: new Date(payment.updated_at).toISOString(),
  };
}

/** A refusal that the API answers with its status; nothing was changed. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
