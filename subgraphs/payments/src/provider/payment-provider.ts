import type { IncomingHttpHeaders } from 'node:http';

export type ProviderName = 'SANDBOX' | 'STRIPE' | 'PAYPAL';

/**
 * A provider's own ids of a payment. Where one object plays all parts (a Stripe PaymentIntent) only `paymentId` is
 * set; where each step makes an object (PayPal's order, authorisation, capture) each is kept.
 */
export type ProviderIds = {
  readonly paymentId: string;
  readonly authorisationId: string | null;
  readonly captureId: string | null;
};

/**
 * The answer did not come, or does not tell: the work may have been done or not. Ask again with the same key.
 * `needsPerson` where asking again cannot help, for example a wrong API key.
 */
export type Unknown = { readonly kind: 'unknown'; readonly reason: string; readonly needsPerson?: boolean };

/** A payment method that the provider keeps for a buyer. What people need to recognise it, and nothing that pays. */
export type KeptMethod = {
  readonly customerId: string;
  readonly methodId: string;
  readonly brand: string;
  /** The last four digits, as card networks allow them to be shown. */
  readonly last4: string;
  readonly expiryMonth: number | null;
  readonly expiryYear: number | null;
};

export type AuthoriseOutcome =
  | { readonly kind: 'authorised'; readonly ids: ProviderIds; readonly keptMethod?: KeptMethod | null }
  | {
      readonly kind: 'requires_action';
      readonly ids: ProviderIds;
      readonly actionUrl: string;
      readonly expiresAt: Date | null;
    }
  | { readonly kind: 'declined'; readonly ids: ProviderIds | null; readonly declineCode: string }
  | Unknown;

/** The provider refused and changed nothing; its state tells why. */
export type Failed = { readonly kind: 'failed'; readonly failureCode: string };

export type CaptureOutcome =
  | { readonly kind: 'captured'; readonly ids: ProviderIds; readonly amountMinor: number }
  | Failed
  | Unknown;
export type VoidOutcome = { readonly kind: 'voided' } | Failed | Unknown;
export type RefundOutcome =
  | { readonly kind: 'refunded'; readonly providerRefundId: string }
  | Failed
  | Unknown;

/** A refund as the provider has it now. Some are accepted first and bounce days later. */
export type ProviderRefund = {
  readonly refundId: string;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly failureCode: string | null;
};

/** A dispute as the provider has it now. */
export type ProviderDispute = {
  readonly disputeId: string;
  readonly status: 'open' | 'won' | 'lost';
  readonly reason: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly openedAt: Date;
  readonly respondBy: Date | null;
};

export type ForgetOutcome = { readonly kind: 'forgotten' } | Unknown;

/** A payment as the provider has it now. */
export type ProviderPayment = {
  readonly ids: ProviderIds;
  /** `approved`: the buyer agreed, and the merchant is to confirm. */
  readonly status: 'requires_action' | 'approved' | 'authorised' | 'captured' | 'voided' | 'declined';
  readonly merchantReference: string;
  readonly amountMinor: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly currency: string;
  readonly declineCode: string | null;
  readonly actionUrl: string | null;
  readonly refunds: readonly ProviderRefund[];
  readonly disputes: readonly ProviderDispute[];
  readonly keptMethod: KeptMethod | null;
};

export type RetrieveOutcome =
  | { readonly kind: 'found'; readonly payment: ProviderPayment }
  | { readonly kind: 'not_found' }
  | Unknown;

/** What a webhook claims. It is a hint to read the payment again, never itself a reason to change anything. */
export type WebhookEvent = {
  readonly eventId: string;
  readonly type: string;
  readonly livemode: boolean;
  /** How the event names the payment; one of the three is there. */
  readonly paymentId: string | null;
  readonly captureId: string | null;
  readonly merchantReference: string | null;
  readonly claim: WebhookClaim;
};

export type WebhookClaim =
  | ({ readonly about: 'payment' } & Pick<
      ProviderPayment,
      'status' | 'amountMinor' | 'currency' | 'capturedMinor' | 'refundedMinor'
    >)
  | { readonly about: 'refund'; readonly status: ProviderRefund['status'] }
  | { readonly about: 'dispute' };

export type WebhookReading =
  | { readonly kind: 'event'; readonly event: WebhookEvent }
  /** Signed by the provider, but about nothing that concerns payments. */
  | { readonly kind: 'ignored' }
  /** What is needed to check it cannot be had now; it may be sent again. */
  | { readonly kind: 'unavailable'; readonly reason: string }
  /** Not from the provider, too old, or not readable. */
  | { readonly kind: 'refused'; readonly reason: string };

/** What the provider's books say of a payment, for reconciliation. */
export type ProviderAccount = {
  readonly paymentId: string;
  readonly merchantReference: string;
  readonly currency: string;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly updatedAt: Date;
};

export type Keyed = {
  /** The same key asks for the same work; the provider does it once. */
  readonly idempotencyKey: string;
};

/** The buyer on whose behalf a method is kept or used again. */
export type ProviderCustomer = {
  /** Our id of the customer. */
  readonly reference: string;
  /** The provider's id of the customer; null before the first method is kept. */
  readonly customerId: string | null;
  readonly email: string;
  /** Whether the buyer agreed that the method is kept. */
  readonly keepMethod: boolean;
};

export type AuthoriseRequest = Keyed & {
  /** The order's id: how the provider's books name the payment. */
  readonly merchantReference: string;
  readonly description: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** The provider's token of the buyer's payment method: a one-time one, or one that it keeps for the customer. */
  readonly token: string;
  /** Null unless a method is kept or used again. */
  readonly customer: ProviderCustomer | null;
  /** Where the provider's page leads back to. */
  readonly returnUrl: string;
};

/**
 * What a payment provider can do. Amounts are whole minor units. Every method answers within its deadline and never
 * throws for what a provider or a network may do: what is not known is an `unknown` outcome. Money is promised first
 * and captured by a call of its own.
 */
export type PaymentProvider = {
  readonly name: ProviderName;
  readonly displayName: string;
  /** For the provider's code in the browser; public. */
  readonly publishableKey: string | null;
  /** Whether real money moves. Events of the other mode are not believed. */
  readonly livemode: boolean;
  /** Whether it can keep a buyer's method for the next time. */
  readonly keepsMethods: boolean;
  /**
   * For how long it recognises a key. A call whose outcome was not found out in that time is not made again, because
   * the provider would do the work twice.
   */
  readonly keysLastMs: number;
  authorise(request: AuthoriseRequest): Promise<AuthoriseOutcome>;
  /** Turns a buyer's approval into a promise of money. */
  confirm(request: Keyed & { readonly ids: ProviderIds }): Promise<AuthoriseOutcome | Failed>;
  capture(
    request: Keyed & { readonly ids: ProviderIds; readonly amountMinor: number; readonly currency: string },
  ): Promise<CaptureOutcome>;
  /** Lets go of a promise, or of an action that the buyer has not taken. */
  void(request: Keyed & { readonly ids: ProviderIds }): Promise<VoidOutcome>;
  refund(
    request: Keyed & { readonly ids: ProviderIds; readonly amountMinor: number; readonly currency: string },
  ): Promise<RefundOutcome>;
  retrieve(ids: ProviderIds): Promise<RetrieveOutcome>;
  /** Makes the provider forget a kept method. Forgetting one that is gone succeeds. */
  forgetMethod(method: { readonly customerId: string; readonly methodId: string }): Promise<ForgetOutcome>;
  /** Checks the signature over the raw bytes first, then reads. */
  readWebhook(headers: IncomingHttpHeaders, body: Buffer, now: Date): Promise<WebhookReading>;
  /** The provider's books, payments changed since an instant, in pages until there are no more. */
  accountsSince(since: Date): AsyncIterable<readonly ProviderAccount[]>;
};

/** The providers switched on, in the order to offer them. */
export type PaymentProviders = ReadonlyMap<ProviderName, PaymentProvider>;
