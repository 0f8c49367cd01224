import { parseConfig } from '@souk/shared/config';
import { runProcess } from '@souk/shared/process';
import { layFoundation } from '@souk/shared/subgraph-process';
import { serverConfig } from './config.ts';
import { database } from './data-source.ts';
import { startServer } from './server.ts';

runProcess('orders', process.env, async (logger) => {
  const settings = parseConfig(serverConfig, process.env);
  const foundation = await layFoundation('orders', settings, database, logger);
  const http = await startServer(foundation, settings);
  return { stopInOrder: [{ name: 'http', stop: () => http.close() }, ...foundation.stopLast] };
});
