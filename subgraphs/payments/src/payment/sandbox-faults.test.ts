import { createId } from '@souk/shared/ids';
import {
  deliver,
  ordersSends,
  type PaymentFixture,
  startPaymentFixture,
} from '../testing/payment-fixture.ts';
import { advanceDuePayments } from './advance-due-payments.ts';

let fixture: PaymentFixture;
let orderId: string;
beforeAll(async () => {
  fixture = await startPaymentFixture();
});
afterAll(() => fixture.close());
beforeEach(() => {
  orderId = createId('ord');
});
afterEach(() => fixture.sandbox.call('PUT', 'faults', {}));

const faults = (settings: object) => fixture.sandbox.call('PUT', 'faults', settings);

test.each(['no_answer_after_success', 'error_after_success', 'error', 'rate_limit'])(
  'a provider that misbehaves (%s) while it is asked, and then does not, is asked until one charge stands',
  async (answers) => {
    await faults({ answers });
    await deliver(fixture.deps, ordersSends.payment(orderId));
    expect(await fixture.payment(orderId)).toMatchObject({
      status: 'PENDING',
      unresolvedOperation: 'authorise',
    });
    await faults({});
    fixture.passTime(1_000);
    await advanceDuePayments(fixture.deps);
    await faults({ answers });
    await deliver(fixture.deps, ordersSends.capture(orderId));
    await faults({});
    fixture.passTime(1_000);
    await advanceDuePayments(fixture.deps);
    expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized', 'PaymentCaptured']);
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ authorisations: 1, captures: 1 });
  },
);

test('a capture that comes after the promise has lapsed fails, and nothing is held', async () => {
  await faults({ authorisations: 'expire' });
  await deliver(fixture.deps, ordersSends.payment(orderId));
  await deliver(fixture.deps, ordersSends.capture(orderId));
  fixture.passTime(2_000);
  await advanceDuePayments(fixture.deps);
  expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized', 'PaymentCaptureFailed', 'PaymentVoided']);
  expect(await fixture.sandbox.account(orderId)).toMatchObject({ captures: 0, status: 'expired' });
});

test('3-D Secure that is never finished expires, long before the window that we would give', async () => {
  await faults({ actions: 'expire' });
  await deliver(fixture.deps, ordersSends.payment(orderId, 'tok_requires_action'));
  fixture.passTime(2_000);
  await advanceDuePayments(fixture.deps);
  expect(await fixture.payment(orderId)).toMatchObject({ status: 'DECLINED', declineCode: 'expired' });
  expect(await fixture.told(orderId)).toEqual(['PaymentActionRequired', 'PaymentDeclined']);
});

test('an authorisation whose answer was lost for longer than the provider knows its key is not asked again', async () => {
  const real = fixture.deps.providers.get('SANDBOX')!;
  const forgetful = fixture.depsWith({ keysLastMs: 60_000 });
  await faults({ answers: 'no_answer_after_success' });
  await deliver(forgetful, ordersSends.payment(orderId));
  await faults({});
  fixture.passTime(61_000);
  await advanceDuePayments(forgetful);
  expect(await fixture.payment(orderId)).toMatchObject({
    status: 'PENDING',
    unresolvedOperation: 'authorise',
  });
  expect(await fixture.sandbox.account(orderId)).toMatchObject({ authorisations: 1 });
  expect(real.keysLastMs).toBe(Number.POSITIVE_INFINITY);
});
