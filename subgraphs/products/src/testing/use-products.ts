import type { HttpEndpoint } from '@souk/shared/http';
import { query } from '@souk/shared/testing/subgraph-client';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import type { Viewer } from '@souk/shared/viewer';
import { database } from '../data-source.ts';
import { productsHandlers } from '../handlers.ts';
import { stockInvariantSql } from '../stock/stock-invariant.ts';
import { seedCategories, startOfTest } from './test-catalogue.ts';
import { startTestServer } from './test-server.ts';

export type ProductsFixture = {
  readonly db: TestDatabase;
  readonly server: HttpEndpoint;
  /** What the worker does with events. */
  readonly handlers: ReturnType<typeof productsHandlers>;
  /** Sends an operation over HTTP. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
  ask(viewer: Viewer, document: string, variables?: Record<string, unknown>): ReturnType<typeof query<any>>;
};

/**
 * Products at the start of the test's time over a database of the file's own: before each test it has categories only,
 * after it the books of the stock must agree.
 */
export function useProducts(): ProductsFixture {
  let db: TestDatabase;
  let server: HttpEndpoint;
  let handlers: ReturnType<typeof productsHandlers>;
  beforeAll(async () => {
    db = await createTestDatabase('products', database);
    server = await startTestServer(db);
    handlers = productsHandlers({ ...db, now: () => startOfTest });
  });
  afterAll(async () => {
    await server.close();
    await db.close();
  });
  beforeEach(async () => {
    await db.clear();
    await seedCategories(db);
  });
  afterEach(async () => {
    expect(await db.dataSource.query(stockInvariantSql)).toEqual([]);
  });
  return {
    get db() {
      return db;
    },
    get server() {
      return server;
    },
    get handlers() {
      return handlers;
    },
    ask: (viewer, document, variables) => query(server.port, viewer, document, variables),
  };
}
