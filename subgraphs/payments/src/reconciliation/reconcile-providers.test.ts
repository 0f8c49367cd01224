import { createId } from '@souk/shared/ids';
import { query, testViewerTokenSecret, viewers } from '@souk/shared/testing/subgraph-client';
import { register } from 'prom-client';
import { advanceDuePayments } from '../payment/advance-due-payments.ts';
import { startServer } from '../server.ts';
import {
  deliver,
  ordersSends,
  type PaymentFixture,
  startPaymentFixture,
} from '../testing/payment-fixture.ts';
import { type ProviderBench, startPayPalBench, startStripeBench } from '../testing/provider-bench.ts';
import { reconcile } from './reconcile.ts';

describe.each([
  ['STRIPE' as const, startStripeBench],
  ['PAYPAL' as const, startPayPalBench],
])('books of %s', (name, start) => {
  let bench: ProviderBench;
  let fixture: PaymentFixture;
  beforeAll(async () => {
    bench = await start();
    fixture = await startPaymentFixture([bench.provider]);
  });
  afterAll(() => Promise.all([fixture.close(), bench.close()]));

  const run = () => reconcile(fixture.deps, bench.provider, new Date(Date.now() - 3_600_000));

  async function captured(): Promise<string> {
    const orderId = createId('ord');
    await deliver(fixture.deps, ordersSends.payment(orderId, bench.tokens.success, { provider: name }));
    const { status, providerPaymentId, actionUrl } = await fixture.payment(orderId);
    if (status === 'REQUIRES_ACTION') {
      await bench.act(providerPaymentId!, actionUrl!, 'approve');
      fixture.passTime(30_001);
      await advanceDuePayments(fixture.deps);
    }
    await deliver(fixture.deps, ordersSends.capture(orderId));
    expect(await fixture.payment(orderId)).toMatchObject({ status: 'CAPTURED' });
    return orderId;
  }

  test('agree with ours after orders and refunds', async () => {
    await deliver(fixture.deps, ordersSends.refund(await captured(), 1_000));
    await captured();
    expect(await run()).toMatchObject({ provider: name, compared: 2, differences: [] });
  });

  test('show what was paid back there behind our back; admins see it, and a gauge does', async () => {
    const orderId = await captured();
    const payment = await fixture.payment(orderId);
    const ids = {
      paymentId: payment.providerPaymentId!,
      authorisationId: payment.providerAuthorisationId,
      captureId: payment.providerCaptureId,
    };
    await bench.provider.refund({ ids, amountMinor: 700, currency: 'EUR', idempotencyKey: createId('key') });
    const { differences } = await run();
    expect(differences).toMatchObject([
      { orderId, ours: { refundedMinor: 0 }, theirs: { capturedMinor: 4_200, refundedMinor: 700 } },
    ]);
    const gauge = await register.getSingleMetric('souk_reconciliation_differences')!.get();
    expect(gauge.values.find(({ labels }) => labels.provider === name)?.value).toBe(1);

    const server = await startServer({
      host: '127.0.0.1',
      port: 0,
      viewerTokenSecret: testViewerTokenSecret,
      deps: fixture.deps,
      isReady: async () => true,
    });
    const document = `query ($provider: String) { reconciliationReports(provider: $provider, first: 1) { provider compared
      differences { orderId changedAt ours { captured { amountMinor currency } } theirs { refunded { amountMinor } } } } }`;
    const { data } = await query(server.port, viewers.admin(), document, { provider: name });
    expect(data.reconciliationReports).toEqual([
      {
        provider: name,
        compared: expect.any(Number),
        differences: [
          {
            orderId,
            changedAt: expect.any(String),
            ours: { captured: { amountMinor: 4_200, currency: 'EUR' } },
            theirs: { refunded: { amountMinor: 700 } },
          },
        ],
      },
    ]);
    const refused = await query(server.port, viewers.seller(), document);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    await server.close();
  });
});
