import vendure from '@vendure/core';

const { DefaultJobQueuePlugin, DefaultLogger, DefaultSchedulerPlugin, DefaultSearchPlugin, LogLevel } =
  vendure;

/** Vendure as its own project template sets it up, without its admin pages, pictures and mails. */
export const config = {
  apiOptions: {
    ...{ hostname: '127.0.0.1', port: Number(process.env.PORT) },
    ...{ shopApiPath: 'shop-api', adminApiPath: 'admin-api' },
  },
  authOptions: {
    tokenMethod: ['bearer'],
    superadminCredentials: { identifier: 'superadmin', password: process.env.ADMIN_PASSWORD },
  },
  dbConnectionOptions: {
    type: 'postgres',
    url: process.env.DATABASE_URL,
    synchronize: false,
    migrations: [],
  },
  paymentOptions: { paymentMethodHandlers: [vendure.dummyPaymentHandler] },
  logger: new DefaultLogger({ level: LogLevel.Warn }),
  plugins: [
    DefaultSchedulerPlugin.init(),
    DefaultJobQueuePlugin.init({ useDatabaseForBuffer: true }),
    DefaultSearchPlugin.init({ bufferUpdates: false, indexStockStatus: true }),
  ],
};
