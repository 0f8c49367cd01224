import type { DatabaseOptions } from '@souk/shared/data-source';
import { CreateOrders1795217400000 } from './migrations/1795217400000-create-orders.ts';
import { CreateOrderSellers1795221000000 } from './migrations/1795221000000-create-order-sellers.ts';
import { LogEntryEntity } from './order/log-entry.entity.ts';

/** What this subgraph's database is made of. */
export const database: Pick<DatabaseOptions, 'entities' | 'migrations'> = {
  entities: [LogEntryEntity],
  migrations: [CreateOrders1795217400000, CreateOrderSellers1795221000000],
};
