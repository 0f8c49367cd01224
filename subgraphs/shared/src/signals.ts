import { EventEmitter } from 'node:events';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { Logger } from './logger.ts';

/** A hint that something changed. It carries no data: who hears it reads the database. */
export type Signal = { readonly key: string; readonly value: string };

export type Signals = {
  /**
   * Tells every process of this database, this one included, that something changed. Hints of the same moment are
   * sent together; a hint is lost if the process dies within it, so nothing may depend on one alone.
   */
  notify(key: string, value?: string): void;
  /** Calls back on each hint for the key, and once after every reconnect because hints may have been missed. */
  listen(key: string, callback: (value: string | null) => void): () => void;
  close(): Promise<void>;
};

const channel = 'souk';
/** NOTIFY takes a database-wide lock at commit, so hints of 10 ms share one. */
const gatherMs = 10;
const maxPayloadBytes = 7_500;

/**
 * Hints between processes by PostgreSQL's LISTEN and NOTIFY. NOTIFY never runs inside a business transaction,
 * where its commit lock would serialise all writers.
 */
export async function connectSignals(dataSource: DataSource, url: string, logger: Logger): Promise<Signals> {
  const heard = new EventEmitter().setMaxListeners(0);
  const gathered = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let client: pg.Client | undefined;
  let closed = false;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: 'signals',
    });
    next.on('notification', ({ payload }) => {
      for (const line of (payload ?? '').split('\n')) {
        const gap = line.indexOf(' ');
        heard.emit(gap < 0 ? line : line.slice(0, gap), gap < 0 ? '' : line.slice(gap + 1));
      }
    });
    next.on('error', (error) => logger.debug({ err: error }, 'signals connection failed'));
    next.on('end', () => {
      // A connection that was never made ends as well; whoever tried to make it tries again.
      if (client !== next) return;
      client = undefined;
      if (!closed) void reconnect();
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${channel}`);
    } catch (error) {
      next.end().catch(() => undefined);
      throw error;
    }
    client = next;
  }

  async function reconnect(): Promise<void> {
    for (let attempt = 0; !closed; attempt += 1) {
      const pauseMs = Math.min(2_000, 50 * 2 ** attempt) * (0.5 + Math.random() / 2);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      try {
        await connect();
        logger.warn('signals connection is back');
        for (const key of heard.eventNames()) heard.emit(key, null);
        return;
      } catch (error) {
        logger.debug({ err: error }, 'signals connection refused');
      }
    }
  }

  function flush(): void {
    timer = undefined;
    const lines = [...gathered];
    gathered.clear();
    for (const payload of payloads(lines)) {
      dataSource
        .query('SELECT pg_notify($1, $2)', [channel, payload])
        .catch((error: unknown) => logger.debug({ err: error }, 'signal not sent'));
    }
  }

  await connect();
  return {
    notify(key, value = '') {
      gathered.add(value === '' ? key : `${key} ${value}`);
      timer ??= setTimeout(flush, gatherMs);
    },
    listen(key, callback) {
      heard.on(key, callback);
      return () => heard.off(key, callback);
    },
    async close() {
      closed = true;
      if (timer) {
        clearTimeout(timer);
        flush();
      }
      await client?.end();
    },
  };
}

/** Lines joined into payloads that PostgreSQL accepts (8,000 bytes at most). */
function payloads(lines: readonly string[]): string[] {
  const result: string[] = [];
  let current = '';
  for (const line of lines) {
    if (current !== '' && Buffer.byteLength(current) + Buffer.byteLength(line) + 1 > maxPayloadBytes) {
      result.push(current);
      current = '';
    }
    current = current === '' ? line : `${current}\n${line}`;
  }
  if (current !== '') result.push(current);
  return result;
}
