import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Payment as PaymentRow } from '../payment/payment.entity.ts';
import type { RefundOfPayment } from '../refund/refund.resolvers.ts';
import type { PaymentPage, OrderReference } from '../payment/payment.resolvers.ts';
import type { DisputeOfPayment } from '../dispute/dispute.resolvers.ts';
import type { UsableMethod } from '../saved-method/saved-method.resolvers.ts';
import type { ReportRow } from '../reconciliation/reconciliation.resolvers.ts';
import type { Difference, Sums } from '../reconciliation/reconcile.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO-4217 currency code in capitals, for example EUR. */
  CurrencyCode: { input: string; output: string; }
  /** An instant in UTC, ISO-8601 with milliseconds, for example 2026-11-21T09:30:00.000Z. */
  DateTime: { input: Date; output: Date; }
  /** A whole number between -(2^53 - 1) and 2^53 - 1. Anything else is refused. */
  SafeInt: { input: number; output: number; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** A buyer's complaint about a payment at the bank or the provider. */
export type Dispute = {
  __typename?: 'Dispute';
  /** The amount in question. */
  amount: Money;
  /** When it was decided. */
  closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id, `dsp_…`. */
  id: Scalars['ID']['output'];
  /** When it was opened. */
  openedAt: Scalars['DateTime']['output'];
  /** The payment in question. */
  payment?: Maybe<Payment>;
  /** Why, in the provider's words. */
  reason: Scalars['String']['output'];
  /** Until when the provider takes evidence. */
  respondBy?: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands. */
  status: DisputeStatus;
};

/** Where a dispute stands. */
export type DisputeStatus =
  /** The money went back to the buyer. */
  | 'LOST'
  /** Nothing is paid back until it is decided. */
  | 'OPEN'
  /** The money stays with the shop. */
  | 'WON';

/** An amount of money in whole minor units (cents for EUR), never a fraction. */
export type Money = {
  __typename?: 'Money';
  /** Amount in minor units of the currency: 1299 is 12.99 EUR. */
  amountMinor: Scalars['SafeInt']['output'];
  /** Currency of the amount. */
  currency: Scalars['CurrencyCode']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Pay money of a captured payment back. Admins only. Never more than was captured, also in parallel. */
  refundPayment: RefundPayload;
  /** Take a kept way to pay back. It cannot be used from this moment on, and the provider forgets it. */
  removePaymentMethod: RemovePaymentMethodPayload;
  /** Agree that the provider keeps a way to pay. Give the id it answers as the token of placeOrder: once that payment is authorised, the method is kept. Signed-in customers only. */
  savePaymentMethod: SavePaymentMethodPayload;
};


export type MutationRefundPaymentArgs = {
  input: RefundPaymentInput;
};


export type MutationRemovePaymentMethodArgs = {
  input: RemovePaymentMethodInput;
};


export type MutationSavePaymentMethodArgs = {
  input: SavePaymentMethodInput;
};

export type Order = {
  __typename?: 'Order';
  id: Scalars['ID']['output'];
  /** Payments of the order, oldest first; visible to its buyer and admins. */
  payments?: Maybe<Array<Payment>>;
};

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Cursor of the last item. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there is more after it. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is more before it. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** Money asked of a buyer for an order. */
export type Payment = {
  __typename?: 'Payment';
  /** Amount asked for. */
  amount: Money;
  /** What happened at the provider, oldest first; admins only. */
  attempts?: Maybe<Array<PaymentAttempt>>;
  /** Amount taken so far. */
  capturedAmount: Money;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Why it was declined, as a stable code. */
  declineCode?: Maybe<Scalars['String']['output']>;
  /** Disputes, oldest first. */
  disputes: Array<Dispute>;
  /** Opaque id, `pay_…`. */
  id: Scalars['ID']['output'];
  /** Which provider. */
  provider: Scalars['String']['output'];
  /** Amount paid back so far. */
  refundedAmount: Money;
  /** Refunds, oldest first. */
  refunds: Array<Refund>;
  /** Where it stands. */
  status: PaymentStatus;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** A call to the provider. */
export type PaymentAttempt = {
  __typename?: 'PaymentAttempt';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** authorise, capture, void or refund. */
  operation: Scalars['String']['output'];
  /** What came of it. */
  outcome: Scalars['String']['output'];
};

/** A page of payments. */
export type PaymentConnection = {
  __typename?: 'PaymentConnection';
  /** The payments, each with its cursor. */
  edges: Array<PaymentEdge>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A payment and where it stands in the list. */
export type PaymentEdge = {
  __typename?: 'PaymentEdge';
  /** Cursor of the payment. */
  cursor: Scalars['String']['output'];
  /** The payment. */
  node: Payment;
};

/** A payment provider. */
export type PaymentProvider = {
  __typename?: 'PaymentProvider';
  /** Name for people. */
  displayName: Scalars['String']['output'];
  /** Whether it can keep a way to pay for the next time. */
  keepsMethods: Scalars['Boolean']['output'];
  /** Name to give to placeOrder. */
  name: Scalars['String']['output'];
  /** Key for the provider's own browser code; public. */
  publishableKey?: Maybe<Scalars['String']['output']>;
};

/** Where a payment stands. */
export type PaymentStatus =
  /** Promised by the provider. */
  | 'AUTHORIZED'
  /** Taken. */
  | 'CAPTURED'
  /** Refused by the provider. */
  | 'DECLINED'
  /** Paid back in part. */
  | 'PARTIALLY_REFUNDED'
  /** Being asked for. */
  | 'PENDING'
  /** Paid back in full. */
  | 'REFUNDED'
  /** The buyer must act at the provider. */
  | 'REQUIRES_ACTION'
  /** Let go before it was taken. */
  | 'VOIDED';

/** What the payments subgraph may refuse, and why. */
export type PaymentsErrorCode =
  /** More than is left of what was captured. */
  | 'AMOUNT_EXCEEDED'
  /** The key was used before with another body. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A field's content is not acceptable. */
  | 'INVALID_INPUT'
  /** The payment's status does not allow it. */
  | 'INVALID_STATUS'
  /** No such thing, or not the viewer's. */
  | 'NOT_FOUND'
  /** The buyer disputes the payment; nothing is paid back before that is decided. */
  | 'PAYMENT_DISPUTED'
  /** The provider is not switched on in this shop, or cannot do this. */
  | 'PROVIDER_UNAVAILABLE';

/** Something the caller can act on. */
export type PaymentsUserError = {
  __typename?: 'PaymentsUserError';
  /** Stable code. */
  code: PaymentsErrorCode;
  /** Path of the input field at fault. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** Text for developers; translate by code for users. */
  message: Scalars['String']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** The viewer's own payments, newest first. */
  myPayments: PaymentConnection;
  /** Disputes that wait for a decision, those to be answered first before. Admins only. */
  openDisputes: Array<Dispute>;
  /** A payment that the viewer may see: its buyer and admins. */
  payment?: Maybe<Payment>;
  /** Payment providers switched on in this shop, in the order to offer them. */
  paymentProviders: Array<PaymentProvider>;
  /** What comparing our books with the providers' has found, newest first. Admins only. */
  reconciliationReports: Array<ReconciliationReport>;
  /** Ways to pay that the viewer has agreed to keep, newest first; empty for guests. */
  savedPaymentMethods: Array<SavedPaymentMethod>;
};


export type QueryMyPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryOpenDisputesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPaymentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryReconciliationReportsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  provider?: InputMaybe<Scalars['String']['input']>;
};

/** A payment on which we and the provider do not agree. */
export type ReconciliationDifference = {
  __typename?: 'ReconciliationDifference';
  /** When the payment last changed, in whichever books know it: the age of the difference. */
  changedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Id of the order. */
  orderId: Scalars['ID']['output'];
  /** What our books say; null if we do not know it. */
  ours?: Maybe<ReconciliationSums>;
  /** The provider's id of the payment. */
  providerPaymentId: Scalars['String']['output'];
  /** What the provider's say; null if it does not know it. */
  theirs?: Maybe<ReconciliationSums>;
};

/** A comparison of our books with a provider's. */
export type ReconciliationReport = {
  __typename?: 'ReconciliationReport';
  /** How many payments were compared. */
  compared: Scalars['Int']['output'];
  /** Where the books differ; empty when they agree. */
  differences: Array<ReconciliationDifference>;
  /** Opaque id, `rec_…`. */
  id: Scalars['ID']['output'];
  /** Which provider. */
  provider: Scalars['String']['output'];
  /** Changes since this instant were compared. */
  since: Scalars['DateTime']['output'];
  /** And until this one. */
  until: Scalars['DateTime']['output'];
};

/** What was taken and paid back. */
export type ReconciliationSums = {
  __typename?: 'ReconciliationSums';
  /** Taken. */
  captured: Money;
  /** Paid back. */
  refunded: Money;
};

/** Money paid back. */
export type Refund = {
  __typename?: 'Refund';
  /** Amount. */
  amount: Money;
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** Why it failed, as a stable code; admins only. */
  failureCode?: Maybe<Scalars['String']['output']>;
  /** Opaque id, `rfd_…`. */
  id: Scalars['ID']['output'];
  /** Why. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  status: RefundStatus;
};

/** Outcome of a refund. */
export type RefundPayload = {
  __typename?: 'RefundPayload';
  /** The payment as it is now. */
  payment?: Maybe<Payment>;
  /** The refund; null if refused. */
  refund?: Maybe<Refund>;
  /** Why it was refused; empty on success. */
  userErrors: Array<PaymentsUserError>;
};

/** A refund to make. */
export type RefundPaymentInput = {
  /** Amount in minor units; all that is left if absent. */
  amountMinor?: InputMaybe<Scalars['SafeInt']['input']>;
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Which payment. */
  paymentId: Scalars['ID']['input'];
  /** Why. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** Where a refund stands. */
export type RefundStatus =
  /** Refused by the provider. */
  | 'FAILED'
  /** Being asked for. */
  | 'PENDING'
  /** Accepted by the provider. */
  | 'SUCCEEDED';

/** A kept way to pay to take back. */
export type RemovePaymentMethodInput = {
  /** Which. */
  id: Scalars['ID']['input'];
};

/** Outcome of taking a kept way to pay back. */
export type RemovePaymentMethodPayload = {
  __typename?: 'RemovePaymentMethodPayload';
  /** Id of the method; null if refused. */
  removedId?: Maybe<Scalars['ID']['output']>;
  /** Why it was refused; empty on success. */
  userErrors: Array<PaymentsUserError>;
};

/** A way to pay to keep. */
export type SavePaymentMethodInput = {
  /** Which provider issued the token. */
  provider: Scalars['String']['input'];
  /** The provider's one-time token. Never a card number. */
  token: Scalars['String']['input'];
};

/** Outcome of agreeing that a way to pay is kept. */
export type SavePaymentMethodPayload = {
  __typename?: 'SavePaymentMethodPayload';
  /** The method; null if refused. */
  paymentMethod?: Maybe<SavedPaymentMethod>;
  /** Why it was refused; empty on success. */
  userErrors: Array<PaymentsUserError>;
};

/** A way to pay that a provider keeps for a customer. No number is kept here. */
export type SavedPaymentMethod = {
  __typename?: 'SavedPaymentMethod';
  /** For example visa. */
  brand?: Maybe<Scalars['String']['output']>;
  /** When the customer agreed. */
  consentedAt: Scalars['DateTime']['output'];
  /** Month in which it expires, 1 to 12. */
  expiryMonth?: Maybe<Scalars['Int']['output']>;
  /** Year in which it expires. */
  expiryYear?: Maybe<Scalars['Int']['output']>;
  /** Opaque id, `pmt_…`: the token to give to placeOrder. */
  id: Scalars['ID']['output'];
  /** The last four digits, to know it by. */
  last4?: Maybe<Scalars['String']['output']>;
  /** Which provider keeps it. */
  provider: Scalars['String']['output'];
  /** Whether it is kept already, or will be once it was paid with. */
  status: SavedPaymentMethodStatus;
};

/** Whether a way to pay is kept. */
export type SavedPaymentMethodStatus =
  /** It is kept. */
  | 'ACTIVE'
  /** It will be kept once it was paid with. */
  | 'PENDING';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Order: Order;
  Payment: Payment;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  Payment:
    ( { __typename: 'Payment' }
    & GraphQLRecursivePick<FederationTypes['Payment'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Dispute: ResolverTypeWrapper<DisputeOfPayment>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  DisputeStatus: DisputeStatus;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Order: ResolverTypeWrapper<OrderReference>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Payment: ResolverTypeWrapper<PaymentRow>;
  PaymentAttempt: ResolverTypeWrapper<PaymentAttempt>;
  PaymentConnection: ResolverTypeWrapper<PaymentPage>;
  PaymentEdge: ResolverTypeWrapper<Omit<PaymentEdge, 'node'> & { node: ResolversTypes['Payment'] }>;
  PaymentProvider: ResolverTypeWrapper<PaymentProvider>;
  PaymentStatus: PaymentStatus;
  PaymentsErrorCode: PaymentsErrorCode;
  PaymentsUserError: ResolverTypeWrapper<PaymentsUserError>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ReconciliationDifference: ResolverTypeWrapper<Difference>;
  ReconciliationReport: ResolverTypeWrapper<ReportRow>;
  ReconciliationSums: ResolverTypeWrapper<Sums>;
  Refund: ResolverTypeWrapper<RefundOfPayment>;
  RefundPayload: ResolverTypeWrapper<Omit<RefundPayload, 'payment' | 'refund'> & { payment?: Maybe<ResolversTypes['Payment']>, refund?: Maybe<ResolversTypes['Refund']> }>;
  RefundPaymentInput: RefundPaymentInput;
  RefundStatus: RefundStatus;
  RemovePaymentMethodInput: RemovePaymentMethodInput;
  RemovePaymentMethodPayload: ResolverTypeWrapper<RemovePaymentMethodPayload>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  SavePaymentMethodInput: SavePaymentMethodInput;
  SavePaymentMethodPayload: ResolverTypeWrapper<Omit<SavePaymentMethodPayload, 'paymentMethod'> & { paymentMethod?: Maybe<ResolversTypes['SavedPaymentMethod']> }>;
  SavedPaymentMethod: ResolverTypeWrapper<UsableMethod>;
  SavedPaymentMethodStatus: SavedPaymentMethodStatus;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  Dispute: DisputeOfPayment;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  Order: OrderReference;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Payment: PaymentRow;
  PaymentAttempt: PaymentAttempt;
  PaymentConnection: PaymentPage;
  PaymentEdge: Omit<PaymentEdge, 'node'> & { node: ResolversParentTypes['Payment'] };
  PaymentProvider: PaymentProvider;
  PaymentsUserError: PaymentsUserError;
  Query: Record<PropertyKey, never>;
  Int: Scalars['Int']['output'];
  ReconciliationDifference: Difference;
  ReconciliationReport: ReportRow;
  ReconciliationSums: Sums;
  Refund: RefundOfPayment;
  RefundPayload: Omit<RefundPayload, 'payment' | 'refund'> & { payment?: Maybe<ResolversParentTypes['Payment']>, refund?: Maybe<ResolversParentTypes['Refund']> };
  RefundPaymentInput: RefundPaymentInput;
  RemovePaymentMethodInput: RemovePaymentMethodInput;
  RemovePaymentMethodPayload: RemovePaymentMethodPayload;
  SafeInt: Scalars['SafeInt']['output'];
  SavePaymentMethodInput: SavePaymentMethodInput;
  SavePaymentMethodPayload: Omit<SavePaymentMethodPayload, 'paymentMethod'> & { paymentMethod?: Maybe<ResolversParentTypes['SavedPaymentMethod']> };
  SavedPaymentMethod: UsableMethod;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DisputeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Dispute'] = ResolversParentTypes['Dispute']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  respondBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DisputeStatus'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amountMinor?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  refundPayment?: Resolver<ResolversTypes['RefundPayload'], ParentType, ContextType, RequireFields<MutationRefundPaymentArgs, 'input'>>;
  removePaymentMethod?: Resolver<ResolversTypes['RemovePaymentMethodPayload'], ParentType, ContextType, RequireFields<MutationRemovePaymentMethodArgs, 'input'>>;
  savePaymentMethod?: Resolver<ResolversTypes['SavePaymentMethodPayload'], ParentType, ContextType, RequireFields<MutationSavePaymentMethodArgs, 'input'>>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payments?: Resolver<Maybe<Array<ResolversTypes['Payment']>>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'], FederationReferenceType extends FederationReferenceTypes['Payment'] = FederationReferenceTypes['Payment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  attempts?: Resolver<Maybe<Array<ResolversTypes['PaymentAttempt']>>, ParentType, ContextType>;
  capturedAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  declineCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disputes?: Resolver<Array<ResolversTypes['Dispute']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refundedAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunds?: Resolver<Array<ResolversTypes['Refund']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PaymentAttemptResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentAttempt'] = ResolversParentTypes['PaymentAttempt']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  operation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PaymentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentConnection'] = ResolversParentTypes['PaymentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PaymentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PaymentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentEdge'] = ResolversParentTypes['PaymentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
};

export type PaymentProviderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentProvider'] = ResolversParentTypes['PaymentProvider']> = {
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  keepsMethods?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publishableKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentsUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentsUserError'] = ResolversParentTypes['PaymentsUserError']> = {
  code?: Resolver<ResolversTypes['PaymentsErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  myPayments?: Resolver<ResolversTypes['PaymentConnection'], ParentType, ContextType, RequireFields<QueryMyPaymentsArgs, 'first'>>;
  openDisputes?: Resolver<Array<ResolversTypes['Dispute']>, ParentType, ContextType, RequireFields<QueryOpenDisputesArgs, 'first'>>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<QueryPaymentArgs, 'id'>>;
  paymentProviders?: Resolver<Array<ResolversTypes['PaymentProvider']>, ParentType, ContextType>;
  reconciliationReports?: Resolver<Array<ResolversTypes['ReconciliationReport']>, ParentType, ContextType, RequireFields<QueryReconciliationReportsArgs, 'first'>>;
  savedPaymentMethods?: Resolver<Array<ResolversTypes['SavedPaymentMethod']>, ParentType, ContextType>;
};

export type ReconciliationDifferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReconciliationDifference'] = ResolversParentTypes['ReconciliationDifference']> = {
  changedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  orderId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ours?: Resolver<Maybe<ResolversTypes['ReconciliationSums']>, ParentType, ContextType>;
  providerPaymentId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  theirs?: Resolver<Maybe<ResolversTypes['ReconciliationSums']>, ParentType, ContextType>;
};

export type ReconciliationReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReconciliationReport'] = ResolversParentTypes['ReconciliationReport']> = {
  compared?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  differences?: Resolver<Array<ResolversTypes['ReconciliationDifference']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ReconciliationSumsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReconciliationSums'] = ResolversParentTypes['ReconciliationSums']> = {
  captured?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type RefundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failureCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RefundStatus'], ParentType, ContextType>;
};

export type RefundPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundPayload'] = ResolversParentTypes['RefundPayload']> = {
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['Refund']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['PaymentsUserError']>, ParentType, ContextType>;
};

export type RemovePaymentMethodPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemovePaymentMethodPayload'] = ResolversParentTypes['RemovePaymentMethodPayload']> = {
  removedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['PaymentsUserError']>, ParentType, ContextType>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SavePaymentMethodPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SavePaymentMethodPayload'] = ResolversParentTypes['SavePaymentMethodPayload']> = {
  paymentMethod?: Resolver<Maybe<ResolversTypes['SavedPaymentMethod']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['PaymentsUserError']>, ParentType, ContextType>;
};

export type SavedPaymentMethodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SavedPaymentMethod'] = ResolversParentTypes['SavedPaymentMethod']> = {
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  consentedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiryMonth?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  expiryYear?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  last4?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SavedPaymentMethodStatus'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Dispute?: DisputeResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentAttempt?: PaymentAttemptResolvers<ContextType>;
  PaymentConnection?: PaymentConnectionResolvers<ContextType>;
  PaymentEdge?: PaymentEdgeResolvers<ContextType>;
  PaymentProvider?: PaymentProviderResolvers<ContextType>;
  PaymentsUserError?: PaymentsUserErrorResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReconciliationDifference?: ReconciliationDifferenceResolvers<ContextType>;
  ReconciliationReport?: ReconciliationReportResolvers<ContextType>;
  ReconciliationSums?: ReconciliationSumsResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
  RefundPayload?: RefundPayloadResolvers<ContextType>;
  RemovePaymentMethodPayload?: RemovePaymentMethodPayloadResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  SavePaymentMethodPayload?: SavePaymentMethodPayloadResolvers<ContextType>;
  SavedPaymentMethod?: SavedPaymentMethodResolvers<ContextType>;
};

