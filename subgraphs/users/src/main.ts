import { parseConfig } from '@souk/shared/config';
import { runProcess } from '@souk/shared/process';
import { layFoundation } from '@souk/shared/subgraph-process';
import { usersServerSettings } from './config.ts';
import { database } from './data-source.ts';
import { startUsersServer } from './server.ts';

runProcess('users', process.env, async (logger) => {
  const config = parseConfig(usersServerSettings, process.env);
  const foundation = await layFoundation('users', config, database, logger);
  const http = await startUsersServer(foundation, config);
  return { stopInOrder: [{ name: 'http', stop: () => http.close() }, ...foundation.stopLast] };
});
