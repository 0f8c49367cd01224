import { parseConfig } from '@souk/shared/config';
import { runProcess } from '@souk/shared/process';
import { rotateSigningKeys } from '@souk/shared/signing-keys';
import { layFoundation, startWorker } from '@souk/shared/subgraph-process';
import { workerConfig } from './config.ts';
import { createHandlers } from './consumer.ts';
import { database } from './data-source.ts';
import { guestKeyPlan } from './guest/guest-tokens.ts';
import { forgetLookupFailures } from './order/find-order-by-number.ts';
import { moveOverdueSagas } from './saga/move-overdue-sagas.ts';

runProcess('orders-worker', process.env, async (logger) => {
  const settings = parseConfig(workerConfig, process.env);
  const foundation = await layFoundation('orders-worker', settings, database, logger);
  const { dataSource } = foundation;
  const deps = { ...foundation, storeUrl: settings.STORE_URL };
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
    ],
  });
});
