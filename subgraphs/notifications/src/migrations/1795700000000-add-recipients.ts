import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who can be told beside the buyer that an event names: users by id, all admins; and what they want to be told. */
export class AddRecipients1795700000000 implements MigrationInterface {
  readonly name = 'AddRecipients1795700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contacts, preferences');
    await runner.query('DROP INDEX deliveries_told_once, deliveries_to_leave');
    await runner.query(
      'ALTER TABLE deliveries DROP COLUMN locale, DROP COLUMN told_once_for, DROP COLUMN unsubscribe_token',
    );
  }
}

const statements = [
  // A copy of what users tells of people, as new as their newest event.
  `CREATE TABLE contacts (
     user_id text COLLATE "C" PRIMARY KEY,
     email text NOT NULL,
     locale text NOT NULL,
     -- Null where no event has told yet.
     is_admin boolean,
     version int NOT NULL
   )`,
  'CREATE INDEX contacts_admins ON contacts (user_id) WHERE is_admin',
  // The owner is a user's id, or the mail address of somebody without an account.
  `CREATE TABLE preferences (
     owner text COLLATE "C" NOT NULL,
     topic text NOT NULL,
     wanted boolean NOT NULL,
     unsubscribe_token text COLLATE "C" NOT NULL,
     changed_at timestamptz NOT NULL,
     PRIMARY KEY (owner, topic)
   )`,
  'CREATE UNIQUE INDEX preferences_token ON preferences (unsubscribe_token)',
  `ALTER TABLE deliveries
     ADD COLUMN locale text,
     ADD COLUMN told_once_for text COLLATE "C",
     ADD COLUMN unsubscribe_token text COLLATE "C"`,
  `CREATE UNIQUE INDEX deliveries_told_once ON deliveries (told_once_for, topic, channel, recipient)
     WHERE told_once_for IS NOT NULL`,
  `CREATE INDEX deliveries_to_leave ON deliveries (unsubscribe_token)
     WHERE status = 'PENDING' AND unsubscribe_token IS NOT NULL`,
];
