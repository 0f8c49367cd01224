import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpEndpoint } from '@souk/shared/http';
import { createSubgraphSchema, startSubgraphServer } from '@souk/shared/subgraph-server';
import { type Context, createContext } from './context.ts';
import { createDisputeQueries, disputeResolvers } from './dispute/dispute.resolvers.ts';
import type { Resolvers } from './generated/schema.ts';
import { createPaymentQueries, orderResolvers, paymentResolvers } from './payment/payment.resolvers.ts';
import type { PaymentDeps } from './payment/payment-deps.ts';
import {
  createReconciliationQueries,
  reconciliationSumsResolvers,
} from './reconciliation/reconciliation.resolvers.ts';
import { createRefundMutations, refundResolvers } from './refund/refund.resolvers.ts';
import {
  createSavedMethodMutations,
  createSavedMethodQueries,
} from './saved-method/saved-method.resolvers.ts';
import { createWebhookRoute } from './webhook/webhook-route.ts';

export type ServerOptions = {
  readonly host: string;
  readonly port: number;
  readonly viewerTokenSecret: string;
  readonly deps: PaymentDeps;
  readonly isReady: () => Promise<boolean>;
};

/** Serves the payments subgraph, and takes webhooks at /webhooks/<provider>. */
export async function startServer(options: ServerOptions): Promise<HttpEndpoint> {
  const { deps } = options;
  const resolvers: Resolvers<Context> = {
    Query: {
      ...createPaymentQueries(deps.dataSource, deps.providers),
      ...createSavedMethodQueries(deps),
      ...createDisputeQueries(deps.dataSource),
      ...createReconciliationQueries(deps.dataSource),
    },
    Mutation: { ...createRefundMutations(deps), ...createSavedMethodMutations(deps) },
    Payment: paymentResolvers,
    Refund: refundResolvers,
    Dispute: disputeResolvers,
    ReconciliationSums: reconciliationSumsResolvers,
    Order: orderResolvers,
  };
  const webhooks = [...deps.providers.values()].map((provider) => ({
    path: `POST /webhooks/${provider.name.toLowerCase()}`,
    ...createWebhookRoute(deps, provider),
  }));
  const http = await startSubgraphServer<Context>({
    ...options,
    name: 'payments',
    logger: deps.logger,
    schema: createSubgraphSchema(
      readFileSync(join(import.meta.dirname, '..', 'schema.graphql'), 'utf8'),
      resolvers,
    ),
    createContext: (request) => createContext(deps.dataSource, request),
    routes: Object.fromEntries(webhooks.map(({ path, route }) => [path, route])),
  });
  return {
    ...http,
    async close() {
      await http.close();
      await Promise.all(webhooks.map((webhook) => webhook.drain()));
    },
  };
}
