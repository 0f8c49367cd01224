import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { database } from '../data-source.ts';
import { loadVouchers } from './load-vouchers.ts';

const shop = { currency: 'EUR', now: new Date('2026-11-21T09:00:00.000Z') } as const;
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase('orders', database);
});
afterAll(() => db.close());
beforeEach(() => db.clear());

test('a newcomer finds vouchers to try, loaded once', async () => {
  expect(await loadVouchers(db, shop)).toBe(3);
  expect(await loadVouchers(db, shop)).toBe(0);
  expect(
    await db.dataSource.query(
      'SELECT code, kind, currency, enabled, starts_at, ends_at, usage_limit FROM promotions ORDER BY code',
    ),
  ).toEqual(
    [
      ['FREESHIP', 'FREE_SHIPPING'],
      ['TAKE15', 'AMOUNT'],
      ['WELCOME10', 'PERCENTAGE'],
    ].map(([code, kind]) => ({
      ...{ code, kind, currency: 'EUR', enabled: true },
      ...{ starts_at: null, ends_at: null, usage_limit: null },
    })),
  );
});

test('a voucher that staff archived does not come back', async () => {
  await loadVouchers(db, shop);
  await db.dataSource.query(`UPDATE promotions SET archived_at = now() WHERE code = 'TAKE15'`);
  await db.dataSource.query('DELETE FROM idempotency_keys');
  expect(await loadVouchers(db, shop)).toBe(0);
});
