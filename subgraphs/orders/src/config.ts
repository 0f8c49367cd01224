import { serverSettings, workerSettings } from '@souk/shared/config';
import { z } from 'zod';
import { paymentProviders } from './order/order-state.ts';
import { shopCurrencies } from './pricing/shipping-methods.ts';

const ordersSettings = {
  KEY_ENCRYPTION_SECRET: z.string().min(32, 'at least 32 characters'),
  STORE_URL: z.url({ protocol: /^https?$/ }),
} as const;

/** Settings of the server. */
export const serverConfig = {
  ...serverSettings,
  ...ordersSettings,
  GUEST_TOKEN_ISSUER: z.string().min(1).default('souk-orders'),
  /** Currency that carts are priced in. */
  SHOP_CURRENCY: z.enum(shopCurrencies).default('USD'),
  /** Providers that are switched on, separated by commas. */
  PAYMENT_PROVIDERS: z
    .string()
    .default('SANDBOX')
    .transform((text) => text.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(paymentProviders)).min(1)),
} as const;

export type ServerConfig = z.output<z.ZodObject<typeof serverConfig>>;

/** Settings of the worker. */
export const workerConfig = {
  ...workerSettings,
  ...ordersSettings,
  /** Who sells, as invoices tell. */
  INVOICE_ISSUER_NAME: z.string().min(1).default('Souk Demo Shop'),
  /** Lines of the address, separated by `|`. */
  INVOICE_ISSUER_ADDRESS: z.string().min(1).default('1 Market Square|Oakland, CA 94607|US'),
  INVOICE_ISSUER_TAX_ID: z.string().min(1).default('00-0000000'),
} as const;
