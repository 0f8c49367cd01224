import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { demoAccounts } from '@souk/shared/demo-accounts';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { recordedEvents } from '@souk/shared/testing/test-events';
import { database } from '../data-source.ts';
import { stockInvariantSql } from '../stock/stock-invariant.ts';
import { demoCatalogue } from './catalogue.ts';
import { type DemoDeps, loadDemo } from './load-demo.ts';

const bucket = 'demo-media-of-the-test';
const now = new Date('2026-11-21T09:00:00.000Z');
let db: TestDatabase;
let deps: DemoDeps;
let created: number;

beforeAll(async () => {
  db = await createTestDatabase('products', database);
  const endpoint = process.env.SOUK_TEST_AWS_ENDPOINT!;
  const s3 = new S3Client({ endpoint, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const mediaBaseUrl = `${endpoint}/${bucket}`;
  const sellerId = demoAccounts.seller.id;
  deps = { ...db, s3, shopCurrency: 'USD', mediaBucket: bucket, mediaBaseUrl, sellerId };
  created = await loadDemo(deps, now);
});
afterAll(async () => {
  deps.s3.destroy();
  await db.close();
});

test('every product of the catalogue is on sale, with its event', async () => {
  const all = demoCatalogue.flatMap(({ products }) => products);
  expect(created).toBe(all.length);
  expect(created).toBeGreaterThanOrEqual(100);
  const published = (await recordedEvents(db.dataSource)).filter(({ type }) => type === 'ProductPublished');
  expect(published).toHaveLength(all.length);
  expect(await db.dataSource.query(stockInvariantSql)).toEqual([]);
});

test('one flash sale is on for a week, its units set aside', async () => {
  const sales = await db.dataSource.query(
    `SELECT v.sku, f.allocation, f.remaining, f.starts_at, f.ends_at, s.available, s.reserved
     FROM flash_sales f JOIN variants v ON v.id = f.variant_id JOIN stock s ON s.variant_id = f.variant_id`,
  );
  expect(sales).toEqual([
    {
      sku: 'NL-AUR-SILVER',
      allocation: 40,
      remaining: 40,
      starts_at: now,
      ends_at: new Date('2026-11-28T09:00:00.000Z'),
      available: 24,
      reserved: 40,
    },
  ]);
});

test('loading again changes nothing', async () => {
  const state = (): Promise<unknown> =>
    db.dataSource.query(
      `SELECT (SELECT count(*) FROM products), (SELECT count(*) FROM reviews), (SELECT count(*) FROM outbox),
         (SELECT sum(rating_sum) FROM products), (SELECT count(*) FROM categories), (SELECT count(*) FROM flash_sales)`,
    );
  const before = await state();
  expect(await loadDemo(deps, now)).toBe(0);
  expect(await state()).toEqual(before);
});

test('every picture of every product can be loaded by anybody, as what it is', async () => {
  const media: { url: string }[] = await db.dataSource.query(
    `SELECT DISTINCT url FROM (
       SELECT image_url AS url FROM categories
       UNION ALL SELECT m ->> 'url' FROM products, jsonb_array_elements(media) AS m
     ) all_pictures`,
  );
  expect(media.length).toBeGreaterThan(150);
  for (const { url } of media) {
    const response = await fetch(url);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([url, response.status, response.headers.get('content-type')]).toEqual([url, 200, 'image/webp']);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(bytes.subarray(8, 12).toString()).toBe('WEBP');
  }
});

test('ratings are those of the reviews', async () => {
  const wrong = await db.dataSource.query(
    `SELECT p.slug FROM products p LEFT JOIN reviews r ON r.product_id = p.id GROUP BY p.id
     HAVING p.rating_count <> count(r.id) OR p.rating_sum <> coalesce(sum(r.rating), 0)`,
  );
  expect(wrong).toEqual([]);
});
