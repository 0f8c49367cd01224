import { serverSettings, workerSettings } from '@souk/shared/config';
import { currencySchema } from '@souk/shared/money';
import { z } from 'zod';

/** Settings of the products server. */
export const productsServerSettings = {
  ...serverSettings,
  /** Currency of variants that name none. */
  SHOP_CURRENCY: currencySchema.default('USD'),
  /** Whether a review waits for an admin before it is shown. */
  REVIEW_MODERATION: z.stringbool().default(false),
  /** Pictures may come from here even where it is not https. */
  MEDIA_BASE_URL: z.url(),
} as const;

/** Settings of the products worker. */
export const productsWorkerSettings = workerSettings;

/** Settings of the loader of the demo catalogue. */
export const demoSettings = {
  DATABASE_URL: serverSettings.DATABASE_URL,
  DATABASE_POOL_SIZE: serverSettings.DATABASE_POOL_SIZE,
  MIGRATE_ON_START: serverSettings.MIGRATE_ON_START,
  SHOP_CURRENCY: productsServerSettings.SHOP_CURRENCY,
  MEDIA_BUCKET: z.string().min(1),
  MEDIA_BASE_URL: productsServerSettings.MEDIA_BASE_URL,
} as const;
