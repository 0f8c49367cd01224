import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpEndpoint } from '@souk/shared/http';
import type { Foundation } from '@souk/shared/subgraph-process';
import { createSubgraphSchema, startSubgraphServer } from '@souk/shared/subgraph-server';
import { createContext } from './context.ts';
import { createReportResolvers } from './report/report.resolvers.ts';

export type AnalyticsServerOptions = Pick<Foundation, 'dataSource' | 'logger' | 'isReady'> & {
  readonly host: string;
  readonly port: number;
  readonly viewerTokenSecret: string;
};

/** Serves the analytics subgraph. */
export function startAnalyticsServer(options: AnalyticsServerOptions): Promise<HttpEndpoint> {
  const sdl = readFileSync(join(import.meta.dirname, '../schema.graphql'), 'utf8');
  return startSubgraphServer({
    ...options,
    name: 'analytics',
    schema: createSubgraphSchema(sdl, createReportResolvers(options)),
    createContext,
  });
}
