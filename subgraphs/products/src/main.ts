import { parseConfig } from '@souk/shared/config';
import { runProcess } from '@souk/shared/process';
import { layFoundation } from '@souk/shared/subgraph-process';
import { productsServerSettings } from './config.ts';
import { database } from './data-source.ts';
import { startProductsServer } from './server.ts';

runProcess('products', process.env, async (logger) => {
  const config = parseConfig(productsServerSettings, process.env);
  const foundation = await layFoundation('products', config, database, logger);
  const http = await startProductsServer({
    ...foundation,
    host: config.HOST,
    port: config.PORT,
    viewerTokenSecret: config.VIEWER_TOKEN_SECRET,
    shopCurrency: config.SHOP_CURRENCY,
    reviewModeration: config.REVIEW_MODERATION,
    mediaBaseUrl: config.MEDIA_BASE_URL,
    claimSecret: config.VIEWER_TOKEN_SECRET,
    now: () => new Date(),
  });
  return { stopInOrder: [{ name: 'http', stop: () => http.close() }, ...foundation.stopLast] };
});
