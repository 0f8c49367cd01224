import { parseConfig, subgraphSettings } from '@souk/shared/config';
import { createDataSource } from '@souk/shared/data-source';
import { createLogger } from '@souk/shared/logger';
import { rebuildAggregates } from './aggregate/rebuild-aggregates.ts';
import { database } from './data-source.ts';

const { DATABASE_URL } = parseConfig({ DATABASE_URL: subgraphSettings.DATABASE_URL }, process.env);
const logger = createLogger('analytics-rebuild', process.env.LOG_LEVEL ?? 'info');
const dataSource = createDataSource({
  url: DATABASE_URL,
  poolSize: 1,
  applicationName: 'analytics-rebuild',
  ...database,
});
await dataSource.initialize();
try {
  logger.info({ events: await rebuildAggregates(dataSource) }, 'counts made again from the archive');
} finally {
  await dataSource.destroy();
}
