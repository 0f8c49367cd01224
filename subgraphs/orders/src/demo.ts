import { parseConfig, subgraphSettings } from '@souk/shared/config';
import { createLogger } from '@souk/shared/logger';
import { layFoundation } from '@souk/shared/subgraph-process';
import { serverConfig } from './config.ts';
import { database } from './data-source.ts';
import { loadVouchers } from './demo/load-vouchers.ts';

// Loads the demo vouchers and ends: 0 when they are there, 1 when they could not be loaded.
const logger = createLogger('orders-demo', process.env.LOG_LEVEL ?? 'info');
try {
  const settings = { ...subgraphSettings, SHOP_CURRENCY: serverConfig.SHOP_CURRENCY };
  const config = parseConfig(settings, process.env);
  const foundation = await layFoundation('orders-demo', config, database, logger);
  const shop = { currency: config.SHOP_CURRENCY, now: new Date() };
  const added = await loadVouchers(foundation, shop);
  for (const part of foundation.stopLast) await part.stop();
  logger.info({ added, ms: Math.round(process.uptime() * 1000) }, 'demo vouchers are there');
} catch (error) {
  logger.fatal({ err: error }, 'the demo vouchers could not be loaded');
  process.exitCode = 1;
}
