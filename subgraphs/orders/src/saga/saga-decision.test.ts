import {
  beginSaga,
  decideSaga,
  type SagaDecision,
  type SagaMessage,
  type SagaState,
  type SagaStep,
  sagaSteps,
} from './saga-decision.ts';

const now = new Date('2026-11-21T10:00:00.000Z');
const expiresAt = '2026-11-21T10:15:00.000Z';

const messages: Record<string, SagaMessage> = {
  StockReserved: { type: 'StockReserved', expiresAt, paysNothing: false },
  FreeReserved: { type: 'StockReserved', expiresAt, paysNothing: true },
  OutOfStock: { type: 'StockRejected', reason: 'OUT_OF_STOCK' },
  PriceChanged: { type: 'StockRejected', reason: 'PRICE_CHANGED' },
  StockCommitted: { type: 'StockCommitted', paysNothing: false },
  FreeCommitted: { type: 'StockCommitted', paysNothing: true },
  StockCommitFailed: { type: 'StockCommitFailed' },
  PaymentActionRequired: { type: 'PaymentActionRequired', actionUrl: 'https://pay.example', expiresAt },
  PaymentAuthorized: { type: 'PaymentAuthorized', paymentId: 'pay_1' },
  Declined: { type: 'PaymentDeclined', declineCode: 'card_declined' },
  Expired: { type: 'PaymentDeclined', declineCode: 'expired' },
  PaymentCaptured: { type: 'PaymentCaptured', paymentId: 'pay_1' },
  PaymentCaptureFailed: { type: 'PaymentCaptureFailed' },
  CancelRequested: { type: 'CancelRequested', reason: 'BY_CUSTOMER', note: null },
  RetryRequested: { type: 'RetryRequested', note: 'products was down' },
  DeadlinePassed: { type: 'DeadlinePassed' },
};

/** step, message -> next step, commands, facts. What is not listed changes nothing. */
const table: Record<string, string> = {
  'RESERVING StockReserved': 'AUTHORIZING | REQUEST_PAYMENT | StockReserved',
  'RESERVING FreeReserved': 'COMMITTING | COMMIT_STOCK | StockReserved,PaymentAuthorized',
  'RESERVING RetryRequested': 'RESERVING | REQUEST_STOCK | SagaRetried',
  'RESERVING OutOfStock': 'CANCELLED |  | OrderCancelled OUT_OF_STOCK',
  'RESERVING PriceChanged': 'CANCELLED |  | OrderCancelled PRICE_CHANGED',
  'RESERVING CancelRequested': 'CANCELLED | RELEASE_STOCK | OrderCancelled BY_CUSTOMER',
  'RESERVING DeadlinePassed': 'RESERVING | REQUEST_STOCK | ',
  'AUTHORIZING RetryRequested': 'AUTHORIZING | REQUEST_PAYMENT | SagaRetried',
  'AUTHORIZING PaymentActionRequired': 'AWAITING_BUYER |  | PaymentActionRequired',
  'AUTHORIZING PaymentAuthorized': 'COMMITTING | COMMIT_STOCK | PaymentAuthorized',
  'AUTHORIZING Declined': 'CANCELLED | RELEASE_STOCK | OrderCancelled PAYMENT_DECLINED',
  'AUTHORIZING Expired': 'CANCELLED | RELEASE_STOCK | OrderCancelled PAYMENT_EXPIRED',
  'AUTHORIZING CancelRequested': 'CANCELLED | RELEASE_STOCK,VOID_PAYMENT | OrderCancelled BY_CUSTOMER',
  'AUTHORIZING DeadlinePassed': 'AUTHORIZING | REQUEST_PAYMENT | ',
  'AWAITING_BUYER PaymentAuthorized': 'COMMITTING | COMMIT_STOCK | PaymentAuthorized',
  'AWAITING_BUYER Declined': 'CANCELLED | RELEASE_STOCK | OrderCancelled PAYMENT_DECLINED',
  'AWAITING_BUYER Expired': 'CANCELLED | RELEASE_STOCK | OrderCancelled PAYMENT_EXPIRED',
  'AWAITING_BUYER CancelRequested': 'CANCELLED | RELEASE_STOCK,VOID_PAYMENT | OrderCancelled BY_CUSTOMER',
  'AWAITING_BUYER DeadlinePassed': 'CANCELLED | RELEASE_STOCK,VOID_PAYMENT | OrderCancelled PAYMENT_EXPIRED',
  'COMMITTING StockCommitted': 'CAPTURING | CAPTURE_PAYMENT | ',
  'COMMITTING FreeCommitted': 'COMPLETED |  | OrderConfirmed',
  'COMMITTING RetryRequested': 'COMMITTING | COMMIT_STOCK | SagaRetried',
  'COMMITTING StockCommitFailed': 'CANCELLED | VOID_PAYMENT | OrderCancelled OUT_OF_STOCK',
  'COMMITTING CancelRequested': 'CANCELLED | RELEASE_STOCK,VOID_PAYMENT | OrderCancelled BY_CUSTOMER',
  'COMMITTING DeadlinePassed': 'COMMITTING | COMMIT_STOCK | ',
  'CAPTURING PaymentCaptured': 'COMPLETED |  | OrderConfirmed',
  'CAPTURING RetryRequested': 'CAPTURING | CAPTURE_PAYMENT | SagaRetried',
  'CAPTURING PaymentCaptureFailed': 'CANCELLED | RELEASE_STOCK | OrderCancelled PAYMENT_DECLINED',
  'CAPTURING CancelRequested': 'CANCELLED | RELEASE_STOCK,VOID_PAYMENT | OrderCancelled BY_CUSTOMER',
  'CAPTURING DeadlinePassed': 'CAPTURING | CAPTURE_PAYMENT | ',
  'COMPLETED CancelRequested': 'CANCELLED | RELEASE_STOCK,VOID_PAYMENT | OrderCancelled BY_CUSTOMER',
  // What arrives for a cancelled order is given back, however often and in whatever order it arrives.
  'CANCELLED StockReserved': 'CANCELLED | RELEASE_STOCK | ',
  'CANCELLED FreeReserved': 'CANCELLED | RELEASE_STOCK | ',
  'CANCELLED FreeCommitted': 'CANCELLED | RELEASE_STOCK | ',
  'CANCELLED StockCommitted': 'CANCELLED | RELEASE_STOCK | ',
  'CANCELLED PaymentActionRequired': 'CANCELLED | VOID_PAYMENT | ',
  'CANCELLED PaymentAuthorized': 'CANCELLED | VOID_PAYMENT | ',
  'CANCELLED PaymentCaptured': 'CANCELLED | VOID_PAYMENT | ',
};

function sagaAt(step: SagaStep, attempts = 0): SagaState {
  const hasEnded = step === 'COMPLETED' || step === 'CANCELLED';
  return { step, attempts, deadlineAt: hasEnded ? null : now };
}

function describeDecision({ saga, commands, facts }: SagaDecision): string {
  const words = facts.map((fact) =>
    fact.type === 'OrderCancelled' ? `${fact.type} ${fact.data.reason}` : fact.type,
  );
  return `${saga.step} | ${commands.join()} | ${words.join()}`;
}

const cases = sagaSteps.flatMap((step) => Object.keys(messages).map((name) => [step, name] as const));

test.each(cases)('at %s, %s does what the table says', (step, name) => {
  const saga = sagaAt(step);
  const decision = decideSaga(saga, messages[name]!, now);
  const expected = table[`${step} ${name}`];
  if (expected) expect(describeDecision(decision)).toBe(expected);
  else expect(decision).toEqual({ saga, commands: [], facts: [] });
});

test.each(cases)('after %s and %s, only a saga that goes on has a deadline', (step, name) => {
  const { saga } = decideSaga(sagaAt(step), messages[name]!, now);
  expect(saga.deadlineAt === null).toBe(saga.step === 'COMPLETED' || saga.step === 'CANCELLED');
});

const heard = cases.filter(([, name]) => name !== 'RetryRequested');

test.each(heard)('a second %s %s adds nothing to the log that the first one added', (step, name) => {
  const first = decideSaga(sagaAt(step), messages[name]!, now);
  const second = decideSaga(first.saga, messages[name]!, now);
  expect(second.facts).toEqual([]);
});

test('a question without an answer is asked again with growing pauses, ten minutes at most', () => {
  let saga = beginSaga(now);
  let at = now;
  const pauses: number[] = [];
  for (let asked = 0; asked < 8; asked += 1) {
    pauses.push((saga.deadlineAt!.getTime() - at.getTime()) / 1000);
    at = saga.deadlineAt!;
    saga = decideSaga(saga, { type: 'DeadlinePassed' }, at).saga;
  }
  expect(pauses).toEqual([30, 60, 120, 240, 480, 600, 600, 600]);
  expect(saga).toMatchObject({ step: 'RESERVING', attempts: 8 });
});

test('a buyer has a minute of grace after the action was due', () => {
  const { saga } = decideSaga(sagaAt('AUTHORIZING'), messages.PaymentActionRequired!, now);
  expect(saga.deadlineAt).toEqual(new Date('2026-11-21T10:16:00.000Z'));
});

test('an operator who asks again begins the pauses anew', () => {
  const { saga } = decideSaga(sagaAt('COMMITTING', 7), messages.RetryRequested!, now);
  expect(saga).toEqual({
    step: 'COMMITTING',
    attempts: 0,
    deadlineAt: new Date('2026-11-21T10:00:30.000Z'),
  });
});
