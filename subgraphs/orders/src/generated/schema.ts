import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { PricedCart } from '../cart/cart.ts';
import type { CartLineSource, CartVoucherSource } from '../cart/cart.resolvers.ts';
import type { OrderView } from '../order/order-view.ts';
import type { OrderLineSource, ReturnSource, CancellationSource, UserSource } from '../order/order.resolvers.ts';
import type { OrderPage } from '../order/list-orders.ts';
import type { TimelineEntry } from '../order/timeline.ts';
import type { Fulfilment as FulfilmentSource, LineQuantity, ReturnLine as ReturnLineSource, PaymentAction as PaymentActionSource, PostalAddress as PostalAddressSource } from '../order/order-state.ts';
import type { Promotion as PromotionSource } from '../promotion/promotion.ts';
import type { PromotionPage } from '../promotion/promotion.resolvers.ts';
import type { StuckSaga, StuckSagaPage } from '../saga/list-stuck-sagas.ts';
import type { InvoiceSource } from '../invoice/invoice.resolvers.ts';
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

/** A note to write. */
export type AddOrderNoteInput = {
  /** Version of the order that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Which order. */
  orderId: Scalars['ID']['input'];
  /** What it says, up to 2000 characters. */
  text: Scalars['String']['input'];
  /** Who reads it. */
  visibility?: OrderNoteVisibility;
};

/** Units to add to a cart. */
export type AddToCartInput = {
  /** Which cart. */
  cartId: Scalars['ID']['input'];
  /** Version of the cart that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The claim of the buyer's place in a flash sale (FlashSalePlace.claim), to buy at its price while the hold lasts. */
  flashSaleClaim?: InputMaybe<Scalars['String']['input']>;
  /** A key of the caller's choosing, 8 to 200 characters; the same key and body changes nothing more and answers with the cart as it is. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Units, 1 to 99. */
  quantity?: Scalars['Int']['input'];
  /** Which variant. */
  variantId: Scalars['ID']['input'];
};

/** A promotion to take out of use. */
export type ArchivePromotionInput = {
  /** Version of the promotion that the change is based on. */
  expectedVersion: Scalars['Int']['input'];
  /** Which promotion. */
  id: Scalars['ID']['input'];
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
};

/** A cancellation. */
export type CancelOrderInput = {
  /** Version of the order that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Which order. */
  orderId: Scalars['ID']['input'];
  /** Why, in the caller's words. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** Units that will not be shipped although others of the order were. */
export type Cancellation = {
  __typename?: 'Cancellation';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Opaque id, `can_…`. */
  id: Scalars['ID']['output'];
  /** What will not be shipped. */
  lines: Array<FulfilmentLine>;
  /** Why, in the words of who asked. */
  note?: Maybe<Scalars['String']['output']>;
  /** Whose wish it was. */
  reason: OrderCancelReason;
  /** What is paid back, tax included. */
  refundAmount: Money;
};

/** Goods chosen by a customer or guest, not bought yet. */
export type Cart = {
  __typename?: 'Cart';
  /** What promotions and vouchers take off. */
  discounts: Array<Discount>;
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
  /** Codes that the buyer put in. */
  vouchers: Array<CartVoucher>;
};

/** One variant in a cart. */
export type CartLine = {
  __typename?: 'CartLine';
  /** What promotions take off the line. */
  discount: Money;
  /** Until when a flash sale holds the units for the buyer, where they come from one. */
  holdExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id, `cl_…`. */
  id: Scalars['ID']['output'];
  /** Picture of the variant. */
  imageUrl?: Maybe<Scalars['String']['output']>;
  /** Net price of all units now, before reductions. */
  lineTotal: Money;
  /** Net price of one unit when it was put in, where that was another; confirmCartPrices agrees to the new one. */
  previousUnitPrice?: Maybe<Money>;
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

/** A voucher's code in a cart. */
export type CartVoucher = {
  __typename?: 'CartVoucher';
  /** Whether it reduces the price now. */
  applied: Scalars['Boolean']['output'];
  /** The code. */
  code: Scalars['String']['output'];
  /** What the goods it applies to must come to, where the problem is MINIMUM_SPEND. */
  minimumSpend?: Maybe<Money>;
  /** Why it does not. */
  problem?: Maybe<VoucherProblem>;
};

/** A guest's cart to take over. */
export type ClaimCartInput = {
  /** Which cart. */
  cartId: Scalars['ID']['input'];
  /** Version of the cart that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The guest token that createCart gave. */
  guestToken: Scalars['String']['input'];
  /** A key of the caller's choosing, 8 to 200 characters; the same key and body changes nothing more and answers with the cart as it is. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A cart whose prices are agreed to. */
export type ConfirmCartPricesInput = {
  /** Which cart. */
  cartId: Scalars['ID']['input'];
  /** Version of the cart that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** A key of the caller's choosing, 8 to 200 characters; the same key and body changes nothing more and answers with the cart as it is. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Options of a new cart. */
export type CreateCartInput = {
  /** ISO-3166 alpha-2 code of the likely destination, for tax and shipping. */
  countryCode?: Scalars['String']['input'];
  /** A key of the caller's choosing, 8 to 200 characters; the same key opens one cart. Means nothing from callers without a token. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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

/** A promotion to make. */
export type CreatePromotionInput = {
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** What it says. */
  promotion: PromotionInput;
};

/** A decision on a return. */
export type DecideReturnInput = {
  /** Version of the order that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** What came back, for receiveReturn: lines that are not named came back whole and can be sold again. */
  lines?: InputMaybe<Array<ReceivedLineInput>>;
  /** A note for the buyer. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** Which return. */
  returnId: Scalars['ID']['input'];
};

/** A reduction that a promotion or voucher gives. */
export type Discount = {
  __typename?: 'Discount';
  /** Code of the voucher; null for a promotion that needs none. */
  code?: Maybe<Scalars['String']['output']>;
  /** What it takes off the goods. */
  goods: Money;
  /** Name of the promotion, for people. */
  name: Scalars['String']['output'];
  /** What it takes off shipping. */
  shipping: Money;
};

/** A shipment to record. */
export type FulfilOrderInput = {
  /** Carrier. */
  carrier?: InputMaybe<Scalars['String']['input']>;
  /** Version of the order that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
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

/** An invoice or credit note; it never changes. */
export type Invoice = {
  __typename?: 'Invoice';
  /** Page of the store that answers with the PDF; good for ten minutes, for whoever has it. */
  downloadUrl: Scalars['String']['output'];
  /** Opaque id, `inv_…`. */
  id: Scalars['ID']['output'];
  /** When it was issued. */
  issuedAt: Scalars['DateTime']['output'];
  /** What it is. */
  kind: InvoiceKind;
  /** Number, in a sequence without gaps. */
  number: Scalars['String']['output'];
  /** What it comes to. */
  total: Money;
};

/** A file. */
export type InvoiceFile = {
  __typename?: 'InvoiceFile';
  /** Its bytes in base64. */
  contentBase64: Scalars['String']['output'];
  /** Name to keep it under. */
  fileName: Scalars['String']['output'];
  /** Its media type. */
  mediaType: Scalars['String']['output'];
};

/** What a document of an order is. */
export type InvoiceKind =
  /** What was paid back. */
  | 'CREDIT_NOTE'
  /** What the buyer paid, issued when the order was confirmed. */
  | 'INVOICE';

/** Units of an order line. */
export type LineQuantityInput = {
  /** Which order line. */
  orderLineId: Scalars['ID']['input'];
  /** Units. */
  quantity: Scalars['Int']['input'];
};

/** An arrival to record. */
export type MarkOrderDeliveredInput = {
  /** Version of the order that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
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
  /** Write a note on an order, for its buyer too or among staff. Sellers (orders with own lines) and admins. */
  addOrderNote: OrderPayload;
  /** Put units of a variant into the cart; adds to the line if there is one. */
  addToCart: CartPayload;
  /** Put a voucher's code into the cart. One whose conditions are not met yet is kept, with a warning, and counts once they are. */
  applyVoucher: CartPayload;
  /** Accept a return request. Admins. */
  approveReturn: ReturnPayload;
  /** Take a promotion out of use for good; its code becomes free. Admins. */
  archivePromotion: PromotionPayload;
  /** Cancel an order that has not been shipped, or what is left to ship of one that was in part. Buyers and admins. */
  cancelOrder: OrderPayload;
  /** Give a guest's cart to the signed-in customer; its lines are merged into the customer's open cart if there is one. */
  claimCart: CartPayload;
  /** End the order of a saga that waits, and have undone whatever was asked for. Operators. */
  compensateSaga: OrderPayload;
  /** Agree to the prices of now, after previousUnitPrice was shown to the buyer. */
  confirmCartPrices: CartPayload;
  /** Open a cart. A caller without a token becomes a guest: keep `guestToken` and send it as the bearer token from then on. */
  createCart: CreateCartPayload;
  /** Make a promotion; with a code it is a voucher. Admins. */
  createPromotion: PromotionPayload;
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
  /** Take a voucher's code out of the cart. */
  removeVoucher: CartPayload;
  /** Ask to send lines of a delivered order back. Buyers. */
  requestReturn: ReturnPayload;
  /** Ask again for the refund of a return whose `refundFailed` is true. Admins. */
  retryReturnRefund: ReturnPayload;
  /** Ask the question of a stuck saga again, at once. Operators. */
  retrySaga: OrderPayload;
  /** Tell where the cart goes and how, so that its totals include shipping and tax. */
  setCartShipping: CartPayload;
  /** Set the quantity of a line; 0 removes it. */
  updateCartLine: CartPayload;
  /** Replace what a promotion says. Orders keep what they were given. Admins. */
  updatePromotion: PromotionPayload;
};


export type MutationAddOrderNoteArgs = {
  input: AddOrderNoteInput;
};


export type MutationAddToCartArgs = {
  input: AddToCartInput;
};


export type MutationApplyVoucherArgs = {
  input: VoucherInput;
};


export type MutationApproveReturnArgs = {
  input: DecideReturnInput;
};


export type MutationArchivePromotionArgs = {
  input: ArchivePromotionInput;
};


export type MutationCancelOrderArgs = {
  input: CancelOrderInput;
};


export type MutationClaimCartArgs = {
  input: ClaimCartInput;
};


export type MutationCompensateSagaArgs = {
  input: OperateSagaInput;
};


export type MutationConfirmCartPricesArgs = {
  input: ConfirmCartPricesInput;
};


export type MutationCreateCartArgs = {
  input?: InputMaybe<CreateCartInput>;
};


export type MutationCreatePromotionArgs = {
  input: CreatePromotionInput;
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


export type MutationRemoveVoucherArgs = {
  input: VoucherInput;
};


export type MutationRequestReturnArgs = {
  input: RequestReturnInput;
};


export type MutationRetryReturnRefundArgs = {
  input: DecideReturnInput;
};


export type MutationRetrySagaArgs = {
  input: OperateSagaInput;
};


export type MutationSetCartShippingArgs = {
  input: SetCartShippingInput;
};


export type MutationUpdateCartLineArgs = {
  input: UpdateCartLineInput;
};


export type MutationUpdatePromotionArgs = {
  input: UpdatePromotionInput;
};

/** What to do about a saga that waits. */
export type OperateSagaInput = {
  /** Version of the order that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Why; kept in the order's log with the operator's id. */
  note: Scalars['String']['input'];
  /** Which order. */
  orderId: Scalars['ID']['input'];
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
  /** What was cancelled after other units were shipped. */
  cancellations: Array<Cancellation>;
  /** The customer; null for guests. */
  customer?: Maybe<User>;
  /** What promotions and vouchers took off; not for sellers. */
  discounts: Array<Discount>;
  /** E-mail address for messages about it; visible to the buyer and admins. */
  email?: Maybe<Scalars['String']['output']>;
  /** Shipments so far. */
  fulfilments: Array<Fulfilment>;
  /** Opaque id, `ord_…`. */
  id: Scalars['ID']['output'];
  /** Invoice and credit notes, oldest first; they follow the confirmation within seconds. Not for sellers. */
  invoices: Array<Invoice>;
  /** What was bought, as it was at that moment; a seller sees the own lines. */
  lines: Array<OrderLine>;
  /** Notes of staff, as far as they are for the viewer. */
  notes: Array<OrderNote>;
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
  /** Number of orders in the whole list; counted only when asked for, and null where there are more than 10,000. */
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
  /** Units that will not be shipped. */
  cancelledQuantity: Scalars['Int']['output'];
  /** What promotions took off the line. */
  discount: Money;
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

/** A note of staff on an order. */
export type OrderNote = {
  __typename?: 'OrderNote';
  /** When it was written. */
  at: Scalars['DateTime']['output'];
  /** Opaque id, `note_…`. */
  id: Scalars['ID']['output'];
  /** What it says. */
  text: Scalars['String']['output'];
  /** Who reads it. */
  visibility: OrderNoteVisibility;
};

/** Who reads a note. */
export type OrderNoteVisibility =
  /** The buyer and staff. */
  | 'CUSTOMER'
  /** Staff: admins, and the seller who wrote it. */
  | 'STAFF';

/** Outcome of a change to an order. */
export type OrderPayload = {
  __typename?: 'OrderPayload';
  /** The order as it is now; null if it cannot be found. */
  order?: Maybe<Order>;
  /** Why the change was refused; empty on success. */
  userErrors: Array<OrdersUserError>;
};

/** The process that takes an order from PLACED to CONFIRMED, waiting for an answer. */
export type OrderSaga = {
  __typename?: 'OrderSaga';
  /** How often its question was asked again. */
  attempts: Scalars['Int']['output'];
  /** When it will be asked again by itself. */
  deadlineAt: Scalars['DateTime']['output'];
  /** Its order. */
  order?: Maybe<Order>;
  /** Where it stands. */
  step: SagaStep;
};

/** A page of sagas. */
export type OrderSagaConnection = {
  __typename?: 'OrderSagaConnection';
  /** The sagas of this page. */
  edges: Array<OrderSagaEdge>;
  /** Where the page lies. */
  pageInfo: PageInfo;
};

/** A saga in a page. */
export type OrderSagaEdge = {
  __typename?: 'OrderSagaEdge';
  /** Position of the saga. */
  cursor: Scalars['String']['output'];
  /** The saga. */
  node: OrderSaga;
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
  /** Who caused it: the id of a person, or the system that told so; for admins only. */
  actor?: Maybe<Scalars['String']['output']>;
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
  /** Another promotion has the code. */
  | 'CODE_TAKEN'
  /** The claim of a flash sale is not for this buyer, variant and number of units, or its hold has run out. */
  | 'FLASH_SALE_CLAIM_INVALID'
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
  /** A price is not the one that the buyer was shown; the message tells both. */
  | 'PRICE_CHANGED'
  /** More units than the line has left, or than a cart's line may have (99). */
  | 'QUANTITY_EXCEEDED'
  /** The shipping method does not exist or does not serve the destination. */
  | 'SHIPPING_UNAVAILABLE'
  /** The cart or order has changed since the version given. */
  | 'STALE_VERSION'
  /** The total is not the one that the buyer was shown. */
  | 'TOTAL_CHANGED'
  /** The variant is unknown or not on sale. */
  | 'VARIANT_UNAVAILABLE'
  /** The voucher's code cannot be used, or not any more. */
  | 'VOUCHER_INVALID'
  /** The cart has as many codes as a cart may have (5). */
  | 'VOUCHER_LIMIT'
  /** The voucher's code is in the cart and reduces nothing now; see Cart.vouchers. */
  | 'VOUCHER_NOT_APPLIED';

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
  /**
   * The total that the buyer was shown, minor units; the order is refused with a new quote if it has moved. Without it, the
   * order is refused if the price of a line is another than when it was put into the cart.
   */
  expectedTotalMinor?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Version of the cart that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
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
  /** The cart as it stands, where the order was refused; priced for the address given where the price is the reason. */
  cart?: Maybe<Cart>;
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

/** A reduction for carts that meet its conditions: without a code for all of them, with one (a voucher) for those who have it. */
export type Promotion = {
  __typename?: 'Promotion';
  /** What an AMOUNT takes off, net. */
  amount?: Maybe<Money>;
  /** Share of a PERCENTAGE in basis points: 1000 is 10 %. */
  basisPoints?: Maybe<Scalars['Int']['output']>;
  /** Slugs of categories that it applies to; empty for all. */
  categorySlugs: Array<Scalars['String']['output']>;
  /** Code, in capitals; null for a promotion that needs none. */
  code?: Maybe<Scalars['String']['output']>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Currency of its amounts; carts in another one do not get it. */
  currency: Scalars['CurrencyCode']['output'];
  /** Customers who get it; empty for everybody. */
  customerIds: Array<Scalars['ID']['output']>;
  /** Whether it is given at all. */
  enabled: Scalars['Boolean']['output'];
  /** Until when, not included; null for no bound. */
  endsAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it stands alone. */
  exclusive: Scalars['Boolean']['output'];
  /** Whether it is for buyers without an order. */
  firstOrderOnly: Scalars['Boolean']['output'];
  /** Opaque id, `promo_…`. */
  id: Scalars['ID']['output'];
  /** What it takes off. */
  kind: PromotionKind;
  /** What the goods that it applies to must come to before reductions, net. */
  minimumSpend: Money;
  /** Name, shown to buyers. */
  name: Scalars['String']['output'];
  /** Those of higher priority are taken off first, each from what the ones before have left. */
  priority: Scalars['Int']['output'];
  /** Products that it applies to; empty for all. A line must be in each list that is not empty. */
  productIds: Array<Scalars['ID']['output']>;
  /** Sellers whose goods it applies to; empty for all. */
  sellerIds: Array<Scalars['ID']['output']>;
  /** From when; null for no bound. */
  startsAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Orders that may hold it; null for no limit. */
  usageLimit?: Maybe<Scalars['Int']['output']>;
  /** Orders of one buyer that may hold it; null for no limit. */
  usageLimitPerCustomer?: Maybe<Scalars['Int']['output']>;
  /** Standing orders that hold it. */
  usedCount: Scalars['Int']['output'];
  /** Number of changes so far; send it as expectedVersion. */
  version: Scalars['Int']['output'];
};

/** A page of promotions. */
export type PromotionConnection = {
  __typename?: 'PromotionConnection';
  /** The promotions of this page. */
  edges: Array<PromotionEdge>;
  /** Where the page lies. */
  pageInfo: PageInfo;
};

/** A promotion in a page. */
export type PromotionEdge = {
  __typename?: 'PromotionEdge';
  /** Position of the promotion. */
  cursor: Scalars['String']['output'];
  /** The promotion. */
  node: Promotion;
};

/** What a promotion says. */
export type PromotionInput = {
  /** What an AMOUNT takes off, net, minor units. */
  amountMinor?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Share of a PERCENTAGE in basis points, 1 to 10000. */
  basisPoints?: InputMaybe<Scalars['Int']['input']>;
  /** Slugs of categories that it applies to, 100 at most; empty for all. */
  categorySlugs?: Array<Scalars['String']['input']>;
  /** Code, 3 to 40 letters, digits, - or _; none for a promotion that needs none. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** Currency of its amounts. */
  currency: Scalars['CurrencyCode']['input'];
  /** Customers who get it, 1000 at most; empty for everybody. */
  customerIds?: Array<Scalars['ID']['input']>;
  /** Whether it is given. */
  enabled?: Scalars['Boolean']['input'];
  /** Until when, not included. */
  endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether it stands alone. */
  exclusive?: Scalars['Boolean']['input'];
  /** Whether it is for buyers without an order. */
  firstOrderOnly?: Scalars['Boolean']['input'];
  /** What it takes off. */
  kind: PromotionKind;
  /** What the goods that it applies to must come to before reductions, net, minor units. */
  minimumSpendMinor?: Scalars['SafeInt']['input'];
  /** Name, shown to buyers. */
  name: Scalars['String']['input'];
  /** Those of higher priority are taken off first; -1000 to 1000. */
  priority?: Scalars['Int']['input'];
  /** Products that it applies to, 500 at most; empty for all. */
  productIds?: Array<Scalars['ID']['input']>;
  /** Sellers whose goods it applies to, 100 at most; empty for all. */
  sellerIds?: Array<Scalars['ID']['input']>;
  /** From when. */
  startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Orders that may hold it. Whether there is a limit is settled when the promotion is made. */
  usageLimit?: InputMaybe<Scalars['Int']['input']>;
  /** Orders of one buyer that may hold it. Whether there is a limit is settled when the promotion is made. */
  usageLimitPerCustomer?: InputMaybe<Scalars['Int']['input']>;
};

/** What a promotion takes off. */
export type PromotionKind =
  /** An amount, from the goods. */
  | 'AMOUNT'
  /** The price of shipping. */
  | 'FREE_SHIPPING'
  /** A share of the goods. */
  | 'PERCENTAGE';

/** Outcome of a change to a promotion. */
export type PromotionPayload = {
  __typename?: 'PromotionPayload';
  /** The promotion as it is now; null if refused or archived. */
  promotion?: Maybe<Promotion>;
  /** Why the change was refused; empty on success. */
  userErrors: Array<OrdersUserError>;
};

/** Conditions for promotions; all given ones must hold. */
export type PromotionWhere = {
  /** Whether they are given. */
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Vouchers only, or only promotions that need no code. */
  hasCode?: InputMaybe<Scalars['Boolean']['input']>;
  /** Beginning of the code or the name. */
  search?: InputMaybe<Scalars['String']['input']>;
};

export type Query = {
  __typename?: 'Query';
  /** A cart of the viewer (customer or guest). */
  cart?: Maybe<Cart>;
  /** The file behind the token of an invoice's downloadUrl; null where the token is not good any more. */
  invoiceFile?: Maybe<InvoiceFile>;
  /** An order that the viewer may see: its buyer (customer or guest), its sellers, admins. */
  order?: Maybe<Order>;
  /** A guest's order by its number and the e-mail address given at checkout. */
  orderByNumber?: Maybe<Order>;
  /** Orders that staff may see: a seller those with own lines, an admin all. */
  orders: OrderConnection;
  /** A promotion or voucher. Admins. */
  promotion?: Maybe<Promotion>;
  /** Promotions and vouchers that were not archived, newest first. Admins. */
  promotions: PromotionConnection;
  /** Shipping methods to a destination, cheapest first. */
  shippingMethods: Array<ShippingMethod>;
  /** Orders whose saga waits for an answer although it was asked for again and again, newest first. Operators. */
  stuckSagas: OrderSagaConnection;
};


export type QueryCartArgs = {
  id: Scalars['ID']['input'];
};


export type QueryInvoiceFileArgs = {
  token: Scalars['String']['input'];
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


export type QueryPromotionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPromotionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  where?: InputMaybe<PromotionWhere>;
};


export type QueryShippingMethodsArgs = {
  countryCode?: Scalars['String']['input'];
};


export type QueryStuckSagasArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** Units of a return that came back. */
export type ReceivedLineInput = {
  /** Which order line. */
  orderLineId: Scalars['ID']['input'];
  /** Units that came back, 0 to those asked for. */
  quantity: Scalars['Int']['input'];
  /** Whether they can be sold again. */
  restock?: Scalars['Boolean']['input'];
};

/** A line to take out of a cart. */
export type RemoveCartLineInput = {
  /** Which cart. */
  cartId: Scalars['ID']['input'];
  /** Version of the cart that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** A key of the caller's choosing, 8 to 200 characters; the same key and body changes nothing more and answers with the cart as it is. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Which line. */
  lineId: Scalars['ID']['input'];
};

/** A return to ask for. */
export type RequestReturnInput = {
  /** Version of the order that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
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
  /** Whether paying it back has failed; true until staff ask again, with `retryReturnRefund`. */
  refundFailed: Scalars['Boolean']['output'];
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
  /** Units asked for. */
  quantity: Scalars['Int']['output'];
  /** Units that came back; null until goods have. */
  receivedQuantity?: Maybe<Scalars['Int']['output']>;
  /** Whether they can be sold again; null until goods have come back. */
  restocked?: Maybe<Scalars['Boolean']['output']>;
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
  /** The money is on its way to the buyer, or there was none to pay back. */
  | 'REFUNDED'
  /** Refused. */
  | 'REJECTED'
  /** Waits for staff. */
  | 'REQUESTED';

/** Where a saga stands. */
export type SagaStep =
  /** Payments was asked to authorise the payment. */
  | 'AUTHORIZING'
  /** The buyer has to act at the payment provider. */
  | 'AWAITING_BUYER'
  /** Ended, and undone. */
  | 'CANCELLED'
  /** Payments was asked to capture the payment. */
  | 'CAPTURING'
  /** Products was asked to sell the goods that it holds. */
  | 'COMMITTING'
  /** Done. */
  | 'COMPLETED'
  /** Products was asked to hold the goods. */
  | 'RESERVING';

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
  /** Version of the cart that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** A key of the caller's choosing, 8 to 200 characters; the same key and body changes nothing more and answers with the cart as it is. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
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
  /** Orders as they change: of own lines for a seller, all for an admin. */
  ordersUpdated?: Maybe<Order>;
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
  /** A key of the caller's choosing, 8 to 200 characters; the same key and body changes nothing more and answers with the cart as it is. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Which line. */
  lineId: Scalars['ID']['input'];
  /** Units, 0 to 99; 0 removes the line. */
  quantity: Scalars['Int']['input'];
};

/** A promotion to replace. */
export type UpdatePromotionInput = {
  /** Version of the promotion that the change is based on. */
  expectedVersion: Scalars['Int']['input'];
  /** Which promotion. */
  id: Scalars['ID']['input'];
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** What it says from now on, all of it. */
  promotion: PromotionInput;
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

/** A code for a cart. */
export type VoucherInput = {
  /** Which cart. */
  cartId: Scalars['ID']['input'];
  /** The code; capitals and small letters are alike. */
  code: Scalars['String']['input'];
  /** Version of the cart that the change is based on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** A key of the caller's choosing, 8 to 200 characters; the same key and body changes nothing more and answers with the cart as it is. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Why a voucher does not reduce the price of a cart. */
export type VoucherProblem =
  /** The buyer has used it as often as one may; the checkout is refused until it is taken out. */
  | 'ALREADY_USED'
  /** What it applies to does not come to its minimum; see minimumSpend. */
  | 'MINIMUM_SPEND'
  /** Nothing is left that it could take off. */
  | 'NOTHING_LEFT'
  /** It cannot be combined with what else is given, and that is worth more. */
  | 'NOT_COMBINABLE'
  /** It is for first orders; the checkout is refused until it is taken out. */
  | 'NOT_FIRST_ORDER'
  /** It is over, used up, or not for this buyer; the checkout is refused until it is taken out. */
  | 'NOT_VALID'
  /** It applies to nothing in the cart. */
  | 'NO_MATCHING_GOODS';



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
  AddOrderNoteInput: AddOrderNoteInput;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddToCartInput: AddToCartInput;
  ArchivePromotionInput: ArchivePromotionInput;
  CancelOrderInput: CancelOrderInput;
  Cancellation: ResolverTypeWrapper<CancellationSource>;
  Cart: ResolverTypeWrapper<PricedCart>;
  CartLine: ResolverTypeWrapper<CartLineSource>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CartPayload: ResolverTypeWrapper<Omit<CartPayload, 'cart'> & { cart?: Maybe<ResolversTypes['Cart']> }>;
  CartVoucher: ResolverTypeWrapper<CartVoucherSource>;
  ClaimCartInput: ClaimCartInput;
  ConfirmCartPricesInput: ConfirmCartPricesInput;
  CreateCartInput: CreateCartInput;
  CreateCartPayload: ResolverTypeWrapper<Omit<CreateCartPayload, 'cart'> & { cart?: Maybe<ResolversTypes['Cart']> }>;
  CreatePromotionInput: CreatePromotionInput;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DecideReturnInput: DecideReturnInput;
  Discount: ResolverTypeWrapper<Discount>;
  FulfilOrderInput: FulfilOrderInput;
  Fulfilment: ResolverTypeWrapper<FulfilmentSource>;
  FulfilmentLine: ResolverTypeWrapper<LineQuantity>;
  Invoice: ResolverTypeWrapper<InvoiceSource>;
  InvoiceFile: ResolverTypeWrapper<InvoiceFile>;
  InvoiceKind: InvoiceKind;
  LineQuantityInput: LineQuantityInput;
  MarkOrderDeliveredInput: MarkOrderDeliveredInput;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OperateSagaInput: OperateSagaInput;
  Order: ResolverTypeWrapper<OrderView>;
  OrderCancelReason: OrderCancelReason;
  OrderConnection: ResolverTypeWrapper<OrderPage>;
  OrderEdge: ResolverTypeWrapper<Omit<OrderEdge, 'node'> & { node: ResolversTypes['Order'] }>;
  OrderLine: ResolverTypeWrapper<OrderLineSource>;
  OrderNote: ResolverTypeWrapper<OrderNote>;
  OrderNoteVisibility: OrderNoteVisibility;
  OrderPayload: ResolverTypeWrapper<Omit<OrderPayload, 'order'> & { order?: Maybe<ResolversTypes['Order']> }>;
  OrderSaga: ResolverTypeWrapper<StuckSaga>;
  OrderSagaConnection: ResolverTypeWrapper<StuckSagaPage>;
  OrderSagaEdge: ResolverTypeWrapper<Omit<OrderSagaEdge, 'node'> & { node: ResolversTypes['OrderSaga'] }>;
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
  PlaceOrderPayload: ResolverTypeWrapper<Omit<PlaceOrderPayload, 'cart' | 'order'> & { cart?: Maybe<ResolversTypes['Cart']>, order?: Maybe<ResolversTypes['Order']> }>;
  PostalAddress: ResolverTypeWrapper<PostalAddressSource>;
  ProductVariant: ResolverTypeWrapper<ProductVariant>;
  Promotion: ResolverTypeWrapper<PromotionSource>;
  PromotionConnection: ResolverTypeWrapper<PromotionPage>;
  PromotionEdge: ResolverTypeWrapper<Omit<PromotionEdge, 'node'> & { node: ResolversTypes['Promotion'] }>;
  PromotionInput: PromotionInput;
  PromotionKind: PromotionKind;
  PromotionPayload: ResolverTypeWrapper<Omit<PromotionPayload, 'promotion'> & { promotion?: Maybe<ResolversTypes['Promotion']> }>;
  PromotionWhere: PromotionWhere;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReceivedLineInput: ReceivedLineInput;
  RemoveCartLineInput: RemoveCartLineInput;
  RequestReturnInput: RequestReturnInput;
  Return: ResolverTypeWrapper<ReturnSource>;
  ReturnLine: ResolverTypeWrapper<ReturnLineSource>;
  ReturnPayload: ResolverTypeWrapper<Omit<ReturnPayload, 'order' | 'return'> & { order?: Maybe<ResolversTypes['Order']>, return?: Maybe<ResolversTypes['Return']> }>;
  ReturnStatus: ReturnStatus;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  SagaStep: SagaStep;
  Seller: ResolverTypeWrapper<Seller>;
  SetCartShippingInput: SetCartShippingInput;
  ShippingAddressInput: ShippingAddressInput;
  ShippingMethod: ResolverTypeWrapper<ShippingOffer>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Totals: ResolverTypeWrapper<Totals>;
  UpdateCartLineInput: UpdateCartLineInput;
  UpdatePromotionInput: UpdatePromotionInput;
  User: ResolverTypeWrapper<UserSource>;
  VoucherInput: VoucherInput;
  VoucherProblem: VoucherProblem;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddOrderNoteInput: AddOrderNoteInput;
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AddToCartInput: AddToCartInput;
  ArchivePromotionInput: ArchivePromotionInput;
  CancelOrderInput: CancelOrderInput;
  Cancellation: CancellationSource;
  Cart: PricedCart;
  CartLine: CartLineSource;
  Boolean: Scalars['Boolean']['output'];
  CartPayload: Omit<CartPayload, 'cart'> & { cart?: Maybe<ResolversParentTypes['Cart']> };
  CartVoucher: CartVoucherSource;
  ClaimCartInput: ClaimCartInput;
  ConfirmCartPricesInput: ConfirmCartPricesInput;
  CreateCartInput: CreateCartInput;
  CreateCartPayload: Omit<CreateCartPayload, 'cart'> & { cart?: Maybe<ResolversParentTypes['Cart']> };
  CreatePromotionInput: CreatePromotionInput;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  DecideReturnInput: DecideReturnInput;
  Discount: Discount;
  FulfilOrderInput: FulfilOrderInput;
  Fulfilment: FulfilmentSource;
  FulfilmentLine: LineQuantity;
  Invoice: InvoiceSource;
  InvoiceFile: InvoiceFile;
  LineQuantityInput: LineQuantityInput;
  MarkOrderDeliveredInput: MarkOrderDeliveredInput;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  OperateSagaInput: OperateSagaInput;
  Order: OrderView;
  OrderConnection: OrderPage;
  OrderEdge: Omit<OrderEdge, 'node'> & { node: ResolversParentTypes['Order'] };
  OrderLine: OrderLineSource;
  OrderNote: OrderNote;
  OrderPayload: Omit<OrderPayload, 'order'> & { order?: Maybe<ResolversParentTypes['Order']> };
  OrderSaga: StuckSaga;
  OrderSagaConnection: StuckSagaPage;
  OrderSagaEdge: Omit<OrderSagaEdge, 'node'> & { node: ResolversParentTypes['OrderSaga'] };
  OrderTimelineEntry: TimelineEntry;
  OrderWhere: OrderWhere;
  OrdersUserError: OrdersUserError;
  PageInfo: PageInfo;
  PaymentAction: PaymentActionSource;
  PaymentInput: PaymentInput;
  PlaceOrderInput: PlaceOrderInput;
  PlaceOrderPayload: Omit<PlaceOrderPayload, 'cart' | 'order'> & { cart?: Maybe<ResolversParentTypes['Cart']>, order?: Maybe<ResolversParentTypes['Order']> };
  PostalAddress: PostalAddressSource;
  ProductVariant: ProductVariant;
  Promotion: PromotionSource;
  PromotionConnection: PromotionPage;
  PromotionEdge: Omit<PromotionEdge, 'node'> & { node: ResolversParentTypes['Promotion'] };
  PromotionInput: PromotionInput;
  PromotionPayload: Omit<PromotionPayload, 'promotion'> & { promotion?: Maybe<ResolversParentTypes['Promotion']> };
  PromotionWhere: PromotionWhere;
  Query: Record<PropertyKey, never>;
  ReceivedLineInput: ReceivedLineInput;
  RemoveCartLineInput: RemoveCartLineInput;
  RequestReturnInput: RequestReturnInput;
  Return: ReturnSource;
  ReturnLine: ReturnLineSource;
  ReturnPayload: Omit<ReturnPayload, 'order' | 'return'> & { order?: Maybe<ResolversParentTypes['Order']>, return?: Maybe<ResolversParentTypes['Return']> };
  SafeInt: Scalars['SafeInt']['output'];
  Seller: Seller;
  SetCartShippingInput: SetCartShippingInput;
  ShippingAddressInput: ShippingAddressInput;
  ShippingMethod: ShippingOffer;
  Subscription: Record<PropertyKey, never>;
  Totals: Totals;
  UpdateCartLineInput: UpdateCartLineInput;
  UpdatePromotionInput: UpdatePromotionInput;
  User: UserSource;
  VoucherInput: VoucherInput;
};

export type CancellationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cancellation'] = ResolversParentTypes['Cancellation']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['FulfilmentLine']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['OrderCancelReason'], ParentType, ContextType>;
  refundAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type CartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cart'] = ResolversParentTypes['Cart'], FederationReferenceType extends FederationReferenceTypes['Cart'] = FederationReferenceTypes['Cart']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Cart']> | FederationReferenceType, FederationReferenceType, ContextType>;
  discounts?: Resolver<Array<ResolversTypes['Discount']>, ParentType, ContextType>;
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
  vouchers?: Resolver<Array<ResolversTypes['CartVoucher']>, ParentType, ContextType>;
};

export type CartLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartLine'] = ResolversParentTypes['CartLine']> = {
  discount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  holdExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lineTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  previousUnitPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
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

export type CartVoucherResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartVoucher'] = ResolversParentTypes['CartVoucher']> = {
  applied?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  minimumSpend?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['VoucherProblem']>, ParentType, ContextType>;
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

export type DiscountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Discount'] = ResolversParentTypes['Discount']> = {
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  goods?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  shipping?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

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

export type InvoiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice']> = {
  downloadUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issuedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['InvoiceKind'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type InvoiceFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceFile'] = ResolversParentTypes['InvoiceFile']> = {
  contentBase64?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amountMinor?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addOrderNote?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationAddOrderNoteArgs, 'input'>>;
  addToCart?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationAddToCartArgs, 'input'>>;
  applyVoucher?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationApplyVoucherArgs, 'input'>>;
  approveReturn?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationApproveReturnArgs, 'input'>>;
  archivePromotion?: Resolver<ResolversTypes['PromotionPayload'], ParentType, ContextType, RequireFields<MutationArchivePromotionArgs, 'input'>>;
  cancelOrder?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationCancelOrderArgs, 'input'>>;
  claimCart?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationClaimCartArgs, 'input'>>;
  compensateSaga?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationCompensateSagaArgs, 'input'>>;
  confirmCartPrices?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationConfirmCartPricesArgs, 'input'>>;
  createCart?: Resolver<ResolversTypes['CreateCartPayload'], ParentType, ContextType, Partial<MutationCreateCartArgs>>;
  createPromotion?: Resolver<ResolversTypes['PromotionPayload'], ParentType, ContextType, RequireFields<MutationCreatePromotionArgs, 'input'>>;
  fulfilOrder?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationFulfilOrderArgs, 'input'>>;
  markOrderDelivered?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationMarkOrderDeliveredArgs, 'input'>>;
  placeOrder?: Resolver<ResolversTypes['PlaceOrderPayload'], ParentType, ContextType, RequireFields<MutationPlaceOrderArgs, 'input'>>;
  receiveReturn?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationReceiveReturnArgs, 'input'>>;
  rejectReturn?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationRejectReturnArgs, 'input'>>;
  removeCartLine?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationRemoveCartLineArgs, 'input'>>;
  removeVoucher?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationRemoveVoucherArgs, 'input'>>;
  requestReturn?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationRequestReturnArgs, 'input'>>;
  retryReturnRefund?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationRetryReturnRefundArgs, 'input'>>;
  retrySaga?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationRetrySagaArgs, 'input'>>;
  setCartShipping?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationSetCartShippingArgs, 'input'>>;
  updateCartLine?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationUpdateCartLineArgs, 'input'>>;
  updatePromotion?: Resolver<ResolversTypes['PromotionPayload'], ParentType, ContextType, RequireFields<MutationUpdatePromotionArgs, 'input'>>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  canCancel?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  canRequestReturn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cancelReason?: Resolver<Maybe<ResolversTypes['OrderCancelReason']>, ParentType, ContextType>;
  cancellations?: Resolver<Array<ResolversTypes['Cancellation']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  discounts?: Resolver<Array<ResolversTypes['Discount']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fulfilments?: Resolver<Array<ResolversTypes['Fulfilment']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoices?: Resolver<Array<ResolversTypes['Invoice']>, ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  notes?: Resolver<Array<ResolversTypes['OrderNote']>, ParentType, ContextType>;
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
  cancelledQuantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  discount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
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

export type OrderNoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderNote'] = ResolversParentTypes['OrderNote']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['OrderNoteVisibility'], ParentType, ContextType>;
};

export type OrderPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderPayload'] = ResolversParentTypes['OrderPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
};

export type OrderSagaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderSaga'] = ResolversParentTypes['OrderSaga']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deadlineAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  step?: Resolver<ResolversTypes['SagaStep'], ParentType, ContextType>;
};

export type OrderSagaConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderSagaConnection'] = ResolversParentTypes['OrderSagaConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrderSagaEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OrderSagaEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderSagaEdge'] = ResolversParentTypes['OrderSagaEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OrderSaga'], ParentType, ContextType>;
};

export type OrderTimelineEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderTimelineEntry'] = ResolversParentTypes['OrderTimelineEntry']> = {
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
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

export type PromotionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Promotion'] = ResolversParentTypes['Promotion']> = {
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  basisPoints?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  categorySlugs?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  customerIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  exclusive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  firstOrderOnly?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PromotionKind'], ParentType, ContextType>;
  minimumSpend?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  productIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  sellerIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  startsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  usageLimit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  usageLimitPerCustomer?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  usedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PromotionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PromotionConnection'] = ResolversParentTypes['PromotionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PromotionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PromotionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PromotionEdge'] = ResolversParentTypes['PromotionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Promotion'], ParentType, ContextType>;
};

export type PromotionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PromotionPayload'] = ResolversParentTypes['PromotionPayload']> = {
  promotion?: Resolver<Maybe<ResolversTypes['Promotion']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['OrdersUserError']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType, RequireFields<QueryCartArgs, 'id'>>;
  invoiceFile?: Resolver<Maybe<ResolversTypes['InvoiceFile']>, ParentType, ContextType, RequireFields<QueryInvoiceFileArgs, 'token'>>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  orderByNumber?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderByNumberArgs, 'email' | 'number'>>;
  orders?: Resolver<ResolversTypes['OrderConnection'], ParentType, ContextType, RequireFields<QueryOrdersArgs, 'first'>>;
  promotion?: Resolver<Maybe<ResolversTypes['Promotion']>, ParentType, ContextType, RequireFields<QueryPromotionArgs, 'id'>>;
  promotions?: Resolver<ResolversTypes['PromotionConnection'], ParentType, ContextType, RequireFields<QueryPromotionsArgs, 'first'>>;
  shippingMethods?: Resolver<Array<ResolversTypes['ShippingMethod']>, ParentType, ContextType, RequireFields<QueryShippingMethodsArgs, 'countryCode'>>;
  stuckSagas?: Resolver<ResolversTypes['OrderSagaConnection'], ParentType, ContextType, RequireFields<QueryStuckSagasArgs, 'first'>>;
};

export type ReturnResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Return'] = ResolversParentTypes['Return']> = {
  decisionNote?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['ReturnLine']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refundAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refundFailed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ReturnStatus'], ParentType, ContextType>;
};

export type ReturnLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnLine'] = ResolversParentTypes['ReturnLine']> = {
  orderLineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  receivedQuantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  restocked?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
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
  ordersUpdated?: SubscriptionResolver<Maybe<ResolversTypes['Order']>, "ordersUpdated", ParentType, ContextType>;
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
  Cancellation?: CancellationResolvers<ContextType>;
  Cart?: CartResolvers<ContextType>;
  CartLine?: CartLineResolvers<ContextType>;
  CartPayload?: CartPayloadResolvers<ContextType>;
  CartVoucher?: CartVoucherResolvers<ContextType>;
  CreateCartPayload?: CreateCartPayloadResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Discount?: DiscountResolvers<ContextType>;
  Fulfilment?: FulfilmentResolvers<ContextType>;
  FulfilmentLine?: FulfilmentLineResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  InvoiceFile?: InvoiceFileResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  OrderNote?: OrderNoteResolvers<ContextType>;
  OrderPayload?: OrderPayloadResolvers<ContextType>;
  OrderSaga?: OrderSagaResolvers<ContextType>;
  OrderSagaConnection?: OrderSagaConnectionResolvers<ContextType>;
  OrderSagaEdge?: OrderSagaEdgeResolvers<ContextType>;
  OrderTimelineEntry?: OrderTimelineEntryResolvers<ContextType>;
  OrdersUserError?: OrdersUserErrorResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PaymentAction?: PaymentActionResolvers<ContextType>;
  PlaceOrderPayload?: PlaceOrderPayloadResolvers<ContextType>;
  PostalAddress?: PostalAddressResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  Promotion?: PromotionResolvers<ContextType>;
  PromotionConnection?: PromotionConnectionResolvers<ContextType>;
  PromotionEdge?: PromotionEdgeResolvers<ContextType>;
  PromotionPayload?: PromotionPayloadResolvers<ContextType>;
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

