import type { Logger } from '@souk/shared/logger';
import type { SubgraphRequest } from '@souk/shared/subgraph-server';
import type { Viewer } from '@souk/shared/viewer';
import { createLoaders, type Loaders } from './loaders.ts';
import type { ProductsDeps } from './products-deps.ts';

/** What resolvers know of their request. */
export type Context = {
  readonly viewer: Viewer;
  readonly loaders: Loaders;
  readonly logger: Logger;
  readonly correlationId: string | undefined;
};

/** The context of a request, with loaders of its own. */
export function createContext(
  { dataSource, now }: Pick<ProductsDeps, 'dataSource' | 'now'>,
  request: SubgraphRequest,
): Context {
  const { viewer, logger, correlationId } = request;
  return { viewer, loaders: createLoaders(dataSource, now), logger, correlationId };
}
