import { catalogue, type EventType } from './events/catalogue.ts';
import type { SubgraphName } from './events/define-event.ts';

/**
 * Who consumes what: the subgraphs' workers, and the gateway for its cache (cache-invalidation.ts). Each consumer has
 * one queue with a dead-letter queue; a subscription to each publisher's topic lets through only the types listed here.
 * The launcher, the CDK stacks and the workers all read this table.
 */
export const consumers = {
  users: [],
  products: [
    'StockRequested',
    'StockCommitRequested',
    'StockReleaseRequested',
    'OrderConfirmed',
    'OrderLinesCancelled',
    'ReturnReceived',
    'UserRegistered',
    'UserProfileChanged',
    'BackInStock',
  ],
  orders: [
    'ProductPublished',
    'ProductChanged',
    'ProductArchived',
    'StockReserved',
    'StockRejected',
    'StockCommitted',
    'StockCommitFailed',
    'PaymentAuthorized',
    'PaymentActionRequired',
    'PaymentDeclined',
    'PaymentCaptured',
    'PaymentCaptureFailed',
    'PaymentRefunded',
    'PaymentRefundFailed',
    'DisputeOpened',
    'DisputeClosed',
  ],
  payments: ['PaymentRequested', 'PaymentCaptureRequested', 'PaymentVoidRequested', 'PaymentRefundRequested'],
  notifications: [
    'UserRegistered',
    'UserProfileChanged',
    'SessionRevoked',
    'OrderPlaced',
    'OrderConfirmed',
    'OrderCancelled',
    'OrderFulfilled',
    'OrderDelivered',
    'PaymentActionRequired',
    'PaymentRefunded',
    'PaymentRefundFailed',
    'DisputeOpened',
    'DisputeClosed',
    'ReturnRequested',
    'ReturnApproved',
    'ReturnRejected',
    'CartAbandoned',
    'StockLow',
    'BackInStockAlertDue',
  ],
  analytics: [
    'UserRegistered',
    'CartCreated',
    'OrderPlaced',
    'OrderConfirmed',
    'OrderCancelled',
    'OrderFulfilled',
    'OrderDelivered',
    'PaymentDeclined',
    'PaymentRefunded',
    'ReturnRequested',
    'ReturnReceived',
    'ReviewPublished',
    'NotificationSent',
    'NotificationFailed',
  ],
  gateway: [
    'ProductPublished',
    'ProductChanged',
    'ProductArchived',
    'StockChanged',
    'ReviewPublished',
    'UserProfileChanged',
  ],
} as const satisfies Record<SubgraphName | 'gateway', readonly EventType[]>;

export type ConsumedBy<Name extends keyof typeof consumers> = (typeof consumers)[Name][number];

/** The subgraph that publishes events of a type. */
export function ownerOf(type: EventType): SubgraphName {
  return catalogue[type].owner;
}
