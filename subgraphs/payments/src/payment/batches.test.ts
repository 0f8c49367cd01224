import { createId } from '@souk/shared/ids';
import type { PaymentProvider } from '../provider/payment-provider.ts';
import {
  deliver,
  ordersSends,
  type PaymentFixture,
  startPaymentFixture,
} from '../testing/payment-fixture.ts';
import { advanceDuePayments } from './advance-due-payments.ts';
import { paymentAttemptEntity } from './payment-attempt.entity.ts';
import type { PaymentDeps } from './payment-deps.ts';

let fixture: PaymentFixture;
let real: PaymentProvider;
beforeAll(async () => {
  fixture = await startPaymentFixture();
  real = fixture.deps.providers.get('SANDBOX')!;
});
afterAll(() => fixture.close());

let orders: string[];
beforeEach(() => {
  orders = Array.from({ length: 12 }, () => createId('ord'));
});

type Request = Parameters<typeof deliver>[1];

/** Hands events to a process in one turn, as the messages of one receive do. */
const deliverTogether = (deps: PaymentDeps, events: readonly Request[]) =>
  Promise.allSettled(events.map((event) => deliver(deps, event)));
const payments = (orderIds = orders) => Promise.all(orderIds.map((orderId) => fixture.payment(orderId)));
const ledger = (orderIds = orders) =>
  Promise.all(orderIds.map((orderId) => fixture.sandbox.account(orderId)));
const worker = () => advanceDuePayments(fixture.deps);

/** Keys and outcomes of the calls about an order. */
async function calls(orderId: string): Promise<(string | null)[][]> {
  const { id: paymentId } = await fixture.payment(orderId);
  const { manager } = fixture.database.dataSource;
  const attempts = await manager.find(paymentAttemptEntity, { where: { paymentId }, order: { id: 'ASC' } });
  return attempts.map(({ idempotencyKey, outcome }) => [idempotencyKey, outcome]);
}

class Died extends Error {}
const die = (): never => {
  throw new Died();
};

test('each payment of a batch ends as it would alone', async () => {
  const tokens = {
    tok_success: ['AUTHORIZED', ['PaymentAuthorized']],
    tok_declined: ['DECLINED', ['PaymentDeclined']],
    tok_requires_action: ['REQUIRES_ACTION', ['PaymentActionRequired']],
    tok_timeout_then_success: ['PENDING', []],
    '4242424242424242': ['DECLINED', ['PaymentDeclined']],
    pmt_01jd7q4f0vexq8s2m3k9w5t6zn: ['DECLINED', ['PaymentDeclined']],
  } as const;
  const asked = [...Object.entries(tokens), ...Object.entries(tokens)].map(([token, [status, told]]) => ({
    orderId: createId('ord'),
    token,
    status,
    told,
  }));
  const givenUp = createId('ord');
  await deliver(fixture.deps, ordersSends.void(givenUp));
  const results = await deliverTogether(fixture.deps, [
    ...asked.map(({ orderId, token }) => ordersSends.payment(orderId, token)),
    ordersSends.payment(givenUp),
  ]);
  expect(results.map(({ status }) => status)).toEqual(results.map(() => 'fulfilled'));
  for (const { orderId, status, told } of asked) {
    expect(await fixture.payment(orderId)).toMatchObject({ status, leaseToken: null });
    expect(await fixture.told(orderId)).toEqual(told);
  }
  expect(await fixture.payment(givenUp)).toMatchObject({ status: 'VOIDED' });
  expect(await fixture.sandbox.account(givenUp)).toBeUndefined();

  fixture.passTime(1_000);
  await worker();
  for (const { orderId } of asked.filter(({ token }) => token === 'tok_timeout_then_success')) {
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'AUTHORIZED' });
    expect(await fixture.sandbox.account(orderId)).toMatchObject({ authorisations: 1 });
  }
});

test('a process that dies between noting and sending has sent nothing, and all is sent by the next one', async () => {
  const dying = fixture.depsWith({ authorise: async () => die() });
  const results = await deliverTogether(
    dying,
    orders.map((orderId) => ordersSends.payment(orderId)),
  );
  for (const result of results) expect(result).toMatchObject({ reason: expect.any(Died) });
  for (const payment of await payments()) {
    expect(payment).toMatchObject({ status: 'PENDING', unresolvedOperation: 'authorise' });
    expect(await calls(payment.orderId)).toEqual([[`${payment.orderId}:authorise`, null]]);
  }
  expect(await ledger()).toEqual(orders.map(() => undefined));

  fixture.passTime(15_001);
  await worker();
  for (const orderId of orders) expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized']);
  for (const account of await ledger()) expect(account).toMatchObject({ authorisations: 1 });
});

test('a process that dies between sending and recording leaves one charge each', async () => {
  const dying = fixture.depsWith({
    authorise: (request) => real.authorise(request).then(die),
    capture: (request) => real.capture(request).then(die),
  });
  for (const request of [ordersSends.payment, ordersSends.capture]) {
    await deliverTogether(
      dying,
      orders.map((orderId) => request(orderId)),
    );
    fixture.passTime(15_001);
    await worker();
  }
  for (const orderId of orders) {
    expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized', 'PaymentCaptured']);
    expect(await calls(orderId)).toEqual([
      [`${orderId}:authorise`, null],
      [`${orderId}:authorise`, 'authorised'],
      [`${orderId}:capture`, null],
      [`${orderId}:capture`, 'captured'],
    ]);
  }
  for (const account of await ledger()) {
    expect(account).toMatchObject({ authorisations: 1, captures: 1, capturedMinor: 4_200 });
  }
});

test.each<[string, (orderId: string) => Request, string[]]>([
  ['authorise', (orderId) => ordersSends.payment(orderId), ['PaymentAuthorized']],
  ['capture', (orderId) => ordersSends.capture(orderId), ['PaymentAuthorized', 'PaymentCaptured']],
])(
  'requests that come twice in a batch and in two workers at once are carried out once (%s)',
  async (operation, request, told) => {
    if (operation === 'capture') {
      await deliverTogether(
        fixture.deps,
        orders.map((orderId) => ordersSends.payment(orderId)),
      );
    }
    const events = orders.map(request);
    const other = fixture.depsWith({});
    const results = await Promise.all([
      deliverTogether(fixture.deps, [...events, ...events]),
      deliverTogether(other, [...events.toReversed(), ...events]),
    ]);
    expect(results.flat().filter(({ status }) => status === 'rejected')).toEqual([]);
    for (const orderId of orders) {
      expect(await fixture.told(orderId)).toEqual(told);
      const made = await calls(orderId);
      expect(made.filter(([key]) => key === `${orderId}:${operation}`)).toHaveLength(1);
    }
  },
);

test('a request that cannot be noted fails alone', async () => {
  const [stranger, ...known] = orders as [string, ...string[]];
  await deliverTogether(
    fixture.deps,
    known.map((orderId) => ordersSends.payment(orderId)),
  );
  const results = await deliverTogether(
    fixture.deps,
    orders.map((orderId) => ordersSends.capture(orderId)),
  );
  expect(results[0]).toMatchObject({
    reason: { message: `order ${stranger} asks for a capture but has no payment` },
  });
  for (const payment of await payments(known)) expect(payment).toMatchObject({ status: 'CAPTURED' });
  for (const account of await ledger(known)) expect(account).toMatchObject({ captures: 1 });
});

test('an outcome that cannot be written fails alone, and is asked for again', async () => {
  const [broken, ...others] = orders as [string, ...string[]];
  const garbling = fixture.depsWith({
    authorise: async (request) => {
      const outcome = await real.authorise(request);
      if (request.merchantReference !== broken || outcome.kind !== 'authorised') return outcome;
      // PostgreSQL takes no NUL in a text.
      return { ...outcome, ids: { ...outcome.ids, authorisationId: 'aut\0' } };
    },
  });
  const results = await deliverTogether(
    garbling,
    orders.map((orderId) => ordersSends.payment(orderId)),
  );
  expect(results.filter(({ status }) => status === 'rejected')).toEqual([results[0]]);
  for (const payment of await payments(others)) expect(payment).toMatchObject({ status: 'AUTHORIZED' });
  expect(await fixture.payment(broken)).toMatchObject({
    status: 'PENDING',
    unresolvedOperation: 'authorise',
  });

  fixture.passTime(15_001);
  await worker();
  expect(await fixture.told(broken)).toEqual(['PaymentAuthorized']);
  expect(await fixture.sandbox.account(broken)).toMatchObject({ authorisations: 1 });
});

test('a payment that is given up while its call is under way is let go, and its neighbours are not', async () => {
  const [unwanted, ...wanted] = orders as [string, ...string[]];
  const slow = fixture.depsWith({
    authorise: async (request) => {
      const outcome = await real.authorise(request);
      await deliver(fixture.deps, ordersSends.void(unwanted));
      return outcome;
    },
  });
  await deliverTogether(
    slow,
    orders.map((orderId) => ordersSends.payment(orderId)),
  );
  expect(await fixture.told(unwanted)).toEqual(['PaymentVoided']);
  expect(await fixture.sandbox.account(unwanted)).toMatchObject({ status: 'voided', authorisations: 1 });
  for (const orderId of wanted) expect(await fixture.told(orderId)).toEqual(['PaymentAuthorized']);
  for (const account of await ledger(wanted)) expect(account).toMatchObject({ status: 'authorised' });
});
