import { parseConfig } from '@souk/shared/config';
import { runProcess } from '@souk/shared/process';
import type { Handlers } from '@souk/shared/sqs-consumer';
import { layFoundation, startWorker } from '@souk/shared/subgraph-process';
import type { ConsumedBy } from '@souk/shared/topology';
import { createProviders, workerProcessSettings } from './config.ts';
import { database } from './data-source.ts';
import { advanceDuePayments } from './payment/advance-due-payments.ts';
import { forgetOldNotes } from './payment/forget-old-notes.ts';
import type { PaymentDeps } from './payment/payment-deps.ts';
import { requestCapture } from './payment/request-capture.ts';
import { requestPayment } from './payment/request-payment.ts';
import { requestVoid } from './payment/request-void.ts';
import { reconcileWhenDue } from './reconciliation/reconcile.ts';
import { requestRefund } from './refund/request-refund.ts';
import { forgetRemovedMethods } from './saved-method/save-method.ts';

runProcess('payments-worker', process.env, async (logger) => {
  const config = parseConfig(workerProcessSettings, process.env);
  const foundation = await layFoundation('payments-worker', config, database, logger);
  const deps: PaymentDeps = { ...foundation, providers: createProviders(config), clock: () => new Date() };
  const handlers: Handlers<ConsumedBy<'payments'>> = {
    PaymentRequested: (event) => requestPayment(deps, event),
    PaymentCaptureRequested: (event) => requestCapture(deps, event),
    PaymentVoidRequested: (event) => requestVoid(deps, event),
    PaymentRefundRequested: (event) => requestRefund(deps, event),
  };
  return startWorker({
    foundation,
    settings: config,
    handlers,
    // Most of a handler's time is waiting for the provider.
    concurrency: 40,
    timers: [
      { name: 'advance-due-payments', everyMs: 500, run: () => advanceDuePayments(deps) },
      { name: 'forget-removed-methods', everyMs: 60_000, run: () => forgetRemovedMethods(deps) },
      { name: 'reconcile', everyMs: 60_000, run: () => reconcileWhenDue(deps) },
      { name: 'forget-old-notes', everyMs: 3_600_000, run: () => forgetOldNotes(deps) },
    ],
  });
});
