import type { Logger } from '@souk/shared/logger';
import type { SubgraphRequest } from '@souk/shared/subgraph-server';
import type { Viewer } from '@souk/shared/viewer';

/** What resolvers have at hand during one request. */
export type Context = {
  readonly viewer: Viewer;
  readonly logger: Logger;
  readonly correlationId: string | undefined;
};

/** The context of one request. */
export function createContext({ viewer, logger, correlationId }: SubgraphRequest): Context {
  return { viewer, logger, correlationId };
}
