import { DatabaseSync } from 'node:sqlite';

export type MessageKind = 'email' | 'sms';

/** What arrived, before it has an id. */
export interface ReceivedMessage {
  readonly kind: MessageKind;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** Message-ID header of a mail, the id answered to the sender of an SMS: tells repeats from new messages. */
  readonly messageId: string;
  readonly text: string;
  readonly html: string | undefined;
  /** Exactly what was received. */
  readonly raw: Uint8Array;
  readonly receivedAt: Date;
}

/** A line of the list. */
export interface MessageSummary {
  readonly id: string;
  readonly kind: MessageKind;
  readonly from: string;
  readonly to: string[];
  readonly subject: string;
  readonly messageId: string;
  readonly receivedAt: string;
  readonly snippet: string;
  readonly sizeBytes: number;
}

export interface StoredMessage extends MessageSummary {
  readonly text: string;
  readonly html: string | undefined;
  readonly raw: Uint8Array;
}

export interface MessageFilter {
  readonly kind?: MessageKind;
  /** Whole address or number, upper and lower case alike. */
  readonly to?: string;
  /** Found anywhere in subject, text, sender or recipients. */
  readonly query?: string;
  readonly limit: number;
}

/** Every message that arrived, one row per receipt, repeats included. */
export interface MessageStore {
  add(message: ReceivedMessage): MessageSummary;
  /** Newest first. */
  list(filter: MessageFilter): { messages: MessageSummary[]; total: number };
  get(id: string): StoredMessage | undefined;
  clear(): void;
  counts(): Record<MessageKind, number>;
  close(): void;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS message (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  sender TEXT NOT NULL,
  recipients TEXT NOT NULL,
  subject TEXT NOT NULL,
  message_id TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT,
  raw BLOB NOT NULL,
  received_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS message_kind ON message (kind);
CREATE TABLE IF NOT EXISTS recipient (
  address TEXT NOT NULL COLLATE NOCASE,
  message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  PRIMARY KEY (address, message)
) WITHOUT ROWID;
`;
const SUMMARY = `id, kind, sender, recipients, subject, message_id, received_at,
  substr(text, 1, 400) AS snippet, length(raw) AS size_bytes`;

/** Opens or creates the store in a SQLite file; what `add` returned survives kill -9. */
export function openMessageStore(file: string): MessageStore {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
  db.exec(SCHEMA);
  const insertMessage = db.prepare(
    `INSERT INTO message (kind, sender, recipients, subject, message_id, text, html, raw, received_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING ${SUMMARY}`,
  );
  const insertRecipient = db.prepare('INSERT OR IGNORE INTO recipient (address, message) VALUES (?, ?)');
  const selectOne = db.prepare(`SELECT ${SUMMARY}, text, html, raw FROM message WHERE id = ?`);

  return {
    add(message) {
      db.exec('BEGIN IMMEDIATE');
      try {
        const { kind, from, subject, messageId, text, html, raw } = message;
        const to = JSON.stringify(message.to);
        const received = message.receivedAt.toISOString();
        const row = insertMessage.get(kind, from, to, subject, messageId, text, html ?? null, raw, received);
        const summary = toSummary(row as unknown as SummaryRow);
        for (const address of message.to) insertRecipient.run(address, Number(summary.id));
        db.exec('COMMIT');
        return summary;
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    list(filter) {
      const { where, values } = conditionOf(filter);
      const rows = db
        .prepare(`SELECT ${SUMMARY} FROM message ${where} ORDER BY id DESC LIMIT ?`)
        .all(...values, filter.limit);
      const count = db.prepare(`SELECT count(*) AS total FROM message ${where}`).get(...values);
      return { messages: (rows as unknown as SummaryRow[]).map(toSummary), total: Number(count!.total) };
    },
    get(id) {
      const row = selectOne.get(id) as unknown as StoredRow | undefined;
      return row && { ...toSummary(row), text: row.text, html: row.html ?? undefined, raw: row.raw };
    },
    clear: () => db.exec('DELETE FROM message'),
    counts() {
      const rows = db.prepare('SELECT kind, count(*) AS total FROM message GROUP BY kind').all();
      return { email: 0, sms: 0, ...Object.fromEntries(rows.map((row) => [row.kind, Number(row.total)])) };
    },
    close: () => db.close(),
  };
}

interface SummaryRow {
  id: number;
  kind: MessageKind;
  sender: string;
  recipients: string;
  subject: string;
  message_id: string;
  received_at: string;
  snippet: string;
  size_bytes: number;
}
interface StoredRow extends SummaryRow {
  text: string;
  html: string | null;
  raw: Uint8Array;
}

function toSummary(row: SummaryRow): MessageSummary {
  return {
    id: String(row.id),
    kind: row.kind,
    from: row.sender,
    to: JSON.parse(row.recipients) as string[],
    subject: row.subject,
    messageId: row.message_id,
    receivedAt: row.received_at,
    snippet: row.snippet.replaceAll(/\s+/g, ' ').trim().slice(0, 160),
    sizeBytes: row.size_bytes,
  };
}

function conditionOf(filter: MessageFilter): { where: string; values: string[] } {
  const conditions: string[] = [];
  const values: string[] = [];
  if (filter.kind) {
    conditions.push('kind = ?');
    values.push(filter.kind);
  }
  if (filter.to) {
    conditions.push('id IN (SELECT message FROM recipient WHERE address = ?)');
    values.push(filter.to);
  }
  if (filter.query) {
    const pattern = `%${filter.query.replaceAll(/[\\%_]/g, '\\$&')}%`;
    const columns = ['subject', 'text', 'sender', 'recipients'];
    conditions.push(`(${columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(' OR ')})`);
    values.push(...columns.map(() => pattern));
  }
  return { where: conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '', values };
}
