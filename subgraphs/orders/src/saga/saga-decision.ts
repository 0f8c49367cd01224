import type { OrderFact } from '../order/order-log.ts';
import type { OrderCancelReason } from '../order/order-status.ts';

/**
 * The saga takes an order from PLACED to CONFIRMED by asking products and payments one step at a time:
 *
 *   RESERVING -> AUTHORIZING -> COMMITTING -> CAPTURING -> COMPLETED
 *                     \-> AWAITING_BUYER -/
 *
 * From every step, COMPLETED included, it can go to CANCELLED, undoing what was asked for so far. Each step has a
 * deadline: an answer that does not come is asked for again, with growing pauses; AWAITING_BUYER ends the order. An order
 * that reductions leave nothing to pay of asks payments nothing: from RESERVING to COMMITTING, and from there it is done.
 */
export const sagaSteps = [
  'RESERVING',
  'AUTHORIZING',
  'AWAITING_BUYER',
  'COMMITTING',
  'CAPTURING',
  'COMPLETED',
  'CANCELLED',
] as const;

export type SagaStep = (typeof sagaSteps)[number];

export type SagaState = {
  readonly step: SagaStep;
  /** How often the step's question was asked again. */
  readonly attempts: number;
  /** When the step is looked at again; null when the saga has ended. */
  readonly deadlineAt: Date | null;
};

/** What the saga hears. */
export type SagaMessage =
  | { readonly type: 'StockReserved'; readonly expiresAt: string; readonly paysNothing: boolean }
  | { readonly type: 'StockRejected'; readonly reason: 'OUT_OF_STOCK' | 'PRICE_CHANGED' }
  | { readonly type: 'StockCommitted'; readonly paysNothing: boolean }
  | { readonly type: 'StockCommitFailed' }
  | { readonly type: 'PaymentActionRequired'; readonly actionUrl: string; readonly expiresAt: string }
  | { readonly type: 'PaymentAuthorized'; readonly paymentId: string }
  | { readonly type: 'PaymentDeclined'; readonly declineCode: string }
  | { readonly type: 'PaymentCaptured'; readonly paymentId: string }
  | { readonly type: 'PaymentCaptureFailed' }
  | { readonly type: 'CancelRequested'; readonly reason: OrderCancelReason; readonly note: string | null }
  | { readonly type: 'RetryRequested'; readonly note: string | null }
  | { readonly type: 'DeadlinePassed' };

/** What the saga asks for. Every request may be repeated without harm. */
export type SagaCommand =
  | 'REQUEST_STOCK'
  | 'REQUEST_PAYMENT'
  | 'COMMIT_STOCK'
  | 'CAPTURE_PAYMENT'
  | 'RELEASE_STOCK'
  | 'VOID_PAYMENT';

export type SagaDecision = {
  readonly saga: SagaState;
  readonly commands: readonly SagaCommand[];
  /** What becomes part of the order's log. */
  readonly facts: readonly OrderFact[];
};

const firstPauseMs = 30_000;
const longestPauseMs = 600_000;
/** A buyer's action may arrive a little after it was due. */
const buyerGraceMs = 60_000;

/** What each step asked for, to be asked again. */
const question: Readonly<Partial<Record<SagaStep, SagaCommand>>> = {
  RESERVING: 'REQUEST_STOCK',
  AUTHORIZING: 'REQUEST_PAYMENT',
  COMMITTING: 'COMMIT_STOCK',
  CAPTURING: 'CAPTURE_PAYMENT',
};

/** What has to be undone when an order ends at a step. Asking for what never happened is harmless too. */
const undo: Readonly<Record<SagaStep, readonly SagaCommand[]>> = {
  RESERVING: ['RELEASE_STOCK'],
  AUTHORIZING: ['RELEASE_STOCK', 'VOID_PAYMENT'],
  AWAITING_BUYER: ['RELEASE_STOCK', 'VOID_PAYMENT'],
  COMMITTING: ['RELEASE_STOCK', 'VOID_PAYMENT'],
  CAPTURING: ['RELEASE_STOCK', 'VOID_PAYMENT'],
  COMPLETED: ['RELEASE_STOCK', 'VOID_PAYMENT'],
  CANCELLED: [],
};

/** The saga of an order that was just placed. */
export function beginSaga(now: Date): SagaState {
  return at('RESERVING', now);
}

/**
 * Decides what a message means at the step where the saga stands. A message that does not belong to the step is a
 * duplicate or comes late, and changes nothing – except that goods or money which arrive for a cancelled order are
 * given back.
 */
export function decideSaga(saga: SagaState, message: SagaMessage, now: Date): SagaDecision {
  const decide = decisions[saga.step][message.type] as Decide<SagaMessage> | undefined;
  return decide ? decide(message, saga, now) : { saga, commands: [], facts: [] };
}

type Decide<Message> = (message: Message, saga: SagaState, now: Date) => SagaDecision;
type Decisions = {
  readonly [Step in SagaStep]: {
    readonly [Message in SagaMessage as Message['type']]?: Decide<Message>;
  };
};

const decisions: Decisions = {
  RESERVING: {
    StockReserved: ({ expiresAt, paysNothing }, _saga, now) => {
      const reserved: OrderFact = { type: 'StockReserved', data: { expiresAt } };
      if (!paysNothing) return advance('AUTHORIZING', 'REQUEST_PAYMENT', [reserved], now);
      const authorized: OrderFact = { type: 'PaymentAuthorized', data: { paymentId: nothingToPay } };
      return advance('COMMITTING', 'COMMIT_STOCK', [reserved, authorized], now);
    },
    StockRejected: ({ reason }) => cancel([], reason),
    CancelRequested: cancelAsAsked,
    DeadlinePassed: askAgain,
    RetryRequested: retry,
  },
  AUTHORIZING: {
    PaymentActionRequired: ({ actionUrl, expiresAt }) => ({
      saga: {
        step: 'AWAITING_BUYER',
        attempts: 0,
        deadlineAt: new Date(Date.parse(expiresAt) + buyerGraceMs),
      },
      commands: [],
      facts: [{ type: 'PaymentActionRequired', data: { url: actionUrl, expiresAt } }],
    }),
    PaymentAuthorized: authorized,
    PaymentDeclined: declined,
    CancelRequested: cancelAsAsked,
    DeadlinePassed: askAgain,
    RetryRequested: retry,
  },
  AWAITING_BUYER: {
    PaymentAuthorized: authorized,
    PaymentDeclined: declined,
    CancelRequested: cancelAsAsked,
    DeadlinePassed: () => cancel(undo.AWAITING_BUYER, 'PAYMENT_EXPIRED'),
  },
  COMMITTING: {
    StockCommitted: ({ paysNothing }, _saga, now) =>
      paysNothing ? complete(nothingToPay) : advance('CAPTURING', 'CAPTURE_PAYMENT', [], now),
    StockCommitFailed: () => cancel(['VOID_PAYMENT'], 'OUT_OF_STOCK'),
    CancelRequested: cancelAsAsked,
    DeadlinePassed: askAgain,
    RetryRequested: retry,
  },
  CAPTURING: {
    PaymentCaptured: ({ paymentId }) => complete(paymentId),
    PaymentCaptureFailed: () => cancel(['RELEASE_STOCK'], 'PAYMENT_DECLINED'),
    CancelRequested: cancelAsAsked,
    DeadlinePassed: askAgain,
    RetryRequested: retry,
  },
  COMPLETED: { CancelRequested: cancelAsAsked },
  CANCELLED: {
    StockReserved: (_message, saga) => giveBack(saga, 'RELEASE_STOCK'),
    StockCommitted: (_message, saga) => giveBack(saga, 'RELEASE_STOCK'),
    PaymentActionRequired: (_message, saga) => giveBack(saga, 'VOID_PAYMENT'),
    PaymentAuthorized: (_message, saga) => giveBack(saga, 'VOID_PAYMENT'),
    PaymentCaptured: (_message, saga) => giveBack(saga, 'VOID_PAYMENT'),
  },
};

/** In place of a payment's id where there is none. */
const nothingToPay = 'none';

function complete(paymentId: string): SagaDecision {
  return {
    saga: { step: 'COMPLETED', attempts: 0, deadlineAt: null },
    commands: [],
    facts: [{ type: 'OrderConfirmed', data: { paymentId } }],
  };
}

function advance(step: SagaStep, command: SagaCommand, facts: readonly OrderFact[], now: Date): SagaDecision {
  return { saga: at(step, now), commands: [command], facts };
}

function authorized({ paymentId }: { paymentId: string }, _saga: SagaState, now: Date): SagaDecision {
  return advance('COMMITTING', 'COMMIT_STOCK', [{ type: 'PaymentAuthorized', data: { paymentId } }], now);
}

function declined({ declineCode }: { declineCode: string }): SagaDecision {
  return cancel(['RELEASE_STOCK'], declineCode === 'expired' ? 'PAYMENT_EXPIRED' : 'PAYMENT_DECLINED');
}

function cancelAsAsked(
  { reason, note }: { reason: OrderCancelReason; note: string | null },
  saga: SagaState,
): SagaDecision {
  return cancel(undo[saga.step], reason, note);
}

function cancel(
  commands: readonly SagaCommand[],
  reason: OrderCancelReason,
  note: string | null = null,
): SagaDecision {
  return {
    saga: { step: 'CANCELLED', attempts: 0, deadlineAt: null },
    commands,
    facts: [{ type: 'OrderCancelled', data: { reason, note } }],
  };
}

/** What was released or voided before it arrived arrives all the same: the two requests may overtake each other. */
function giveBack(saga: SagaState, command: SagaCommand): SagaDecision {
  return { saga, commands: [command], facts: [] };
}

function askAgain(_message: unknown, saga: SagaState, now: Date): SagaDecision {
  const attempts = saga.attempts + 1;
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** attempts);
  const command = question[saga.step];
  return {
    saga: { step: saga.step, attempts, deadlineAt: new Date(now.getTime() + pauseMs) },
    commands: command ? [command] : [],
    facts: [],
  };
}

/** An operator asks the step's question again, and patience begins anew. */
function retry({ note }: { note: string | null }, { step }: SagaState, now: Date): SagaDecision {
  const command = question[step];
  return {
    saga: at(step, now),
    commands: command ? [command] : [],
    facts: [{ type: 'SagaRetried', data: { step, note } }],
  };
}

function at(step: SagaStep, now: Date): SagaState {
  return { step, attempts: 0, deadlineAt: new Date(now.getTime() + firstPauseMs) };
}
