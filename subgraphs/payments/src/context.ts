import type { Logger } from '@souk/shared/logger';
import type { SubgraphRequest } from '@souk/shared/subgraph-server';
import type { Viewer } from '@souk/shared/viewer';
import type { DataSource } from 'typeorm';
import { createLoaders, type Loaders } from './payment/payment-loaders.ts';

/** What a resolver gets with each request. */
export type Context = {
  readonly viewer: Viewer;
  readonly loaders: Loaders;
  readonly logger: Logger;
  readonly correlationId: string | undefined;
};

export function createContext(dataSource: DataSource, request: SubgraphRequest): Context {
  const { viewer, logger, correlationId } = request;
  return { viewer, logger, correlationId, loaders: createLoaders(dataSource) };
}
