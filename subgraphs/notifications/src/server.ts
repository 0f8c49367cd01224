import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpEndpoint } from '@souk/shared/http';
import type { Foundation } from '@souk/shared/subgraph-process';
import { createSubgraphSchema, startSubgraphServer } from '@souk/shared/subgraph-server';
import { createContext } from './context.ts';
import { createDeliveryResolvers } from './delivery/delivery.resolvers.ts';
import { createNotificationResolvers } from './inbox/notification.resolvers.ts';
import { createPreferenceResolvers } from './preference/preference.resolvers.ts';

export type NotificationsServerOptions = Pick<Foundation, 'dataSource' | 'signals' | 'logger' | 'isReady'> & {
  readonly host: string;
  readonly port: number;
  readonly viewerTokenSecret: string;
};

/** Serves the notifications subgraph. */
export function startNotificationsServer(options: NotificationsServerOptions): Promise<HttpEndpoint> {
  const { dataSource } = options;
  const sdl = readFileSync(join(import.meta.dirname, '../schema.graphql'), 'utf8');
  const inbox = createNotificationResolvers(options);
  const deliveries = createDeliveryResolvers(options);
  const preferences = createPreferenceResolvers(options);
  const resolvers = {
    ...inbox,
    ...deliveries,
    Query: { ...inbox.Query, ...deliveries.Query, ...preferences.Query },
    Mutation: { ...inbox.Mutation, ...preferences.Mutation },
  };
  return startSubgraphServer({
    ...options,
    name: 'notifications',
    schema: createSubgraphSchema(sdl, resolvers),
    createContext: (request) => createContext(dataSource, request),
  });
}
