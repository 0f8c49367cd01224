import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Payment as PaymentRow } from '../payment/payment.entity.ts';
import type { RefundOfPayment } from '../refund/refund.resolvers.ts';
import type { OrderReference } from '../payment/payment.resolvers.ts';
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
};


export type MutationRefundPaymentArgs = {
  input: RefundPaymentInput;
};

export type Order = {
  __typename?: 'Order';
  id: Scalars['ID']['output'];
  /** Payments of the order, oldest first; visible to its buyer and admins. */
  payments?: Maybe<Array<Payment>>;
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

/** A payment provider. */
export type PaymentProvider = {
  __typename?: 'PaymentProvider';
  /** Name for people. */
  displayName: Scalars['String']['output'];
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
  | 'NOT_FOUND';

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
  /** A payment that the viewer may see: its buyer and admins. */
  payment?: Maybe<Payment>;
  /** Payment providers switched on in this shop, in the order to offer them. */
  paymentProviders: Array<PaymentProvider>;
};


export type QueryPaymentArgs = {
  id: Scalars['ID']['input'];
};

/** Money paid back. */
export type Refund = {
  __typename?: 'Refund';
  /** Amount. */
  amount: Money;
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
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
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Order: ResolverTypeWrapper<OrderReference>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Payment: ResolverTypeWrapper<PaymentRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  PaymentAttempt: ResolverTypeWrapper<PaymentAttempt>;
  PaymentProvider: ResolverTypeWrapper<PaymentProvider>;
  PaymentStatus: PaymentStatus;
  PaymentsErrorCode: PaymentsErrorCode;
  PaymentsUserError: ResolverTypeWrapper<PaymentsUserError>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Refund: ResolverTypeWrapper<RefundOfPayment>;
  RefundPayload: ResolverTypeWrapper<Omit<RefundPayload, 'payment' | 'refund'> & { payment?: Maybe<ResolversTypes['Payment']>, refund?: Maybe<ResolversTypes['Refund']> }>;
  RefundPaymentInput: RefundPaymentInput;
  RefundStatus: RefundStatus;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  Order: OrderReference;
  ID: Scalars['ID']['output'];
  Payment: PaymentRow;
  String: Scalars['String']['output'];
  PaymentAttempt: PaymentAttempt;
  PaymentProvider: PaymentProvider;
  PaymentsUserError: PaymentsUserError;
  Query: Record<PropertyKey, never>;
  Refund: RefundOfPayment;
  RefundPayload: Omit<RefundPayload, 'payment' | 'refund'> & { payment?: Maybe<ResolversParentTypes['Payment']>, refund?: Maybe<ResolversParentTypes['Refund']> };
  RefundPaymentInput: RefundPaymentInput;
  SafeInt: Scalars['SafeInt']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amountMinor?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  refundPayment?: Resolver<ResolversTypes['RefundPayload'], ParentType, ContextType, RequireFields<MutationRefundPaymentArgs, 'input'>>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payments?: Resolver<Maybe<Array<ResolversTypes['Payment']>>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'], FederationReferenceType extends FederationReferenceTypes['Payment'] = FederationReferenceTypes['Payment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  attempts?: Resolver<Maybe<Array<ResolversTypes['PaymentAttempt']>>, ParentType, ContextType>;
  capturedAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  declineCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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

export type PaymentProviderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentProvider'] = ResolversParentTypes['PaymentProvider']> = {
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publishableKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentsUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentsUserError'] = ResolversParentTypes['PaymentsUserError']> = {
  code?: Resolver<ResolversTypes['PaymentsErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<QueryPaymentArgs, 'id'>>;
  paymentProviders?: Resolver<Array<ResolversTypes['PaymentProvider']>, ParentType, ContextType>;
};

export type RefundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RefundStatus'], ParentType, ContextType>;
};

export type RefundPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundPayload'] = ResolversParentTypes['RefundPayload']> = {
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['Refund']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['PaymentsUserError']>, ParentType, ContextType>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type Resolvers<ContextType = Context> = {
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentAttempt?: PaymentAttemptResolvers<ContextType>;
  PaymentProvider?: PaymentProviderResolvers<ContextType>;
  PaymentsUserError?: PaymentsUserErrorResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
  RefundPayload?: RefundPayloadResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
};

