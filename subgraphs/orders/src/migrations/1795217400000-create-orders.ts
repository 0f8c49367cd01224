import { createIdempotencyKeysSql } from '@souk/shared/idempotency';
import { createInboxSql } from '@souk/shared/inbox';
import { createOutboxSql } from '@souk/shared/outbox';
import { createSigningKeysSql } from '@souk/shared/signing-keys';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ids carry their time of creation in front, so that "newest first" is the order of the ids themselves; they are
 * compared byte by byte (COLLATE "C"), which is also the fastest.
 */
const catalogue = [
  // Which version of a product the copy shows: news that is older than it is dropped.
  `CREATE TABLE catalogue_products (
     id text COLLATE "C" PRIMARY KEY,
     version bigint NOT NULL
   )`,
  `CREATE TABLE catalogue_variants (
     id text COLLATE "C" PRIMARY KEY,
     product_id text COLLATE "C" NOT NULL REFERENCES catalogue_products (id),
     sku text NOT NULL,
     title text NOT NULL,
     variant_title text NOT NULL,
     product_slug text NOT NULL,
     image_url text,
     seller_id text,
     category_slug text,
     price_minor bigint NOT NULL CHECK (price_minor >= 0),
     currency text NOT NULL,
     weight_grams int NOT NULL CHECK (weight_grams >= 0),
     sellable boolean NOT NULL
   )`,
  'CREATE INDEX catalogue_variants_by_product ON catalogue_variants (product_id)',
];

const carts = [
  // Lines live in the row: a change to a cart is one statement on one row, and two at the same moment both count.
  `CREATE TABLE carts (
     id text COLLATE "C" PRIMARY KEY,
     customer_id text,
     guest_id text,
     status text NOT NULL CHECK (status IN ('OPEN', 'ORDERED', 'MERGED')),
     version int NOT NULL CHECK (version > 0),
     currency text NOT NULL,
     country_code text NOT NULL,
     region text,
     postal_code text,
     shipping_method_id text,
     lines jsonb NOT NULL CHECK (jsonb_typeof(lines) = 'array'),
     order_id text,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     CHECK ((customer_id IS NULL) <> (guest_id IS NULL)),
     CHECK ((status = 'ORDERED') = (order_id IS NOT NULL))
   ) WITH (fillfactor = 70)`,
  'CREATE INDEX carts_by_customer ON carts (customer_id, id DESC) WHERE customer_id IS NOT NULL',
];

const orders = [
  // What was agreed: written once, never changed.
  `CREATE TABLE orders (
     id text COLLATE "C" PRIMARY KEY,
     number text NOT NULL CONSTRAINT orders_number_is_unique UNIQUE,
     cart_id text COLLATE "C" NOT NULL CONSTRAINT orders_one_per_cart UNIQUE,
     customer_id text,
     guest_id text,
     email text NOT NULL,
     phone text,
     locale text NOT NULL,
     currency text NOT NULL,
     subtotal_minor bigint NOT NULL CHECK (subtotal_minor >= 0),
     discount_minor bigint NOT NULL CHECK (discount_minor BETWEEN 0 AND subtotal_minor),
     shipping_minor bigint NOT NULL CHECK (shipping_minor >= 0),
     tax_minor bigint NOT NULL CHECK (tax_minor >= 0),
     total_minor bigint NOT NULL,
     shipping_address jsonb NOT NULL,
     shipping_method_id text NOT NULL,
     shipping_method_name text NOT NULL,
     payment_provider text NOT NULL,
     placed_at timestamptz NOT NULL,
     CHECK (total_minor = subtotal_minor - discount_minor + shipping_minor + tax_minor),
     CHECK ((customer_id IS NULL) <> (guest_id IS NULL))
   )`,
  'CREATE INDEX orders_by_customer ON orders (customer_id, id DESC) WHERE customer_id IS NOT NULL',
  'CREATE EXTENSION IF NOT EXISTS pg_trgm',
  'CREATE INDEX orders_by_email_part ON orders USING gin (lower(email) gin_trgm_ops)',
  `CREATE TABLE order_lines (
     order_id text COLLATE "C" NOT NULL REFERENCES orders (id),
     position smallint NOT NULL,
     id text COLLATE "C" NOT NULL,
     variant_id text NOT NULL,
     product_id text NOT NULL,
     sku text NOT NULL,
     title text NOT NULL,
     variant_title text NOT NULL,
     product_slug text NOT NULL,
     image_url text,
     seller_id text COLLATE "C",
     category_slug text,
     quantity int NOT NULL CHECK (quantity > 0),
     unit_price_minor bigint NOT NULL CHECK (unit_price_minor >= 0),
     line_total_minor bigint NOT NULL CHECK (line_total_minor = quantity * unit_price_minor),
     discount_minor bigint NOT NULL CHECK (discount_minor BETWEEN 0 AND line_total_minor),
     tax_minor bigint NOT NULL CHECK (tax_minor >= 0),
     PRIMARY KEY (order_id, position)
   )`,
  'CREATE INDEX order_lines_by_seller ON order_lines (seller_id, order_id DESC) WHERE seller_id IS NOT NULL',

  // What happened: append-only. Everything below it can be rebuilt from it.
  `CREATE TABLE order_events (
     order_id text COLLATE "C" NOT NULL REFERENCES orders (id),
     version int NOT NULL CHECK (version > 0),
     type text NOT NULL,
     status text NOT NULL,
     data jsonb NOT NULL,
     actor text NOT NULL,
     correlation_id text,
     occurred_at timestamptz NOT NULL,
     CONSTRAINT order_events_one_per_version PRIMARY KEY (order_id, version)
   )`,
  `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME; END $$`,
  `CREATE TRIGGER order_events_are_append_only BEFORE UPDATE OR DELETE ON order_events
   FOR EACH ROW EXECUTE FUNCTION refuse_change()`,

  // Where it stands: the projection of the log.
  `CREATE TABLE order_states (
     order_id text COLLATE "C" PRIMARY KEY REFERENCES orders (id),
     version int NOT NULL CHECK (version > 0),
     status text NOT NULL CHECK (status IN ('PLACED', 'STOCK_RESERVED', 'AWAITING_PAYMENT', 'PAYMENT_AUTHORIZED',
       'CONFIRMED', 'PARTIALLY_FULFILLED', 'FULFILLED', 'DELIVERED', 'CANCELLED')),
     cancel_reason text,
     payment_action jsonb,
     fulfilments jsonb NOT NULL,
     returns jsonb NOT NULL,
     refunds jsonb NOT NULL,
     delivered_at timestamptz,
     updated_at timestamptz NOT NULL,
     CHECK ((status = 'CANCELLED') = (cancel_reason IS NOT NULL)),
     CHECK (payment_action IS NULL OR status = 'AWAITING_PAYMENT')
   ) WITH (fillfactor = 80)`,
  'CREATE INDEX order_states_by_status ON order_states (status, order_id DESC)',
  `CREATE TABLE order_returns (
     id text COLLATE "C" PRIMARY KEY,
     order_id text COLLATE "C" NOT NULL REFERENCES orders (id),
     status text NOT NULL CHECK (status IN ('REQUESTED', 'APPROVED', 'REJECTED', 'RECEIVED', 'REFUNDED'))
   )`,
  'CREATE INDEX order_returns_by_status ON order_returns (status, id DESC)',

  // Who asks whom next: the process that takes an order from PLACED to CONFIRMED.
  `CREATE TABLE order_sagas (
     order_id text COLLATE "C" PRIMARY KEY REFERENCES orders (id),
     step text NOT NULL CHECK (step IN
       ('RESERVING', 'AUTHORIZING', 'AWAITING_BUYER', 'COMMITTING', 'CAPTURING', 'COMPLETED', 'CANCELLED')),
     attempts int NOT NULL,
     deadline_at timestamptz,
     payment_token text,
     correlation_id text,
     CHECK ((step IN ('COMPLETED', 'CANCELLED')) = (deadline_at IS NULL))
   ) WITH (fillfactor = 70)`,
  'CREATE INDEX order_sagas_by_deadline ON order_sagas (deadline_at) WHERE deadline_at IS NOT NULL',
  `CREATE TABLE order_lookup_failures (
     number text NOT NULL,
     window_start timestamptz NOT NULL,
     failures int NOT NULL,
     PRIMARY KEY (number, window_start)
   )`,
];

export class CreateOrders1795217400000 implements MigrationInterface {
  readonly name = 'CreateOrders1795217400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...createOutboxSql,
      createInboxSql,
      createIdempotencyKeysSql,
      createSigningKeysSql,
      ...catalogue,
      ...carts,
      ...orders,
    ]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE order_lookup_failures, order_sagas, order_returns, order_states, order_events, order_lines, orders,
         carts, catalogue_variants, catalogue_products, signing_keys, idempotency_keys, inbox, outbox, outbox_lanes, outbox_relays`,
    );
    await runner.query('DROP FUNCTION refuse_change()');
  }
}
