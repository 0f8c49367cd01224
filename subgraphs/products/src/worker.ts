import { parseConfig } from '@souk/shared/config';
import { runProcess } from '@souk/shared/process';
import { layFoundation, startWorker } from '@souk/shared/subgraph-process';
import { productsWorkerSettings } from './config.ts';
import { database } from './data-source.ts';
import { advanceFlashSales } from './flash-sale/advance-flash-sales.ts';
import { productsHandlers } from './handlers.ts';
import { countSales } from './review/buyers.ts';
import { expireReservations } from './stock/release-stock.ts';

runProcess('products-worker', process.env, async (logger) => {
  const config = parseConfig(productsWorkerSettings, process.env);
  const foundation = await layFoundation('products-worker', config, database, logger);
  const now = (): Date => new Date();
  return startWorker({
    foundation,
    settings: config,
    handlers: productsHandlers({ ...foundation, now }),
    timers: [
      { name: 'expire-reservations', everyMs: 2_000, run: () => expireReservations(foundation, now()) },
      { name: 'advance-flash-sales', everyMs: 500, run: () => advanceFlashSales(foundation, now()) },
      { name: 'count-sales', everyMs: 10_000, run: () => countSales(foundation) },
    ],
  });
});
