import { parseConfig } from '@souk/shared/config';
import { createDataSource } from '@souk/shared/data-source';
import { createLogger } from '@souk/shared/logger';
import { z } from 'zod';
import { database } from './data-source.ts';
import { generatePastOrders } from './demo/generate-past-orders.ts';

// Writes orders of the past into the database and ends: `node src/generate-past-orders.ts 1000000`.
const logger = createLogger('generate-past-orders', process.env.LOG_LEVEL ?? 'info');
try {
  const { DATABASE_URL: url } = parseConfig({ DATABASE_URL: z.string().min(1) }, process.env);
  const count = z.coerce.number().int().min(1).max(100_000_000).parse(process.argv[2]);
  const dataSource = createDataSource({
    url,
    poolSize: 1,
    applicationName: 'generate-past-orders',
    ...database,
  });
  await dataSource.initialize();
  const until = new Date();
  const from = new Date(until.getTime() - 365 * 86_400_000);
  await generatePastOrders(dataSource, { count, from, until }, (done) =>
    logger.info({ done, count }, 'orders'),
  );
  await dataSource.destroy();
} catch (error) {
  logger.fatal({ err: error }, 'past orders could not be generated');
  process.exitCode = 1;
}
