import { holdsCardNumber } from '@souk/shared/card-number';
import { createId } from '@souk/shared/ids';
import { recordedEvents } from '@souk/shared/testing/test-events';
import {
  deliver,
  ordersSends,
  type PaymentFixture,
  startPaymentFixture,
} from '../testing/payment-fixture.ts';
import { advanceDuePayments } from './advance-due-payments.ts';
import { paymentAttemptEntity } from './payment-attempt.entity.ts';

let fixture: PaymentFixture;
beforeAll(async () => {
  fixture = await startPaymentFixture();
});
afterAll(() => fixture.close());

let orderId: string;
beforeEach(() => {
  orderId = createId('ord');
});

const attempts = async () => {
  const { id } = await fixture.payment(orderId);
  const { manager } = fixture.database.dataSource;
  return manager.find(paymentAttemptEntity, { where: { paymentId: id }, order: { id: 'ASC' } });
};
const worker = () => advanceDuePayments(fixture.deps);

describe('authorising', () => {
  test.each([
    ['tok_success', 'AUTHORIZED', null, ['PaymentAuthorized']],
    ['tok_declined', 'DECLINED', 'card_declined', ['PaymentDeclined']],
    ['tok_insufficient_funds', 'DECLINED', 'insufficient_funds', ['PaymentDeclined']],
    ['tok_requires_action', 'REQUIRES_ACTION', null, ['PaymentActionRequired']],
  ])('the token %s leads to %s', async (token, status, declineCode, told) => {
    await deliver(fixture.deps, ordersSends.payment(orderId, token));
    expect(await fixture.payment(orderId)).toMatchObject({
      status,
      declineCode,
      paymentToken: null,
      leaseToken: null,
      unresolvedOperation: null,
    });
    expect(await fixture.told(orderId)).toEqual(told);
  });

  test('a timeout after success is asked again with the same key, and one authorisation stands', async () => {
    await deliver(fixture.deps, ordersSends.payment(orderId, 'tok_timeout_then_success'));
    expect(await fixture.payment(orderId)).toMatchObject({
      status: 'PENDING',
      unresolvedOperation: 'authorise',
      fruitlessCalls: 1,
    });
    fixture.passTime(1_000);
    await worker();
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'AUTHORIZED', dueAt: null });
    expect((await attempts()).map(({ idempotencyKey, outcome }) => [idempotencyKey, outcome])).toEqual([
      [`${orderId}:authorise`, 'unknown'],
      [`${orderId}:authorise`, 'authorised'],
    ]);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ authorisations: 1 });
  });

  test('an order that asks again is told again, and is not charged again', async () => {
    const asked = ordersSends.payment(orderId);
    await Promise.all([deliver(fixture.deps, asked), deliver(fixture.deps, asked)]);
    await deliver(fixture.deps, ordersSends.payment(orderId));
    expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized', 'PaymentAuthorized']);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ authorisations: 1 });
  });

  test('an order that asks for another amount changes nothing', async () => {
    await deliver(fixture.deps, ordersSends.payment(orderId));
    await deliver(fixture.deps, ordersSends.payment(orderId, 'tok_success', { amountMinor: 1 }));
    expect(await fixture.payment(orderId)).toMatchObject({ amountMinor: 4_200 });
    expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized']);
  });

  test('a provider that is not switched on declines', async () => {
    await deliver(fixture.deps, ordersSends.payment(orderId, 'tok', { provider: 'STRIPE' }));
    expect(await fixture.payment(orderId)).toMatchObject({
      status: 'DECLINED',
      declineCode: 'provider_unavailable',
    });
    expect(await fixture.told(orderId)).toEqual(['PaymentDeclined']);
  });

  test('a card number in place of a token is kept nowhere and sent nowhere', async () => {
    await deliver(fixture.deps, ordersSends.payment(orderId, '4242-4242 4242 4242'));
    expect(await fixture.payment(orderId)).toMatchObject({
      status: 'DECLINED',
      declineCode: 'invalid_payment_method',
      paymentToken: null,
    });
    expect(await fixture.sandbox.account(orderId)).toBeUndefined();
    expect(await cardNumbersInDatabase()).toEqual([]);
  });

  test('events carry the order, the amount and the correlation id', async () => {
    await deliver(fixture.deps, ordersSends.payment(orderId));
    const { id } = await fixture.payment(orderId);
    const events = (await recordedEvents(fixture.database.dataSource)).filter(
      ({ subject }) => subject === orderId,
    );
    expect(events).toMatchObject([
      {
        type: 'PaymentAuthorized',
        source: 'souk/payments',
        aggregateversion: 1,
        correlationid: 'corr-1',
        data: { paymentId: id, orderId, amountMinor: 4_200, currency: 'EUR', provider: 'SANDBOX' },
      },
    ]);
  });

  test('an order of nothing needs no provider', async () => {
    await deliver(fixture.deps, ordersSends.payment(orderId, 'tok_declined', { amountMinor: 0 }));
    await deliver(fixture.deps, ordersSends.capture(orderId));
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'CAPTURED', capturedMinor: 0 });
    expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized', 'PaymentCaptured']);
    expect(await fixture.sandbox.account(orderId)).toBeUndefined();
  });
});

describe('capturing', () => {
  test('takes the money once, however often it is asked for', async () => {
    await deliver(fixture.deps, ordersSends.payment(orderId));
    const capture = ordersSends.capture(orderId);
    await Promise.all([deliver(fixture.deps, capture), deliver(fixture.deps, capture)]);
    await deliver(fixture.deps, ordersSends.capture(orderId));
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'CAPTURED', capturedMinor: 4_200 });
    expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized', 'PaymentCaptured', 'PaymentCaptured']);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ captures: 1, capturedMinor: 4_200 });
  });

  test('fails once the authorisation has expired, and leaves nothing behind', async () => {
    await deliver(fixture.deps, ordersSends.payment(orderId));
    fixture.passTime(3_600_001);
    await deliver(fixture.deps, ordersSends.capture(orderId));
    fixture.passTime(2_000);
    await worker();
    expect(await fixture.told(orderId)).toEqual([
      'PaymentAuthorized',
      'PaymentCaptureFailed',
      'PaymentVoided',
    ]);
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'VOIDED', capturedMinor: 0, dueAt: null });
    await deliver(fixture.deps, ordersSends.capture(orderId));
    expect((await fixture.told(orderId)).at(-1)).toBe('PaymentCaptureFailed');
  });

  test('comes back to the queue when the order has no payment', async () => {
    await expect(deliver(fixture.deps, ordersSends.capture(orderId))).rejects.toThrow('has no payment');
  });
});

describe('letting go', () => {
  test('voids a promise', async () => {
    await deliver(fixture.deps, ordersSends.payment(orderId));
    const request = ordersSends.void(orderId);
    await Promise.all([deliver(fixture.deps, request), deliver(fixture.deps, request)]);
    expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized', 'PaymentVoided']);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ status: 'voided', voids: 1 });
  });

  test('pays a capture back', async () => {
    await deliver(fixture.deps, ordersSends.payment(orderId));
    await deliver(fixture.deps, ordersSends.capture(orderId));
    await deliver(fixture.deps, ordersSends.void(orderId));
    await deliver(fixture.deps, ordersSends.void(orderId));
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'REFUNDED', refundedMinor: 4_200 });
    expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized', 'PaymentCaptured', 'PaymentRefunded']);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ refunds: 1, refundedMinor: 4_200 });
  });

  test('is remembered while the authorisation is in flight, and done as soon as it has landed', async () => {
    await deliver(fixture.deps, ordersSends.payment(orderId, 'tok_timeout_then_success'));
    await deliver(fixture.deps, ordersSends.void(orderId));
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'PENDING', voidReason: 'cancelled' });
    fixture.passTime(1_000);
    await worker();
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'VOIDED', voidReason: null });
    expect(await fixture.told(orderId)).toEqual(['PaymentVoided']);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({
      status: 'voided',
      authorisations: 1,
      voids: 1,
    });
  });

  test('that arrives before the request for payment keeps the provider from being asked', async () => {
    await deliver(fixture.deps, ordersSends.void(orderId));
    await deliver(fixture.deps, ordersSends.payment(orderId));
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'VOIDED' });
    expect(await fixture.sandbox.account(orderId)).toBeUndefined();
  });

  test('of a capture whose answer was lost finds out first, then pays back', async () => {
    await deliver(fixture.deps, ordersSends.payment(orderId));
    await fixture.sandbox.call('PUT', 'faults', { answers: 'error_after_success' });
    await deliver(fixture.deps, ordersSends.capture(orderId));
    await fixture.sandbox.call('PUT', 'faults', {});
    await deliver(fixture.deps, ordersSends.void(orderId));
    fixture.passTime(1_000);
    await worker();
    expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized', 'PaymentCaptured', 'PaymentRefunded']);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({
      captures: 1,
      refunds: 1,
      refundedMinor: 4_200,
    });
  });
});

test.each(Array.from({ length: 12 }, (_, seed) => seed))(
  'requests in any order and number end with no money held (%i)',
  async (seed) => {
    const events = [ordersSends.payment(orderId), ordersSends.capture(orderId), ordersSends.void(orderId)];
    const deliveries = shuffled([...events, ...events, ...events], seed + 1);
    const results = await Promise.allSettled(deliveries.map((event) => deliver(fixture.deps, event)));
    const refused = deliveries.filter((_, index) => results[index]!.status === 'rejected');
    for (const event of refused) await deliver(fixture.deps, event);
    fixture.passTime(2_000);
    await worker();
    const account = await fixture.sandbox.account(orderId);
    expect(account?.captures ?? 0).toBeLessThanOrEqual(1);
    expect((account?.capturedMinor ?? 0) - (account?.refundedMinor ?? 0)).toBe(0);
    expect(account?.status).not.toBe('authorised');
    expect(['VOIDED', 'REFUNDED']).toContain((await fixture.payment(orderId)).status);
  },
);

/** Rows of any table that hold a card number. */
async function cardNumbersInDatabase(): Promise<string[]> {
  const { dataSource } = fixture.database;
  const tables: { name: string }[] = await dataSource.query(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const rows: { text: string }[] = await dataSource.query(
        `SELECT row_to_json(t)::text AS text FROM ${name} t`,
      );
      return rows.filter(({ text }) => holdsCardNumber(text)).map(({ text }) => `${name}: ${text}`);
    }),
  );
  return found.flat();
}

/** The same order for the same seed (a linear congruential generator drives Fisher-Yates). */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const result = [...items];
  let state = seed;
  for (let last = result.length - 1; last > 0; last -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = state % (last + 1);
    [result[last], result[other]] = [result[other]!, result[last]!];
  }
  return result;
}
