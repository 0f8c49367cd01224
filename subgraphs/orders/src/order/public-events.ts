import { createEvent, type EventContext, type EventEnvelope } from '@souk/shared/events/define-event';
import { orderCancelled } from '@souk/shared/events/order-cancelled';
import { orderConfirmed } from '@souk/shared/events/order-confirmed';
import { orderDelivered } from '@souk/shared/events/order-delivered';
import { orderFulfilled } from '@souk/shared/events/order-fulfilled';
import { orderLinesCancelled } from '@souk/shared/events/order-lines-cancelled';
import { orderPlaced } from '@souk/shared/events/order-placed';
import type { orderSnapshot, returnSnapshot } from '@souk/shared/events/parts';
import { paymentCaptureRequested } from '@souk/shared/events/payment-capture-requested';
import { paymentRefundRequested } from '@souk/shared/events/payment-refund-requested';
import { paymentRequested } from '@souk/shared/events/payment-requested';
import { paymentVoidRequested } from '@souk/shared/events/payment-void-requested';
import { returnApproved } from '@souk/shared/events/return-approved';
import { returnReceived } from '@souk/shared/events/return-received';
import { returnRejected } from '@souk/shared/events/return-rejected';
import { returnRequested } from '@souk/shared/events/return-requested';
import { stockCommitRequested } from '@souk/shared/events/stock-commit-requested';
import { stockReleaseRequested } from '@souk/shared/events/stock-release-requested';
import { stockRequested } from '@souk/shared/events/stock-requested';
import type { z } from 'zod';
import type { SagaCommand } from '../saga/saga-decision.ts';
import type { LogEntry } from './order-log.ts';
import type { Cancellation, OrderState } from './order-state.ts';

export type EventOrigin = { readonly correlationId?: string | undefined; readonly now: Date };

/** What the world is told when an entry has joined an order's log; steps between systems stay among them. */
export function eventsOfEntry(order: OrderState, entry: LogEntry, origin: EventOrigin): EventEnvelope[] {
  const context = contextOf(order, origin);
  switch (entry.type) {
    case 'OrderPlaced':
      return [createEvent(orderPlaced, context, snapshot(order))];
    case 'OrderConfirmed':
      return [createEvent(orderConfirmed, context, snapshot(order))];
    case 'OrderCancelled':
      return [createEvent(orderCancelled, context, { ...snapshot(order), reason: entry.data.reason })];
    case 'OrderFulfilled': {
      const { fulfilment } = entry.data;
      return [
        createEvent(orderFulfilled, context, {
          ...snapshot(order),
          fulfilmentId: fulfilment.id,
          complete: order.status === 'FULFILLED',
          carrier: fulfilment.carrier,
          trackingNumber: fulfilment.trackingNumber,
          trackingUrl: fulfilment.trackingUrl,
          fulfilledLines: [...fulfilment.lines],
        }),
      ];
    }
    case 'LinesCancelled':
      return eventsOfCancellation(order, entry.data.cancellation, context);
    case 'OrderDelivered':
      return [createEvent(orderDelivered, context, snapshot(order))];
    case 'ReturnRequested':
      return [createEvent(returnRequested, context, snapshotOfReturn(order, entry.data.return.id))];
    case 'ReturnApproved':
      return [createEvent(returnApproved, context, snapshotOfReturn(order, entry.data.returnId))];
    case 'ReturnRejected':
      return [createEvent(returnRejected, context, snapshotOfReturn(order, entry.data.returnId))];
    case 'ReturnReceived':
      return [
        createEvent(returnReceived, context, snapshotOfReturn(order, entry.data.returnId)),
        ...refundOfReturn(order, entry.data.returnId, context),
      ];
    case 'ReturnRefundRetried':
      return refundOfReturn(order, entry.data.returnId, context);
    case 'StockReserved':
    case 'PaymentActionRequired':
    case 'PaymentAuthorized':
    case 'PaymentRefunded':
    case 'PaymentRefundFailed':
    case 'DisputeOpened':
    case 'DisputeClosed':
    case 'NoteAdded':
    case 'SagaRetried':
      return [];
    default:
      return entry satisfies never;
  }
}

/** What a payment request needs beyond the order. */
export type PaymentDetails = { readonly paymentToken: string | null; readonly returnUrl: string };

/** The event that carries out a command of the saga. */
export function eventOfCommand(
  command: SagaCommand,
  order: OrderState,
  payment: PaymentDetails,
  origin: EventOrigin,
): EventEnvelope {
  const context = contextOf(order, origin);
  const orderId = order.id;
  switch (command) {
    case 'REQUEST_STOCK':
      return createEvent(stockRequested, context, {
        orderId,
        currency: order.currency,
        lines: order.lines.map(({ variantId, quantity, unitPriceMinor, placeId }) => ({
          variantId,
          quantity,
          unitPriceMinor,
          ...(placeId ? { placeId } : {}),
        })),
      });
    case 'REQUEST_PAYMENT':
      if (payment.paymentToken === null) throw new Error(`order ${orderId} has no payment token any more`);
      return createEvent(paymentRequested, context, {
        orderId,
        number: order.number,
        customerId: order.customerId,
        guestId: order.guestId,
        email: order.email,
        amountMinor: order.totals.totalMinor,
        currency: order.currency,
        provider: order.paymentProvider,
        paymentToken: payment.paymentToken,
        returnUrl: payment.returnUrl,
      });
    case 'COMMIT_STOCK':
      return createEvent(stockCommitRequested, context, { orderId });
    case 'CAPTURE_PAYMENT':
      return createEvent(paymentCaptureRequested, context, { orderId });
    case 'RELEASE_STOCK':
      return createEvent(stockReleaseRequested, context, { orderId });
    case 'VOID_PAYMENT':
      return createEvent(paymentVoidRequested, context, {
        orderId,
        reason: order.cancelReason ?? 'BY_STAFF',
      });
    default:
      return command satisfies never;
  }
}

function contextOf(order: OrderState, origin: EventOrigin): EventContext {
  return {
    aggregateId: order.id,
    aggregateVersion: order.version,
    occurredAt: origin.now,
    correlationId: origin.correlationId,
  };
}

function snapshot(order: OrderState): z.input<typeof orderSnapshot> {
  return {
    orderId: order.id,
    number: order.number,
    customerId: order.customerId,
    guestId: order.guestId,
    email: order.email,
    phone: order.phone,
    locale: order.locale,
    currency: order.currency,
    lines: order.lines.map(
      ({ id, discountMinor: _discount, taxRateBasisPoints: _rate, placeId: _place, ...line }) => ({
        lineId: id,
        ...line,
      }),
    ),
    totals: order.totals,
    shippingAddress: order.shippingAddress,
    placedAt: order.placedAt,
  };
}

function findReturn(order: OrderState, returnId: string): OrderState['returns'][number] {
  const found = order.returns.find((each) => each.id === returnId);
  if (!found) throw new Error(`order ${order.id} has no return ${returnId}`);
  return found;
}

function snapshotOfReturn(order: OrderState, returnId: string): z.input<typeof returnSnapshot> {
  const found = findReturn(order, returnId);
  const variantOf = new Map(order.lines.map((line) => [line.id, line.variantId]));
  return {
    returnId,
    order: snapshot(order),
    reason: found.reason,
    note: found.decisionNote,
    lines: found.lines
      .filter(({ quantity }) => quantity > 0)
      .map(({ lineId, quantity, restock = true }) => ({
        lineId,
        variantId: variantOf.get(lineId)!,
        quantity,
        restock,
      })),
    refundMinor: found.refundMinor,
  };
}

/** What will not be shipped goes back into stock, and its price to the buyer. */
function eventsOfCancellation(
  order: OrderState,
  cancellation: Cancellation,
  context: EventContext,
): EventEnvelope[] {
  const { id, reason, lines, refundMinor } = cancellation;
  const variantOf = new Map(order.lines.map((line) => [line.id, line.variantId]));
  return [
    createEvent(orderLinesCancelled, context, {
      ...snapshot(order),
      cancellationId: id,
      reason,
      cancelledLines: lines.map(({ lineId, quantity }) => ({
        lineId,
        variantId: variantOf.get(lineId)!,
        quantity,
      })),
      refundMinor,
    }),
    ...refund(order, { refundMinor, returnId: null, reason, key: `cancellation:${id}` }, context),
  ];
}

/** A refund that failed is asked for again under another key: the key of the one that failed answers with the failure. */
function refundOfReturn(order: OrderState, returnId: string, context: EventContext): EventEnvelope[] {
  const { refundMinor, reason, refundRetries } = findReturn(order, returnId);
  const key = ['return', returnId, ...(refundRetries ? [refundRetries] : [])].join(':');
  return refund(order, { refundMinor, returnId, reason, key }, context);
}

/** Payments refunds once per key, so the refund happens once however often it is asked for. */
function refund(
  order: OrderState,
  asked: { refundMinor: number; returnId: string | null; reason: string; key: string },
  context: EventContext,
): EventEnvelope[] {
  if (asked.refundMinor === 0) return [];
  return [
    createEvent(paymentRefundRequested, context, {
      orderId: order.id,
      returnId: asked.returnId,
      amountMinor: asked.refundMinor,
      currency: order.currency,
      reason: asked.reason,
      idempotencyKey: asked.key,
    }),
  ];
}
