import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // Documents that are due: noted with the change that makes them due, issued by the worker.
  `CREATE TABLE invoice_tasks (
     order_id text COLLATE "C" NOT NULL REFERENCES orders (id),
     kind text NOT NULL CHECK (kind IN ('INVOICE', 'CREDIT_NOTE')),
     refund_id text COLLATE "C" NOT NULL,
     PRIMARY KEY (order_id, kind, refund_id)
   )`,
  // The last number of each series. Taken in the transaction that writes the document, so that none is ever missing.
  'CREATE TABLE invoice_series (series text PRIMARY KEY, last int NOT NULL CHECK (last > 0))',
  `CREATE TABLE invoices (
     id text COLLATE "C" PRIMARY KEY,
     order_id text COLLATE "C" NOT NULL REFERENCES orders (id),
     kind text NOT NULL CHECK (kind IN ('INVOICE', 'CREDIT_NOTE')),
     refund_id text COLLATE "C" NOT NULL,
     series text NOT NULL,
     sequence int NOT NULL CHECK (sequence > 0),
     issuer jsonb NOT NULL,
     credit jsonb,
     issued_at timestamptz NOT NULL,
     CONSTRAINT invoices_one_per_cause UNIQUE (order_id, kind, refund_id),
     CONSTRAINT invoices_one_per_number UNIQUE (series, sequence),
     CHECK ((kind = 'CREDIT_NOTE') = (credit IS NOT NULL))
   )`,
  `CREATE TRIGGER invoices_are_append_only BEFORE UPDATE OR DELETE ON invoices
   FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  // A document's bytes as they were first made: a later version of the layout does not change them.
  `CREATE TABLE invoice_files (
     invoice_id text COLLATE "C" PRIMARY KEY REFERENCES invoices (id),
     pdf bytea NOT NULL,
     rendered_at timestamptz NOT NULL
   )`,
  `CREATE TRIGGER invoice_files_are_append_only BEFORE UPDATE OR DELETE ON invoice_files
   FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  // Orders from before there were invoices get theirs.
  `INSERT INTO invoice_tasks (order_id, kind, refund_id)
   SELECT order_id, 'INVOICE', '' FROM order_events WHERE type = 'OrderConfirmed'`,
  `INSERT INTO invoice_tasks (order_id, kind, refund_id)
   SELECT order_id, 'CREDIT_NOTE', data->>'refundId' FROM order_events WHERE type = 'PaymentRefunded'
   ON CONFLICT DO NOTHING`,
];

/** Invoices and credit notes. */
export class CreateInvoices1795300002000 implements MigrationInterface {
  readonly name = 'CreateInvoices1795300002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE invoice_files, invoices, invoice_series, invoice_tasks');
  }
}
