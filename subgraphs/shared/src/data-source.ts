import type pg from 'pg';
import { DataSource, type EntitySchema, type MixedList } from 'typeorm';
import { PreparingClient } from './preparing-client.ts';
import type { Queryable } from './sql.ts';

export type DatabaseOptions = {
  readonly url: string;
  /** Connections at most. */
  readonly poolSize: number;
  /** Name shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly entities: EntitySchema[];
  readonly migrations: MixedList<new () => object>;
};

/** Statements that run longer are ended by PostgreSQL: no request waits that long for one. */
const statementTimeoutMs = 10_000;

/**
 * A data source that is not connected yet. Schema changes come from migrations only. A connection that cannot be
 * had within 5 s, and a statement that takes more than 10 s, fail.
 */
export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities,
    migrations: options.migrations as never,
    migrationsTableName: 'migrations',
    synchronize: false,
    logging: false,
    poolSize: options.poolSize,
    connectTimeoutMS: 5_000,
    applicationName: options.applicationName,
    extra: {
      Client: PreparingClient,
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: 15_000,
      idleTimeoutMillis: 30_000,
    },
  });
}

/**
 * The pool of a connected data source, for single statements that are a transaction each: without the runner, events and
 * logs that TypeORM puts around a statement, which cost about as much as the driver itself.
 */
export function poolOf(dataSource: DataSource): Queryable {
  const pool = (dataSource.driver as unknown as { readonly master: pg.Pool }).master;
  return {
    // biome-ignore lint/suspicious/noExplicitAny: the signature of TypeORM's own query
    async query(text: string, parameters: any[] = []): Promise<any> {
      return (await pool.query(text, parameters)).rows;
    },
  };
}

/** Any number will do, so long as every process of a database uses the same. */
const migrationLock = 7_368_427;

/**
 * Runs the migrations that are missing. Several processes may call it at the same time: an advisory lock makes all
 * but one wait, and those find nothing to do.
 */
export async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SET statement_timeout = 0');
    await runner.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    try {
      if (await dataSource.showMigrations()) await dataSource.runMigrations({ transaction: 'each' });
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
      await runner.query(`SET statement_timeout = ${statementTimeoutMs}`);
    }
  } finally {
    await runner.release();
  }
}
