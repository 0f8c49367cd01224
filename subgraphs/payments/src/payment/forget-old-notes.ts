import type { PaymentDeps } from './payment-deps.ts';

/**
 * Removes what only serves to recognise repeats, once none can come any more: providers stop sending a webhook after
 * days, and a month is far longer than callers repeat a request.
 */
export async function forgetOldNotes({ dataSource }: Pick<PaymentDeps, 'dataSource'>): Promise<void> {
  await dataSource.query(`DELETE FROM webhook_events WHERE received_at < now() - interval '90 days'`);
  await dataSource.query(`DELETE FROM idempotency_keys WHERE created_at < now() - interval '30 days'`);
  await dataSource.query(
    `DELETE FROM saved_methods WHERE status = 'PENDING' AND consented_at < now() - interval '7 days'`,
  );
  await dataSource.query(`DELETE FROM early_voids WHERE requested_at < now() - interval '30 days'`);
}
