import { mkdirSync } from 'node:fs';
import { buildApp } from 'fauxqs';
import { z } from 'zod';
import { type MessageWrites, shareCommits } from './group-commit.ts';

const config = z
  .object({
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535),
    /** Folder of the durable state; without it everything is kept in memory. */
    DATA_DIR: z.string().optional(),
  })
  .parse(process.env);

const stores = await loadStores(config.DATA_DIR);
const app = buildApp({ logger: false, stores: stores as never, defaultRegion: process.env.AWS_REGION });

// Browsers upload media with presigned URLs straight to this port.
app.addHook('onRequest', async (request, reply) => {
  reply.header('access-control-allow-origin', '*');
  if (request.method !== 'OPTIONS') return;
  reply.header('access-control-allow-methods', 'GET, PUT, POST, HEAD, DELETE');
  reply.header('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '*');
  return reply.code(204).send();
});
// Nobody is told of a message that is not on disk yet.
app.addHook('onSend', () => stores.stored());
const calls = new Map<string, number>();
app.addHook('preHandler', async (request) => {
  // SQS is called by a header, SNS by a form; S3 by neither.
  const target = request.headers['x-amz-target'];
  const action = target
    ? String(target).replace('AmazonSQS.', '')
    : (request.body as { Action?: unknown } | undefined)?.Action;
  if (typeof action === 'string') calls.set(action, (calls.get(action) ?? 0) + 1);
});
app.get('/healthz', async () => ({ status: 'ok' }));
app.get('/readyz', async () => ({ status: 'ready' }));
app.get('/metrics', async (_request, reply) => {
  reply.type('text/plain; version=0.0.4');
  return queueMetrics(stores.sqsStore) + callMetrics();
});

const address = await app.listen({ host: config.HOST, port: config.PORT });
process.stdout.write(`${JSON.stringify({ level: 'info', msg: 'listening', address })}\n`);
process.on('SIGTERM', () => {
  void app.close().then(() => {
    stores.close();
    process.exit(0);
  });
});

interface Queue {
  readonly name: string;
  getAttribute(name: string): string;
  persistence?: unknown;
}
interface SqsStore {
  allQueues(): Iterable<Queue>;
  persistence?: unknown;
}
interface Stores {
  readonly sqsStore: SqsStore;
  readonly snsStore: { persistence?: unknown };
  readonly s3Store: { persistence?: unknown };
  /** Settles when every message that came before is on disk. */
  stored(): Promise<void>;
  close(): void;
}
interface Persistence extends MessageWrites {
  load(...stores: unknown[]): void;
  close(): void;
}

/**
 * The emulator's own start function listens on every interface and offers no say in its durability, so its
 * parts are put together here. They are not part of its declared entry: the exact version is pinned.
 */
async function loadStores(dataDir: string | undefined): Promise<Stores> {
  const part = (path: string): Promise<Record<string, new (...args: unknown[]) => never>> =>
    import(new URL(path, import.meta.resolve('fauxqs')).href);
  const [{ SqsStore }, { SnsStore }, { S3Store }, { PersistenceManager }] = await Promise.all([
    part('./sqs/sqsStore.js'),
    part('./sns/snsStore.js'),
    part('./s3/s3Store.js'),
    part('./persistence.js'),
  ]);
  const sqsStore: SqsStore = new SqsStore!();
  const snsStore: { persistence?: unknown } = new SnsStore!();
  const s3Store: { persistence?: unknown } = new S3Store!();
  if (!dataDir) return { sqsStore, snsStore, s3Store, stored: async () => {}, close: () => {} };

  mkdirSync(dataDir, { recursive: true });
  const persistence: Persistence = new PersistenceManager!(dataDir);
  // Survives kill -9 of this process; a power cut may lose the last moments, which the real service would not.
  persistence.db.exec('PRAGMA synchronous = NORMAL');
  persistence.db.exec('CREATE INDEX IF NOT EXISTS sqs_messages_queue ON sqs_messages (queue_name)');
  // The emulator's own statement sets a column to NULL that may not be, so that making a message visible at
  // once failed and the message was lost from memory.
  const makeReady = persistence.db.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  persistence.updateMessageReady = (messageId) => void makeReady.run(messageId);
  const commits = shareCommits(persistence);
  persistence.load(sqsStore, snsStore, s3Store);
  for (const store of [sqsStore, snsStore, s3Store]) store.persistence = persistence;
  for (const queue of sqsStore.allQueues()) queue.persistence = persistence;
  const close = (): void => {
    commits.flush();
    persistence.close();
  };
  return { sqsStore, snsStore, s3Store, stored: commits.stored, close };
}

function queueMetrics(store: SqsStore): string {
  const lines = ['# HELP souk_queue_messages Messages in an SQS queue', '# TYPE souk_queue_messages gauge'];
  for (const queue of store.allQueues()) {
    for (const [state, suffix] of [
      ['visible', ''],
      ['in_flight', 'NotVisible'],
      ['delayed', 'Delayed'],
    ]) {
      const value = queue.getAttribute(`ApproximateNumberOfMessages${suffix}`);
      lines.push(`souk_queue_messages{queue="${queue.name}",state="${state}"} ${value}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function callMetrics(): string {
  const lines = ['# HELP souk_aws_calls_total Calls of SNS and SQS', '# TYPE souk_aws_calls_total counter'];
  for (const [action, count] of calls) lines.push(`souk_aws_calls_total{action="${action}"} ${count}`);
  return `${lines.join('\n')}\n`;
}
