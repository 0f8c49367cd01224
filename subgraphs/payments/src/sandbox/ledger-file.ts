import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/**
 * The sandbox's books. `entry` is append-only: each movement of money is one row. `payment` is where each stands;
 * its CHECKs keep the sums right whatever the code above does.
 */
const schema = `
CREATE TABLE IF NOT EXISTS payment (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  merchant_reference TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN
    ('requires_action', 'approved', 'authorised', 'captured', 'voided', 'declined', 'expired')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  captured_minor INTEGER NOT NULL DEFAULT 0 CHECK (captured_minor BETWEEN 0 AND amount_minor),
  refunded_minor INTEGER NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND captured_minor),
  currency TEXT NOT NULL,
  decline_code TEXT,
  description TEXT,
  return_url TEXT,
  action_token TEXT,
  expires_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS payment_reference ON payment (merchant_reference);
CREATE INDEX IF NOT EXISTS payment_updated ON payment (updated_at, sequence);
CREATE INDEX IF NOT EXISTS payment_expiry ON payment (expires_at) WHERE expires_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS entry (
  id TEXT PRIMARY KEY,
  payment_id TEXT NOT NULL REFERENCES payment (id),
  kind TEXT NOT NULL CHECK (kind IN ('authorisation', 'decline', 'capture', 'void', 'expiry', 'refund')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS entry_payment ON entry (payment_id);
CREATE TABLE IF NOT EXISTS bounced_refund (
  entry_id TEXT PRIMARY KEY REFERENCES entry (id),
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS dispute (
  id TEXT PRIMARY KEY,
  payment_id TEXT NOT NULL REFERENCES payment (id),
  status TEXT NOT NULL CHECK (status IN ('open', 'won', 'lost')),
  reason TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  opened_at INTEGER NOT NULL,
  respond_by INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS dispute_payment ON dispute (payment_id);
CREATE TABLE IF NOT EXISTS method (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL,
  token TEXT NOT NULL,
  payment_id TEXT NOT NULL REFERENCES payment (id)
) STRICT;
CREATE INDEX IF NOT EXISTS method_payment ON method (payment_id);
CREATE TABLE IF NOT EXISTS idempotent_request (
  key TEXT PRIMARY KEY,
  request_hash TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  answer TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS webhook (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER,
  last_error TEXT,
  delivered_at INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS webhook_due ON webhook (due_at) WHERE due_at IS NOT NULL;
`;

/** The sandbox's file. Statements are synchronous: within `transaction` nothing else of this process runs. */
export type LedgerFile = {
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[];
  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined;
  /** Number of rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** All or nothing; within another transaction it is a part of that one. */
  transaction<Result>(work: () => Result): Result;
  /**
   * Does work of the same turn in one transaction, each all or nothing by itself (group commit). Resolves when it is
   * committed, and rejects with what the work has thrown.
   */
  commit<Result>(work: () => Result): Promise<Result>;
  close(): void;
};

/** Opens the file, or makes it. What was committed survives a kill of the process at any moment. */
export function openLedgerFile(path: string): LedgerFile {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;');
  database.exec(schema);
  const statements = new Map<string, StatementSync>();

  function statement(sql: string): StatementSync {
    let prepared = statements.get(sql);
    if (!prepared) {
      prepared = database.prepare(sql);
      statements.set(sql, prepared);
    }
    return prepared;
  }

  function transaction<Result>(work: () => Result): Result {
    if (database.isTransaction) return work();
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  type Waiting = { readonly work: () => unknown; resolve(result: never): void; reject(error: unknown): void };
  let waiting: Waiting[] = [];

  /** The work of a turn. Who waits hears of it after the commit. */
  function commitWaiting(): void {
    const turn = waiting;
    waiting = [];
    try {
      const settled = transaction(() => turn.map(({ work }) => apart(work)));
      for (const [index, { resolve, reject }] of turn.entries()) {
        const { result, error } = settled[index]!;
        if (error === undefined) resolve(result as never);
        else reject(error);
      }
    } catch (error) {
      for (const { reject } of turn) reject(error);
    }
  }

  /** Undoes what the work has written, and nothing else, where it throws. */
  function apart(work: () => unknown): { readonly result?: unknown; readonly error?: unknown } {
    statement('SAVEPOINT apart').run();
    try {
      return { result: work() };
    } catch (error) {
      statement('ROLLBACK TO apart').run();
      return { error };
    } finally {
      statement('RELEASE apart').run();
    }
  }

  return {
    all: <Row>(sql: string, ...values: SQLInputValue[]) => statement(sql).all(...values) as Row[],
    get: <Row>(sql: string, ...values: SQLInputValue[]) => statement(sql).get(...values) as Row | undefined,
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    transaction,
    commit: (work) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(commitWaiting);
        waiting.push({ work, resolve, reject });
      }),
    close: () => database.close(),
  };
}
