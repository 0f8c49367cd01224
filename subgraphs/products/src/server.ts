import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpEndpoint } from '@souk/shared/http';
import type { Logger } from '@souk/shared/logger';
import { createSubgraphSchema, startSubgraphServer } from '@souk/shared/subgraph-server';
import { backInStockAlertResolvers } from './back-in-stock/back-in-stock-alert.resolvers.ts';
import { categoryResolvers } from './category/category.resolvers.ts';
import { createContext } from './context.ts';
import { flashSaleResolvers } from './flash-sale/flash-sale.resolvers.ts';
import type { Resolvers } from './generated/schema.ts';
import { productResolvers } from './product/product.resolvers.ts';
import { variantResolvers } from './product/variant.resolvers.ts';
import type { ProductsDeps } from './products-deps.ts';
import { reviewResolvers } from './review/review.resolvers.ts';
import { warehouseResolvers } from './stock/warehouse.resolvers.ts';

export type ProductsServerOptions = ProductsDeps & {
  readonly host: string;
  readonly port: number;
  readonly viewerTokenSecret: string;
  readonly logger: Logger;
  readonly isReady: () => Promise<boolean>;
};

/** Serves the products subgraph. */
export async function startProductsServer(options: ProductsServerOptions): Promise<HttpEndpoint> {
  const sdl = readFileSync(join(import.meta.dirname, '../schema.graphql'), 'utf8');
  const parts = [
    categoryResolvers(options),
    productResolvers(options),
    variantResolvers(options),
    reviewResolvers(options),
    flashSaleResolvers(options),
    warehouseResolvers(options),
    backInStockAlertResolvers(options),
  ];
  const resolvers: Resolvers = {
    ...Object.assign({}, ...parts),
    Query: Object.assign({}, ...parts.map((part) => part.Query)),
    Mutation: Object.assign({}, ...parts.map((part) => part.Mutation)),
    Subscription: Object.assign({}, ...parts.map((part) => part.Subscription)),
  };
  return startSubgraphServer({
    name: 'products',
    host: options.host,
    port: options.port,
    schema: createSubgraphSchema(sdl, resolvers),
    viewerTokenSecret: options.viewerTokenSecret,
    logger: options.logger,
    isReady: options.isReady,
    createContext: (request) => createContext(options, request),
  });
}
