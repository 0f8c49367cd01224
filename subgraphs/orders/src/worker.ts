import { parseConfig } from '@souk/shared/config';
import { forgetIdempotencyKeys } from '@souk/shared/idempotency';
import { runProcess } from '@souk/shared/process';
import { rotateSigningKeys } from '@souk/shared/signing-keys';
import { layFoundation, startWorker } from '@souk/shared/subgraph-process';
import { announceAbandonedCarts } from './cart/announce-abandoned-carts.ts';
import { workerConfig } from './config.ts';
import { createHandlers } from './consumer.ts';
import { database } from './data-source.ts';
import { guestKeyPlan } from './guest/guest-tokens.ts';
import { issueInvoices } from './invoice/issue-invoices.ts';
import { keyLifetimeMs } from './keyed-mutation.ts';
import { forgetLookupFailures } from './order/find-order-by-number.ts';
import { forgetVoucherFailures } from './promotion/apply-voucher.ts';
import { moveOverdueSagas } from './saga/move-overdue-sagas.ts';

runProcess('orders-worker', process.env, async (logger) => {
  const settings = parseConfig(workerConfig, process.env);
  const foundation = await layFoundation('orders-worker', settings, database, logger);
  const { dataSource } = foundation;
  const deps = { ...foundation, storeUrl: settings.STORE_URL };
  const issuer = {
    name: settings.INVOICE_ISSUER_NAME,
    addressLines: settings.INVOICE_ISSUER_ADDRESS.split('|').map((line) => line.trim()),
    taxId: settings.INVOICE_ISSUER_TAX_ID,
  };
  const keys = { dataSource, encryptionSecret: settings.KEY_ENCRYPTION_SECRET };
  return startWorker({
    foundation,
    settings,
    handlers: createHandlers(deps),
    timers: [
      { name: 'overdue-sagas', everyMs: 1_000, run: () => moveOverdueSagas(deps, new Date()) },
      { name: 'guest-keys', everyMs: 60_000, run: () => rotateSigningKeys(keys, guestKeyPlan, new Date()) },
      {
        name: 'forget-lookup-failures',
        everyMs: 600_000,
        run: () => forgetLookupFailures(dataSource.manager, new Date()),
      },
      {
        name: 'forget-voucher-failures',
        everyMs: 600_000,
        run: () => forgetVoucherFailures(dataSource.manager, new Date()),
      },
      {
        name: 'forget-idempotency-keys',
        everyMs: 60_000,
        run: () => forgetIdempotencyKeys(dataSource.manager, new Date(Date.now() - keyLifetimeMs)),
      },
      { name: 'abandoned-carts', everyMs: 60_000, run: () => announceAbandonedCarts(deps, new Date()) },
      { name: 'invoices', everyMs: 1_000, run: () => issueInvoices({ ...deps, issuer }, new Date()) },
    ],
  });
});
