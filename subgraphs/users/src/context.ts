import type { Logger } from '@souk/shared/logger';
import type { SubgraphRequest } from '@souk/shared/subgraph-server';
import type { Viewer } from '@souk/shared/viewer';
import type { DataSource } from 'typeorm';
import { createUserLoaders, type UserLoaders } from './account/user-loaders.ts';
import { callerNetworkOf } from './session/caller-network.ts';

/** The circumstances of a call that use cases need: when, on whose connection, in which trace. */
export type Call = {
  readonly now: Date;
  readonly correlationId: string | undefined;
  readonly traceparent: string | undefined;
  /** Network of the caller, by which attempts are counted; null where the gateway did not tell. */
  readonly callerNetwork: string | null;
  /** The caller's User-Agent, cleaned and shortened. */
  readonly device: string | null;
};

/** What resolvers have at hand during one request. */
export type Context = {
  readonly viewer: Viewer;
  readonly loaders: UserLoaders;
  readonly logger: Logger;
  readonly call: Call;
};

const deviceCharacters = 200;

/** The context of one request. */
export function createContext(dataSource: DataSource, request: SubgraphRequest): Context {
  return {
    viewer: request.viewer,
    loaders: createUserLoaders(dataSource.manager),
    logger: request.logger,
    call: {
      now: new Date(),
      correlationId: request.correlationId,
      traceparent: request.traceparent,
      callerNetwork: callerNetworkOf(request.callerAddress),
      device: deviceOf(request.userAgent),
    },
  };
}

/** Header values arrive as Latin-1, so control characters are all that can be wrong with them. */
function deviceOf(userAgent: string | undefined): string | null {
  return (
    userAgent
      ?.replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, deviceCharacters) || null
  );
}
