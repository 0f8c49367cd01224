import { claimIdempotencyKey } from '@souk/shared/idempotency';
import { inTransaction } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { beginStep, type StepUnderWay } from '../payment/begin-step.ts';
import { changeTo } from '../payment/change.ts';
import { finishSteps } from '../payment/finish-steps.ts';
import { lockPayment } from '../payment/payment.repository.ts';
import type { PaymentDeps } from '../payment/payment-deps.ts';
import { insertRefund } from './refund.repository.ts';
import { refundableMinor, reserveRefund } from './reserve-refund.ts';

export type RefundPayment = {
  readonly paymentId: string;
  /** All that is left if null. */
  readonly amountMinor: number | null;
  readonly reason: string | null;
  readonly idempotencyKey: string;
  /** The admin who asks. */
  readonly requestedBy: string;
};

export type RefundRefusal =
  | 'NOT_FOUND'
  | 'INVALID_STATUS'
  | 'PAYMENT_DISPUTED'
  | 'AMOUNT_EXCEEDED'
  | 'IDEMPOTENCY_KEY_REUSED';
export type RefundResult =
  | { readonly kind: 'accepted'; readonly refundId: string }
  | { readonly kind: 'refused'; readonly code: RefundRefusal };

/**
 * Pays money of a captured payment back. The amount is reserved before the provider is asked, so parallel refunds
 * never add up to more than was captured. The refund may still be pending when this returns; a worker ends it.
 */
export async function refundPayment(deps: PaymentDeps, input: RefundPayment): Promise<RefundResult> {
  let step: StepUnderWay | null = null;
  const result = await inTransaction(deps, async (tx): Promise<RefundResult> => {
    const { requestedBy, idempotencyKey, ...request } = input;
    const claim = await claimIdempotencyKey<RefundResult>(
      tx,
      `refundPayment:${requestedBy}`,
      idempotencyKey,
      request,
    );
    if (claim.kind === 'mismatch') return { kind: 'refused', code: 'IDEMPOTENCY_KEY_REUSED' };
    if (claim.kind === 'replay') return claim.result;
    const reserved = await reserve(deps, tx, input);
    if (reserved.result.kind === 'refused') throw new Refused(reserved.result);
    step = reserved.step;
    await claim.complete(reserved.result);
    return reserved.result;
  }).catch((error: unknown) => {
    if (error instanceof Refused) return error.result;
    throw error;
  });
  await finishSteps(deps, step);
  return result;
}

/** Ends the transaction without its key: what the caller can mend may be asked again with the same one. */
class Refused extends Error {
  override readonly name = 'Refused';
  readonly result: RefundResult;

  constructor(result: RefundResult) {
    super('refused');
    this.result = result;
  }
}

async function reserve(
  deps: PaymentDeps,
  tx: EntityManager,
  input: RefundPayment,
): Promise<{ result: RefundResult; step: StepUnderWay | null }> {
  const payment = await lockPayment(tx, input.paymentId);
  if (!payment) return refused('NOT_FOUND');
  if (payment.status !== 'CAPTURED' && payment.status !== 'PARTIALLY_REFUNDED')
    return refused('INVALID_STATUS');
  if (payment.disputed) return refused('PAYMENT_DISPUTED');
  const left = refundableMinor(payment);
  const amountMinor = input.amountMinor ?? left;
  if (amountMinor > left || left === 0) return refused('AMOUNT_EXCEEDED');
  const request = {
    amountMinor,
    reason: input.reason,
    returnId: null,
    requestKey: `${input.requestedBy}:${input.idempotencyKey}`,
    requestedBy: input.requestedBy,
  };
  const reserved = reserveRefund(payment, request, deps.clock());
  await insertRefund(tx, reserved.refund);
  const step = await beginStep(deps, tx, payment, changeTo(reserved.payment));
  return { result: { kind: 'accepted', refundId: reserved.refund.id }, step };
}

function refused(code: RefundRefusal): { result: RefundResult; step: null } {
  return { result: { kind: 'refused', code }, step: null };
}
