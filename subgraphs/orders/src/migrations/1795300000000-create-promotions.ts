import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE promotions (
     id text COLLATE "C" PRIMARY KEY,
     name text NOT NULL,
     code text COLLATE "C" CONSTRAINT promotions_code_is_unique UNIQUE CHECK (code = upper(code)),
     kind text NOT NULL CHECK (kind IN ('PERCENTAGE', 'AMOUNT', 'FREE_SHIPPING')),
     basis_points int CHECK (basis_points BETWEEN 1 AND 10000),
     amount_minor bigint CHECK (amount_minor > 0),
     currency text NOT NULL,
     enabled boolean NOT NULL,
     starts_at timestamptz,
     ends_at timestamptz,
     minimum_spend_minor bigint NOT NULL CHECK (minimum_spend_minor >= 0),
     product_ids text[] NOT NULL,
     category_slugs text[] NOT NULL,
     seller_ids text[] NOT NULL,
     customer_ids text[] NOT NULL,
     first_order_only boolean NOT NULL,
     usage_limit int CHECK (usage_limit > 0),
     usage_limit_per_customer int CHECK (usage_limit_per_customer > 0),
     exclusive boolean NOT NULL,
     priority int NOT NULL,
     -- Kept only where there is a limit: the row of a promotion that everybody gets must not be a queue.
     used int NOT NULL DEFAULT 0,
     version int NOT NULL CHECK (version > 0),
     archived_at timestamptz,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     CHECK ((kind = 'PERCENTAGE') = (basis_points IS NOT NULL)),
     CHECK ((kind = 'AMOUNT') = (amount_minor IS NOT NULL)),
     CHECK (ends_at > starts_at),
     CONSTRAINT promotions_used_within_limit CHECK (used BETWEEN 0 AND coalesce(usage_limit, 0))
   ) WITH (fillfactor = 70)`,
  // What every cart asks for: the few that need no code and are on.
  'CREATE INDEX promotions_without_code ON promotions (id) WHERE code IS NULL AND enabled',
  'CREATE INDEX promotions_by_name ON promotions (lower(name) COLLATE "C")',

  // How often a buyer holds a promotion that is limited per buyer.
  `CREATE TABLE promotion_uses (
     promotion_id text COLLATE "C" NOT NULL REFERENCES promotions (id),
     redeemer text COLLATE "C" NOT NULL,
     used int NOT NULL CHECK (used >= 0),
     PRIMARY KEY (promotion_id, redeemer)
   )`,
  // Which order holds which promotion: RESERVED when it is placed, RETURNED when it is cancelled.
  `CREATE TABLE promotion_redemptions (
     promotion_id text COLLATE "C" NOT NULL REFERENCES promotions (id),
     order_id text COLLATE "C" NOT NULL REFERENCES orders (id),
     redeemers text[] NOT NULL,
     goods_minor bigint NOT NULL CHECK (goods_minor >= 0),
     shipping_minor bigint NOT NULL CHECK (shipping_minor >= 0),
     status text NOT NULL CHECK (status IN ('RESERVED', 'RETURNED')),
     redeemed_at timestamptz NOT NULL,
     returned_at timestamptz,
     PRIMARY KEY (order_id, promotion_id),
     CHECK ((status = 'RETURNED') = (returned_at IS NOT NULL))
   )`,
  `CREATE INDEX promotion_redemptions_standing ON promotion_redemptions (promotion_id) WHERE status = 'RESERVED'`,
  `CREATE TABLE voucher_failures (
     subject text NOT NULL,
     window_start timestamptz NOT NULL,
     failures int NOT NULL,
     PRIMARY KEY (subject, window_start)
   )`,

  `ALTER TABLE carts ADD COLUMN voucher_codes text[] NOT NULL DEFAULT '{}'`,
  `ALTER TABLE orders ADD COLUMN discounts jsonb NOT NULL DEFAULT '[]'`,
];

/** Promotions and vouchers, and which orders hold them. */
export class CreatePromotions1795300000000 implements MigrationInterface {
  readonly name = 'CreatePromotions1795300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE orders DROP COLUMN discounts');
    await runner.query('ALTER TABLE carts DROP COLUMN voucher_codes');
    await runner.query('DROP TABLE voucher_failures, promotion_redemptions, promotion_uses, promotions');
  }
}
