import { parseConfig } from '@souk/shared/config';
import { runProcess } from '@souk/shared/process';
import { layFoundation } from '@souk/shared/subgraph-process';
import { createProviders, settings } from './config.ts';
import { database } from './data-source.ts';
import { createPaymentDeps } from './payment/payment-deps.ts';
import { startServer } from './server.ts';

runProcess('payments', process.env, async (logger) => {
  const config = parseConfig(settings, process.env);
  const foundation = await layFoundation('payments', config, database, logger);
  const http = await startServer({
    host: config.HOST,
    port: config.PORT,
    viewerTokenSecret: config.VIEWER_TOKEN_SECRET,
    isReady: foundation.isReady,
    deps: createPaymentDeps({
      ...foundation,
      providers: createProviders(config),
      clock: () => new Date(),
    }),
  });
  return { stopInOrder: [{ name: 'http', stop: () => http.close() }, ...foundation.stopLast] };
});
