import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { database } from '../data-source.ts';
import { countProducts } from '../product/count-products.ts';
import { listProducts, selectProducts } from '../product/list-products.ts';
import { stockInvariantSql } from '../stock/stock-invariant.ts';
import { seedCategories, seedProduct } from '../testing/test-catalogue.ts';
import { generateCatalogue } from './generate-catalogue.ts';

let db: TestDatabase;
const now = new Date('2026-11-21T09:00:00.000Z');

beforeAll(async () => {
  db = await createTestDatabase('products', database);
  await generateCatalogue(db.dataSource, { products: 1_000, now });
});
afterAll(() => db.close());

test('a generated catalogue is one that the shop can list, search, count and sell', async () => {
  const manager = db.dataSource.manager;
  const all = await selectProducts(manager, { kind: 'anonymous' }, {});
  expect(await countProducts(manager, all)).toBe(980);
  const found = await selectProducts(manager, { kind: 'anonymous' }, { search: 'teepot' });
  expect((await listProducts(manager, found, {})).edges.length).toBeGreaterThan(0);
  expect(await manager.query(stockInvariantSql)).toEqual([]);
  const [{ wrong }] = await manager.query(
    `SELECT count(*)::int AS wrong FROM products p WHERE variants_in_stock <> (
       SELECT count(*) FROM variants v JOIN stock s ON s.variant_id = v.id
       WHERE v.product_id = p.id AND s.available > 0)`,
  );
  expect(wrong).toBe(0);
});

test('a generated catalogue is not generated once more', async () => {
  await expect(generateCatalogue(db.dataSource, { products: 1, now })).rejects.toThrow('already');
});

test('a shop that sells already gets its generated products beside its own', async () => {
  const shop = await createTestDatabase('products', database);
  try {
    await seedCategories(shop);
    await seedProduct(shop);
    await generateCatalogue(shop.dataSource, { products: 50, now });
    const [counts] = await shop.dataSource.query(
      `SELECT count(*)::int AS active, count(DISTINCT category_id)::int AS categories,
         (SELECT sum(active_products)::int FROM category_brand_counts) AS counted
       FROM products WHERE status = 'ACTIVE'`,
    );
    expect(counts).toEqual({ active: 50, categories: 3, counted: 50 });
  } finally {
    await shop.close();
  }
});
