import { createId } from '@souk/shared/ids';
import { createSigningKeyRing } from '@souk/shared/signing-keys';
import { query, testViewerTokenSecret } from '@souk/shared/testing/subgraph-client';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { testLogger } from '@souk/shared/testing/test-logger';
import type { Role, Viewer } from '@souk/shared/viewer';
import { decodeJwt } from 'jose';
import type { Call } from '../context.ts';
import { database } from '../data-source.ts';
import { createPasswordHasher } from '../password/password-hasher.ts';
import { startUsersServer } from '../server.ts';
import { createAccessTokens, signingKeyPlan } from '../session/access-token.ts';
import { passwordLimits } from '../session/password-guard.ts';
import type { UsersDeps } from '../users-deps.ts';
import { registerDocument } from './session-documents.ts';

export const testPassword = 'correct horse 7';

const encryptionSecret = 'a-key-encryption-secret-for-tests-only';

/** What the use cases work with, on a database of the test file's own. */
export type UsersFixture = {
  readonly database: TestDatabase;
  readonly deps: UsersDeps;
  close(): Promise<void>;
};

export async function createUsersFixture(): Promise<UsersFixture> {
  const testDatabase = await createTestDatabase('users', database);
  const { dataSource, signals } = testDatabase;
  const ring = createSigningKeyRing({ dataSource, encryptionSecret }, signingKeyPlan);
  return {
    database: testDatabase,
    deps: {
      dataSource,
      signals,
      passwords: await createPasswordHasher({ running: 2, waiting: 100 }),
      issueAccessToken: createAccessTokens(ring, 'souk-users'),
      passwordLimits,
    },
    close: () => testDatabase.close(),
  };
}

/** A users server on a database of the test file's own, spoken to as the gateway speaks. */
export type UsersServerFixture = {
  readonly database: TestDatabase;
  readonly port: number;
  /** Sends an operation on behalf of a viewer, from an address of the caller. */
  ask(
    viewer: Viewer,
    document: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
    // biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
  ): ReturnType<typeof query<any>>;
  /** Registers a buyer with `testPassword` and an address that no one else has. */
  registered(): Promise<{ email: string; viewer: UserViewer; refreshToken: string }>;
  close(): Promise<void>;
};

export async function startUsersFixture(): Promise<UsersServerFixture> {
  const testDatabase = await createTestDatabase('users', database);
  const http = await startUsersServer(
    { ...testDatabase, logger: testLogger, isReady: async () => true },
    {
      HOST: '127.0.0.1',
      PORT: 0,
      VIEWER_TOKEN_SECRET: testViewerTokenSecret,
      KEY_ENCRYPTION_SECRET: encryptionSecret,
      ACCESS_TOKEN_ISSUER: 'souk-users',
      PASSWORD_HASH_CONCURRENCY: 2,
    },
  );
  return {
    database: testDatabase,
    port: http.port,
    ask: (viewer, document, variables, headers) => query(http.port, viewer, document, variables, headers),
    async registered() {
      const email = `${createId('buyer')}@example.com`;
      const input = { email, password: testPassword, firstName: 'Bea', lastName: 'Buyer' };
      const { data } = await query(http.port, { kind: 'anonymous' }, registerDocument, { input });
      const { accessToken, refreshToken } = data.register.session;
      return { email, viewer: bearer(accessToken), refreshToken };
    },
    async close() {
      await http.close();
      await testDatabase.close();
    },
  };
}

/** A call at an instant, from a network of documentation addresses. */
export function callAt(now: Date, callerNetwork: string | null = '203.0.113.7'): Call {
  return { now, callerNetwork, device: 'Test browser', correlationId: 'corr-1', traceparent: undefined };
}

export type UserViewer = Extract<Viewer, { kind: 'user' }>;

/** The viewer that the gateway makes of an access token. */
export function bearer(accessToken: string): UserViewer {
  const { sub, roles, scope, sid } = decodeJwt<{ roles: Role[]; scope: string; sid: string }>(accessToken);
  return { kind: 'user', id: sub!, roles, scopes: scope.split(' ').filter(Boolean), sessionId: sid };
}
