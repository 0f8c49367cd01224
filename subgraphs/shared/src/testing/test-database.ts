import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource, type DatabaseOptions, migrate } from '../data-source.ts';
import { createId } from '../ids.ts';
import { connectSignals, type Signals } from '../signals.ts';
import { testLogger } from './test-logger.ts';

export type TestDatabase = {
  readonly url: string;
  readonly dataSource: DataSource;
  readonly signals: Signals;
  /** Empties all tables but those of the migrations, for the next test. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

const templateLock = 915_273;

/**
 * A migrated database of its own for a test file. The first file of a subgraph migrates a template; the others clone
 * it, which takes a tenth of the time.
 *
 * @param name the subgraph whose schema it has
 */
export async function createTestDatabase(
  name: string,
  database: Pick<DatabaseOptions, 'entities' | 'migrations'>,
): Promise<TestDatabase> {
  const serverUrl = process.env.SOUK_TEST_POSTGRES_URL;
  if (!serverUrl) throw new Error('SOUK_TEST_POSTGRES_URL is not set: run the tests with jest from the root');
  const template = `template_${name}`;
  const clone = createId(`test_${name}`);
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [templateLock]);
    const existing = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (existing.rowCount === 0) {
      await admin.query(`CREATE DATABASE ${template}`);
      const templateSource = createDataSource({
        url: databaseUrl(serverUrl, template),
        poolSize: 2,
        applicationName: template,
        ...database,
      });
      await templateSource.initialize();
      await migrate(templateSource);
      await templateSource.destroy();
    }
    await admin.query(`CREATE DATABASE ${clone} TEMPLATE ${template}`);
  } finally {
    await admin.end();
  }

  const url = databaseUrl(serverUrl, clone);
  const dataSource = createDataSource({ url, poolSize: 20, applicationName: clone, ...database });
  await dataSource.initialize();
  const signals = await connectSignals(dataSource, url, testLogger);
  return {
    url,
    dataSource,
    signals,
    async clear() {
      const tables: { name: string }[] = await dataSource.query(
        `SELECT quote_ident(tablename) AS name FROM pg_tables
         WHERE schemaname = 'public' AND tablename NOT IN ('migrations', 'outbox_lanes')`,
      );
      const truncate = `TRUNCATE ${tables.map((table) => table.name).join(', ')} RESTART IDENTITY CASCADE`;
      // A worker under test that polls may hold one table and want another: PostgreSQL then ends one of the two.
      for (let tries = 1; ; tries += 1) {
        try {
          await dataSource.query(truncate);
          return;
        } catch (error) {
          if ((error as { code?: string }).code !== '40P01' || tries === 5) throw error;
        }
      }
    },
    async close() {
      await signals.close();
      await dataSource.destroy();
      const closing = new pg.Client({ connectionString: serverUrl });
      await closing.connect();
      await closing.query(`DROP DATABASE IF EXISTS ${clone} WITH (FORCE)`);
      await closing.end();
    },
  };
}

function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
