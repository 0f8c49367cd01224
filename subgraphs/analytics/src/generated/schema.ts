import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
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

/** How many messages of a topic went out on a channel. */
export type NotificationCount = {
  __typename?: 'NotificationCount';
  /** Channel: EMAIL, SMS, PUSH or IN_APP. */
  channel: Scalars['String']['output'];
  /** Given up. */
  failed: Scalars['Int']['output'];
  /** Handed to the carrier. */
  sent: Scalars['Int']['output'];
  /** What they are about, for example `OrderConfirmed`. */
  topic: Scalars['String']['output'];
};

/** How often a provider declined for a reason. */
export type PaymentFailure = {
  __typename?: 'PaymentFailure';
  /** Reason as the provider names it, for example `insufficient_funds`. */
  declineCode: Scalars['String']['output'];
  /** How often. */
  declined: Scalars['Int']['output'];
  /** Provider of the payment. */
  provider: Scalars['String']['output'];
};

export type Product = {
  __typename?: 'Product';
  id: Scalars['ID']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** Messages sent and given up over a span of days, by channel and topic. Admins only. */
  notificationCounts: Array<NotificationCount>;
  /** Declined payments over a span of days by provider and reason, the most frequent first. Admins only. */
  paymentFailures: Array<PaymentFailure>;
  /** Sales per day, oldest first. Admins see the shop, sellers their own lines. */
  salesByDay: Array<SalesDay>;
  /** How carts become orders and orders arrive, over a span of days. Admins only. */
  salesFunnel: SalesFunnel;
  /** The products bought most over a span of days. Admins see the shop, sellers their own. */
  topProducts: Array<TopProduct>;
};


export type QueryNotificationCountsArgs = {
  from: Scalars['String']['input'];
  to: Scalars['String']['input'];
};


export type QueryPaymentFailuresArgs = {
  from: Scalars['String']['input'];
  to: Scalars['String']['input'];
};


export type QuerySalesByDayArgs = {
  currency?: Scalars['CurrencyCode']['input'];
  from: Scalars['String']['input'];
  to: Scalars['String']['input'];
};


export type QuerySalesFunnelArgs = {
  from: Scalars['String']['input'];
  to: Scalars['String']['input'];
};


export type QueryTopProductsArgs = {
  currency?: Scalars['CurrencyCode']['input'];
  first?: Scalars['Int']['input'];
  from: Scalars['String']['input'];
  to: Scalars['String']['input'];
};

/** What was sold on a day. */
export type SalesDay = {
  __typename?: 'SalesDay';
  /** Day, UTC, as YYYY-MM-DD. */
  day: Scalars['String']['output'];
  /** Orders confirmed. */
  orders: Scalars['Int']['output'];
  /** Paid back on this day; for sellers, the share of their lines in returns received. */
  refunds: Money;
  /** Net value of their lines. */
  revenue: Money;
  /** Units in them. */
  units: Scalars['Int']['output'];
};

/** How many went how far. */
export type SalesFunnel = {
  __typename?: 'SalesFunnel';
  /** Carts opened. */
  cartsCreated: Scalars['Int']['output'];
  /** Placed orders per cart opened; null without carts. */
  conversionRate?: Maybe<Scalars['Float']['output']>;
  /** Orders cancelled. */
  ordersCancelled: Scalars['Int']['output'];
  /** Orders confirmed. */
  ordersConfirmed: Scalars['Int']['output'];
  /** Orders delivered. */
  ordersDelivered: Scalars['Int']['output'];
  /** Orders placed. */
  ordersPlaced: Scalars['Int']['output'];
  /** Payments declined. */
  paymentsDeclined: Scalars['Int']['output'];
};

/** A product and how much of it was bought. */
export type TopProduct = {
  __typename?: 'TopProduct';
  /** The product. */
  product?: Maybe<Product>;
  /** Net value of those. */
  revenue: Money;
  /** Units in confirmed orders. */
  units: Scalars['Int']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


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





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Money: ResolverTypeWrapper<Money>;
  NotificationCount: ResolverTypeWrapper<NotificationCount>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  PaymentFailure: ResolverTypeWrapper<PaymentFailure>;
  Product: ResolverTypeWrapper<Product>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  SalesDay: ResolverTypeWrapper<SalesDay>;
  SalesFunnel: ResolverTypeWrapper<SalesFunnel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  TopProduct: ResolverTypeWrapper<TopProduct>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  Money: Money;
  NotificationCount: NotificationCount;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  PaymentFailure: PaymentFailure;
  Product: Product;
  ID: Scalars['ID']['output'];
  Query: Record<PropertyKey, never>;
  SafeInt: Scalars['SafeInt']['output'];
  SalesDay: SalesDay;
  SalesFunnel: SalesFunnel;
  Float: Scalars['Float']['output'];
  TopProduct: TopProduct;
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

export type NotificationCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationCount'] = ResolversParentTypes['NotificationCount']> = {
  channel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  topic?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PaymentFailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentFailure'] = ResolversParentTypes['PaymentFailure']> = {
  declineCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  declined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  notificationCounts?: Resolver<Array<ResolversTypes['NotificationCount']>, ParentType, ContextType, RequireFields<QueryNotificationCountsArgs, 'from' | 'to'>>;
  paymentFailures?: Resolver<Array<ResolversTypes['PaymentFailure']>, ParentType, ContextType, RequireFields<QueryPaymentFailuresArgs, 'from' | 'to'>>;
  salesByDay?: Resolver<Array<ResolversTypes['SalesDay']>, ParentType, ContextType, RequireFields<QuerySalesByDayArgs, 'currency' | 'from' | 'to'>>;
  salesFunnel?: Resolver<ResolversTypes['SalesFunnel'], ParentType, ContextType, RequireFields<QuerySalesFunnelArgs, 'from' | 'to'>>;
  topProducts?: Resolver<Array<ResolversTypes['TopProduct']>, ParentType, ContextType, RequireFields<QueryTopProductsArgs, 'currency' | 'first' | 'from' | 'to'>>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SalesDayResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SalesDay'] = ResolversParentTypes['SalesDay']> = {
  day?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  orders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refunds?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  revenue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  units?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SalesFunnelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SalesFunnel'] = ResolversParentTypes['SalesFunnel']> = {
  cartsCreated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  conversionRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  ordersCancelled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ordersConfirmed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ordersDelivered?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ordersPlaced?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  paymentsDeclined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TopProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TopProduct'] = ResolversParentTypes['TopProduct']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  revenue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  units?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  NotificationCount?: NotificationCountResolvers<ContextType>;
  PaymentFailure?: PaymentFailureResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  SalesDay?: SalesDayResolvers<ContextType>;
  SalesFunnel?: SalesFunnelResolvers<ContextType>;
  TopProduct?: TopProductResolvers<ContextType>;
};

