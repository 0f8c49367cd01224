import { createLogger } from './logger.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { sharedDatabase } from './testing/test-subgraph.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('logger', sharedDatabase);
});
afterAll(() => database.close());

test('a statement that failed is logged with its SQL and code, and without the data that it was about', async () => {
  const lines: string[] = [];
  const logger = createLogger('test', 'warn', { write: (line) => lines.push(line) });
  const insert = `INSERT INTO inbox (consumer, event_id) VALUES ('test', $1)`;
  await database.dataSource.query(insert, ['mary@example.com']);
  const error: unknown = await database.dataSource
    .query(insert, ['mary@example.com'])
    .catch((reason) => reason);
  expect(error).toMatchObject({ parameters: ['mary@example.com'] });
  logger.warn({ err: error, email: 'mary@example.com' }, 'not written');
  expect(lines.join()).not.toContain('mary@');
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: 'warn',
    msg: 'not written',
    email: '[redacted]',
    err: {
      type: 'QueryFailedError',
      message: expect.stringContaining('inbox_pkey'),
      stack: expect.stringContaining('logger.test'),
      code: '23505',
      query: insert,
    },
  });
});
