import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { PricedCart } from '../cart/cart.ts';
import type { CartLineSource } from '../cart/cart.resolvers.ts';
import type { OrderView } from '../order/order-view.ts';
import type { OrderLineSource, ReturnSource, UserSource } from '../order/order.resolvers.ts';
import type { OrderPage } from '../order/list-orders.ts';
import type { TimelineEntry } from '../order/timeline.ts';
import type { Fulfilment as FulfilmentSource, LineQuantity, PaymentAction as PaymentActionSource, PostalAddress as PostalAddressSource } from '../order/order-state.ts';
import type { ShippingOffer } from '../pricing/shipping-methods.ts';
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

/** Units to add to a cart. */
export type AddToCartInput = {
  /** Which cart. */
  cartId: Scalars['ID']['input'];
  /** Version of the cart that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Units, 1 to 99. */
  quantity?: Scalars['Int']['input'];
  /** Which variant. */
  variantId: Scalars['ID']['input'];
};

/** A cancellation. */
export type CancelOrderInput = {
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Which order. */
  orderId: Scalars['ID']['input'];
  /** Why, in the caller's words. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** Goods chosen by a customer or guest, not bought yet. */
export type Cart = {
  __typename?: 'Cart';
  /** Opaque id, `cart_…`. */
  id: Scalars['ID']['output'];
  /** What is in it, in the order added. */
  lines: Array<CartLine>;
  /** The order it became, if it was checked out. */
  order?: Maybe<Order>;
  /** Sum of the quantities. */
  quantity: Scalars['Int']['output'];
  /** Where it goes, as far as told. */
  shippingCountryCode: Scalars['String']['output'];
  /** The shipping method in force. */
  shippingMethod?: Maybe<ShippingMethod>;
  /** Shipping methods for its destination, cheapest first. */
  shippingMethods: Array<ShippingMethod>;
  /** What it costs, priced now. */
  totals: Totals;
  /** When it was last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Number of changes so far; send it as expectedVersion. */
  version: Scalars['Int']['output'];
};

/** One variant in a cart. */
export type CartLine = {
  __typename?: 'CartLine';
  /** Opaque id, `cl_…`. */
  id: Scalars['ID']['output'];
  /** Picture of the variant. */
  imageUrl?: Maybe<Scalars['String']['output']>;
  /** Net price of all units now. */
  lineTotal: Money;
  /** Slug of the product. */
  productSlug: Scalars['String']['output'];
  /** Whether it can still be bought; a line that cannot stops the checkout until removed. */
  purchasable: Scalars['Boolean']['output'];
  /** Units. */
  quantity: Scalars['Int']['output'];
  /** Title of the product. */
  title: Scalars['String']['output'];
  /** Net price of one unit now. */
  unitPrice: Money;
  /** The variant. */
  variant?: Maybe<ProductVariant>;
  /** Title of the variant. */
  variantTitle: Scalars['String']['output'];
};

/** Outcome of a change to a cart. */
export type CartPayload = {
  __typename?: 'CartPayload';
  /** The cart as it is now; null if it cannot be found. */
  cart?: Maybe<Cart>;
  /** Why the change was refused; empty on success. */
  userErrors: Array<OrdersUserError>;
  /** What the caller should show although the call succeeded. */
  warnings: Array<OrdersUserError>;
};

/** A guest's cart to take over. */
export type ClaimCartInput = {
  /** Which cart. */
  cartId: Scalars['ID']['input'];
  /** The guest token that createCart gave. */
  guestToken: Scalars['String']['input'];
};

/** Options of a new cart. */
export type CreateCartInput = {
  /** ISO-3166 alpha-2 code of the likely destination, for tax and shipping. */
  countryCode?: Scalars['String']['input'];
};

/** Outcome of createCart. */
export type CreateCartPayload = {
  __typename?: 'CreateCartPayload';
  /** The new cart; null if refused. */
  cart?: Maybe<Cart>;
  /** Bearer token of the new guest; null if the caller had a token already. */
  guestToken?: Maybe<Scalars['String']['output']>;
  /** Why it was refused; empty on success. */
  userErrors: Array<OrdersUserError>;
};

/** A decision on a return. */
export type DecideReturnInput = {
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** A note for the buyer. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** Which return. */
  returnId: Scalars['ID']['input'];
};

/** A shipment to record. */
export type FulfilOrderInput = {
  /** Carrier. */
  carrier?: InputMaybe<Scalars['String']['input']>;
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Lines and units; all open ones if absent. */
  lines?: InputMaybe<Array<LineQuantityInput>>;
  /** Which order. */
  orderId: Scalars['ID']['input'];
  /** Tracking number. */
  trackingNumber?: InputMaybe<Scalars['String']['input']>;
  /** https page that follows the shipment. */
  trackingUrl?: InputMaybe<Scalars['String']['input']>;
};

/** A shipment. */
export type Fulfilment = {
  __typename?: 'Fulfilment';
  /** Carrier. */
  carrier?: Maybe<Scalars['String']['output']>;
  /** Opaque id, `ful_…`. */
  id: Scalars['ID']['output'];
  /** What it contains. */
  lines: Array<FulfilmentLine>;
  /** When it was shipped. */
  shippedAt: Scalars['DateTime']['output'];
  /** Tracking number. */
  trackingNumber?: Maybe<Scalars['String']['output']>;
  /** Page of the carrier that follows the shipment. */
  trackingUrl?: Maybe<Scalars['String']['output']>;
};

/** Units of an order line in a shipment. */
export type FulfilmentLine = {
  __typename?: 'FulfilmentLine';
  /** Id of the order line. */
  orderLineId: Scalars['ID']['output'];
  /** Units. */
  quantity: Scalars['Int']['output'];
};

/** Units of an order line. */
export type LineQuantityInput = {
  /** Which order line. */
  orderLineId: Scalars['ID']['input'];
  /** Units. */
  quantity: Scalars['Int']['input'];
};

/** An arrival to record. */
export type MarkOrderDeliveredInput = {
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Which order. */
  orderId: Scalars['ID']['input'];
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
  /** Put units of a variant into the cart; adds to the line if there is one. */
  addToCart: CartPayload;
  /** Accept a return request. Admins. */
  approveReturn: ReturnPayload;
  /** Cancel an order that has not been shipped. Buyers and admins. */
  cancelOrder: OrderPayload;
  /** Give a guest's cart to the signed-in customer; its lines are merged into the customer's open cart if there is one. */
  claimCart: CartPayload;
  /** Open a cart. A caller without a token becomes a guest: keep `guestToken` and send it as the bearer token from then on. */
  createCart: CreateCartPayload;
  /** Mark lines of an order as shipped, all open ones if none are named. Sellers (own lines) and admins. */
  fulfilOrder: OrderPayload;
  /** Mark a shipped order as delivered. Sellers where all lines are their own, and admins. */
  markOrderDelivered: OrderPayload;
  /** Turn the cart into an order. Answers at once; stock and payment follow, watch orderUpdated. */
  placeOrder: PlaceOrderPayload;
  /** Record that the goods of an approved return came back; refunds them and puts them back into stock. Admins. */
  receiveReturn: ReturnPayload;
  /** Refuse a return request. Admins. */
  rejectReturn: ReturnPayload;
  /** Take a line out of the cart. */
  removeCartLine: CartPayload;
  /** Ask to send lines of a delivered order back. Buyers. */
  requestReturn: ReturnPayload;
  /** Tell where the cart goes and how, so that its totals include shipping and tax. */
  setCartShipping: CartPayload;
  /** Set the quantity of a line; 0 removes it. */
  updateCartLine: CartPayload;
};


export type MutationAddToCartArgs = {
  input: AddToCartInput;
};


export type MutationApproveReturnArgs = {
  input: DecideReturnInput;
};


export type MutationCancelOrderArgs = {
  input: CancelOrderInput;
};


export type MutationClaimCartArgs = {
  input: ClaimCartInput;
};


export type MutationCreateCartArgs = {
  input?: InputMaybe<CreateCartInput>;
};


export type MutationFulfilOrderArgs = {
  input: FulfilOrderInput;
};


export type MutationMarkOrderDeliveredArgs = {
  input: MarkOrderDeliveredInput;
};


export type MutationPlaceOrderArgs = {
  input: PlaceOrderInput;
};


export type MutationReceiveReturnArgs = {
  input: DecideReturnInput;
};


export type MutationRejectReturnArgs = {
  input: DecideReturnInput;
};


export type MutationRemoveCartLineArgs = {
  input: RemoveCartLineInput;
};


export type MutationRequestReturnArgs = {
  input: RequestReturnInput;
};


export type MutationSetCartShippingArgs = {
  input: SetCartShippingInput;
};


export type MutationUpdateCartLineArgs = {
  input: UpdateCartLineInput;
};

/** Goods bought. */
export type Order = {
  __typename?: 'Order';
  /** Whether the viewer may cancel it now. */
  canCancel: Scalars['Boolean']['output'];
  /** Whether the viewer may ask for a return now. */
  canRequestReturn: Scalars['Boolean']['output'];
  /** Why it was cancelled. */
  cancelReason?: Maybe<OrderCancelReason>;
  /** The customer; null for guests. */
  customer?: Maybe<User>;
  /** E-mail address for messages about it; visible to the buyer and admins. */
  email?: Maybe<Scalars['String']['output']>;
  /** Shipments so far. */
  fulfilments: Array<Fulfilment>;
  /** Opaque id, `ord_…`. */
  id: Scalars['ID']['output'];
  /** What was bought, as it was at that moment; a seller sees the own lines. */
  lines: Array<OrderLine>;
  /** Number for people, on mails and invoices. */
  number: Scalars['String']['output'];
  /** What the buyer has to do now, where payment waits for it. */
  paymentAction?: Maybe<PaymentAction>;
  /** When it was placed. */
  placedAt: Scalars['DateTime']['output'];
  /** Returns asked for. */
  returns: Array<Return>;
  /** Where it goes; visible to buyer and staff. */
  shippingAddress?: Maybe<PostalAddress>;
  /** The shipping method chosen. */
  shippingMethodName: Scalars['String']['output'];
  /** Where it stands. */
  status: OrderStatus;
  /** What happened, oldest first. */
  timeline: Array<OrderTimelineEntry>;
  /** What the buyer pays; for a seller, the part of it for the own lines. */
  total: Money;
  /** What it costs; for a seller, what the own lines come to, without shipping. */
  totals: Totals;
  /** When it was last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Number of changes so far; send it as expectedVersion. */
  version: Scalars['Int']['output'];
};

/** Why an order was cancelled. */
export type OrderCancelReason =
  /** The buyer asked. */
  | 'BY_CUSTOMER'
  /** Staff decided. */
  | 'BY_STAFF'
  /** Not all goods were there. */
  | 'OUT_OF_STOCK'
  /** The payment provider refused. */
  | 'PAYMENT_DECLINED'
  /** The buyer did not pay in time. */
  | 'PAYMENT_EXPIRED'
  /** A price changed between cart and order. */
  | 'PRICE_CHANGED';

/** A page of orders. */
export type OrderConnection = {
  __typename?: 'OrderConnection';
  /** The orders of this page. */
  edges: Array<OrderEdge>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** Number of orders in the whole list; counted only when asked for. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An order in a page. */
export type OrderEdge = {
  __typename?: 'OrderEdge';
  /** Position of the order. */
  cursor: Scalars['String']['output'];
  /** The order. */
  node: Order;
};

/** One variant of an order, as it was when bought. */
export type OrderLine = {
  __typename?: 'OrderLine';
  /** Units shipped so far. */
  fulfilledQuantity: Scalars['Int']['output'];
  /** Opaque id, `ol_…`. */
  id: Scalars['ID']['output'];
  /** Picture of the variant. */
  imageUrl?: Maybe<Scalars['String']['output']>;
  /** Net price of all units. */
  lineTotal: Money;
  /** Slug of the product. */
  productSlug: Scalars['String']['output'];
  /** Units bought. */
  quantity: Scalars['Int']['output'];
  /** Units in returns that were not rejected. */
  returnedQuantity: Scalars['Int']['output'];
  /** Who sold it. */
  seller?: Maybe<Seller>;
  /** Stock keeping unit. */
  sku: Scalars['String']['output'];
  /** Tax on the line. */
  tax: Money;
  /** Title of the product. */
  title: Scalars['String']['output'];
  /** Net price of one unit. */
  unitPrice: Money;
  /** The variant as it is today; null if it is gone. */
  variant?: Maybe<ProductVariant>;
  /** Title of the variant. */
  variantTitle: Scalars['String']['output'];
};

/** Outcome of a change to an order. */
export type OrderPayload = {
  __typename?: 'OrderPayload';
  /** The order as it is now; null if it cannot be found. */
  order?: Maybe<Order>;
  /** Why the change was refused; empty on success. */
  userErrors: Array<OrdersUserError>;
};

/** Where an order stands. */
export type OrderStatus =
  /** The buyer must act at the payment provider; see paymentAction. */
  | 'AWAITING_PAYMENT'
  /** It ended without delivery; see cancelReason. */
  | 'CANCELLED'
  /** Paid; it will be shipped. */
  | 'CONFIRMED'
  /** It has arrived. */
  | 'DELIVERED'
  /** All lines are shipped. */
  | 'FULFILLED'
  /** Some lines are shipped. */
  | 'PARTIALLY_FULFILLED'
  /** The payment provider has promised the money. */
  | 'PAYMENT_AUTHORIZED'
  /** Accepted; stock and payment follow. */
  | 'PLACED'
  /** Its goods are held for it. */
  | 'STOCK_RESERVED';

/** Something that happened to an order. */
export type OrderTimelineEntry = {
  __typename?: 'OrderTimelineEntry';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Details for people, such as a tracking number; not for sellers. */
  note?: Maybe<Scalars['String']['output']>;
  /** The status after it. */
  status: OrderStatus;
  /** What, in the words of the order's event log, for example `OrderPlaced`. */
  type: Scalars['String']['output'];
};

/** Conditions for orders; all given ones must hold. */
export type OrderWhere = {
  /** Placed at or after. */
  placedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Placed before. */
  placedTo?: InputMaybe<Scalars['DateTime']['input']>;
  /** Number, or part of the buyer's e-mail address. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** Statuses. */
  statuses?: InputMaybe<Array<OrderStatus>>;
};

/** What the orders subgraph may refuse or warn of, and why. */
export type OrdersErrorCode =
  /** The cart was checked out already. */
  | 'CART_CLOSED'
  /** The cart has no lines. */
  | 'CART_EMPTY'
  /** The cart has as many lines as a cart may have (50). */
  | 'CART_FULL'
  /** The key was used before with another body. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A field's content is not acceptable. */
  | 'INVALID_INPUT'
  /** The order's status does not allow it. */
  | 'INVALID_TRANSITION'
  /** No such thing, or not the viewer's. */
  | 'NOT_FOUND'
  /** The payment provider is not switched on in this shop. */
  | 'PAYMENT_PROVIDER_UNAVAILABLE'
  /** More units than the line has left, or than a cart's line may have (99). */
  | 'QUANTITY_EXCEEDED'
  /** The shipping method does not exist or does not serve the destination. */
  | 'SHIPPING_UNAVAILABLE'
  /** The cart or order has changed since the version given. */
  | 'STALE_VERSION'
  /** The total is not the one that the buyer was shown. */
  | 'TOTAL_CHANGED'
  /** The variant is unknown or not on sale. */
  | 'VARIANT_UNAVAILABLE';

/** Something the caller can act on. */
export type OrdersUserError = {
  __typename?: 'OrdersUserError';
  /** Stable code. */
  code: OrdersErrorCode;
  /** Path of the input field at fault. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** Text for developers; translate by code for users. */
  message: Scalars['String']['output'];
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

/** What a buyer must do to pay. */
export type PaymentAction = {
  __typename?: 'PaymentAction';
  /** Until when. */
  expiresAt: Scalars['DateTime']['output'];
  /** Page of the payment provider to open. */
  url: Scalars['String']['output'];
};

/** How an order is paid. */
export type PaymentInput = {
  /** Which provider. */
  provider: PaymentProviderName;
  /** The provider's one-time token for the buyer's payment method. Never a card number. */
  token: Scalars['String']['input'];
};

/** Payment providers. */
export type PaymentProviderName =
  /** PayPal. */
  | 'PAYPAL'
  /** The built-in test provider. */
  | 'SANDBOX'
  /** Stripe. */
  | 'STRIPE';

/** A checkout. */
export type PlaceOrderInput = {
  /** Which cart. */
  cartId: Scalars['ID']['input'];
  /** E-mail address for messages about the order. */
  email: Scalars['String']['input'];
  /** The total that the buyer was shown, minor units; the order is refused if it has moved. */
  expectedTotalMinor?: InputMaybe<Scalars['SafeInt']['input']>;
  /** A key of the caller's choosing, 8 to 200 characters; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Language of those messages, a BCP-47 tag such as `en` or `de-AT`. */
  locale?: Scalars['String']['input'];
  /** How it is paid. */
  payment: PaymentInput;
  /** Where it goes. */
  shippingAddress: ShippingAddressInput;
  /** Which shipping method; the cheapest if absent. */
  shippingMethodId?: InputMaybe<Scalars['ID']['input']>;
};

/** Outcome of placeOrder. */
export type PlaceOrderPayload = {
  __typename?: 'PlaceOrderPayload';
  /** The order; null if refused. */
  order?: Maybe<Order>;
  /** Why it was refused; empty on success. */
  userErrors: Array<OrdersUserError>;
};

/** A postal address as given at checkout. */
export type PostalAddress = {
  __typename?: 'PostalAddress';
  /** Town or city. */
  city: Scalars['String']['output'];
  /** ISO-3166 alpha-2 country code. */
  countryCode: Scalars['String']['output'];
  /** First line: street and number. */
  line1: Scalars['String']['output'];
  /** Second line. */
  line2?: Maybe<Scalars['String']['output']>;
  /** Full name of the recipient. */
  name: Scalars['String']['output'];
  /** Phone number, E.164. */
  phone?: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  postalCode: Scalars['String']['output'];
  /** State, province or county. */
  region?: Maybe<Scalars['String']['output']>;
};

export type ProductVariant = {
  __typename?: 'ProductVariant';
  id: Scalars['ID']['output'];
  sku: Scalars['String']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** A cart of the viewer (customer or guest). */
  cart?: Maybe<Cart>;
  /** An order that the viewer may see: its buyer (customer or guest), its sellers, admins. */
  order?: Maybe<Order>;
  /** A guest's order by its number and the e-mail address given at checkout. */
  orderByNumber?: Maybe<Order>;
  /** Orders that staff may see: a seller those with own lines, an admin all. */
  orders: OrderConnection;
  /** Shipping methods to a destination, cheapest first. */
  shippingMethods: Array<ShippingMethod>;
};


export type QueryCartArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrderByNumberArgs = {
  email: Scalars['String']['input'];
  number: Scalars['String']['input'];
};


export type QueryOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  where?: InputMaybe<OrderWhere>;
};


export type QueryShippingMethodsArgs = {
  countryCode?: Scalars['String']['input'];
};

/** A line to take out of a cart. */
export type RemoveCartLineInput = {
  /** Which cart. */
  cartId: Scalars['ID']['input'];
  /** Which line. */
  lineId: Scalars['ID']['input'];
};

/** A return to ask for. */
export type RequestReturnInput = {
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** What goes back. */
  lines: Array<LineQuantityInput>;
  /** Which order. */
  orderId: Scalars['ID']['input'];
  /** Why. */
  reason: Scalars['String']['input'];
};

/** A request to send goods back. */
export type Return = {
  __typename?: 'Return';
  /** Why it was rejected. */
  decisionNote?: Maybe<Scalars['String']['output']>;
  /** Opaque id, `ret_…`. */
  id: Scalars['ID']['output'];
  /** What goes back. */
  lines: Array<ReturnLine>;
  /** Why, in the buyer's words. */
  reason: Scalars['String']['output'];
  /** What is paid back, tax included. */
  refundAmount: Money;
  /** When it was asked for. */
  requestedAt: Scalars['DateTime']['output'];
  /** Where it stands. */
  status: ReturnStatus;
};

/** Units of an order line in a return. */
export type ReturnLine = {
  __typename?: 'ReturnLine';
  /** Id of the order line. */
  orderLineId: Scalars['ID']['output'];
  /** Units. */
  quantity: Scalars['Int']['output'];
};

/** Outcome of a change to a return. */
export type ReturnPayload = {
  __typename?: 'ReturnPayload';
  /** Its order. */
  order?: Maybe<Order>;
  /** The return as it is now; null if it cannot be found. */
  return?: Maybe<Return>;
  /** Why the change was refused; empty on success. */
  userErrors: Array<OrdersUserError>;
};

/** Where a return stands. */
export type ReturnStatus =
  /** The buyer may send the goods. */
  | 'APPROVED'
  /** The goods are back; the refund is on its way. */
  | 'RECEIVED'
  /** The money is on its way to the buyer. */
  | 'REFUNDED'
  /** Refused. */
  | 'REJECTED'
  /** Waits for staff. */
  | 'REQUESTED';

export type Seller = {
  __typename?: 'Seller';
  id: Scalars['ID']['output'];
};

/** Destination and shipping method of a cart. */
export type SetCartShippingInput = {
  /** Which cart. */
  cartId: Scalars['ID']['input'];
  /** ISO-3166 alpha-2 country code. */
  countryCode: Scalars['String']['input'];
  /** Postal code. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
  /** State, province or county, where tax depends on it. */
  region?: InputMaybe<Scalars['String']['input']>;
  /** Which shipping method; the cheapest if absent. */
  shippingMethodId?: InputMaybe<Scalars['ID']['input']>;
};

/** Where an order goes. */
export type ShippingAddressInput = {
  /** Town or city. */
  city: Scalars['String']['input'];
  /** ISO-3166 alpha-2 country code. */
  countryCode: Scalars['String']['input'];
  /** First line: street and number. */
  line1: Scalars['String']['input'];
  /** Second line. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Full name of the recipient. */
  name: Scalars['String']['input'];
  /** Phone number for the carrier and for SMS about the order, E.164. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** Postal code. */
  postalCode: Scalars['String']['input'];
  /** State, province or county. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** A way to send an order. */
export type ShippingMethod = {
  __typename?: 'ShippingMethod';
  /** Opaque id, to give to setCartShipping and placeOrder. */
  id: Scalars['ID']['output'];
  /** Most working days until delivery. */
  maxDays: Scalars['Int']['output'];
  /** Fewest working days until delivery. */
  minDays: Scalars['Int']['output'];
  /** Name. */
  name: Scalars['String']['output'];
  /** Net price. */
  price: Money;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** The viewer's orders as they change. */
  myOrdersUpdated?: Maybe<Order>;
  /** The order now, and again after each change. Buyer, its sellers, admins. */
  orderUpdated?: Maybe<Order>;
};


export type SubscriptionOrderUpdatedArgs = {
  orderId: Scalars['ID']['input'];
};

/** What a cart or order costs: subtotal - discount + shipping + tax = total. */
export type Totals = {
  __typename?: 'Totals';
  /** Reductions, as a positive amount. */
  discount: Money;
  /** Shipping, net. */
  shipping: Money;
  /** Sum of the lines, net. */
  subtotal: Money;
  /** Tax on lines and shipping. */
  tax: Money;
  /** What the buyer pays. */
  total: Money;
};

/** A new quantity of a cart line. */
export type UpdateCartLineInput = {
  /** Which cart. */
  cartId: Scalars['ID']['input'];
  /** Version of the cart that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Which line. */
  lineId: Scalars['ID']['input'];
  /** Units, 0 to 99; 0 removes the line. */
  quantity: Scalars['Int']['input'];
};

export type User = {
  __typename?: 'User';
  /** The open cart of the user; visible to the user only. */
  activeCart?: Maybe<Cart>;
  id: Scalars['ID']['output'];
  /** Orders of the user, newest first; visible to the user and to admins only. */
  orders?: Maybe<OrderConnection>;
};


export type UserOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
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
  Cart: Cart;
  Order: Order;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Cart:
    ( { __typename: 'Cart' }
    & GraphQLRecursivePick<FederationTypes['Cart'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddToCartInput: AddToCartInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CancelOrderInput: CancelOrderInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Cart: ResolverTypeWrapper<PricedCart>;
  CartLine: ResolverTypeWrapper<CartLineSource>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CartPayload: ResolverTypeWrapper<Omit<CartPayload, 'cart'> & { cart?: Maybe<ResolversTypes['Cart']> }>;
  ClaimCartInput: ClaimCartInput;
  CreateCartInput: CreateCartInput;
  CreateCartPayload: ResolverTypeWrapper<Omit<CreateCartPayload, 'cart'> & { cart?: Maybe<ResolversTypes['Cart']> }>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DecideReturnInput: DecideReturnInput;
  FulfilOrderInput: FulfilOrderInput;
  Fulfilment: ResolverTypeWrapper<FulfilmentSource>;
  FulfilmentLine: ResolverTypeWrapper<LineQuantity>;
  LineQuantityInput: LineQuantityInput;
  MarkOrderDeliveredInput: MarkOrderDeliveredInput;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Order: ResolverTypeWrapper<OrderView>;
  OrderCancelReason: OrderCancelReason;
  OrderConnection: ResolverTypeWrapper<OrderPage>;
  OrderEdge: ResolverTypeWrapper<Omit<OrderEdge, 'node'> & { node: ResolversTypes['Order'] }>;
  OrderLine: ResolverTypeWrapper<OrderLineSource>;
  OrderPayload: ResolverTypeWrapper<Omit<OrderPayload, 'order'> & { order?: Maybe<ResolversTypes['Order']> }>;
  OrderStatus: OrderStatus;
  OrderTimelineEntry: ResolverTypeWrapper<TimelineEntry>;
  OrderWhere: OrderWhere;
  OrdersErrorCode: OrdersErrorCode;
  OrdersUserError: ResolverTypeWrapper<OrdersUserError>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PaymentAction: ResolverTypeWrapper<PaymentActionSource>;
  PaymentInput: PaymentInput;
  PaymentProviderName: PaymentProviderName;
  PlaceOrderInput: PlaceOrderInput;
  PlaceOrderPayload: ResolverTypeWrapper<Omit<PlaceOrderPayload, 'order'> & { order?: Maybe<ResolversTypes['Order']> }>;
  PostalAddress: ResolverTypeWrapper<PostalAddressSource>;
  ProductVariant: ResolverTypeWrapper<ProductVariant>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RemoveCartLineInput: RemoveCartLineInput;
  RequestReturnInput: RequestReturnInput;
  Return: ResolverTypeWrapper<ReturnSource>;
  ReturnLine: ResolverTypeWrapper<LineQuantity>;
  ReturnPayload: ResolverTypeWrapper<Omit<ReturnPayload, 'order' | 'return'> & { order?: Maybe<ResolversTypes['Order']>, return?: Maybe<ResolversTypes['Return']> }>;
  ReturnStatus: ReturnStatus;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Seller: ResolverTypeWrapper<Seller>;
  SetCartShippingInput: SetCartShippingInput;
  ShippingAddressInput: ShippingAddressInput;
  ShippingMethod: ResolverTypeWrapper<ShippingOffer>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Totals: ResolverTypeWrapper<Totals>;
  UpdateCartLineInput: UpdateCartLineInput;
  User: ResolverTypeWrapper<UserSource>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddToCartInput: AddToCartInput;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  CancelOrderInput: CancelOrderInput;
  String: Scalars['String']['output'];
  Cart: PricedCart;
  CartLine: CartLineSource;
  Boolean: Scalars['Boolean']['output'];
  CartPayload: Omit<CartPayload, 'cart'> & { cart?: Maybe<ResolversParentTypes['Cart']> };
  ClaimCartInput: ClaimCartInput;
  CreateCartInput: CreateCartInput;
  CreateCartPayload: Omit<CreateCartPayload, 'cart'> & { cart?: Maybe<ResolversParentTypes['Cart']> };
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  DecideReturnInput: DecideReturnInput;
  FulfilOrderInput: FulfilOrderInput;
  Fulfilment: FulfilmentSource;
  FulfilmentLine: LineQuantity;
  LineQuantityInput: LineQuantityInput;
  MarkOrderDeliveredInput: MarkOrderDeliveredInput;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  Order: OrderView;
  OrderConnection: OrderPage;
  OrderEdge: Omit<OrderEdge, 'node'> & { node: ResolversParentTypes['Order'] };
  OrderLine: OrderLineSource;
  OrderPayload: Omit<OrderPayload, 'order'> & { order?: Maybe<ResolversParentTypes['Order']> };
  OrderTimelineEntry: TimelineEntry;
  OrderWhere: OrderWhere;
  OrdersUserError: OrdersUserError;
  PageInfo: PageInfo;
  PaymentAction: PaymentActionSource;
  PaymentInput: PaymentInput;
  PlaceOrderInput: PlaceOrderInput;
  PlaceOrderPayload: Omit<PlaceOrderPayload, 'order'> & { order?: Maybe<ResolversParentTypes['Order']> };
  PostalAddress: PostalAddressSource;
  ProductVariant: ProductVariant;
  Query: Record<PropertyKey, never>;
  RemoveCartLineInput: RemoveCartLineInput;
  RequestReturnInput: RequestReturnInput;
  Return: ReturnSource;
  ReturnLine: LineQuantity;
  ReturnPayload: Omit<ReturnPayload, 'order' | 'return'> & { order?: Maybe<ResolversParentTypes['Order']>, return?: Maybe<ResolversParentTypes['Return']> };
  SafeInt: Scalars['SafeInt']['output'];
  Seller: Seller;
  SetCartShippingInput: SetCartShippingInput;
  ShippingAddressInput: ShippingAddressInput;
  ShippingMethod: ShippingOffer;
  Subscription: Record<PropertyKey, never>;
  Totals: Totals;
  UpdateCartLineInput: UpdateCartLineInput;
  User: UserSource;
};

export type CartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cart'] = ResolversParentTypes['Cart'], FederationReferenceType extends FederationReferenceTypes['Cart'] = FederationReferenceTypes['Cart']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Cart']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['CartLine']>, ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  shippingCountryCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  shippingMethod?: Resolver<Maybe<ResolversTypes['ShippingMethod']>, ParentType, ContextType>;
  shippingMethods?: Resolver<Array<ResolversTypes['ShippingMethod']>, ParentType, ContextType>;
  totals?: Resolver<ResolversTypes['Totals'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CartLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartLine'] = ResolversParentTypes['CartLine']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lineTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  productSlug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  purchasable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
  variantTitle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CartPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartPayload'] = ResolversParentTypes['CartPayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
};

export type CreateCartPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateCartPayload'] = ResolversParentTypes['CreateCartPayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  guestToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type FulfilmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Fulfilment'] = ResolversParentTypes['Fulfilment']> = {
  carrier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['FulfilmentLine']>, ParentType, ContextType>;
  shippedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  trackingNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  trackingUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FulfilmentLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FulfilmentLine'] = ResolversParentTypes['FulfilmentLine']> = {
  orderLineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amountMinor?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addToCart?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationAddToCartArgs, 'input'>>;
  approveReturn?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationApproveReturnArgs, 'input'>>;
  cancelOrder?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationCancelOrderArgs, 'input'>>;
  claimCart?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationClaimCartArgs, 'input'>>;
  createCart?: Resolver<ResolversTypes['CreateCartPayload'], ParentType, ContextType, Partial<MutationCreateCartArgs>>;
  fulfilOrder?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationFulfilOrderArgs, 'input'>>;
  markOrderDelivered?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationMarkOrderDeliveredArgs, 'input'>>;
  placeOrder?: Resolver<ResolversTypes['PlaceOrderPayload'], ParentType, ContextType, RequireFields<MutationPlaceOrderArgs, 'input'>>;
  receiveReturn?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationReceiveReturnArgs, 'input'>>;
  rejectReturn?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationRejectReturnArgs, 'input'>>;
  removeCartLine?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationRemoveCartLineArgs, 'input'>>;
  requestReturn?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationRequestReturnArgs, 'input'>>;
  setCartShipping?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationSetCartShippingArgs, 'input'>>;
  updateCartLine?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationUpdateCartLineArgs, 'input'>>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  canCancel?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  canRequestReturn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cancelReason?: Resolver<Maybe<ResolversTypes['OrderCancelReason']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fulfilments?: Resolver<Array<ResolversTypes['Fulfilment']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  paymentAction?: Resolver<Maybe<ResolversTypes['PaymentAction']>, ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  returns?: Resolver<Array<ResolversTypes['Return']>, ParentType, ContextType>;
  shippingAddress?: Resolver<Maybe<ResolversTypes['PostalAddress']>, ParentType, ContextType>;
  shippingMethodName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  timeline?: Resolver<Array<ResolversTypes['OrderTimelineEntry']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  totals?: Resolver<ResolversTypes['Totals'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine']> = {
  fulfilledQuantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lineTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  productSlug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  returnedQuantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  seller?: Resolver<Maybe<ResolversTypes['Seller']>, ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
  variantTitle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderPayload'] = ResolversParentTypes['OrderPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
};

export type OrderTimelineEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderTimelineEntry'] = ResolversParentTypes['OrderTimelineEntry']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrdersUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrdersUserError'] = ResolversParentTypes['OrdersUserError']> = {
  code?: Resolver<ResolversTypes['OrdersErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentAction'] = ResolversParentTypes['PaymentAction']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlaceOrderPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlaceOrderPayload'] = ResolversParentTypes['PlaceOrderPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
};

export type PostalAddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostalAddress'] = ResolversParentTypes['PostalAddress']> = {
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  countryCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line1?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType, RequireFields<QueryCartArgs, 'id'>>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  orderByNumber?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderByNumberArgs, 'email' | 'number'>>;
  orders?: Resolver<ResolversTypes['OrderConnection'], ParentType, ContextType, RequireFields<QueryOrdersArgs, 'first'>>;
  shippingMethods?: Resolver<Array<ResolversTypes['ShippingMethod']>, ParentType, ContextType, RequireFields<QueryShippingMethodsArgs, 'countryCode'>>;
};

export type ReturnResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Return'] = ResolversParentTypes['Return']> = {
  decisionNote?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['ReturnLine']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refundAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ReturnStatus'], ParentType, ContextType>;
};

export type ReturnLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnLine'] = ResolversParentTypes['ReturnLine']> = {
  orderLineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReturnPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnPayload'] = ResolversParentTypes['ReturnPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  return?: Resolver<Maybe<ResolversTypes['Return']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SellerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Seller'] = ResolversParentTypes['Seller']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ShippingMethodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShippingMethod'] = ResolversParentTypes['ShippingMethod']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maxDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  myOrdersUpdated?: SubscriptionResolver<Maybe<ResolversTypes['Order']>, "myOrdersUpdated", ParentType, ContextType>;
  orderUpdated?: SubscriptionResolver<Maybe<ResolversTypes['Order']>, "orderUpdated", ParentType, ContextType, RequireFields<SubscriptionOrderUpdatedArgs, 'orderId'>>;
};

export type TotalsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Totals'] = ResolversParentTypes['Totals']> = {
  discount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  shipping?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  activeCart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<UserOrdersArgs, 'first'>>;
};

export type Resolvers<ContextType = Context> = {
  Cart?: CartResolvers<ContextType>;
  CartLine?: CartLineResolvers<ContextType>;
  CartPayload?: CartPayloadResolvers<ContextType>;
  CreateCartPayload?: CreateCartPayloadResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Fulfilment?: FulfilmentResolvers<ContextType>;
  FulfilmentLine?: FulfilmentLineResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  OrderPayload?: OrderPayloadResolvers<ContextType>;
  OrderTimelineEntry?: OrderTimelineEntryResolvers<ContextType>;
  OrdersUserError?: OrdersUserErrorResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PaymentAction?: PaymentActionResolvers<ContextType>;
  PlaceOrderPayload?: PlaceOrderPayloadResolvers<ContextType>;
  PostalAddress?: PostalAddressResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Return?: ReturnResolvers<ContextType>;
  ReturnLine?: ReturnLineResolvers<ContextType>;
  ReturnPayload?: ReturnPayloadResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  Seller?: SellerResolvers<ContextType>;
  ShippingMethod?: ShippingMethodResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Totals?: TotalsResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
};

