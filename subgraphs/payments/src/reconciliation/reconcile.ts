import { Gauge } from 'prom-client';
import { type EntityManager, In } from 'typeorm';
import { type Payment, paymentEntity } from '../payment/payment.entity.ts';
import type { PaymentDeps } from '../payment/payment-deps.ts';
import type { PaymentProvider, ProviderAccount } from '../provider/payment-provider.ts';
import { findReports, insertReport, lastReportUntil } from './report.repository.ts';

export type Sums = {
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly currency: string;
};

/** A payment on which we and the provider do not agree. Null where one of the two does not know it. */
export type Difference = {
  readonly orderId: string;
  readonly providerPaymentId: string;
  readonly ours: Sums | null;
  readonly theirs: Sums | null;
  /** When it last changed in whichever books know it. */
  readonly changedAt: Date | null;
};

export type ReconciliationReport = {
  readonly provider: string;
  readonly since: Date;
  readonly until: Date;
  readonly compared: number;
  readonly differences: readonly Difference[];
};

/** Reports overlap by this much, so that a change at the edge is in one of them for certain. */
const overlapMs = 5 * 60_000;
const firstWindowMs = 2 * 24 * 3_600_000;
const hourMs = 3_600_000;
const pageSize = 500;

const differing = new Gauge({
  name: 'souk_reconciliation_differences',
  help: 'Payments on which our books and the provider differ, in the last report',
  labelNames: ['provider'],
});
const oldest = new Gauge({
  name: 'souk_reconciliation_oldest_difference_seconds',
  help: 'Age of the oldest of these differences',
  labelNames: ['provider'],
});
const reported = new Gauge({
  name: 'souk_reconciliation_report_timestamp_seconds',
  help: 'When the books were last compared, in seconds since the epoch',
  labelNames: ['provider'],
});

/**
 * Reconciles with each provider whose last report is an hour old. Two workers at once only write two reports. A
 * provider that does not show its books keeps nobody from being compared with the others.
 */
export async function reconcileWhenDue(deps: PaymentDeps): Promise<void> {
  for (const provider of deps.providers.values()) {
    const now = deps.clock();
    const last = await lastReportUntil(deps.dataSource.manager, provider.name);
    if (last && now.getTime() - last.getTime() < hourMs) continue;
    const since = last ? last.getTime() - overlapMs : now.getTime() - firstWindowMs;
    await reconcile(deps, provider, new Date(since)).catch((error: unknown) =>
      deps.logger.warn({ err: error, provider: provider.name }, 'the books were not compared'),
    );
  }
}

/**
 * Compares what was captured and refunded since an instant with the provider's books, in both directions, and writes
 * a report. It corrects nothing: a difference is for a person, and stays in the reports until it is gone from the books.
 *
 * @throws Error when the provider does not show its books
 */
export async function reconcile(
  deps: PaymentDeps,
  provider: PaymentProvider,
  since: Date,
): Promise<ReconciliationReport> {
  const { manager } = deps.dataSource;
  const until = deps.clock();
  const candidates = new Map<string, Difference>();
  const seen = new Set<string>();

  for await (const accounts of provider.accountsSince(since)) {
    const payments = await findByProviderIds(manager, provider, accounts);
    for (const account of accounts) {
      seen.add(account.paymentId);
      const payment = payments.get(account.paymentId) ?? null;
      if (!agree(payment, account)) candidates.set(account.paymentId, toDifference(payment, account));
    }
  }
  for await (const payments of capturedSince(manager, provider, since)) {
    for (const payment of payments) {
      const { providerPaymentId } = payment;
      if (!providerPaymentId || seen.has(providerPaymentId)) continue;
      seen.add(providerPaymentId);
      candidates.set(providerPaymentId, toDifference(payment, null));
    }
  }

  const [last] = await findReports(manager, provider.name, 1);
  for (const difference of last?.differences ?? []) {
    if (seen.has(difference.providerPaymentId)) continue;
    seen.add(difference.providerPaymentId);
    candidates.set(difference.providerPaymentId, difference);
  }

  const confirmed = await Promise.all(
    [...candidates.values()].map((candidate) => lookAgain(manager, provider, candidate)),
  );
  const differences = confirmed.filter((difference) => difference !== null);
  const report = { provider: provider.name, since, until, compared: seen.size, differences };
  await insertReport(manager, report);
  measure(report);
  if (differences.length > 0) {
    const some = differences.slice(0, 10);
    deps.logger.error({ provider: provider.name, count: differences.length, some }, 'the books differ');
  }
  return report;
}

function measure({ provider, until, differences }: ReconciliationReport): void {
  const changes = differences.flatMap(({ changedAt }) => (changedAt ? [changedAt.getTime()] : []));
  differing.set({ provider }, differences.length);
  oldest.set({ provider }, changes.length > 0 ? (until.getTime() - Math.min(...changes)) / 1_000 : 0);
  reported.set({ provider }, until.getTime() / 1_000);
}

/** The two books were not read at the same moment: a difference counts if it is still there when both rest. */
async function lookAgain(
  manager: EntityManager,
  provider: PaymentProvider,
  candidate: Difference,
): Promise<Difference | null> {
  const { providerPaymentId, orderId } = candidate;
  const payment = await manager.findOne(paymentEntity, {
    where: [
      { provider: provider.name, providerPaymentId },
      { provider: provider.name, orderId },
    ],
  });
  if (payment?.unresolvedOperation) return null;
  const known = payment?.providerPaymentId === providerPaymentId ? payment : null;
  const found = await provider.retrieve({
    paymentId: providerPaymentId,
    authorisationId: known?.providerAuthorisationId ?? null,
    captureId: known?.providerCaptureId ?? null,
  });
  if (found.kind === 'unknown') return candidate;
  const account = found.kind === 'found' ? found.payment : null;
  if (agree(known, account)) return null;
  const { changedAt } = candidate;
  return { ...toDifference(known, account), providerPaymentId, orderId, changedAt };
}

function agree(payment: Payment | null, account: Sums | null): boolean {
  const ours = payment ?? nothing;
  const theirs = account ?? nothing;
  const moneyMoved = ours.capturedMinor > 0 || theirs.capturedMinor > 0;
  return (
    ours.capturedMinor === theirs.capturedMinor &&
    ours.refundedMinor === theirs.refundedMinor &&
    (!moneyMoved || ours.currency === theirs.currency)
  );
}

const nothing: Sums = { capturedMinor: 0, refundedMinor: 0, currency: '' };

function toDifference(
  payment: Payment | null,
  account: (Sums & { readonly merchantReference: string }) | null,
): Difference {
  return {
    orderId: payment?.orderId ?? account?.merchantReference ?? '',
    providerPaymentId: payment?.providerPaymentId ?? (account as ProviderAccount | null)?.paymentId ?? '',
    ours: payment && sumsOf(payment),
    theirs: account && sumsOf(account),
    changedAt: (account as ProviderAccount | null)?.updatedAt ?? payment?.updatedAt ?? null,
  };
}

function sumsOf({ capturedMinor, refundedMinor, currency }: Sums): Sums {
  return { capturedMinor, refundedMinor, currency };
}

async function findByProviderIds(
  manager: EntityManager,
  provider: PaymentProvider,
  accounts: readonly ProviderAccount[],
): Promise<Map<string, Payment>> {
  const payments = await manager.find(paymentEntity, {
    where: { provider: provider.name, providerPaymentId: In(accounts.map(({ paymentId }) => paymentId)) },
  });
  return new Map(payments.map((payment) => [payment.providerPaymentId!, payment]));
}

/** Our captured payments that changed since an instant, in pages. */
async function* capturedSince(
  manager: EntityManager,
  provider: PaymentProvider,
  since: Date,
): AsyncIterable<readonly Payment[]> {
  let last: Payment | undefined;
  do {
    const query = manager
      .createQueryBuilder(paymentEntity, 'payment')
      .where('payment.provider = :provider AND payment.capturedMinor > 0', { provider: provider.name })
      .andWhere('(payment.updatedAt, payment.id) > (:updatedAt, :id)', {
        updatedAt: last?.updatedAt ?? since,
        id: last?.id ?? '',
      })
      .orderBy({ 'payment.updatedAt': 'ASC', 'payment.id': 'ASC' })
      .limit(pageSize);
    const page = await query.getMany();
    yield page;
    last = page.length === pageSize ? page.at(-1) : undefined;
  } while (last);
}
