import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { UserView } from '../account/user-view.ts';
import type { Seller as SellerFace } from '../account/user.repository.ts';
import type { Address as BookAddress } from '../address/address.entity.ts';
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

/** A postal address. */
export type Address = {
  __typename?: 'Address';
  /** Town or city. */
  city: Scalars['String']['output'];
  /** ISO-3166 alpha-2 country code. */
  countryCode: Scalars['String']['output'];
  /** Opaque id, `adr_…`. */
  id: Scalars['ID']['output'];
  /** Whether checkout offers this address first. */
  isDefault: Scalars['Boolean']['output'];
  /** First line: street and number. */
  line1: Scalars['String']['output'];
  /** Second line: flat, floor, company. */
  line2?: Maybe<Scalars['String']['output']>;
  /** Full name of the recipient. */
  name: Scalars['String']['output'];
  /** Phone number for the carrier, E.164. */
  phone?: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  postalCode: Scalars['String']['output'];
  /** State, province or county, as the country uses it. */
  region?: Maybe<Scalars['String']['output']>;
};

/** Content of a postal address. */
export type AddressInput = {
  /** Town or city. */
  city: Scalars['String']['input'];
  /** ISO-3166 alpha-2 country code. */
  countryCode: Scalars['String']['input'];
  /** Whether checkout offers this address first. */
  isDefault?: Scalars['Boolean']['input'];
  /** First line: street and number. */
  line1: Scalars['String']['input'];
  /** Second line: flat, floor, company. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Full name of the recipient. */
  name: Scalars['String']['input'];
  /** Phone number for the carrier, E.164. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** Postal code. */
  postalCode: Scalars['String']['input'];
  /** State, province or county. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** Outcome of a change to the address book. */
export type AddressPayload = {
  __typename?: 'AddressPayload';
  /** The address as changed or removed; null if refused. */
  address?: Maybe<Address>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UsersUserError>;
};

/** Who may be given a kept answer. */
export type CacheControlScope =
  /** The viewer it was made for. */
  | 'PRIVATE'
  /** Anybody. */
  | 'PUBLIC';

/** A change of password. */
export type ChangePasswordInput = {
  /** The password in force. */
  currentPassword: Scalars['String']['input'];
  /** The new password, 8 to 128 characters. */
  newPassword: Scalars['String']['input'];
};

/** Credentials. */
export type LoginInput = {
  /** E-mail address of the account. */
  email: Scalars['String']['input'];
  /** Password of the account. */
  password: Scalars['String']['input'];
  /** Code of the authenticator app, where the account asks for one. */
  totpCode?: InputMaybe<Scalars['String']['input']>;
};

/** Which sessions to end. */
export type LogoutInput = {
  /** All sessions of the user rather than this one. */
  everywhere?: Scalars['Boolean']['input'];
};

/** Outcome of logout. */
export type LogoutPayload = {
  __typename?: 'LogoutPayload';
  /** How many sessions ended. */
  endedSessions: Scalars['Int']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UsersUserError>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Add an address to the viewer's address book. */
  addAddress: AddressPayload;
  /** Change the viewer's password; ends all other sessions. */
  changePassword: UserPayload;
  /** Sign in with e-mail address and password. */
  login: SessionPayload;
  /** End the session of the access token that makes this call, or all sessions of its user. */
  logout: LogoutPayload;
  /** Exchange a refresh token for a new pair. A refresh token works once; using it again ends every session descended from it. */
  refreshSession: SessionPayload;
  /** Create a customer account and sign in. A refusal does not say why: it may be that the address has an account already. */
  register: SessionPayload;
  /** Remove an address from the viewer's address book. */
  removeAddress: AddressPayload;
  /** Grant or take roles of a user. Admins only. */
  setUserRoles: UserPayload;
  /** Change an address of the viewer's address book. */
  updateAddress: AddressPayload;
  /** Change the viewer's name, phone or locale. */
  updateProfile: UserPayload;
};


export type MutationAddAddressArgs = {
  input: AddressInput;
};


export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


export type MutationLoginArgs = {
  input: LoginInput;
};


export type MutationLogoutArgs = {
  input?: InputMaybe<LogoutInput>;
};


export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


export type MutationRegisterArgs = {
  input: RegisterInput;
};


export type MutationRemoveAddressArgs = {
  input: RemoveAddressInput;
};


export type MutationSetUserRolesArgs = {
  input: SetUserRolesInput;
};


export type MutationUpdateAddressArgs = {
  input: UpdateAddressInput;
};


export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
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
  /** A seller's public profile. */
  seller?: Maybe<Seller>;
  /** Users by search text, newest first. Admins only. */
  users: UserConnection;
  /** The signed-in customer, seller or admin; null for guests and anonymous callers. */
  viewer?: Maybe<User>;
};


export type QuerySellerArgs = {
  id: Scalars['ID']['input'];
};


export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  search?: InputMaybe<Scalars['String']['input']>;
};

/** A refresh token to exchange. */
export type RefreshSessionInput = {
  /** The refresh token, as given with the last access token. */
  refreshToken: Scalars['String']['input'];
};

/** A new account. */
export type RegisterInput = {
  /** E-mail address; becomes the login name. */
  email: Scalars['String']['input'];
  /** Given name. */
  firstName: Scalars['String']['input'];
  /** Family name. */
  lastName: Scalars['String']['input'];
  /** Password, 8 to 128 characters. */
  password: Scalars['String']['input'];
};

/** Removal of an address. */
export type RemoveAddressInput = {
  /** Which address. */
  addressId: Scalars['ID']['input'];
};

/** What a user may be in the shop. */
export type Role =
  /** Runs the shop. */
  | 'ADMIN'
  /** Buys. */
  | 'CUSTOMER'
  /** Keeps own products, stock and orders. */
  | 'SELLER';

/** A seller's public face. Its id is the id of the seller's user. */
export type Seller = {
  __typename?: 'Seller';
  /** Name shown to shoppers. */
  displayName?: Maybe<Scalars['String']['output']>;
  /** Id of the seller, the same as of its user. */
  id: Scalars['ID']['output'];
};

/** A signed-in device. */
export type Session = {
  __typename?: 'Session';
  /** When the device signed in. */
  createdAt: Scalars['DateTime']['output'];
  /** The device's User-Agent when it signed in, shortened. */
  device?: Maybe<Scalars['String']['output']>;
  /** Opaque id, `ses_…`. */
  id: Scalars['ID']['output'];
  /** Whether it is the session that asks. */
  isCurrent: Scalars['Boolean']['output'];
  /** When its tokens were last refreshed. */
  lastUsedAt: Scalars['DateTime']['output'];
};

/** Outcome of register, login and refreshSession. */
export type SessionPayload = {
  __typename?: 'SessionPayload';
  /** The tokens; null if refused. */
  session?: Maybe<SessionTokens>;
  /** The signed-in user; null if refused. */
  user?: Maybe<User>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UsersUserError>;
};

/** Tokens of a session. Keep the refresh token secret; it works once. */
export type SessionTokens = {
  __typename?: 'SessionTokens';
  /** JWT to send as `Authorization: Bearer …`. */
  accessToken: Scalars['String']['output'];
  /** When the access token stops working. */
  accessTokenExpiresAt: Scalars['DateTime']['output'];
  /** Token for refreshSession. */
  refreshToken: Scalars['String']['output'];
};

/** A change of roles. */
export type SetUserRolesInput = {
  /** All roles the user has from now on. */
  roles: Array<Role>;
  /** Name shown to shoppers; needed when SELLER is granted for the first time. */
  sellerDisplayName?: InputMaybe<Scalars['String']['input']>;
  /** Whose roles. */
  userId: Scalars['ID']['input'];
};

/** A change of an address. */
export type UpdateAddressInput = {
  /** Its new content. */
  address: AddressInput;
  /** Which address. */
  addressId: Scalars['ID']['input'];
};

/** Changes to the viewer's profile. */
export type UpdateProfileInput = {
  /** Given name. */
  firstName?: InputMaybe<Scalars['String']['input']>;
  /** Family name. */
  lastName?: InputMaybe<Scalars['String']['input']>;
  /** BCP-47 language tag. */
  locale?: InputMaybe<Scalars['String']['input']>;
  /** Phone number in E.164 form; null removes it. */
  phone?: InputMaybe<Scalars['String']['input']>;
};

/** Somebody with an account. */
export type User = {
  __typename?: 'User';
  /** Address book; visible to the user and to admins only. */
  addresses?: Maybe<Array<Address>>;
  /** When the account was created; visible to the user and to admins only. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** E-mail address; visible to the user and to admins only. */
  email?: Maybe<Scalars['String']['output']>;
  /** Given name; visible to the user, admins, and staff who handle the user's orders. */
  firstName?: Maybe<Scalars['String']['output']>;
  /** Opaque id, `usr_…`. */
  id: Scalars['ID']['output'];
  /** Family name; visible to the user and to admins only. */
  lastName?: Maybe<Scalars['String']['output']>;
  /** BCP-47 language tag for messages to this user; visible to the user and to admins only. */
  locale?: Maybe<Scalars['String']['output']>;
  /** Phone number in E.164 form; visible to the user and to admins only. */
  phone?: Maybe<Scalars['String']['output']>;
  /** Roles held; visible to the user and to admins only. */
  roles?: Maybe<Array<Role>>;
  /** Live sessions of the user, latest use first, a hundred at most; visible to the user only. */
  sessions?: Maybe<Array<Session>>;
};

/** A page of users. */
export type UserConnection = {
  __typename?: 'UserConnection';
  /** The users of this page. */
  edges: Array<UserEdge>;
  /** Where the page lies. */
  pageInfo: PageInfo;
};

/** A user in a page. */
export type UserEdge = {
  __typename?: 'UserEdge';
  /** Position of the user. */
  cursor: Scalars['String']['output'];
  /** The user. */
  node: User;
};

/** Outcome of a change to a user. */
export type UserPayload = {
  __typename?: 'UserPayload';
  /** The user as changed; null if refused. */
  user?: Maybe<User>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UsersUserError>;
};

/** What the users subgraph may refuse, and why. */
export type UsersErrorCode =
  /** E-mail address, password or code is wrong, or the account cannot sign in. */
  | 'INVALID_CREDENTIALS'
  /** A field's content is not acceptable. */
  | 'INVALID_INPUT'
  /** The refresh token is unknown, expired or was used before. Sign in again. */
  | 'INVALID_REFRESH_TOKEN'
  /** No such thing, or not the viewer's. */
  | 'NOT_FOUND'
  /** The account could not be created with these details. */
  | 'REGISTRATION_REFUSED'
  /** Too many tries; wait and repeat. */
  | 'TOO_MANY_ATTEMPTS'
  /** The password is too short, too long or too common. */
  | 'WEAK_PASSWORD';

/** Something the caller can act on. */
export type UsersUserError = {
  __typename?: 'UsersUserError';
  /** Stable code. */
  code: UsersErrorCode;
  /** Path of the input field at fault. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** Text for developers; translate by code for users. */
  message: Scalars['String']['output'];
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
  Seller: Seller;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Seller:
    ( { __typename: 'Seller' }
    & GraphQLRecursivePick<FederationTypes['Seller'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Address: ResolverTypeWrapper<BookAddress>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddressInput: AddressInput;
  AddressPayload: ResolverTypeWrapper<Omit<AddressPayload, 'address'> & { address?: Maybe<ResolversTypes['Address']> }>;
  CacheControlScope: CacheControlScope;
  ChangePasswordInput: ChangePasswordInput;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  LoginInput: LoginInput;
  LogoutInput: LogoutInput;
  LogoutPayload: ResolverTypeWrapper<LogoutPayload>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RefreshSessionInput: RefreshSessionInput;
  RegisterInput: RegisterInput;
  RemoveAddressInput: RemoveAddressInput;
  Role: Role;
  Seller: ResolverTypeWrapper<SellerFace>;
  Session: ResolverTypeWrapper<Session>;
  SessionPayload: ResolverTypeWrapper<Omit<SessionPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  SessionTokens: ResolverTypeWrapper<SessionTokens>;
  SetUserRolesInput: SetUserRolesInput;
  UpdateAddressInput: UpdateAddressInput;
  UpdateProfileInput: UpdateProfileInput;
  User: ResolverTypeWrapper<UserView>;
  UserConnection: ResolverTypeWrapper<Omit<UserConnection, 'edges'> & { edges: Array<ResolversTypes['UserEdge']> }>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  UserPayload: ResolverTypeWrapper<Omit<UserPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  UsersErrorCode: UsersErrorCode;
  UsersUserError: ResolverTypeWrapper<UsersUserError>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Address: BookAddress;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AddressInput: AddressInput;
  AddressPayload: Omit<AddressPayload, 'address'> & { address?: Maybe<ResolversParentTypes['Address']> };
  ChangePasswordInput: ChangePasswordInput;
  DateTime: Scalars['DateTime']['output'];
  LoginInput: LoginInput;
  LogoutInput: LogoutInput;
  LogoutPayload: LogoutPayload;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RefreshSessionInput: RefreshSessionInput;
  RegisterInput: RegisterInput;
  RemoveAddressInput: RemoveAddressInput;
  Seller: SellerFace;
  Session: Session;
  SessionPayload: Omit<SessionPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  SessionTokens: SessionTokens;
  SetUserRolesInput: SetUserRolesInput;
  UpdateAddressInput: UpdateAddressInput;
  UpdateProfileInput: UpdateProfileInput;
  User: UserView;
  UserConnection: Omit<UserConnection, 'edges'> & { edges: Array<ResolversParentTypes['UserEdge']> };
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  UserPayload: Omit<UserPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  UsersUserError: UsersUserError;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  countryCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDefault?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  line1?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AddressPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddressPayload'] = ResolversParentTypes['AddressPayload']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type LogoutPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogoutPayload'] = ResolversParentTypes['LogoutPayload']> = {
  endedSessions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addAddress?: Resolver<ResolversTypes['AddressPayload'], ParentType, ContextType, RequireFields<MutationAddAddressArgs, 'input'>>;
  changePassword?: Resolver<ResolversTypes['UserPayload'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  login?: Resolver<ResolversTypes['SessionPayload'], ParentType, ContextType, RequireFields<MutationLoginArgs, 'input'>>;
  logout?: Resolver<ResolversTypes['LogoutPayload'], ParentType, ContextType, Partial<MutationLogoutArgs>>;
  refreshSession?: Resolver<ResolversTypes['SessionPayload'], ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  register?: Resolver<ResolversTypes['SessionPayload'], ParentType, ContextType, RequireFields<MutationRegisterArgs, 'input'>>;
  removeAddress?: Resolver<ResolversTypes['AddressPayload'], ParentType, ContextType, RequireFields<MutationRemoveAddressArgs, 'input'>>;
  setUserRoles?: Resolver<ResolversTypes['UserPayload'], ParentType, ContextType, RequireFields<MutationSetUserRolesArgs, 'input'>>;
  updateAddress?: Resolver<ResolversTypes['AddressPayload'], ParentType, ContextType, RequireFields<MutationUpdateAddressArgs, 'input'>>;
  updateProfile?: Resolver<ResolversTypes['UserPayload'], ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  seller?: Resolver<Maybe<ResolversTypes['Seller']>, ParentType, ContextType, RequireFields<QuerySellerArgs, 'id'>>;
  users?: Resolver<ResolversTypes['UserConnection'], ParentType, ContextType, RequireFields<QueryUsersArgs, 'first'>>;
  viewer?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type SellerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Seller'] = ResolversParentTypes['Seller'], FederationReferenceType extends FederationReferenceTypes['Seller'] = FederationReferenceTypes['Seller']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Seller']> | FederationReferenceType, FederationReferenceType, ContextType>;
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCurrent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastUsedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionPayload'] = ResolversParentTypes['SessionPayload']> = {
  session?: Resolver<Maybe<ResolversTypes['SessionTokens']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
};

export type SessionTokensResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionTokens'] = ResolversParentTypes['SessionTokens']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  addresses?: Resolver<Maybe<Array<ResolversTypes['Address']>>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  firstName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  locale?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<Maybe<Array<ResolversTypes['Role']>>, ParentType, ContextType>;
  sessions?: Resolver<Maybe<Array<ResolversTypes['Session']>>, ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type UserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserPayload'] = ResolversParentTypes['UserPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UsersUserError']>, ParentType, ContextType>;
};

export type UsersUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsersUserError'] = ResolversParentTypes['UsersUserError']> = {
  code?: Resolver<ResolversTypes['UsersErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Address?: AddressResolvers<ContextType>;
  AddressPayload?: AddressPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  LogoutPayload?: LogoutPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Seller?: SellerResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SessionPayload?: SessionPayloadResolvers<ContextType>;
  SessionTokens?: SessionTokensResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  UserPayload?: UserPayloadResolvers<ContextType>;
  UsersUserError?: UsersUserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
