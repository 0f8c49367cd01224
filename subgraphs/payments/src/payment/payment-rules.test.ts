import type { ProviderPayment } from '../provider/payment-provider.ts';
import { applyOutcome, type CallOutcome } from './apply-outcome.ts';
import { type NextStep, nextStep } from './next-step.ts';
import type { Payment, PaymentStatus } from './payment.entity.ts';

const now = new Date('2026-11-21T09:30:00.000Z');
const later = new Date(now.getTime() + 60_000);
const statuses: PaymentStatus[] = [
  'PENDING',
  'REQUIRES_ACTION',
  'AUTHORIZED',
  'CAPTURED',
  'DECLINED',
  'VOIDED',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
];

function payment(fields: Partial<Payment>): Payment {
  const capturedMinor = ['CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED'].includes(fields.status ?? '')
    ? 500
    : 0;
  return {
    id: 'pay_1',
    orderId: 'ord_1',
    orderNumber: '1001',
    customerId: 'usr_1',
    guestId: null,
    email: 'buyer@souk.example',
    provider: 'SANDBOX',
    providerPaymentId: fields.status === 'PENDING' ? null : 'spy_1',
    providerAuthorisationId: null,
    providerCaptureId: null,
    status: 'PENDING',
    amountMinor: 500,
    capturedMinor,
    refundReservedMinor: 0,
    refundedMinor: 0,
    disputeLostMinor: 0,
    disputed: false,
    currency: 'EUR',
    paymentToken: 'tok',
    savedMethodId: null,
    returnUrl: 'http://shop.example/',
    declineCode: null,
    captureFailureCode: null,
    actionUrl: null,
    actionExpiresAt: later,
    buyerApproved: false,
    captureRequested: false,
    voidReason: null,
    unresolvedOperation: null,
    refreshAt: null,
    leaseToken: null,
    leasedUntil: null,
    fruitlessCalls: 0,
    dueAt: null,
    correlationId: null,
    version: 1,
    revision: 1,
    createdAt: now,
    updatedAt: now,
    ...fields,
  };
}

describe('the next step', () => {
  const call = (operation: Extract<NextStep, { kind: 'call' }>['operation']): NextStep => ({
    kind: 'call',
    operation,
  });
  const settle = (status: 'AUTHORIZED' | 'CAPTURED' | 'VOIDED'): NextStep => ({ kind: 'settle', status });

  test.each<[string, Partial<Payment>, NextStep | null]>([
    ['a new payment is authorised', { status: 'PENDING' }, call('authorise')],
    [
      'one given up before anything was sent is over',
      { status: 'PENDING', voidReason: 'x' },
      settle('VOIDED'),
    ],
    [
      'an unknown authorisation comes before letting go',
      { status: 'PENDING', voidReason: 'x', unresolvedOperation: 'authorise' },
      call('authorise'),
    ],
    ['a buyer is waited for', { status: 'REQUIRES_ACTION', refreshAt: later }, null],
    [
      'a buyer is looked after when it is time',
      { status: 'REQUIRES_ACTION', refreshAt: now },
      call('retrieve'),
    ],
    ['an approval is confirmed', { status: 'REQUIRES_ACTION', buyerApproved: true }, call('confirm')],
    [
      'letting go comes before confirming',
      { status: 'REQUIRES_ACTION', buyerApproved: true, voidReason: 'x' },
      call('void'),
    ],
    ['a promise is kept until asked for', { status: 'AUTHORIZED' }, null],
    ['a promise is taken when asked for', { status: 'AUTHORIZED', captureRequested: true }, call('capture')],
    [
      'letting go comes before taking',
      { status: 'AUTHORIZED', captureRequested: true, voidReason: 'x' },
      call('void'),
    ],
    [
      'an unknown capture comes before letting go',
      { status: 'AUTHORIZED', voidReason: 'x', unresolvedOperation: 'capture' },
      call('capture'),
    ],
    ['money that was taken is paid back', { status: 'CAPTURED', voidReason: 'x' }, { kind: 'refund-rest' }],
    ['an order of nothing needs nobody', { status: 'PENDING', amountMinor: 0 }, settle('AUTHORIZED')],
    [
      'and takes nothing',
      { status: 'AUTHORIZED', amountMinor: 0, captureRequested: true },
      settle('CAPTURED'),
    ],
    ['and lets go of nothing', { status: 'AUTHORIZED', amountMinor: 0, voidReason: 'x' }, settle('VOIDED')],
    ['a fruitless call waits for its time', { status: 'PENDING', fruitlessCalls: 1, dueAt: later }, null],
    ['and is then made again', { status: 'PENDING', fruitlessCalls: 1, dueAt: now }, call('authorise')],
    ['nothing follows a decline', { status: 'DECLINED', captureRequested: true, voidReason: 'x' }, null],
  ])('%s', (_name, fields, expected) => {
    expect(nextStep(payment(fields), false, now)).toEqual(expected);
  });

  test.each(statuses)('a refund that waits is made only of money that was taken: %s', (status) => {
    const taken = status === 'CAPTURED' || status === 'PARTIALLY_REFUNDED';
    const step = nextStep(payment({ status }), true, now);
    expect(step?.kind === 'call' && step.operation === 'refund').toBe(taken);
  });
});

describe('an outcome that is not known', () => {
  test.each(['authorise', 'confirm', 'capture', 'void'] as const)(
    'of %s is asked again, later each time',
    (operation) => {
      let row = payment({ status: 'AUTHORIZED', unresolvedOperation: operation });
      const pauses = Array.from({ length: 12 }, () => {
        const outcome = { kind: 'unknown', reason: 'timeout' } as const;
        row = applyOutcome(row, { operation, outcome } as CallOutcome, now).payment;
        return row.dueAt!.getTime() - now.getTime();
      });
      expect(row).toMatchObject({ status: 'AUTHORIZED', unresolvedOperation: operation, fruitlessCalls: 12 });
      expect(pauses[0]).toBeLessThanOrEqual(500);
      expect(pauses[4]).toBeGreaterThan(pauses[0]! * 4);
      expect(Math.max(...pauses)).toBeLessThanOrEqual(60_000);
    },
  );
});

describe('what the provider has', () => {
  const found = (fields: Partial<ProviderPayment>): CallOutcome => ({
    operation: 'retrieve',
    outcome: {
      kind: 'found',
      payment: {
        ids: { paymentId: 'spy_1', authorisationId: null, captureId: null },
        status: 'authorised',
        merchantReference: 'ord_1',
        amountMinor: 500,
        capturedMinor: fields.status === 'captured' ? 500 : 0,
        refundedMinor: 0,
        currency: 'EUR',
        declineCode: null,
        actionUrl: null,
        refunds: [],
        disputes: [],
        keptMethod: null,
        ...fields,
      },
    },
  });
  const theirs = ['requires_action', 'approved', 'authorised', 'captured', 'voided', 'declined'] as const;

  /** Where each of ours goes for each of theirs; what is not listed stays. */
  const moves: Partial<Record<PaymentStatus, Partial<Record<(typeof theirs)[number], PaymentStatus>>>> = {
    PENDING: {
      approved: 'REQUIRES_ACTION',
      authorised: 'AUTHORIZED',
      captured: 'CAPTURED',
      voided: 'DECLINED',
      declined: 'DECLINED',
    },
    REQUIRES_ACTION: {
      authorised: 'AUTHORIZED',
      captured: 'CAPTURED',
      voided: 'DECLINED',
      declined: 'DECLINED',
    },
    AUTHORIZED: { captured: 'CAPTURED', voided: 'VOIDED' },
  };

  test.each(statuses.flatMap((ours) => theirs.map((status) => [ours, status] as const)))(
    'moves forward only: ours %s, theirs %s',
    (ours, status) => {
      const before = payment({ status: ours });
      const { payment: after } = applyOutcome(before, found({ status }), now);
      expect(after.status).toBe(moves[ours]?.[status] ?? ours);
    },
  );

  test.each([{ amountMinor: 501 }, { currency: 'USD' }, { merchantReference: 'ord_2' }])(
    'is an alarm and changes nothing where it cannot be ours: %j',
    (fields) => {
      const before = payment({ status: 'REQUIRES_ACTION' });
      const applied = applyOutcome(before, found(fields), now);
      expect(applied).toMatchObject({ news: [], alarm: expect.any(String) });
      expect(applied.payment).toEqual({ ...before, refreshAt: null });
    },
  );

  test('is an alarm where money was taken that we had let go', () => {
    const applied = applyOutcome(payment({ status: 'VOIDED' }), found({ status: 'captured' }), now);
    expect(applied.alarm).toMatch('let go');
  });
});
