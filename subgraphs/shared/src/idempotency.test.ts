import { claimIdempotencyKey, forgetIdempotencyKeys } from './idempotency.ts';
import { inTransaction } from './outbox.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { sharedDatabase } from './testing/test-subgraph.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase('shared', sharedDatabase);
});
afterEach(() => database.clear());
afterAll(() => database.close());

async function once(key: string, request: unknown, work: () => Promise<string>): Promise<string> {
  return inTransaction(database, async (tx) => {
    const claim = await claimIdempotencyKey<string>(tx, 'test', key, request);
    if (claim.kind === 'mismatch') return 'mismatch';
    if (claim.kind === 'replay') return `replayed ${claim.result}`;
    const result = await work();
    await claim.complete(result);
    return result;
  });
}

describe('an idempotency key', () => {
  it('replays the answer for the same request, whatever the order of its fields', async () => {
    expect(await once('k', { a: 1, b: { c: 2, d: 3 } }, async () => 'done')).toBe('done');
    expect(await once('k', { b: { d: 3, c: 2 }, a: 1 }, async () => 'twice')).toBe('replayed done');
  });

  it('is refused for another request', async () => {
    await once('k', { a: 1 }, async () => 'done');
    expect(await once('k', { a: 2 }, async () => 'other')).toBe('mismatch');
  });

  it('lets one of many at the same moment do the work', async () => {
    let works = 0;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        once('k', { a: 1 }, async () => {
          works += 1;
          return 'done';
        }),
      ),
    );
    expect(works).toBe(1);
    expect(answers.sort()).toEqual(['done', ...Array(9).fill('replayed done')]);
  });

  it('replays a result that was known before the work, without being completed', async () => {
    const claim = (): Promise<string> =>
      inTransaction(database, async (tx) => {
        const claimed = await claimIdempotencyKey<string>(tx, 'test', 'k', {}, 'known');
        return claimed.kind === 'replay' ? `replayed ${claimed.result}` : claimed.kind;
      });
    expect(await claim()).toBe('claimed');
    expect(await claim()).toBe('replayed known');
  });

  it('is forgotten by age, and new after that', async () => {
    await once('old', {}, async () => 'done');
    await database.dataSource.query(`UPDATE idempotency_keys SET created_at = now() - interval '2 days'`);
    await once('young', {}, async () => 'done');
    const dayAgo = new Date(Date.now() - 86_400_000);
    expect(await forgetIdempotencyKeys(database.dataSource.manager, dayAgo)).toBe(1);
    expect(await once('old', { a: 1 }, async () => 'done again')).toBe('done again');
    expect(await once('young', {}, async () => 'twice')).toBe('replayed done');
  });

  it('is free again when the work failed', async () => {
    await expect(once('k', {}, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await once('k', {}, async () => 'done')).toBe('done');
  });
});
