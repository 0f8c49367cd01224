import type { DatabaseSync } from 'node:sqlite';

/** What writes messages through to SQLite, a statement at a time. */
export interface MessageWrites {
  readonly db: DatabaseSync;
  insertMessage(...values: never[]): void;
  deleteMessage(...values: never[]): void;
  updateMessageInflight(...values: never[]): void;
  updateMessageReady(messageId: string): void;
  transaction(work: () => void): void;
}

export interface GroupCommit {
  /** Settles when every message that came before is on disk; rejects if it could not be written. */
  stored(): Promise<void>;
  /** Commits what is open. */
  flush(): void;
}

/** Of what is lost when the process is killed, the worst is that a message comes again, as it may with SQS any time. */
const lazyCommitMs = 20;
const lazyWrites = ['deleteMessage', 'updateMessageInflight', 'updateMessageReady'] as const;

/**
 * Lets writes share transactions, which cost more than they do. New messages are committed at the end of the turn of the
 * event loop in which they came, before anybody is told that they were taken (`stored`): a call that brings ten of them for
 * three queues commits once. Receipts and deletions are committed with the next messages, or a moment later.
 */
export function shareCommits(writes: MessageWrites): GroupCommit {
  let open = false;
  let lazily: NodeJS.Timeout | undefined;
  let storing: PromiseWithResolvers<void> | undefined;

  function begin(): void {
    if (open) return;
    writes.db.exec('BEGIN');
    open = true;
    lazily = setTimeout(flush, lazyCommitMs);
  }

  function flush(): void {
    if (!open) return;
    clearTimeout(lazily);
    const waiting = storing;
    [open, storing] = [false, undefined];
    try {
      writes.db.exec('COMMIT');
      waiting?.resolve();
    } catch (error) {
      if (writes.db.isTransaction) writes.db.exec('ROLLBACK');
      if (!waiting) throw error;
      waiting.reject(error);
    }
  }

  const insertMessage = writes.insertMessage.bind(writes);
  writes.insertMessage = (...values) => {
    begin();
    insertMessage(...values);
    if (storing) return;
    storing = Promise.withResolvers();
    // Those who are to be told wait for it; a message moved between queues has nobody to tell.
    storing.promise.catch(() => {});
    setImmediate(flush);
  };
  for (const name of lazyWrites) {
    const write = writes[name].bind(writes) as (...values: unknown[]) => void;
    writes[name] = (...values: unknown[]) => {
      begin();
      write(...values);
    };
  }
  const transaction = writes.transaction.bind(writes);
  writes.transaction = (work) => {
    flush();
    transaction(work);
  };
  return { stored: () => storing?.promise ?? Promise.resolve(), flush };
}
