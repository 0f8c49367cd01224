import { parseConfig } from '@souk/shared/config';
import { runProcess } from '@souk/shared/process';
import { layFoundation, startWorker } from '@souk/shared/subgraph-process';
import { createArchivePartitions } from './archive/archive.repository.ts';
import { analyticsWorkerSettings } from './config.ts';
import { database } from './data-source.ts';
import { createHandlers } from './handlers.ts';

runProcess('analytics-worker', process.env, async (logger) => {
  const settings = parseConfig(analyticsWorkerSettings, process.env);
  const foundation = await layFoundation('analytics-worker', settings, database, logger);
  return startWorker({
    foundation,
    settings,
    handlers: createHandlers(foundation),
    // More than come while a batch is gathered.
    concurrency: 500,
    timers: [
      {
        name: 'create-archive-partitions',
        everyMs: 6 * 3_600_000,
        run: () => createArchivePartitions(foundation.dataSource.manager),
      },
    ],
  });
});
