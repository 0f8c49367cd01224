import { createInboxSql } from '@souk/shared/inbox';
import { createOutboxSql } from '@souk/shared/outbox';
import { createSigningKeysSql } from '@souk/shared/signing-keys';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  ...createOutboxSql,
  createInboxSql,
  createSigningKeysSql,
  'CREATE EXTENSION IF NOT EXISTS pg_trgm',
  `CREATE TABLE users (
     id text COLLATE "C" PRIMARY KEY,
     email text COLLATE "C" NOT NULL UNIQUE CHECK (email = lower(email) AND email LIKE '%_@_%'),
     password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
     first_name text NOT NULL,
     last_name text NOT NULL,
     phone text CHECK (phone ~ '^\\+[1-9][0-9]{6,14}$'),
     locale text NOT NULL DEFAULT 'en',
     roles text[] NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['CUSTOMER', 'SELLER', 'ADMIN']),
     version int NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL,
     search_text text NOT NULL
       GENERATED ALWAYS AS (lower(email || ' ' || first_name || ' ' || last_name)) STORED
   )`,
  'CREATE INDEX users_newest ON users (created_at DESC, id DESC)',
  'CREATE INDEX users_search ON users USING gin (search_text gin_trgm_ops)',
  `CREATE INDEX users_admins ON users (id) WHERE roles @> ARRAY['ADMIN']`,
  `CREATE TABLE seller_profiles (
     user_id text COLLATE "C" PRIMARY KEY REFERENCES users ON DELETE CASCADE,
     display_name text NOT NULL
   )`,
  `CREATE TABLE addresses (
     id text COLLATE "C" PRIMARY KEY,
     user_id text COLLATE "C" NOT NULL REFERENCES users ON DELETE CASCADE,
     name text NOT NULL,
     line1 text NOT NULL,
     line2 text,
     city text NOT NULL,
     region text,
     postal_code text NOT NULL,
     country_code text NOT NULL CHECK (country_code ~ '^[A-Z]{2}$'),
     phone text,
     is_default boolean NOT NULL,
     created_at timestamptz NOT NULL
   )`,
  'CREATE INDEX addresses_of_user ON addresses (user_id, created_at, id)',
  'CREATE UNIQUE INDEX addresses_one_default ON addresses (user_id) WHERE is_default',
  `CREATE TABLE sessions (
     id text COLLATE "C" PRIMARY KEY,
     user_id text COLLATE "C" NOT NULL REFERENCES users ON DELETE CASCADE,
     device text,
     caller_network text,
     created_at timestamptz NOT NULL,
     last_used_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     revoked_at timestamptz
   )`,
  'CREATE INDEX sessions_of_user ON sessions (user_id, last_used_at DESC, id DESC)',
  'CREATE INDEX sessions_expired ON sessions (expires_at)',
  'CREATE INDEX sessions_revoked ON sessions (revoked_at) WHERE revoked_at IS NOT NULL',
  `CREATE TABLE refresh_tokens (
     token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
     session_id text COLLATE "C" NOT NULL REFERENCES sessions ON DELETE CASCADE,
     expires_at timestamptz NOT NULL,
     used_at timestamptz,
     successor_hash bytea,
     successor_sealed text,
     CHECK ((used_at IS NULL) = (successor_hash IS NULL))
   )`,
  'CREATE INDEX refresh_tokens_of_session ON refresh_tokens (session_id)',
  'CREATE INDEX refresh_tokens_expired ON refresh_tokens (expires_at)',
  `CREATE TABLE attempts (
     key text COLLATE "C" PRIMARY KEY,
     count int NOT NULL CHECK (count >= 0),
     expires_at timestamptz NOT NULL
   )`,
  'CREATE INDEX attempts_expired ON attempts (expires_at)',
];

/** Accounts, address books, sessions with their refresh tokens, attempts to guess, signing keys, outbox and inbox. */
export class CreateUsers implements MigrationInterface {
  readonly name = 'CreateUsers1795100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE attempts, refresh_tokens, sessions, addresses, seller_profiles, users, signing_keys,
       inbox, outbox_lanes, outbox_relays, outbox`,
    );
  }
}
