import { parseConfig } from '@souk/shared/config';
import { runProcess } from '@souk/shared/process';
import { layFoundation } from '@souk/shared/subgraph-process';
import { notificationsServerSettings } from './config.ts';
import { database } from './data-source.ts';
import { startNotificationsServer } from './server.ts';

runProcess('notifications', process.env, async (logger) => {
  const settings = parseConfig(notificationsServerSettings, process.env);
  const foundation = await layFoundation('notifications', settings, database, logger);
  const server = await startNotificationsServer({
    ...foundation,
    host: settings.HOST,
    port: settings.PORT,
    viewerTokenSecret: settings.VIEWER_TOKEN_SECRET,
  });
  return { stopInOrder: [{ name: 'http', stop: () => server.close() }, ...foundation.stopLast] };
});
