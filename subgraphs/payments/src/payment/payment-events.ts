import { createEvent, type EventEnvelope } from '@souk/shared/events/define-event';
import { disputeClosed } from '@souk/shared/events/dispute-closed';
import { disputeOpened } from '@souk/shared/events/dispute-opened';
import { paymentActionRequired } from '@souk/shared/events/payment-action-required';
import { paymentAuthorized } from '@souk/shared/events/payment-authorized';
import { paymentCaptureFailed } from '@souk/shared/events/payment-capture-failed';
import { paymentCaptured } from '@souk/shared/events/payment-captured';
import { paymentDeclined } from '@souk/shared/events/payment-declined';
import { paymentRefundFailed } from '@souk/shared/events/payment-refund-failed';
import { paymentRefunded } from '@souk/shared/events/payment-refunded';
import { paymentVoided } from '@souk/shared/events/payment-voided';
import type { Dispute } from '../dispute/dispute.entity.ts';
import type { Refund } from '../refund/refund.entity.ts';
import type { PaymentNews } from './apply-outcome.ts';
import type { Payment } from './payment.entity.ts';

/** The event that tells a piece of news about a payment as it is now. */
export function paymentEvent(payment: Payment, news: PaymentNews, occurredAt: Date): EventEnvelope {
  const context = contextOf(payment, occurredAt);
  const reference = referenceOf(payment);
  switch (news) {
    case 'PaymentAuthorized':
      return createEvent(paymentAuthorized, context, reference);
    case 'PaymentActionRequired':
      return createEvent(paymentActionRequired, context, {
        ...reference,
        ...buyerOf(payment),
        actionUrl: payment.actionUrl!,
        expiresAt: payment.actionExpiresAt!.toISOString(),
      });
    case 'PaymentDeclined':
      return createEvent(paymentDeclined, context, {
        ...reference,
        declineCode: payment.declineCode ?? 'declined',
      });
    case 'PaymentCaptured':
      return createEvent(paymentCaptured, context, { ...reference, amountMinor: payment.capturedMinor });
    case 'PaymentCaptureFailed':
      return createEvent(paymentCaptureFailed, context, {
        ...reference,
        failureCode: payment.captureFailureCode ?? payment.declineCode ?? 'voided',
      });
    case 'PaymentVoided':
      return createEvent(paymentVoided, context, reference);
  }
}

export function refundEvent(payment: Payment, refund: Refund, occurredAt: Date): EventEnvelope {
  return createEvent(paymentRefunded, contextOf(payment, occurredAt), {
    ...referenceOf(payment),
    ...buyerOf(payment),
    amountMinor: refund.amountMinor,
    refundId: refund.id,
    returnId: refund.returnId,
    refundedTotalMinor: payment.refundedMinor,
  });
}

export function refundFailedEvent(payment: Payment, refund: Refund, occurredAt: Date): EventEnvelope {
  return createEvent(paymentRefundFailed, contextOf(payment, occurredAt), {
    ...referenceOf(payment),
    number: payment.orderNumber,
    refundId: refund.id,
    refundAmountMinor: refund.amountMinor,
    returnId: refund.returnId,
    failureCode: refund.failureCode ?? 'refused',
    refundedTotalMinor: payment.refundedMinor,
  });
}

export function disputeEvent(payment: Payment, dispute: Dispute, occurredAt: Date): EventEnvelope {
  const about = {
    ...referenceOf(payment),
    number: payment.orderNumber,
    disputeId: dispute.id,
    disputedMinor: dispute.amountMinor,
  };
  if (dispute.status !== 'OPEN') {
    return createEvent(disputeClosed, contextOf(payment, occurredAt), { ...about, outcome: dispute.status });
  }
  return createEvent(disputeOpened, contextOf(payment, occurredAt), {
    ...about,
    reason: dispute.reason,
    respondBy: dispute.respondBy?.toISOString() ?? null,
  });
}

function contextOf(payment: Payment, occurredAt: Date) {
  return {
    aggregateId: payment.orderId,
    aggregateVersion: payment.version,
    occurredAt,
    correlationId: payment.correlationId ?? undefined,
  };
}

function referenceOf(payment: Payment) {
  return {
    paymentId: payment.id,
    orderId: payment.orderId,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    provider: payment.provider,
  };
}

function buyerOf(payment: Payment) {
  return {
    email: payment.email,
    number: payment.orderNumber,
    customerId: payment.customerId,
    guestId: payment.guestId,
  };
}
