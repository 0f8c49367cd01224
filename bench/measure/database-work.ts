import type pg from 'pg';
import { readRows, withClient } from '../system/database.ts';

/** Settings of a PostgreSQL server that this module can watch. */
export const watchedPostgres = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.max': '10000',
} as const;

/** Work of one database. */
export type DatabaseUse = {
  /** Without those that begin and end transactions. */
  readonly statements: number;
  readonly commits: number;
  /** Time within PostgreSQL, waits included. */
  readonly executionMs: number;
};

export type StatementUse = {
  /** The same for the same statement in the same database, however its text came to be written. */
  readonly id: string;
  readonly database: string;
  readonly text: string;
  readonly calls: number;
  readonly executionMs: number;
  /** Pages looked at, in memory or not: unlike time, they do not depend on what else the machine does. */
  readonly pages: number;
};

export type DatabaseWork = {
  readonly databases: Readonly<Record<string, DatabaseUse>>;
  /** Times that the server's log was forced to disk: commits that come together share one. */
  readonly logFlushes: number;
  readonly logBytes: number;
  /** Most time first. */
  readonly statements: readonly StatementUse[];
  /** Rows read by scans of whole tables, by `database.table`: where an index is missing, they grow with the table. */
  readonly scannedRows: Readonly<Record<string, number>>;
};

/**
 * Counts what a server does from now on, in all of its databases.
 *
 * @param url of any database, as the superuser of a server with `watchedPostgres`
 */
export async function watchDatabases(url: string): Promise<() => Promise<DatabaseWork>> {
  const before = await withClient(url, async (client) => {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    await client.query('SELECT pg_stat_statements_reset()');
    return readCounters(client);
  });
  const scannedBefore = await readScans(url, Object.keys(before.commits));
  return () =>
    withClient(url, async (client) => {
      const after = await readCounters(client);
      const { rows: statements } = await client.query<StatementUse>(
        `SELECT d.datname || ' ' || s.queryid AS id, d.datname AS database,
           min(regexp_replace(s.query, '\\s+', ' ', 'g')) AS text, sum(s.calls)::float8 AS calls,
           sum(s.total_exec_time) AS "executionMs",
           sum(s.shared_blks_hit + s.shared_blks_read)::float8 AS pages
         FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
         WHERE d.datname <> current_database() AND s.query !~* '^(begin|start|commit|rollback)'
         GROUP BY 1, 2 ORDER BY 5 DESC`,
      );
      const databases = Object.entries(after.commits).map(([name, commits]) => {
        const own = statements.filter(({ database }) => database === name);
        const sum = (of: (statement: StatementUse) => number): number =>
          own.reduce((total, statement) => total + of(statement), 0);
        const use: DatabaseUse = {
          statements: sum(({ calls }) => calls),
          commits: commits - (before.commits[name] ?? 0),
          executionMs: sum(({ executionMs }) => executionMs),
        };
        return [name, use] as const;
      });
      return {
        databases: Object.fromEntries(databases.filter(([, { statements: count }]) => count > 0)),
        logFlushes: after.logFlushes - before.logFlushes,
        logBytes: after.logBytes - before.logBytes,
        statements,
        scannedRows: Object.fromEntries(
          Object.entries(await readScans(url, Object.keys(after.commits)))
            .map(([name, rows]) => [name, rows - (scannedBefore[name] ?? 0)] as const)
            .filter(([, rows]) => rows > 0),
        ),
      };
    });
}

type Counters = {
  readonly commits: Readonly<Record<string, number>>;
  readonly logFlushes: number;
  readonly logBytes: number;
};

async function readCounters(client: pg.Client): Promise<Counters> {
  const { rows } = await client.query<{ datname: string; commits: number }>(
    'SELECT datname, xact_commit::float8 AS commits FROM pg_stat_database WHERE datname IS NOT NULL',
  );
  const { rows: log } = await client.query<{ flushes: number; bytes: number }>(
    `SELECT (SELECT sum(fsyncs)::float8 FROM pg_stat_io WHERE object = 'wal') AS flushes,
       (SELECT wal_bytes::float8 FROM pg_stat_wal) AS bytes`,
  );
  return {
    commits: Object.fromEntries(rows.map(({ datname, commits }) => [datname, commits])),
    logFlushes: log[0]!.flushes,
    logBytes: log[0]!.bytes,
  };
}

async function readScans(url: string, databases: readonly string[]): Promise<Record<string, number>> {
  const scans: Record<string, number> = {};
  for (const database of databases.filter((name) => !name.startsWith('template'))) {
    const address = new URL(url);
    address.pathname = `/${database}`;
    const tables = await readRows<{ relname: string; rows: number }>(
      address.href,
      'SELECT relname, seq_tup_read::float8 AS rows FROM pg_stat_user_tables',
    );
    for (const { relname, rows } of tables) scans[`${database}.${relname}`] = rows;
  }
  return scans;
}
