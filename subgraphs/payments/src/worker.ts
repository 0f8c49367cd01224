import { parseConfig } from '@souk/shared/config';
import { runProcess } from '@souk/shared/process';
import { layFoundation, startWorker } from '@souk/shared/subgraph-process';
import { createProviders, workerProcessSettings } from './config.ts';
import { database } from './data-source.ts';
import { createHandlers } from './handlers.ts';
import { advanceDuePayments } from './payment/advance-due-payments.ts';
import { forgetOldNotes } from './payment/forget-old-notes.ts';
import { createPaymentDeps } from './payment/payment-deps.ts';
import { reconcileWhenDue } from './reconciliation/reconcile.ts';
import { forgetRemovedMethods } from './saved-method/save-method.ts';

runProcess('payments-worker', process.env, async (logger) => {
  const config = parseConfig(workerProcessSettings, process.env);
  const foundation = await layFoundation('payments-worker', config, database, logger);
  const deps = createPaymentDeps({
    ...foundation,
    providers: createProviders(config),
    clock: () => new Date(),
  });
  return startWorker({
    foundation,
    settings: config,
    handlers: createHandlers(deps),
    timers: [
      { name: 'advance-due-payments', everyMs: 500, run: () => advanceDuePayments(deps) },
      { name: 'forget-removed-methods', everyMs: 60_000, run: () => forgetRemovedMethods(deps) },
      { name: 'reconcile', everyMs: 60_000, run: () => reconcileWhenDue(deps) },
      { name: 'forget-old-notes', everyMs: 3_600_000, run: () => forgetOldNotes(deps) },
    ],
  });
});
