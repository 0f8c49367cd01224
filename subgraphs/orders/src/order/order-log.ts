import type {
  Cancellation,
  Fulfilment,
  OrderNote,
  OrderReturn,
  OrderState,
  PaymentAction,
  PlacedOrder,
  Refund,
  ReturnLine,
} from './order-state.ts';
import { openQuantity } from './order-state.ts';
import { canTransition, type OrderCancelReason, type OrderStatus } from './order-status.ts';

/** What can happen to an order, in the words of its log. Entries are facts: changes to these types are additive. */
export type OrderFact =
  | { readonly type: 'OrderPlaced'; readonly data: PlacedOrder }
  | { readonly type: 'StockReserved'; readonly data: { readonly expiresAt: string } }
  | { readonly type: 'PaymentActionRequired'; readonly data: PaymentAction }
  | { readonly type: 'PaymentAuthorized'; readonly data: { readonly paymentId: string } }
  | { readonly type: 'OrderConfirmed'; readonly data: { readonly paymentId: string } }
  | {
      readonly type: 'OrderCancelled';
      readonly data: { readonly reason: OrderCancelReason; readonly note: string | null };
    }
  | { readonly type: 'OrderFulfilled'; readonly data: { readonly fulfilment: Fulfilment } }
  | { readonly type: 'LinesCancelled'; readonly data: { readonly cancellation: Cancellation } }
  | { readonly type: 'OrderDelivered'; readonly data: Record<string, never> }
  | { readonly type: 'ReturnRequested'; readonly data: { readonly return: OrderReturn } }
  | { readonly type: 'ReturnApproved'; readonly data: ReturnDecision }
  | { readonly type: 'ReturnRejected'; readonly data: ReturnDecision }
  | { readonly type: 'ReturnReceived'; readonly data: ReturnReceipt }
  | { readonly type: 'ReturnRefundRetried'; readonly data: ReturnDecision }
  | { readonly type: 'PaymentRefunded'; readonly data: Refund }
  | { readonly type: 'PaymentRefundFailed'; readonly data: Refund & { readonly failureCode: string } }
  | {
      readonly type: 'DisputeOpened';
      readonly data: { readonly disputeId: string; readonly amountMinor: number; readonly reason: string };
    }
  | {
      readonly type: 'DisputeClosed';
      readonly data: {
        readonly disputeId: string;
        readonly amountMinor: number;
        readonly outcome: 'WON' | 'LOST';
      };
    }
  | { readonly type: 'NoteAdded'; readonly data: { readonly note: OrderNote } }
  | { readonly type: 'SagaRetried'; readonly data: { readonly step: string; readonly note: string | null } };

type ReturnDecision = { readonly returnId: string; readonly note: string | null };

/** What came back. Entries from before receipts could be partial have neither: all came back. */
type ReturnReceipt = ReturnDecision & {
  readonly lines?: readonly ReturnLine[];
  readonly refundMinor?: number;
};

/** An entry of an order's log. */
export type LogEntry = OrderFact & {
  readonly version: number;
  /** ISO-8601. */
  readonly occurredAt: string;
};

/** The log and a state contradict each other: a bug, or a log that was tampered with. */
export class BrokenLog extends Error {
  override readonly name = 'BrokenLog';
}

/**
 * The state of an order after an entry of its log.
 *
 * @param state null before the first entry
 * @throws BrokenLog where the entry cannot follow
 */
export function evolve(state: OrderState | null, entry: LogEntry): OrderState {
  if (entry.version !== (state?.version ?? 0) + 1) {
    throw new BrokenLog(`version ${entry.version} cannot follow ${state?.version ?? 0}`);
  }
  if (entry.type === 'OrderPlaced') {
    if (state) throw new BrokenLog('an order is placed once');
    return {
      ...entry.data,
      // Entries from before promotions and invoices lack these.
      discounts: entry.data.discounts ?? [],
      lines: entry.data.lines.map((line) => ({
        ...line,
        taxRateBasisPoints: line.taxRateBasisPoints ?? null,
        placeId: line.placeId ?? null,
      })),
      version: 1,
      status: 'PLACED',
      cancelReason: null,
      paymentAction: null,
      fulfilments: [],
      returns: [],
      refunds: [],
      notes: [],
      cancellations: [],
      deliveredAt: null,
      updatedAt: entry.occurredAt,
    };
  }
  if (!state) throw new BrokenLog(`${entry.type} before OrderPlaced`);
  return { ...state, ...changes(state, entry), version: entry.version, updatedAt: entry.occurredAt };
}

/** The state of an order from its whole log. */
export function replay(entries: readonly LogEntry[]): OrderState {
  const state = entries.reduce<OrderState | null>(evolve, null);
  if (!state) throw new BrokenLog('the log is empty');
  return state;
}

function changes(state: OrderState, entry: Exclude<LogEntry, { type: 'OrderPlaced' }>): Partial<OrderState> {
  switch (entry.type) {
    case 'StockReserved':
      return enter(state, 'STOCK_RESERVED');
    case 'PaymentActionRequired':
      return { ...enter(state, 'AWAITING_PAYMENT'), paymentAction: entry.data };
    case 'PaymentAuthorized':
      return enter(state, 'PAYMENT_AUTHORIZED');
    case 'OrderConfirmed':
      return enter(state, 'CONFIRMED');
    case 'OrderCancelled':
      return { ...enter(state, 'CANCELLED'), cancelReason: entry.data.reason };
    case 'OrderFulfilled': {
      const fulfilments = [...state.fulfilments, entry.data.fulfilment];
      const next = { ...state, fulfilments };
      const isComplete = state.lines.every((line) => openQuantity(next, line) === 0);
      return { ...enter(state, isComplete ? 'FULFILLED' : 'PARTIALLY_FULFILLED'), fulfilments };
    }
    case 'LinesCancelled': {
      const cancellations = [...state.cancellations, entry.data.cancellation];
      return { ...enter(state, 'FULFILLED'), cancellations };
    }
    case 'OrderDelivered':
      return { ...enter(state, 'DELIVERED'), deliveredAt: entry.occurredAt };
    case 'ReturnRequested':
      return { returns: [...state.returns, entry.data.return] };
    case 'ReturnApproved':
      return { returns: decide(state, entry.data, 'APPROVED') };
    case 'ReturnRejected':
      return { returns: decide(state, entry.data, 'REJECTED') };
    case 'ReturnReceived':
      return { returns: receive(state, entry.data) };
    case 'ReturnRefundRetried':
      return {
        returns: changeReturn(state, entry.data.returnId, ({ refundRetries = 0 }) => ({
          refundFailed: undefined,
          refundRetries: refundRetries + 1,
        })),
      };
    case 'PaymentRefunded':
      return {
        refunds: [...state.refunds, entry.data],
        returns: changeReturn(state, entry.data.returnId, () => ({
          status: 'REFUNDED',
          refundFailed: undefined,
        })),
      };
    case 'PaymentRefundFailed':
      // It may have been told as paid back before, and bounced.
      return {
        refunds: state.refunds.filter(({ refundId }) => refundId !== entry.data.refundId),
        returns: changeReturn(state, entry.data.returnId, () => ({ status: 'RECEIVED', refundFailed: true })),
      };
    case 'DisputeOpened':
    case 'DisputeClosed':
      return {};
    case 'NoteAdded':
      return { notes: [...state.notes, entry.data.note] };
    case 'SagaRetried':
      return {};
    default:
      return entry satisfies never;
  }
}

/** A return of goods that cost nothing is done with once they are back: no refund is asked for. */
function receive(state: OrderState, receipt: ReturnReceipt): OrderReturn[] {
  return changeReturn(state, receipt.returnId, (found) => {
    const refundMinor = receipt.refundMinor ?? found.refundMinor;
    return {
      status: refundMinor === 0 ? 'REFUNDED' : 'RECEIVED',
      decisionNote: receipt.note ?? found.decisionNote,
      lines: receipt.lines ?? found.lines,
      refundMinor,
    };
  });
}

/** Entering a status ends what the buyer had to do in the one before. */
function enter(state: OrderState, status: OrderStatus): Pick<OrderState, 'status' | 'paymentAction'> {
  if (!canTransition(state.status, status)) {
    throw new BrokenLog(`an order cannot go from ${state.status} to ${status}`);
  }
  return { status, paymentAction: null };
}

function decide(state: OrderState, decision: ReturnDecision, status: 'APPROVED' | 'REJECTED'): OrderReturn[] {
  return changeReturn(state, decision.returnId, ({ decisionNote }) => ({
    status,
    decisionNote: decision.note ?? decisionNote,
  }));
}

function changeReturn(
  state: OrderState,
  returnId: string | null,
  change: (found: OrderReturn) => Partial<OrderReturn>,
): OrderReturn[] {
  return state.returns.map((each) => (each.id === returnId ? { ...each, ...change(each) } : each));
}
