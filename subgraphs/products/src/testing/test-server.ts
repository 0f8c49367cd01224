import type { HttpEndpoint } from '@souk/shared/http';
import { testViewerTokenSecret } from '@souk/shared/testing/subgraph-client';
import type { TestDatabase } from '@souk/shared/testing/test-database';
import { testLogger } from '@souk/shared/testing/test-logger';
import type { ProductsDeps } from '../products-deps.ts';
import { startProductsServer } from '../server.ts';
import { startOfTest } from './test-catalogue.ts';

/** The products server on a free port, over a test database, at a clock that stands still. */
export async function startTestServer(
  db: TestDatabase,
  settings: Partial<ProductsDeps> = {},
): Promise<HttpEndpoint> {
  return startProductsServer({
    ...db,
    now: () => startOfTest,
    shopCurrency: 'USD',
    reviewModeration: false,
    mediaBaseUrl: 'http://127.0.0.1:4566/souk-media',
    claimSecret: testViewerTokenSecret,
    ...settings,
    host: '127.0.0.1',
    port: 0,
    viewerTokenSecret: testViewerTokenSecret,
    logger: testLogger,
    isReady: async () => true,
  });
}
