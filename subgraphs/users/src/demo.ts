import { parseConfig } from '@souk/shared/config';
import { demoAccounts, demoPassword, demoSellerName } from '@souk/shared/demo-accounts';
import { createLogger } from '@souk/shared/logger';
import { layFoundation } from '@souk/shared/subgraph-process';
import { loadDemoAccounts } from './account/load-demo-accounts.ts';
import { usersServerSettings } from './config.ts';
import { database } from './data-source.ts';
import { createPasswordHasher } from './password/password-hasher.ts';

const config = parseConfig(usersServerSettings, process.env);
const logger = createLogger('users-demo', config.LOG_LEVEL);
const foundation = await layFoundation('users-demo', config, database, logger);
try {
  const passwords = await createPasswordHasher({ running: config.PASSWORD_HASH_CONCURRENCY, waiting: 10 });
  const added = await loadDemoAccounts(
    { ...foundation, passwords },
    { accounts: demoAccounts, password: demoPassword, sellerName: demoSellerName, now: new Date() },
  );
  logger.info({ added }, 'demo accounts are there');
} finally {
  for (const part of foundation.stopLast) await part.stop();
}
