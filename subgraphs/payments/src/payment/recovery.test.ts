import { createId } from '@souk/shared/ids';
import { waitFor } from '@souk/shared/testing/wait-for';
import {
  actAsBuyer,
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

describe('a process that dies', () => {
  class Died extends Error {}
  const die = (): never => {
    throw new Died();
  };

  test('after the provider has authorised leaves one charge, found by whoever comes next', async () => {
    const real = fixture.deps.providers.get('SANDBOX')!;
    const dying = fixture.depsWith({ authorise: (request) => real.authorise(request).then(die) });
    const asked = ordersSends.payment(orderId);
    await expect(deliver(dying, asked)).rejects.toThrow(Died);
    expect(await attempts()).toMatchObject([{ idempotencyKey: `${orderId}:authorise`, outcome: null }]);

    // The queue delivers it again, but the dead process still holds the lease.
    await deliver(fixture.deps, asked);
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'PENDING' });
    fixture.passTime(15_001);
    await worker();
    expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized']);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ authorisations: 1 });
  });

  test('after the provider has captured leaves one capture', async () => {
    await deliver(fixture.deps, ordersSends.payment(orderId));
    const real = fixture.deps.providers.get('SANDBOX')!;
    const dying = fixture.depsWith({ capture: (request) => real.capture(request).then(die) });
    await expect(deliver(dying, ordersSends.capture(orderId))).rejects.toThrow(Died);
    fixture.passTime(15_001);
    await worker();
    expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized', 'PaymentCaptured']);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ captures: 1, capturedMinor: 4_200 });
  });

  test('and comes back late is overtaken: its answer changes nothing', async () => {
    const real = fixture.deps.providers.get('SANDBOX')!;
    let wake: () => void = () => undefined;
    const awake = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const stalled = fixture.depsWith({
      authorise: async (request) => {
        const outcome = await real.authorise(request);
        await awake;
        return outcome;
      },
    });
    const late = deliver(stalled, ordersSends.payment(orderId));
    await waitFor(() => fixture.sandbox.account(orderId));
    fixture.passTime(15_001);
    await worker();
    await deliver(fixture.deps, ordersSends.void(orderId));
    wake();
    await late;
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'VOIDED' });
    expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized', 'PaymentVoided']);
  });
});

describe('a buyer who must act', () => {
  const actionUrl = async () => (await fixture.payment(orderId)).actionUrl!;
  beforeEach(() => deliver(fixture.deps, ordersSends.payment(orderId, 'tok_requires_action')));

  test.each([
    ['approve', 'AUTHORIZED', 'PaymentAuthorized'],
    ['decline', 'DECLINED', 'PaymentDeclined'],
  ] as const)('and does (%s) is noticed without any webhook', async (decision, status, news) => {
    await actAsBuyer(await actionUrl(), decision);
    fixture.passTime(30_001);
    await worker();
    expect(await fixture.payment(orderId)).toMatchObject({ status, dueAt: null });
    expect(await fixture.told(orderId)).toEqual(['PaymentActionRequired', news]);
  });

  test('and never does: the payment expires, and can no longer be approved', async () => {
    fixture.passTime(15 * 60_000 + 1);
    await worker();
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'DECLINED', declineCode: 'expired' });
    expect(await fixture.told(orderId)).toEqual(['PaymentActionRequired', 'PaymentDeclined']);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ status: 'voided', authorisations: 0 });
  });

  test('and cancels instead leaves nothing to approve', async () => {
    const url = await actionUrl();
    await deliver(fixture.deps, ordersSends.void(orderId));
    await actAsBuyer(url, 'approve');
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ status: 'voided', authorisations: 0 });
    expect(await fixture.told(orderId)).toEqual(['PaymentActionRequired', 'PaymentVoided']);
  });
});
