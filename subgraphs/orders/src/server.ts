import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpEndpoint } from '@souk/shared/http';
import { jwksRoute } from '@souk/shared/signing-keys';
import type { Foundation } from '@souk/shared/subgraph-process';
import { createSubgraphSchema, startSubgraphServer } from '@souk/shared/subgraph-server';
import { cartResolvers } from './cart/cart.resolvers.ts';
import type { ServerConfig } from './config.ts';
import { type Context, createContext } from './context.ts';
import type { Deps } from './deps.ts';
import { createGuestTokens } from './guest/guest-tokens.ts';
import { invoiceResolvers } from './invoice/invoice.resolvers.ts';
import { createInvoiceLinks } from './invoice/invoice-links.ts';
import { orderResolvers } from './order/order.resolvers.ts';
import { tableTaxProvider } from './pricing/table-tax-provider.ts';
import { promotionResolvers } from './promotion/promotion.resolvers.ts';
import { sagaResolvers } from './saga/saga.resolvers.ts';

const schemaFile = join(import.meta.dirname, '..', 'schema.graphql');

export type ServerSettings = Pick<
  ServerConfig,
  | 'HOST'
  | 'PORT'
  | 'VIEWER_TOKEN_SECRET'
  | 'KEY_ENCRYPTION_SECRET'
  | 'GUEST_TOKEN_ISSUER'
  | 'STORE_URL'
  | 'SHOP_CURRENCY'
  | 'PAYMENT_PROVIDERS'
>;

/** Serves the orders subgraph, and the keys that prove guest tokens at /.well-known/jwks.json. */
export async function startServer(
  foundation: Pick<Foundation, 'dataSource' | 'signals' | 'logger' | 'isReady'>,
  settings: ServerSettings,
): Promise<HttpEndpoint> {
  const { dataSource, signals, logger } = foundation;
  const keys = { dataSource, encryptionSecret: settings.KEY_ENCRYPTION_SECRET };
  const guests = createGuestTokens(keys, settings.GUEST_TOKEN_ISSUER);
  const deps: Deps = {
    dataSource,
    signals,
    taxes: tableTaxProvider,
    guests,
    links: createInvoiceLinks(settings.KEY_ENCRYPTION_SECRET),
    claimSecret: settings.VIEWER_TOKEN_SECRET,
    storeUrl: settings.STORE_URL,
    currency: settings.SHOP_CURRENCY,
    paymentProviders: settings.PAYMENT_PROVIDERS,
  };
  const carts = cartResolvers(deps);
  const orders = orderResolvers(deps);
  const promotions = promotionResolvers(deps);
  const sagas = sagaResolvers(deps);
  const invoices = invoiceResolvers(deps);
  const resolvers = {
    ...carts,
    ...orders,
    ...promotions,
    ...sagas,
    ...invoices,
    Query: { ...carts.Query, ...orders.Query, ...promotions.Query, ...sagas.Query, ...invoices.Query },
    Mutation: { ...carts.Mutation, ...orders.Mutation, ...promotions.Mutation, ...sagas.Mutation },
    User: { ...carts.User, ...orders.User },
  };
  return startSubgraphServer<Context>({
    name: 'orders',
    host: settings.HOST,
    port: settings.PORT,
    schema: createSubgraphSchema(readFileSync(schemaFile, 'utf8'), resolvers),
    viewerTokenSecret: settings.VIEWER_TOKEN_SECRET,
    logger,
    createContext: (request) => createContext(deps, request),
    isReady: foundation.isReady,
    routes: { 'GET /.well-known/jwks.json': jwksRoute(guests.keys) },
  });
}
