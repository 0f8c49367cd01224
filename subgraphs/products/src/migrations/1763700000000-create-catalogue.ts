import { createIdempotencyKeysSql } from '@souk/shared/idempotency';
import { createInboxSql } from '@souk/shared/inbox';
import { createOutboxSql } from '@souk/shared/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Products carry what lists sort and filter by, so that every list is a walk along one index. Each sort has an index
 * for the whole shop and one within a category; both begin with what a list holds equal.
 */
export class CreateCatalogue1763700000000 implements MigrationInterface {
  name = 'CreateCatalogue1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...createOutboxSql, createInboxSql, createIdempotencyKeysSql, ...statements]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE variants, products, category_brand_counts, categories, idempotency_keys, inbox, outbox_lanes, outbox_relays,
       outbox`,
    );
  }
}

const sorts = {
  newest: 'created_at, id',
  price: 'price_from_minor, id',
  rating: 'rating_average, rating_count, id',
  best_selling: 'sold_count, id',
  title: 'title_key, id',
};

const statements = [
  `CREATE TABLE categories (
     id text COLLATE "C" PRIMARY KEY,
     slug text COLLATE "C" NOT NULL UNIQUE,
     name text NOT NULL,
     description text,
     image_url text,
     parent_id text COLLATE "C" REFERENCES categories,
     position int NOT NULL DEFAULT 0
   )`,
  'CREATE INDEX categories_parent ON categories (parent_id)',
  `CREATE TABLE products (
     id text COLLATE "C" PRIMARY KEY,
     slug text COLLATE "C" NOT NULL UNIQUE,
     title text NOT NULL,
     title_key text COLLATE "C" NOT NULL,
     description text NOT NULL,
     brand text COLLATE "C",
     status text COLLATE "C" NOT NULL CHECK (status IN ('DRAFT', 'ACTIVE', 'ARCHIVED')),
     category_id text COLLATE "C" NOT NULL REFERENCES categories,
     seller_id text COLLATE "C",
     media jsonb NOT NULL DEFAULT '[]',
     options jsonb NOT NULL DEFAULT '[]',
     currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
     price_from_minor bigint NOT NULL CHECK (price_from_minor >= 0),
     on_sale boolean NOT NULL DEFAULT false,
     variants_in_stock int NOT NULL DEFAULT 0 CHECK (variants_in_stock >= 0),
     rating_sum int NOT NULL DEFAULT 0,
     rating_count int NOT NULL DEFAULT 0 CHECK (rating_count >= 0),
     rating_average double precision NOT NULL GENERATED ALWAYS AS (
       CASE WHEN rating_count = 0 THEN 0 ELSE round(rating_sum::numeric / rating_count, 2)::double precision END
     ) STORED,
     sold_count bigint NOT NULL DEFAULT 0,
     version int NOT NULL DEFAULT 1,
     created_at timestamptz(3) NOT NULL,
     updated_at timestamptz(3) NOT NULL,
     CHECK (rating_sum BETWEEN rating_count AND rating_count * 5)
   )`,
  ...Object.entries(sorts).flatMap(([name, columns]) => [
    `CREATE INDEX products_${name} ON products (status, ${columns})`,
    `CREATE INDEX products_category_${name} ON products (category_id, status, ${columns})`,
  ]),
  'CREATE INDEX products_seller ON products (seller_id, status, created_at, id)',
  'CREATE INDEX products_brand ON products (brand, status, created_at, id)',
  `CREATE TABLE variants (
     id text COLLATE "C" PRIMARY KEY,
     product_id text COLLATE "C" NOT NULL REFERENCES products,
     position int NOT NULL,
     sku text COLLATE "C" NOT NULL UNIQUE,
     title text NOT NULL,
     price_minor bigint NOT NULL CHECK (price_minor >= 0),
     compare_at_minor bigint CHECK (compare_at_minor > price_minor),
     selected_options jsonb NOT NULL DEFAULT '[]',
     weight_grams int NOT NULL DEFAULT 0 CHECK (weight_grams >= 0),
     media_index int,
     UNIQUE (product_id, position)
   )`,
  // Active products per category and brand: counts of whole categories without counting products.
  `CREATE TABLE category_brand_counts (
     category_id text COLLATE "C" NOT NULL REFERENCES categories,
     brand text COLLATE "C" NOT NULL,
     active_products int NOT NULL CHECK (active_products >= 0),
     PRIMARY KEY (category_id, brand)
   )`,
];
