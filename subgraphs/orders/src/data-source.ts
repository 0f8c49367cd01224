import type { DatabaseOptions } from '@souk/shared/data-source';
import { CreateOrders1795217400000 } from './migrations/1795217400000-create-orders.ts';
import { CreateOrderSellers1795221000000 } from './migrations/1795221000000-create-order-sellers.ts';
import { CreatePromotions1795300000000 } from './migrations/1795300000000-create-promotions.ts';
import { GrowOrders1795300001000 } from './migrations/1795300001000-grow-orders.ts';
import { CreateInvoices1795300002000 } from './migrations/1795300002000-create-invoices.ts';
import { AddFlashSalePlaces1795400000000 } from './migrations/1795400000000-add-flash-sale-places.ts';
import { SettleFreeReturns1795500000000 } from './migrations/1795500000000-settle-free-returns.ts';
import { NoteFailedRefunds1795500001000 } from './migrations/1795500001000-note-failed-refunds.ts';
import { LogEntryEntity } from './order/log-entry.entity.ts';

/** What this subgraph's database is made of. */
export const database: Pick<DatabaseOptions, 'entities' | 'migrations'> = {
  entities: [LogEntryEntity],
  migrations: [
    CreateOrders1795217400000,
    CreateOrderSellers1795221000000,
    CreatePromotions1795300000000,
    GrowOrders1795300001000,
    CreateInvoices1795300002000,
    AddFlashSalePlaces1795400000000,
    SettleFreeReturns1795500000000,
    NoteFailedRefunds1795500001000,
  ],
};
