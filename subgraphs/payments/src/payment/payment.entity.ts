import { EntitySchema, type ValueTransformer } from 'typeorm';
import type { ProviderName } from '../provider/payment-provider.ts';

/**
 * States of a payment:
 *
 *     PENDING -> AUTHORIZED -> CAPTURED -> PARTIALLY_REFUNDED -> REFUNDED
 *        |  \        ^   \
 *        |   REQUIRES_ACTION -> VOIDED
 *        +----> DECLINED
 */
export type PaymentStatus =
  | 'PENDING'
  | 'REQUIRES_ACTION'
  | 'AUTHORIZED'
  | 'CAPTURED'
  | 'DECLINED'
  | 'VOIDED'
  | 'PARTIALLY_REFUNDED'
  | 'REFUNDED';

/** Calls to a provider that move money. */
export type MoneyOperation = 'authorise' | 'confirm' | 'capture' | 'void' | 'refund';

export type Payment = {
  id: string;
  orderId: string;
  orderNumber: string;
  customerId: string | null;
  guestId: string | null;
  email: string;
  provider: ProviderName;
  providerPaymentId: string | null;
  providerAuthorisationId: string | null;
  providerCaptureId: string | null;
  status: PaymentStatus;
  amountMinor: number;
  capturedMinor: number;
  /** Refunds that succeeded or may still: never more than was captured. */
  refundReservedMinor: number;
  refundedMinor: number;
  /** What lost disputes took back; it cannot be refunded any more. */
  disputeLostMinor: number;
  /** A dispute is open: nothing is paid back meanwhile. */
  disputed: boolean;
  currency: string;
  /** The provider's token, kept until it is used up. */
  paymentToken: string | null;
  /** The kept method that it is paid with, or that it is to be kept as. */
  savedMethodId: string | null;
  returnUrl: string;
  declineCode: string | null;
  captureFailureCode: string | null;
  actionUrl: string | null;
  actionExpiresAt: Date | null;
  /** The buyer agreed at the provider; we are to confirm. */
  buyerApproved: boolean;
  captureRequested: boolean;
  /** Why the money is to be let go or paid back, until that is done. */
  voidReason: string | null;
  /** The call that was sent and whose outcome is not known: it is asked again before anything else happens. */
  unresolvedOperation: MoneyOperation | null;
  /** When to read the payment at the provider again. */
  refreshAt: Date | null;
  /** Held by whoever speaks to the provider about this payment now. An expired lease may be taken over. */
  leaseToken: string | null;
  leasedUntil: Date | null;
  /** Calls in a row that led nowhere; the pauses grow with it. */
  fruitlessCalls: number;
  /** When a worker has to look at it, whatever became of those who meant to. */
  dueAt: Date | null;
  correlationId: string | null;
  version: number;
  /** Counts writes of the row, so that who knows the row can change it without reading it again. */
  revision: number;
  createdAt: Date;
  updatedAt: Date;
};

/** PostgreSQL's bigint arrives as text; CHECKs keep amounts within what a number holds exactly. */
export const minorUnits: ValueTransformer = { to: (value: number) => value, from: Number };

export const paymentEntity = new EntitySchema<Payment>({
  name: 'payment',
  tableName: 'payments',
  columns: {
    id: { type: 'text', primary: true },
    orderId: { type: 'text', name: 'order_id' },
    orderNumber: { type: 'text', name: 'order_number' },
    customerId: { type: 'text', name: 'customer_id', nullable: true },
    guestId: { type: 'text', name: 'guest_id', nullable: true },
    email: { type: 'text' },
    provider: { type: 'text' },
    providerPaymentId: { type: 'text', name: 'provider_payment_id', nullable: true },
    providerAuthorisationId: { type: 'text', name: 'provider_authorisation_id', nullable: true },
    providerCaptureId: { type: 'text', name: 'provider_capture_id', nullable: true },
    status: { type: 'text' },
    amountMinor: { type: 'bigint', name: 'amount_minor', transformer: minorUnits },
    capturedMinor: { type: 'bigint', name: 'captured_minor', transformer: minorUnits },
    refundReservedMinor: { type: 'bigint', name: 'refund_reserved_minor', transformer: minorUnits },
    refundedMinor: { type: 'bigint', name: 'refunded_minor', transformer: minorUnits },
    disputeLostMinor: { type: 'bigint', name: 'dispute_lost_minor', transformer: minorUnits },
    disputed: { type: 'boolean' },
    currency: { type: 'char', length: 3 },
    paymentToken: { type: 'text', name: 'payment_token', nullable: true },
    savedMethodId: { type: 'text', name: 'saved_method_id', nullable: true },
    returnUrl: { type: 'text', name: 'return_url' },
    declineCode: { type: 'text', name: 'decline_code', nullable: true },
    captureFailureCode: { type: 'text', name: 'capture_failure_code', nullable: true },
    actionUrl: { type: 'text', name: 'action_url', nullable: true },
    actionExpiresAt: { type: 'timestamptz', name: 'action_expires_at', nullable: true },
    buyerApproved: { type: 'boolean', name: 'buyer_approved' },
    captureRequested: { type: 'boolean', name: 'capture_requested' },
    voidReason: { type: 'text', name: 'void_reason', nullable: true },
    unresolvedOperation: { type: 'text', name: 'unresolved_operation', nullable: true },
    refreshAt: { type: 'timestamptz', name: 'refresh_at', nullable: true },
    leaseToken: { type: 'text', name: 'lease_token', nullable: true },
    leasedUntil: { type: 'timestamptz', name: 'leased_until', nullable: true },
    fruitlessCalls: { type: 'int', name: 'fruitless_calls' },
    dueAt: { type: 'timestamptz', name: 'due_at', nullable: true },
    correlationId: { type: 'text', name: 'correlation_id', nullable: true },
    version: { type: 'int' },
    revision: { type: 'int' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
  },
});
