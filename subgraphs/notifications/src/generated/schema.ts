import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { InAppNotification } from '../inbox/notification.entity.ts';
import type { InboxPage } from '../inbox/notification.repository.ts';
import type { Delivery as DeliveryRow } from '../delivery/delivery.entity.ts';
import type { DeliveryPage } from '../delivery/delivery.repository.ts';
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
  /** An instant in UTC, ISO-8601 with milliseconds, for example 2026-11-21T09:30:00.000Z. */
  DateTime: { input: Date; output: Date; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** A message to one recipient on one channel. */
export type Delivery = {
  __typename?: 'Delivery';
  /** Tries so far. */
  attempts: Scalars['Int']['output'];
  /** Channel. */
  channel: NotificationChannel;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque id, `dlv_…`. */
  id: Scalars['ID']['output'];
  /** Why the last try failed; admins only. */
  lastError?: Maybe<Scalars['String']['output']>;
  /** Where it went; masked except for admins. */
  recipient: Scalars['String']['output'];
  /** When it was handed to the carrier. */
  sentAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands. */
  status: DeliveryStatus;
  /** What it is about, for example `OrderConfirmed`. */
  topic: Scalars['String']['output'];
};

/** A page of deliveries. */
export type DeliveryConnection = {
  __typename?: 'DeliveryConnection';
  /** The deliveries of this page. */
  edges: Array<DeliveryEdge>;
  /** Where the page lies. */
  pageInfo: PageInfo;
};

/** A delivery in a page. */
export type DeliveryEdge = {
  __typename?: 'DeliveryEdge';
  /** Position of the delivery. */
  cursor: Scalars['String']['output'];
  /** The delivery. */
  node: Delivery;
};

/** Where a delivery stands. */
export type DeliveryStatus =
  /** Given up. */
  | 'FAILED'
  /** Claimed, not sent yet. */
  | 'PENDING'
  /** Handed to the carrier. */
  | 'SENT'
  /** Not sent: newer news of the same order went out before this was due. */
  | 'SUPERSEDED';

/** Conditions for deliveries. */
export type DeliveryWhere = {
  /** Channels. */
  channels?: InputMaybe<Array<NotificationChannel>>;
  /** Id of an order. */
  orderId?: InputMaybe<Scalars['ID']['input']>;
  /** Part of a mail address or phone number, or the whole id of a customer or guest. */
  recipient?: InputMaybe<Scalars['String']['input']>;
  /** Statuses. */
  statuses?: InputMaybe<Array<DeliveryStatus>>;
};

/** Which notifications to mark as read. */
export type MarkNotificationsReadInput = {
  /** Ids; all unread ones if absent. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** Outcome of markNotificationsRead. */
export type MarkNotificationsReadPayload = {
  __typename?: 'MarkNotificationsReadPayload';
  /** How many were marked. */
  marked: Scalars['Int']['output'];
  /** How many are still unread. */
  unreadCount: Scalars['Int']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Mark in-app notifications as read, all if none are named. */
  markNotificationsRead: MarkNotificationsReadPayload;
  /** Say whether messages of a kind are wanted. A no holds at once, also for what was on its way. */
  setNotificationPreference: SetNotificationPreferencePayload;
  /** Say no to messages of a kind by the link of a mail; nobody has to sign in for it. */
  unsubscribe: UnsubscribePayload;
};


export type MutationMarkNotificationsReadArgs = {
  input: MarkNotificationsReadInput;
};


export type MutationSetNotificationPreferenceArgs = {
  input: SetNotificationPreferenceInput;
};


export type MutationUnsubscribeArgs = {
  input: UnsubscribeInput;
};

/** An in-app notification. */
export type Notification = {
  __typename?: 'Notification';
  /** Text. */
  body: Scalars['String']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque id, `ntf_…`. */
  id: Scalars['ID']['output'];
  /** Path in the store to open. */
  link?: Maybe<Scalars['String']['output']>;
  /** When it was read. */
  readAt?: Maybe<Scalars['DateTime']['output']>;
  /** Headline. */
  title: Scalars['String']['output'];
  /** What it is about, for example `OrderConfirmed`. */
  topic: Scalars['String']['output'];
};

/** Ways to reach somebody. */
export type NotificationChannel =
  /** E-mail. */
  | 'EMAIL'
  /** In the store itself. */
  | 'IN_APP'
  /** Push message to a browser or device. */
  | 'PUSH'
  /** Text message. */
  | 'SMS';

/** A page of notifications. */
export type NotificationConnection = {
  __typename?: 'NotificationConnection';
  /** The notifications of this page. */
  edges: Array<NotificationEdge>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** How many the viewer has not read. */
  unreadCount: Scalars['Int']['output'];
};

/** A notification in a page. */
export type NotificationEdge = {
  __typename?: 'NotificationEdge';
  /** Position of the notification. */
  cursor: Scalars['String']['output'];
  /** The notification. */
  node: Notification;
};

/** Whether somebody wants messages of a kind. */
export type NotificationPreference = {
  __typename?: 'NotificationPreference';
  /** The kind. */
  topic: NotificationPreferenceTopic;
  /** Whether they come. */
  wanted: Scalars['Boolean']['output'];
};

/** Kinds of messages that people may do without. */
export type NotificationPreferenceTopic =
  /** News of goods that somebody waits for. */
  | 'BACK_IN_STOCK'
  /** A reminder of what was left in the cart, once per cart. Comes to nobody who did not ask for it. */
  | 'CART_REMINDERS'
  /** For sellers and admins: that little is left of their goods. */
  | 'LOW_STOCK';

/** Stable codes of user errors. */
export type NotificationsErrorCode =
  /** No such thing, or not the viewer's. */
  | 'NOT_FOUND';

/** An outcome that the caller can act on. */
export type NotificationsUserError = {
  __typename?: 'NotificationsUserError';
  /** Stable code. */
  code: NotificationsErrorCode;
  /** Path of the input field it is about, for example `input`, `token`. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** For developers, in English. */
  message: Scalars['String']['output'];
};

export type Order = {
  __typename?: 'Order';
  /** Messages about the order; visible to its buyer (masked) and admins. */
  deliveries?: Maybe<Array<Delivery>>;
  id: Scalars['ID']['output'];
};

/** Where a page of a connection lies in the whole list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Cursor of the last item of this page: pass it as `after` for the next page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there are items after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are items before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item of this page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  __typename?: 'Query';
  /** Every message sent or tried on any channel, newest first. Admins only. */
  deliveries: DeliveryConnection;
  /** What the viewer may do without, and whether they want it. Messages about security and orders always come. */
  notificationPreferences: Array<NotificationPreference>;
  /** The viewer's in-app notifications, newest first. Guests see those of their orders. */
  notifications: NotificationConnection;
};


export type QueryDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  where?: InputMaybe<DeliveryWhere>;
};


export type QueryNotificationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** Whether messages of a kind are wanted. */
export type SetNotificationPreferenceInput = {
  /** The kind. */
  topic: NotificationPreferenceTopic;
  /** Whether they are to come. */
  wanted: Scalars['Boolean']['input'];
};

/** Outcome of setNotificationPreference. */
export type SetNotificationPreferencePayload = {
  __typename?: 'SetNotificationPreferencePayload';
  /** All preferences, as they are now. */
  preferences: Array<NotificationPreference>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** In-app notifications of the viewer as they arrive. */
  notificationReceived?: Maybe<Notification>;
};

/** What the link of a mail carries. */
export type UnsubscribeInput = {
  /** The token of the link. */
  token: Scalars['String']['input'];
};

/** Outcome of unsubscribe. */
export type UnsubscribePayload = {
  __typename?: 'UnsubscribePayload';
  /** What comes no more; null where the link is none of ours. */
  topic?: Maybe<NotificationPreferenceTopic>;
  /** Why not. */
  userErrors: Array<NotificationsUserError>;
};



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
  Notification: Notification;
  Order: Order;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Notification:
    ( { __typename: 'Notification' }
    & GraphQLRecursivePick<FederationTypes['Notification'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Delivery: ResolverTypeWrapper<DeliveryRow>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  DeliveryConnection: ResolverTypeWrapper<DeliveryPage>;
  DeliveryEdge: ResolverTypeWrapper<Omit<DeliveryEdge, 'node'> & { node: ResolversTypes['Delivery'] }>;
  DeliveryStatus: DeliveryStatus;
  DeliveryWhere: DeliveryWhere;
  MarkNotificationsReadInput: MarkNotificationsReadInput;
  MarkNotificationsReadPayload: ResolverTypeWrapper<MarkNotificationsReadPayload>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Notification: ResolverTypeWrapper<InAppNotification>;
  NotificationChannel: NotificationChannel;
  NotificationConnection: ResolverTypeWrapper<InboxPage>;
  NotificationEdge: ResolverTypeWrapper<Omit<NotificationEdge, 'node'> & { node: ResolversTypes['Notification'] }>;
  NotificationPreference: ResolverTypeWrapper<NotificationPreference>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  NotificationPreferenceTopic: NotificationPreferenceTopic;
  NotificationsErrorCode: NotificationsErrorCode;
  NotificationsUserError: ResolverTypeWrapper<NotificationsUserError>;
  Order: ResolverTypeWrapper<Omit<Order, 'deliveries'> & { deliveries?: Maybe<Array<ResolversTypes['Delivery']>> }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SetNotificationPreferenceInput: SetNotificationPreferenceInput;
  SetNotificationPreferencePayload: ResolverTypeWrapper<SetNotificationPreferencePayload>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  UnsubscribeInput: UnsubscribeInput;
  UnsubscribePayload: ResolverTypeWrapper<UnsubscribePayload>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  Delivery: DeliveryRow;
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  DeliveryConnection: DeliveryPage;
  DeliveryEdge: Omit<DeliveryEdge, 'node'> & { node: ResolversParentTypes['Delivery'] };
  DeliveryWhere: DeliveryWhere;
  MarkNotificationsReadInput: MarkNotificationsReadInput;
  MarkNotificationsReadPayload: MarkNotificationsReadPayload;
  Mutation: Record<PropertyKey, never>;
  Notification: InAppNotification;
  NotificationConnection: InboxPage;
  NotificationEdge: Omit<NotificationEdge, 'node'> & { node: ResolversParentTypes['Notification'] };
  NotificationPreference: NotificationPreference;
  Boolean: Scalars['Boolean']['output'];
  NotificationsUserError: NotificationsUserError;
  Order: Omit<Order, 'deliveries'> & { deliveries?: Maybe<Array<ResolversParentTypes['Delivery']>> } | FederationReferenceTypes['Order'];
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  SetNotificationPreferenceInput: SetNotificationPreferenceInput;
  SetNotificationPreferencePayload: SetNotificationPreferencePayload;
  Subscription: Record<PropertyKey, never>;
  UnsubscribeInput: UnsubscribeInput;
  UnsubscribePayload: UnsubscribePayload;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Delivery'] = ResolversParentTypes['Delivery']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['NotificationChannel'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recipient?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DeliveryStatus'], ParentType, ContextType>;
  topic?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DeliveryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryConnection'] = ResolversParentTypes['DeliveryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DeliveryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryEdge'] = ResolversParentTypes['DeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Delivery'], ParentType, ContextType>;
};

export type MarkNotificationsReadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MarkNotificationsReadPayload'] = ResolversParentTypes['MarkNotificationsReadPayload']> = {
  marked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  markNotificationsRead?: Resolver<ResolversTypes['MarkNotificationsReadPayload'], ParentType, ContextType, RequireFields<MutationMarkNotificationsReadArgs, 'input'>>;
  setNotificationPreference?: Resolver<ResolversTypes['SetNotificationPreferencePayload'], ParentType, ContextType, RequireFields<MutationSetNotificationPreferenceArgs, 'input'>>;
  unsubscribe?: Resolver<ResolversTypes['UnsubscribePayload'], ParentType, ContextType, RequireFields<MutationUnsubscribeArgs, 'input'>>;
};

export type NotificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification'], FederationReferenceType extends FederationReferenceTypes['Notification'] = FederationReferenceTypes['Notification']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Notification']> | FederationReferenceType, FederationReferenceType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  link?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  topic?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NotificationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationConnection'] = ResolversParentTypes['NotificationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['NotificationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NotificationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEdge'] = ResolversParentTypes['NotificationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
};

export type NotificationPreferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationPreference'] = ResolversParentTypes['NotificationPreference']> = {
  topic?: Resolver<ResolversTypes['NotificationPreferenceTopic'], ParentType, ContextType>;
  wanted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type NotificationsUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationsUserError'] = ResolversParentTypes['NotificationsUserError']> = {
  code?: Resolver<ResolversTypes['NotificationsErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  deliveries?: Resolver<Maybe<Array<ResolversTypes['Delivery']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  deliveries?: Resolver<ResolversTypes['DeliveryConnection'], ParentType, ContextType, RequireFields<QueryDeliveriesArgs, 'first'>>;
  notificationPreferences?: Resolver<Array<ResolversTypes['NotificationPreference']>, ParentType, ContextType>;
  notifications?: Resolver<ResolversTypes['NotificationConnection'], ParentType, ContextType, RequireFields<QueryNotificationsArgs, 'first'>>;
};

export type SetNotificationPreferencePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetNotificationPreferencePayload'] = ResolversParentTypes['SetNotificationPreferencePayload']> = {
  preferences?: Resolver<Array<ResolversTypes['NotificationPreference']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  notificationReceived?: SubscriptionResolver<Maybe<ResolversTypes['Notification']>, "notificationReceived", ParentType, ContextType>;
};

export type UnsubscribePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnsubscribePayload'] = ResolversParentTypes['UnsubscribePayload']> = {
  topic?: Resolver<Maybe<ResolversTypes['NotificationPreferenceTopic']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['NotificationsUserError']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  DateTime?: GraphQLScalarType;
  Delivery?: DeliveryResolvers<ContextType>;
  DeliveryConnection?: DeliveryConnectionResolvers<ContextType>;
  DeliveryEdge?: DeliveryEdgeResolvers<ContextType>;
  MarkNotificationsReadPayload?: MarkNotificationsReadPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  NotificationConnection?: NotificationConnectionResolvers<ContextType>;
  NotificationEdge?: NotificationEdgeResolvers<ContextType>;
  NotificationPreference?: NotificationPreferenceResolvers<ContextType>;
  NotificationsUserError?: NotificationsUserErrorResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SetNotificationPreferencePayload?: SetNotificationPreferencePayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  UnsubscribePayload?: UnsubscribePayloadResolvers<ContextType>;
};

