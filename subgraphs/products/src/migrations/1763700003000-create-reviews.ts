import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reviews, who may write them, and what products need of people and sales to show and sort them. */
export class CreateReviews1763700003000 implements MigrationInterface {
  name = 'CreateReviews1763700003000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE uncounted_sales, customer_names, verified_buyers, reviews');
  }
}

const statements = [
  `CREATE TABLE reviews (
     id text COLLATE "C" PRIMARY KEY,
     product_id text COLLATE "C" NOT NULL REFERENCES products,
     customer_id text COLLATE "C" NOT NULL,
     rating int NOT NULL CHECK (rating BETWEEN 1 AND 5),
     title text,
     body text NOT NULL,
     verified_buyer boolean NOT NULL,
     status text COLLATE "C" NOT NULL CHECK (status IN ('PENDING', 'PUBLISHED', 'REJECTED')),
     version int NOT NULL DEFAULT 1,
     created_at timestamptz(3) NOT NULL,
     UNIQUE (product_id, customer_id)
   )`,
  'CREATE INDEX reviews_published ON reviews (product_id, status, created_at, id)',
  `CREATE TABLE verified_buyers (
     product_id text COLLATE "C" NOT NULL,
     customer_id text COLLATE "C" NOT NULL,
     order_id text COLLATE "C" NOT NULL,
     PRIMARY KEY (product_id, customer_id)
   )`,
  // Only the name that is shown with a review: products has no use for more of a person.
  `CREATE TABLE customer_names (
     customer_id text COLLATE "C" PRIMARY KEY,
     shown_name text NOT NULL,
     version int NOT NULL
   )`,
  // Sales are appended here and counted together a little later: a best seller's row would be a bottleneck.
  `CREATE TABLE uncounted_sales (
     product_id text COLLATE "C" NOT NULL,
     quantity int NOT NULL
   )`,
];
