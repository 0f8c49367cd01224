import { S3Client } from '@aws-sdk/client-s3';
import { parseConfig } from '@souk/shared/config';
import { demoAccounts } from '@souk/shared/demo-accounts';
import { createLogger } from '@souk/shared/logger';
import { layFoundation } from '@souk/shared/subgraph-process';
import { demoSettings } from './config.ts';
import { database } from './data-source.ts';
import { loadDemo } from './demo/load-demo.ts';

// Loads the demo catalogue and ends: 0 when it is there, 1 when it could not be loaded.
const logger = createLogger('products-demo', process.env.LOG_LEVEL ?? 'info');
try {
  const config = parseConfig(demoSettings, process.env);
  const foundation = await layFoundation('products-demo', config, database, logger);
  const s3 = new S3Client({ forcePathStyle: true });
  const created = await loadDemo(
    {
      ...foundation,
      s3,
      shopCurrency: config.SHOP_CURRENCY,
      mediaBucket: config.MEDIA_BUCKET,
      mediaBaseUrl: config.MEDIA_BASE_URL,
      sellerId: demoAccounts.seller.id,
    },
    new Date(),
  );
  s3.destroy();
  for (const part of foundation.stopLast) await part.stop();
  logger.info({ created, ms: Math.round(process.uptime() * 1000) }, 'demo catalogue is there');
} catch (error) {
  logger.fatal({ err: error }, 'the demo catalogue could not be loaded');
  process.exitCode = 1;
}
