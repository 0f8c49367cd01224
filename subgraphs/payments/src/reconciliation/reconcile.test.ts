import { createId } from '@souk/shared/ids';
import {
  deliver,
  ordersSends,
  type PaymentFixture,
  startPaymentFixture,
} from '../testing/payment-fixture.ts';
import { type ReconciliationReport, reconcile, reconcileWhenDue } from './reconcile.ts';

let fixture: PaymentFixture;
beforeEach(async () => {
  fixture = await startPaymentFixture();
});
afterEach(() => fixture.close());

const longAgo = new Date(0);
const run = (): Promise<ReconciliationReport> =>
  reconcile(fixture.deps, fixture.deps.providers.get('SANDBOX')!, longAgo);
const euros = (capturedMinor: number, refundedMinor: number) => ({
  capturedMinor,
  refundedMinor,
  currency: 'EUR',
});

async function capturedOrder(): Promise<string> {
  const orderId = createId('ord');
  await deliver(fixture.deps, ordersSends.payment(orderId));
  await deliver(fixture.deps, ordersSends.capture(orderId));
  return orderId;
}

test('books that agree give a report without differences', async () => {
  const orderId = await capturedOrder();
  await deliver(fixture.deps, ordersSends.refund(orderId, 200));
  await deliver(fixture.deps, ordersSends.payment(createId('ord'), 'tok_declined'));
  expect(await run()).toMatchObject({ compared: 2, differences: [] });
});

test('a refund made at the provider, and a charge that we do not know, are found', async () => {
  const orderId = await capturedOrder();
  const { providerPaymentId } = await fixture.payment(orderId);
  await fixture.sandbox.call('POST', `payments/${providerPaymentId}/refunds`, { amountMinor: 100 });
  const foreign = await fixture.sandbox.call('POST', 'payments', {
    amountMinor: 900,
    currency: 'EUR',
    token: 'tok_success',
    merchantReference: 'ord_elsewhere',
  });
  await fixture.sandbox.call('POST', `payments/${foreign.body.id}/capture`);

  const { differences } = await run();
  expect(differences).toEqual([
    {
      orderId,
      providerPaymentId,
      ours: euros(4_200, 0),
      theirs: euros(4_200, 100),
      changedAt: expect.any(Date),
    },
    {
      orderId: 'ord_elsewhere',
      providerPaymentId: foreign.body.id,
      ours: null,
      theirs: euros(900, 0),
      changedAt: expect.any(Date),
    },
  ]);
  const [report] = await fixture.database.dataSource.query('SELECT differences FROM reconciliation_reports');
  expect(report.differences).toEqual(JSON.parse(JSON.stringify(differences)));
});

test('a capture that the provider does not know is found', async () => {
  const orderId = await capturedOrder();
  await fixture.database.dataSource.query(`UPDATE payments SET provider_payment_id = 'spy_lost'`);
  expect((await run()).differences).toContainEqual({
    orderId,
    providerPaymentId: 'spy_lost',
    ours: euros(4_200, 0),
    theirs: null,
    changedAt: expect.any(Date),
  });
});

test('a difference stays in the reports until it is gone from the books', async () => {
  const orderId = await capturedOrder();
  const { providerPaymentId } = await fixture.payment(orderId);
  await fixture.sandbox.call('POST', `payments/${providerPaymentId}/refunds`, { amountMinor: 100 });
  const found: number[] = [];
  for (const mended of [false, false, false, true]) {
    if (mended)
      await fixture.database.dataSource.query(
        'UPDATE payments SET refund_reserved_minor = 100, refunded_minor = 100',
      );
    await reconcileWhenDue(fixture.deps);
    const [{ differences }] = await fixture.database.dataSource.query(
      'SELECT differences FROM reconciliation_reports ORDER BY until DESC LIMIT 1',
    );
    found.push(differences.length);
    fixture.passTime(3_600_001);
  }
  expect(found).toEqual([1, 1, 1, 0]);
});

test('runs once an hour', async () => {
  await capturedOrder();
  await reconcileWhenDue(fixture.deps);
  await reconcileWhenDue(fixture.deps);
  fixture.passTime(3_600_001);
  await reconcileWhenDue(fixture.deps);
  const reports = await fixture.database.dataSource.query('SELECT differences FROM reconciliation_reports');
  expect(reports).toEqual([{ differences: [] }, { differences: [] }]);
});
