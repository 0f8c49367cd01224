import { parseConfig } from '@souk/shared/config';
import { runProcess } from '@souk/shared/process';
import { rotateSigningKeys } from '@souk/shared/signing-keys';
import { layFoundation, startWorker } from '@souk/shared/subgraph-process';
import { usersWorkerSettings } from './config.ts';
import { database } from './data-source.ts';
import { signingKeyPlan } from './session/access-token.ts';
import { forgetExpired } from './session/forget-expired.ts';

const minuteMs = 60_000;

runProcess('users-worker', process.env, async (logger) => {
  const { SQS_QUEUE_URL: _unused, ...settings } = parseConfig(usersWorkerSettings, process.env);
  const foundation = await layFoundation('users-worker', settings, database, logger);
  const { dataSource } = foundation;
  const signing = { dataSource, encryptionSecret: settings.KEY_ENCRYPTION_SECRET };
  return startWorker<never>({
    foundation,
    settings,
    // Users publishes and consumes nothing, so it reads no queue.
    handlers: {},
    timers: [
      {
        name: 'rotate-signing-keys',
        everyMs: 10 * minuteMs,
        run: () => rotateSigningKeys(signing, signingKeyPlan, new Date()),
      },
      {
        name: 'forget-expired',
        everyMs: 10 * minuteMs,
        run: () => forgetExpired(dataSource.manager, new Date()),
      },
    ],
  });
});
