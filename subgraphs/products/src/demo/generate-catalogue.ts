import type { DataSource } from 'typeorm';
import { saveCategory } from '../category/category.repository.ts';
import { openWarehouse } from '../stock/stock.repository.ts';

const departments = ['Audio', 'Fashion', 'Shoes', 'Home', 'Kitchen', 'Outdoors', 'Music', 'Toys'];
const adjectives =
  'amber,arctic,autumn,bold,bright,calm,cedar,classic,clever,coastal,copper,coral,cosmic,crisp,dusty,eager,early,ember,fancy,fleet,forest,gentle,golden,grand,happy,hidden,ivory,jolly,light,linen,lively,lucky,lunar,mellow,misty,modern,noble,nordic,ocean,pearl,polar,proud,quiet,rapid,royal,rustic,silent,silver,simple,smooth,solar,solid,spring,stone,sunny,swift,urban,velvet,vivid,wild'.split(
    ',',
  );
const nouns =
  'armchair,backpack,basket,bicycle,blanket,blender,boots,bottle,bowl,camera,candle,chair,charger,clock,coat,compass,cushion,desk,dress,drone,drum,earbuds,flute,football,gloves,guitar,hammock,headphones,helmet,jacket,jeans,kettle,keyboard,kite,knife,lamp,lantern,laptop,mattress,microphone,mirror,monitor,mug,notebook,pan,pen,piano,pillow,printer,puzzle,racket,radio,robot,rug,sandals,scarf,shelf,shirt,skateboard,sneakers,socks,sofa,speaker,suitcase,sweater,table,teapot,telescope,tent,towel,train,trumpet,umbrella,vase,violin,wallet,watch'.split(
    ',',
  );
const brands = Array.from({ length: 400 }, (_, index) => `Brand ${index + 1}`);

export type GenerateOptions = {
  /** How many products; each has one variant, every fourth has three. */
  readonly products: number;
  readonly now: Date;
  /** Called after each batch. */
  readonly onProgress?: (done: number) => void;
};

const batch = 20_000;

/**
 * Adds synthetic products, variants and stock to a catalogue by statements over whole sets; the same numbers give the
 * same products. They go into the categories that are there, or into departments of their own. No events are recorded:
 * it is for measuring, not for selling.
 *
 * @throws Error where products were generated before
 */
export async function generateCatalogue(dataSource: DataSource, options: GenerateOptions): Promise<void> {
  const { products, now, onProgress } = options;
  const db = dataSource.manager;
  if ((await db.query(`SELECT 1 FROM products WHERE slug = 'generated-1'`)).length > 0) {
    throw new Error('the catalogue has generated products already');
  }
  const hasCategories = (await db.query('SELECT 1 FROM categories LIMIT 1')).length > 0;
  for (const [index, name] of hasCategories ? [] : departments.entries()) {
    const row = { slug: name.toLowerCase(), name, description: null, imageUrl: null, parentId: null };
    await saveCategory(db, { ...row, position: index + 1 }, now);
  }
  await openWarehouse(db);
  for (let from = 1; from <= products; from += batch) {
    const to = Math.min(products, from + batch - 1);
    await db.transaction(async (tx) => {
      await tx.query("SET LOCAL statement_timeout = '10min'");
      for (const statement of batchStatements) {
        await tx.query(statement.sql, statement.parameters({ from, to, now }));
      }
    });
    onProgress?.(to);
  }
  await db.transaction(async (tx) => {
    await tx.query("SET LOCAL statement_timeout = '10min'");
    for (const statement of closingStatements) await tx.query(statement);
  });
  for (const table of ['products', 'variants', 'stock', 'category_brand_counts', 'search_words']) {
    await db.query(`ANALYZE ${table}`);
  }
}

type Batch = { readonly from: number; readonly to: number; readonly now: Date };

/** A number of a product that looks random and is always the same. */
const pick = (salt: number, of: string): string => `(abs(hashint4extended(n, ${salt})) % ${of})::int`;

const batchStatements: readonly { readonly sql: string; parameters(batch: Batch): unknown[] }[] = [
  {
    sql: `INSERT INTO products (id, slug, title, description, brand, status, category_id, media, options, currency,
        price_from_minor, on_sale, variants_in_stock, rating_sum, rating_count, sold_count, created_at, updated_at)
      SELECT 'prod_' || substr(i.id, 1, 26), 'generated-' || i.n, i.title,
        'A ' || i.adjective || ' ' || i.noun || ' for every day, made of ' || i.material || '. Number ' || i.n || ' of the ' || i.brand
          || ' collection, tested by people who use it.',
        i.brand, CASE WHEN i.n % 50 = 0 THEN 'DRAFT' ELSE 'ACTIVE' END, i.category_id, '[]',
        CASE WHEN i.n % 4 = 0 THEN '[{"name": "Size", "values": ["S", "M", "L"]}]'::jsonb ELSE '[]' END, 'USD',
        i.price, i.n % 10 = 0, CASE WHEN i.n % 20 = 0 THEN 0 WHEN i.n % 4 = 0 THEN 3 ELSE 1 END,
        i.reviews * 3 + i.stars, i.reviews, i.sold, i.created_at, i.created_at
      FROM (
        SELECT n, lpad(n::text, 26, '0') AS id,
          initcap(a.w[1 + ${pick(1, 'array_length(a.w, 1)')}]) || ' ' || initcap(b.w[1 + ${pick(2, 'array_length(b.w, 1)')}]) || ' ' || n AS title,
          a.w[1 + ${pick(1, 'array_length(a.w, 1)')}] AS adjective, b.w[1 + ${pick(2, 'array_length(b.w, 1)')}] AS noun,
          a.w[1 + ${pick(3, 'array_length(a.w, 1)')}] AS material, ($5::text[])[1 + ${pick(4, 'array_length($5::text[], 1)')}] AS brand,
          c.ids[1 + ${pick(5, 'array_length(c.ids, 1)')}] AS category_id, 500 + ${pick(6, '50000')} AS price,
          ${pick(7, '40')} AS reviews, ${pick(8, '2000')} AS sold,
          ${pick(9, '3')} * ${pick(7, '40')} AS stars,
          $6::timestamptz - make_interval(mins => n) AS created_at
        FROM generate_series($1::int, $2::int) n,
          (SELECT $3::text[] AS w) a, (SELECT $4::text[] AS w) b,
          (SELECT array_agg(id ORDER BY position) AS ids FROM categories) c
      ) i`,
    parameters: ({ from, to, now }) => [from, to, adjectives, nouns, brands, now],
  },
  {
    sql: `INSERT INTO variants (id, product_id, position, sku, title, price_minor, compare_at_minor, selected_options, weight_grams)
      SELECT 'var_' || lpad((n * 4 + size)::text, 26, '0'), p.id, size, 'GEN-' || n || '-' || size,
        CASE WHEN n % 4 = 0 THEN (ARRAY['S', 'M', 'L'])[size + 1] ELSE 'Standard' END, p.price_from_minor,
        CASE WHEN n % 10 = 0 THEN p.price_from_minor + 500 END,
        CASE WHEN n % 4 = 0 THEN jsonb_build_array(jsonb_build_object('name', 'Size', 'value', (ARRAY['S', 'M', 'L'])[size + 1])) ELSE '[]' END,
        100 + n % 2000
      FROM generate_series($1::int, $2::int) n
      JOIN products p ON p.id = 'prod_' || lpad(n::text, 26, '0')
      CROSS JOIN LATERAL generate_series(0, CASE WHEN n % 4 = 0 THEN 2 ELSE 0 END) size`,
    parameters: ({ from, to }) => [from, to],
  },
  {
    sql: `WITH opened AS (
        INSERT INTO stock (variant_id, warehouse_id, available, updated_at)
        SELECT v.id, 'wh_default', CASE WHEN n % 20 = 0 THEN 0 ELSE 1 + n % 500 END, $3
        FROM generate_series($1::int, $2::int) n
        JOIN variants v ON v.product_id = 'prod_' || lpad(n::text, 26, '0')
        RETURNING variant_id, warehouse_id, available
      )
      INSERT INTO stock_movements (variant_id, warehouse_id, kind, delta, at)
      SELECT variant_id, warehouse_id, 'INITIAL', available, $3 FROM opened WHERE available > 0`,
    parameters: ({ from, to, now }) => [from, to, now],
  },
];

const closingStatements = [
  `INSERT INTO category_brand_counts (category_id, brand, active_products)
   SELECT category_id, coalesce(brand, ''), count(*) FROM products WHERE status = 'ACTIVE' GROUP BY 1, 2
   ON CONFLICT (category_id, brand) DO UPDATE SET active_products = excluded.active_products`,
  `INSERT INTO search_words (word, lexeme)
   SELECT w.word, (tsvector_to_array(to_tsvector('souk', w.word)))[1]
   FROM (
     SELECT DISTINCT split.word
     FROM (SELECT title || ' ' || description || ' ' || brand AS text FROM products ORDER BY id LIMIT 20000) p
     CROSS JOIN LATERAL regexp_split_to_table(lower(unaccent(p.text)), '[^[:alnum:]]+') AS split (word)
   ) w
   WHERE length(w.word) BETWEEN 3 AND 40 AND tsvector_to_array(to_tsvector('souk', w.word)) <> '{}'
   ON CONFLICT DO NOTHING`,
];
