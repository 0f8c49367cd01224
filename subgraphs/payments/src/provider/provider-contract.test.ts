import {
  authoriseRequest,
  type ProviderBench,
  startPayPalBench,
  startSandboxBench,
  startStripeBench,
} from '../testing/provider-bench.ts';
import type { AuthoriseRequest, ProviderAccount, ProviderIds, ProviderPayment } from './payment-provider.ts';

/** What the port promises, held against each provider; Stripe's and PayPal's by their published descriptions too. */
describe.each([
  ['SANDBOX', startSandboxBench],
  ['STRIPE', startStripeBench],
  ['PAYPAL', startPayPalBench],
])('%s', (name, start) => {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await start();
  });
  afterEach(async () => {
    await bench.mend();
    expect(bench.violations).toEqual([]);
  });
  afterAll(() => bench.close());

  const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
  const keyed = (request: AuthoriseRequest, operation: string) => ({
    idempotencyKey: `${request.merchantReference}:${operation}`,
  });

  async function found(ids: ProviderIds): Promise<ProviderPayment> {
    const outcome = await bench.provider.retrieve(ids);
    if (outcome.kind !== 'found') throw new Error(`not found but ${outcome.kind}`);
    return outcome.payment;
  }

  /** Leads a payment to where its money is promised, over the provider's page where that is needed. */
  async function authorised(request = authoriseRequest(bench.tokens.success)): Promise<ProviderIds> {
    const first = await bench.provider.authorise(request);
    if (first.kind === 'authorised') return first.ids;
    if (first.kind !== 'requires_action') throw new Error(`${first.kind} instead of authorised`);
    await bench.act(first.ids.paymentId, first.actionUrl, 'approve');
    const confirmed = await bench.provider.confirm({ ids: first.ids, ...keyed(request, 'confirm') });
    if (confirmed.kind !== 'authorised') throw new Error(`${confirmed.kind} instead of authorised`);
    return confirmed.ids;
  }

  async function captured(request = authoriseRequest(bench.tokens.success)): Promise<ProviderIds> {
    const ids = await authorised(request);
    const outcome = await bench.provider.capture({ ids, ...euros(4_200), ...keyed(request, 'capture') });
    if (outcome.kind !== 'captured') throw new Error(`${JSON.stringify(outcome)} instead of captured`);
    expect(outcome.amountMinor).toBe(4_200);
    return outcome.ids;
  }

  test('promises money, takes it, and shows what it has', async () => {
    const request = authoriseRequest(bench.tokens.success);
    const ids = await captured(request);
    expect(await found(ids)).toMatchObject({
      status: 'captured',
      merchantReference: request.merchantReference,
      amountMinor: 4_200,
      capturedMinor: 4_200,
      refundedMinor: 0,
      currency: 'EUR',
      disputes: [],
    });
  });

  test('asked twice with one key promises and takes once', async () => {
    const request = authoriseRequest(bench.tokens.success);
    const [first, second] = [await authorised(request), await bench.provider.authorise(request)];
    expect('ids' in second && second.ids?.paymentId).toBe(first.paymentId);
    const capture = { ids: first, ...euros(4_200), ...keyed(request, 'capture') };
    const outcomes = [await bench.provider.capture(capture), await bench.provider.capture(capture)];
    expect(outcomes.map(({ kind }) => kind)).toEqual(['captured', 'captured']);
    expect(await found(first)).toMatchObject({ capturedMinor: 4_200 });
  });

  test('a capture asked again with another key finds the one that was made', async () => {
    const ids = await captured();
    const again = await bench.provider.capture({ ids, ...euros(4_200), idempotencyKey: 'another-key' });
    if (name === 'SANDBOX') expect(again).toMatchObject({ kind: 'failed' });
    else expect(again).toMatchObject({ kind: 'captured', amountMinor: 4_200 });
  });

  test('leads the buyer to its page, and goes on when they have approved', async () => {
    const request = authoriseRequest(bench.tokens.action);
    const outcome = await bench.provider.authorise(request);
    if (outcome.kind !== 'requires_action') throw new Error(`${outcome.kind} instead of requires_action`);
    expect(new URL(outcome.actionUrl).protocol).toMatch(/^https?:$/);
    expect(await found(outcome.ids)).toMatchObject({ status: 'requires_action' });
    await bench.act(outcome.ids.paymentId, outcome.actionUrl, 'approve');
    const { status } = await found(outcome.ids);
    expect(['approved', 'authorised']).toContain(status);
  });

  test('tells when the buyer refuses there', async () => {
    const request = authoriseRequest(bench.tokens.action);
    const outcome = await bench.provider.authorise(request);
    if (outcome.kind !== 'requires_action') throw new Error(`${outcome.kind} instead of requires_action`);
    await bench.act(outcome.ids.paymentId, outcome.actionUrl, 'decline');
    const { status, declineCode } = await found(outcome.ids);
    if (status === 'approved') {
      const confirmed = await bench.provider.confirm({ ids: outcome.ids, ...keyed(request, 'confirm') });
      expect(confirmed).toMatchObject({ kind: 'declined', declineCode: expect.stringMatching(/\w/) });
    } else {
      expect([status, declineCode]).toEqual(['declined', expect.stringMatching(/\w/)]);
    }
  });

  test('tells why a method is declined', async () => {
    if (!bench.tokens.declined) return;
    const outcome = await bench.provider.authorise(authoriseRequest(bench.tokens.declined));
    expect(outcome).toMatchObject({ kind: 'declined', declineCode: expect.stringMatching(/decline/) });
    if (outcome.kind === 'declined' && outcome.ids) {
      expect(await found(outcome.ids)).toMatchObject({ status: 'declined' });
    }
  });

  test('lets go of a promise, and does so again', async () => {
    const ids = await authorised();
    const key = { idempotencyKey: `${ids.paymentId}:void` };
    expect(await bench.provider.void({ ids, ...key })).toEqual({ kind: 'voided' });
    expect(await bench.provider.void({ ids, ...key })).toEqual({ kind: 'voided' });
    expect(await found(ids)).toMatchObject({ status: 'voided', capturedMinor: 0 });
  });

  test('lets go of an action that was never taken', async () => {
    const outcome = await bench.provider.authorise(authoriseRequest(bench.tokens.action));
    if (outcome.kind !== 'requires_action') throw new Error(`${outcome.kind} instead of requires_action`);
    const voided = await bench.provider.void({
      ids: outcome.ids,
      idempotencyKey: `${outcome.ids.paymentId}:void`,
    });
    expect(voided).toEqual({ kind: 'voided' });
  });

  test('does not let go of money that was taken', async () => {
    const ids = await captured();
    const outcome = await bench.provider.void({ ids, idempotencyKey: `${ids.paymentId}:void` });
    expect(outcome).toMatchObject({ kind: 'failed' });
  });

  test('pays parts back, and never more than was taken', async () => {
    const ids = await captured();
    const refund = (amountMinor: number, idempotencyKey: string) =>
      bench.provider.refund({
        ids,
        ...euros(amountMinor),
        idempotencyKey: `${ids.paymentId}:${idempotencyKey}`,
      });
    const first = await refund(1_200, 'one');
    expect(first).toMatchObject({ kind: 'refunded', providerRefundId: expect.any(String) });
    expect(await refund(1_200, 'one')).toEqual(first);
    expect(await refund(3_001, 'two')).toMatchObject({ kind: 'failed', failureCode: expect.any(String) });
    expect(await refund(3_000, 'three')).toMatchObject({ kind: 'refunded' });
    expect(await found(ids)).toMatchObject({ status: 'captured', refundedMinor: 4_200 });
  });

  test('shows a refund that bounced', async () => {
    const ids = await captured();
    const refund = await bench.provider.refund({
      ids,
      ...euros(500),
      idempotencyKey: `${ids.paymentId}:rfd`,
    });
    if (refund.kind !== 'refunded') throw new Error(`${refund.kind} instead of refunded`);
    await bench.bounceRefund(ids, refund.providerRefundId);
    const { refunds, refundedMinor } = await found(ids);
    expect(refunds).toMatchObject([{ refundId: refund.providerRefundId, status: 'failed' }]);
    expect(refundedMinor).toBe(0);
  });

  test.each(['won', 'lost'] as const)('shows a dispute, and that it was %s', async (outcome) => {
    const ids = await captured();
    const disputeId = await bench.openDispute(ids);
    expect((await found(ids)).disputes).toMatchObject([
      { disputeId, status: 'open', amountMinor: 4_200, currency: 'EUR', openedAt: expect.any(Date) },
    ]);
    await bench.closeDispute(disputeId, outcome);
    expect((await found(ids)).disputes).toMatchObject([{ disputeId, status: outcome }]);
  });

  test.each(['no-answer-after-work', 'error-after-work', 'error-before-work', 'rate-limit'] as const)(
    'says that the outcome is not known after %s, and the same call again finds it out',
    async (fault) => {
      const request = authoriseRequest(bench.tokens.success);
      const ids = await authorised(request);
      await bench.fail(fault, 'capture');
      const capture = { ids, ...euros(4_200), ...keyed(request, 'capture') };
      expect(await bench.provider.capture(capture)).toMatchObject({ kind: 'unknown' });
      await bench.mend();
      expect(await bench.provider.capture(capture)).toMatchObject({ kind: 'captured', amountMinor: 4_200 });
      expect(await found(ids)).toMatchObject({ capturedMinor: 4_200 });
    },
  );

  test('an answer lost while authorising leaves one payment', async () => {
    const request = authoriseRequest(bench.tokens.success);
    await bench.fail('no-answer-after-work', 'authorise');
    expect(await bench.provider.authorise(request)).toMatchObject({ kind: 'unknown' });
    await bench.mend();
    const ids = await authorised(request);
    expect(await found(ids)).toMatchObject({
      status: 'authorised',
      merchantReference: request.merchantReference,
    });
  });

  test('calls for a person when our credentials are refused', async () => {
    if (name === 'STRIPE') await bench.fail('unauthorised', 'authorise');
    const outcome = await bench.strangers.authorise(authoriseRequest(bench.tokens.success));
    expect(outcome).toMatchObject({ kind: 'unknown', needsPerson: true });
  });

  test('calls for a person when a key was used with another request', async () => {
    const request = authoriseRequest(bench.tokens.success);
    await bench.provider.authorise(request);
    const other = await bench.provider.authorise({ ...request, amountMinor: 4_201 });
    expect(other).toMatchObject({ kind: 'unknown', needsPerson: true });
  });

  test('shows its books', async () => {
    const before = new Date(Date.now() - 60_000);
    const request = authoriseRequest(bench.tokens.success);
    const ids = await captured(request);
    await bench.provider.refund({ ids, ...euros(700), idempotencyKey: `${ids.paymentId}:rfd` });
    const accounts: ProviderAccount[] = [];
    for await (const page of bench.provider.accountsSince(before)) accounts.push(...page);
    expect(accounts.find(({ paymentId }) => paymentId === ids.paymentId)).toMatchObject({
      merchantReference: request.merchantReference,
      capturedMinor: 4_200,
      refundedMinor: 700,
      currency: 'EUR',
    });
  });

  test('keeps a method with consent, pays with it again, and forgets it', async () => {
    const { provider } = bench;
    if (!provider.keepsMethods) return;
    const customer = { reference: 'usr_1', customerId: null, email: 'buyer@souk.example', keepMethod: true };
    const first = await provider.authorise(authoriseRequest(bench.tokens.success, { customer }));
    if (first.kind !== 'authorised' || !first.keptMethod) throw new Error('the method was not kept');
    const { customerId, methodId } = first.keptMethod;
    expect(first.keptMethod).toMatchObject({ brand: 'visa', last4: '4242', expiryMonth: expect.any(Number) });
    const again = await provider.authorise(
      authoriseRequest(methodId, { customer: { ...customer, customerId, keepMethod: false } }),
    );
    expect(again).toMatchObject({ kind: 'authorised' });
    expect(await provider.forgetMethod({ customerId, methodId })).toEqual({ kind: 'forgotten' });
    expect(await provider.forgetMethod({ customerId, methodId })).toEqual({ kind: 'forgotten' });
    const gone = await provider.authorise(
      authoriseRequest(methodId, { customer: { ...customer, customerId, keepMethod: false } }),
    );
    expect(gone).toMatchObject({ kind: 'declined' });
  });
});
