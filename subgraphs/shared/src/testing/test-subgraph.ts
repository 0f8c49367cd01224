import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIdempotencyKeysSql } from '../idempotency.ts';
import { createInboxSql } from '../inbox.ts';
import { createOutboxSql } from '../outbox.ts';

/** A database with the tables of the shared parts only, for their own tests. */
export class CreateSharedTables implements MigrationInterface {
  readonly name = 'CreateSharedTables1795000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...createOutboxSql, createInboxSql, createIdempotencyKeysSql])
      await runner.query(statement);
    await runner.query(
      'CREATE TABLE effects (id bigint GENERATED ALWAYS AS IDENTITY, subject text, version int)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE effects, outbox, outbox_lanes, outbox_relays, inbox, idempotency_keys');
  }
}

export const sharedDatabase = { entities: [], migrations: [CreateSharedTables] };
