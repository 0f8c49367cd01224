import type { TotalsMinor } from '../pricing/price-engine.ts';
import type { Discount } from '../promotion/promotion.ts';
import type { OrderCancelReason, OrderStatus } from './order-status.ts';

/** A postal address as given at checkout. */
export type PostalAddress = {
  readonly name: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string;
  readonly countryCode: string;
  readonly phone: string | null;
};

export const paymentProviders = ['SANDBOX', 'STRIPE', 'PAYPAL'] as const;
export type PaymentProviderName = (typeof paymentProviders)[number];

/** One variant of an order, as it was when bought. */
export type OrderLine = {
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly productSlug: string;
  readonly imageUrl: string | null;
  readonly sellerId: string | null;
  readonly categorySlug: string | null;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly lineTotalMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  /** The rate behind the tax; null in orders from before it was kept. */
  readonly taxRateBasisPoints: number | null;
  /** The buyer's place in the flash sale that the units come from, if they do. */
  readonly placeId: string | null;
};

/** What was agreed when the order was placed; it never changes. Instants are ISO-8601 texts, as in the log. */
export type PlacedOrder = {
  readonly id: string;
  readonly number: string;
  readonly cartId: string;
  readonly customerId: string | null;
  readonly guestId: string | null;
  readonly email: string;
  readonly phone: string | null;
  readonly locale: string;
  readonly currency: string;
  readonly lines: readonly OrderLine[];
  readonly totals: TotalsMinor;
  /** What promotions took off. */
  readonly discounts: readonly Discount[];
  readonly shippingAddress: PostalAddress;
  readonly shippingMethodId: string;
  readonly shippingMethodName: string;
  readonly paymentProvider: PaymentProviderName;
  readonly placedAt: string;
};

export type PaymentAction = { readonly url: string; readonly expiresAt: string };

export type LineQuantity = { readonly lineId: string; readonly quantity: number };

export type Fulfilment = {
  readonly id: string;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  readonly lines: readonly LineQuantity[];
  readonly shippedAt: string;
};

export type ReturnStatus = 'REQUESTED' | 'APPROVED' | 'REJECTED' | 'RECEIVED' | 'REFUNDED';

/** Units of a line that go back: those asked for, and once goods have come back those that did. */
export type ReturnLine = LineQuantity & {
  readonly refundMinor: number;
  /** Units asked for, once goods have come back. */
  readonly askedQuantity?: number;
  /** Whether the units that came back can be sold again. */
  readonly restock?: boolean;
};

export type OrderReturn = {
  readonly id: string;
  readonly status: ReturnStatus;
  readonly reason: string;
  readonly lines: readonly ReturnLine[];
  readonly refundMinor: number;
  readonly requestedAt: string;
  readonly decisionNote: string | null;
  /** Present while its refund has failed and has not been asked for again. */
  readonly refundFailed?: true | undefined;
  /** How many times its refund has been asked for again. */
  readonly refundRetries?: number;
};

export type Refund = {
  readonly refundId: string;
  readonly returnId: string | null;
  readonly amountMinor: number;
};

/** A word about an order, from staff: for its buyer too, or among staff. */
export type OrderNote = {
  readonly id: string;
  readonly text: string;
  readonly visibility: 'CUSTOMER' | 'STAFF';
  readonly authorId: string;
  readonly at: string;
};

/** Units that will not be shipped although others of the order were. */
export type Cancellation = {
  readonly id: string;
  readonly reason: 'BY_CUSTOMER' | 'BY_STAFF';
  readonly note: string | null;
  readonly lines: readonly (LineQuantity & { readonly refundMinor: number })[];
  readonly refundMinor: number;
  readonly at: string;
};

/** An order as it stands: what was agreed, and what has become of it. */
export type OrderState = PlacedOrder & {
  /** Number of entries in its log. */
  readonly version: number;
  readonly status: OrderStatus;
  readonly cancelReason: OrderCancelReason | null;
  readonly paymentAction: PaymentAction | null;
  readonly fulfilments: readonly Fulfilment[];
  readonly returns: readonly OrderReturn[];
  readonly refunds: readonly Refund[];
  readonly notes: readonly OrderNote[];
  readonly cancellations: readonly Cancellation[];
  readonly deliveredAt: string | null;
  readonly updatedAt: string;
};

/** Units of a line shipped so far. */
export function fulfilledQuantity(order: Pick<OrderState, 'fulfilments'>, lineId: string): number {
  return order.fulfilments
    .flatMap((fulfilment) => fulfilment.lines)
    .reduce((units, line) => (line.lineId === lineId ? units + line.quantity : units), 0);
}

/** Units of a line that will not be shipped. */
export function cancelledQuantity(order: Pick<OrderState, 'cancellations'>, lineId: string): number {
  return cancelledLines(order, lineId).reduce((units, line) => units + line.quantity, 0);
}

/** What cancellations of units pay back for a line. */
export function cancelledMinor(order: Pick<OrderState, 'cancellations'>, lineId: string): number {
  return cancelledLines(order, lineId).reduce((amount, line) => amount + line.refundMinor, 0);
}

function cancelledLines(order: Pick<OrderState, 'cancellations'>, lineId: string): Cancellation['lines'] {
  return order.cancellations.flatMap((each) => each.lines).filter((line) => line.lineId === lineId);
}

/** Units of a line that are still to be shipped. */
export function openQuantity(order: OrderState, line: OrderLine): number {
  return line.quantity - fulfilledQuantity(order, line.id) - cancelledQuantity(order, line.id);
}

/** What the buyer pays for a line, tax included. */
export function paidMinor(line: OrderLine): number {
  return line.lineTotalMinor - line.discountMinor + line.taxMinor;
}

/** `amount * part / whole`, rounded half up. */
export function shareOf(amountMinor: number, part: number, whole: number): number {
  const doubled = 2n * BigInt(amountMinor) * BigInt(part) + BigInt(whole);
  return Number(doubled / (2n * BigInt(whole)));
}

/** Returns that stand: all that were not rejected. */
function standingReturnLines(order: Pick<OrderState, 'returns'>, lineId: string): OrderReturn['lines'] {
  return order.returns
    .filter((request) => request.status !== 'REJECTED')
    .flatMap((request) => request.lines)
    .filter((line) => line.lineId === lineId);
}

/** Units of a line in returns that were not rejected. */
export function returnedQuantity(order: Pick<OrderState, 'returns'>, lineId: string): number {
  return standingReturnLines(order, lineId).reduce((units, line) => units + line.quantity, 0);
}

/** What returns that were not rejected pay back for a line. */
export function returnedMinor(order: Pick<OrderState, 'returns'>, lineId: string): number {
  return standingReturnLines(order, lineId).reduce((amount, line) => amount + line.refundMinor, 0);
}
