import { backInStock } from './back-in-stock.ts';
import { backInStockAlertDue } from './back-in-stock-alert-due.ts';
import { cartAbandoned } from './cart-abandoned.ts';
import { cartCreated } from './cart-created.ts';
import type { EventDefinition, EventOf } from './define-event.ts';
import { disputeClosed } from './dispute-closed.ts';
import { disputeOpened } from './dispute-opened.ts';
import { notificationFailed } from './notification-failed.ts';
import { notificationSent } from './notification-sent.ts';
import { orderCancelled } from './order-cancelled.ts';
import { orderConfirmed } from './order-confirmed.ts';
import { orderDelivered } from './order-delivered.ts';
import { orderFulfilled } from './order-fulfilled.ts';
import { orderLinesCancelled } from './order-lines-cancelled.ts';
import { orderPlaced } from './order-placed.ts';
import { paymentActionRequired } from './payment-action-required.ts';
import { paymentAuthorized } from './payment-authorized.ts';
import { paymentCaptureFailed } from './payment-capture-failed.ts';
import { paymentCaptureRequested } from './payment-capture-requested.ts';
import { paymentCaptured } from './payment-captured.ts';
import { paymentDeclined } from './payment-declined.ts';
import { paymentRefundFailed } from './payment-refund-failed.ts';
import { paymentRefundRequested } from './payment-refund-requested.ts';
import { paymentRefunded } from './payment-refunded.ts';
import { paymentRequested } from './payment-requested.ts';
import { paymentVoidRequested } from './payment-void-requested.ts';
import { paymentVoided } from './payment-voided.ts';
import { productArchived } from './product-archived.ts';
import { productChanged } from './product-changed.ts';
import { productPublished } from './product-published.ts';
import { returnApproved } from './return-approved.ts';
import { returnReceived } from './return-received.ts';
import { returnRejected } from './return-rejected.ts';
import { returnRequested } from './return-requested.ts';
import { reviewPublished } from './review-published.ts';
import { reviewSubmitted } from './review-submitted.ts';
import { sessionRevoked } from './session-revoked.ts';
import { stockChanged } from './stock-changed.ts';
import { stockCommitFailed } from './stock-commit-failed.ts';
import { stockCommitRequested } from './stock-commit-requested.ts';
import { stockCommitted } from './stock-committed.ts';
import { stockLow } from './stock-low.ts';
import { stockRejected } from './stock-rejected.ts';
import { stockReleaseRequested } from './stock-release-requested.ts';
import { stockReleased } from './stock-released.ts';
import { stockRequested } from './stock-requested.ts';
import { stockReserved } from './stock-reserved.ts';
import { userProfileChanged } from './user-profile-changed.ts';
import { userRegistered } from './user-registered.ts';

/** Every event of the system, by type. */
export const catalogue = {
  UserRegistered: userRegistered,
  UserProfileChanged: userProfileChanged,
  SessionRevoked: sessionRevoked,
  ProductPublished: productPublished,
  ProductChanged: productChanged,
  ProductArchived: productArchived,
  StockReserved: stockReserved,
  StockRejected: stockRejected,
  StockCommitted: stockCommitted,
  StockCommitFailed: stockCommitFailed,
  StockReleased: stockReleased,
  StockChanged: stockChanged,
  StockLow: stockLow,
  BackInStock: backInStock,
  BackInStockAlertDue: backInStockAlertDue,
  ReviewSubmitted: reviewSubmitted,
  ReviewPublished: reviewPublished,
  CartCreated: cartCreated,
  CartAbandoned: cartAbandoned,
  OrderPlaced: orderPlaced,
  OrderConfirmed: orderConfirmed,
  OrderCancelled: orderCancelled,
  OrderLinesCancelled: orderLinesCancelled,
  OrderFulfilled: orderFulfilled,
  OrderDelivered: orderDelivered,
  StockRequested: stockRequested,
  StockCommitRequested: stockCommitRequested,
  StockReleaseRequested: stockReleaseRequested,
  PaymentRequested: paymentRequested,
  PaymentCaptureRequested: paymentCaptureRequested,
  PaymentVoidRequested: paymentVoidRequested,
  PaymentRefundRequested: paymentRefundRequested,
  ReturnRequested: returnRequested,
  ReturnApproved: returnApproved,
  ReturnRejected: returnRejected,
  ReturnReceived: returnReceived,
  PaymentAuthorized: paymentAuthorized,
  PaymentActionRequired: paymentActionRequired,
  PaymentDeclined: paymentDeclined,
  PaymentCaptured: paymentCaptured,
  PaymentCaptureFailed: paymentCaptureFailed,
  PaymentVoided: paymentVoided,
  PaymentRefunded: paymentRefunded,
  PaymentRefundFailed: paymentRefundFailed,
  DisputeOpened: disputeOpened,
  DisputeClosed: disputeClosed,
  NotificationSent: notificationSent,
  NotificationFailed: notificationFailed,
} as const;

export type EventType = keyof typeof catalogue;

/** An event of the given type or types, parsed. */
export type SoukEvent<Type extends EventType = EventType> = {
  [T in Type]: EventOf<(typeof catalogue)[T]>;
}[Type];

/** The definition of an event type, or undefined where nobody publishes such events. */
export function findEvent(type: string): EventDefinition | undefined {
  return Object.hasOwn(catalogue, type) ? catalogue[type as EventType] : undefined;
}
