import { parseConfig } from '@souk/shared/config';
import { runProcess } from '@souk/shared/process';
import { layFoundation } from '@souk/shared/subgraph-process';
import { analyticsServerSettings } from './config.ts';
import { database } from './data-source.ts';
import { startAnalyticsServer } from './server.ts';

runProcess('analytics', process.env, async (logger) => {
  const settings = parseConfig(analyticsServerSettings, process.env);
  const foundation = await layFoundation('analytics', settings, database, logger);
  const server = await startAnalyticsServer({
    ...foundation,
    host: settings.HOST,
    port: settings.PORT,
    viewerTokenSecret: settings.VIEWER_TOKEN_SECRET,
  });
  return { stopInOrder: [{ name: 'http', stop: () => server.close() }, ...foundation.stopLast] };
});
