import type { HttpEndpoint } from '@souk/shared/http';
import { query, testViewerTokenSecret } from '@souk/shared/testing/subgraph-client';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { testLogger } from '@souk/shared/testing/test-logger';
import type { Viewer } from '@souk/shared/viewer';
import { database } from '../data-source.ts';
import { startNotificationsServer } from '../server.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
export type Answer = ReturnType<typeof query<any>>;

export type NotificationsFixture = {
  readonly db: TestDatabase;
  readonly port: number;
  /** Sends an operation over HTTP. */
  ask(viewer: Viewer, document: string, variables?: Record<string, unknown>): Answer;
};

/** The notifications server over a database of the file's own, empty before each test. */
export function useNotifications(): NotificationsFixture {
  let db: TestDatabase;
  let server: HttpEndpoint;
  beforeAll(async () => {
    db = await createTestDatabase('notifications', database);
    server = await startNotificationsServer({
      ...db,
      logger: testLogger,
      isReady: async () => true,
      host: '127.0.0.1',
      port: 0,
      viewerTokenSecret: testViewerTokenSecret,
    });
  });
  afterAll(async () => {
    await server.close();
    await db.close();
  });
  beforeEach(() => db.clear());
  return {
    get db() {
      return db;
    },
    get port() {
      return server.port;
    },
    ask: (viewer, document, variables) => query(server.port, viewer, document, variables),
  };
}
