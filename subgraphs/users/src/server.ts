import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpEndpoint } from '@souk/shared/http';
import { createSigningKeyRing, jwksRoute, rotateSigningKeys } from '@souk/shared/signing-keys';
import type { Foundation } from '@souk/shared/subgraph-process';
import { createSubgraphSchema, startSubgraphServer } from '@souk/shared/subgraph-server';
import { createAccountResolvers } from './account/account.resolvers.ts';
import { createAddressResolvers } from './address/address.resolvers.ts';
import type { UsersServerConfig } from './config.ts';
import { type Context, createContext } from './context.ts';
import { createPasswordHasher } from './password/password-hasher.ts';
import { createAccessTokens, signingKeyPlan } from './session/access-token.ts';
import { type PasswordLimits, passwordLimits } from './session/password-guard.ts';
import { revokedSessionsRoute } from './session/revoked-sessions.ts';
import { createSessionResolvers } from './session/session.resolvers.ts';
import type { UsersDeps } from './users-deps.ts';

/** About three seconds of hashing may wait; what comes on top is refused at once. */
const waitingHashes = 100;

/** Serves the users subgraph and its JWKS. */
export async function startUsersServer(
  foundation: Pick<Foundation, 'dataSource' | 'signals' | 'logger' | 'isReady'>,
  config: Pick<
    UsersServerConfig,
    | 'HOST'
    | 'PORT'
    | 'VIEWER_TOKEN_SECRET'
    | 'KEY_ENCRYPTION_SECRET'
    | 'ACCESS_TOKEN_ISSUER'
    | 'PASSWORD_HASH_CONCURRENCY'
  >,
  limits: PasswordLimits = passwordLimits,
): Promise<HttpEndpoint> {
  const { dataSource, signals, logger } = foundation;
  const signing = { dataSource, encryptionSecret: config.KEY_ENCRYPTION_SECRET };
  await rotateSigningKeys(signing, signingKeyPlan, new Date());
  const ring = createSigningKeyRing(signing, signingKeyPlan);
  const deps: UsersDeps = {
    dataSource,
    signals,
    passwords: await createPasswordHasher({
      running: config.PASSWORD_HASH_CONCURRENCY,
      waiting: waitingHashes,
    }),
    issueAccessToken: createAccessTokens(ring, config.ACCESS_TOKEN_ISSUER),
    passwordLimits: limits,
  };
  const account = createAccountResolvers(deps);
  const session = createSessionResolvers(deps);
  const address = createAddressResolvers(deps);
  return startSubgraphServer<Context>({
    name: 'users',
    host: config.HOST,
    port: config.PORT,
    viewerTokenSecret: config.VIEWER_TOKEN_SECRET,
    logger,
    isReady: foundation.isReady,
    schema: createSubgraphSchema(readFileSync(join(import.meta.dirname, '../schema.graphql'), 'utf8'), {
      ...account,
      Mutation: { ...account.Mutation, ...session.Mutation, ...address.Mutation },
    }),
    createContext: (request) => createContext(dataSource, request),
    routes: {
      'GET /.well-known/jwks.json': jwksRoute(ring),
      'GET /revoked-sessions': revokedSessionsRoute(dataSource),
    },
  });
}
