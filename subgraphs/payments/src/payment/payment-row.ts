import { type Payment, paymentEntity } from './payment.entity.ts';

type Column = {
  readonly property: keyof Payment;
  readonly name: string;
  readonly type: string;
  readonly isMinor: boolean;
};

/** The columns of `payments`, from the entity that TypeORM knows. */
const columns: readonly Column[] = Object.entries(paymentEntity.options.columns).map(
  ([property, options]) => ({
    property: property as keyof Payment,
    name: options?.name ?? property,
    type: options?.type === 'char' ? `char(${options.length})` : String(options?.type),
    isMinor: options?.type === 'bigint',
  }),
);

/** Names of all columns, for statements that write whole rows while a newer version may have added more. */
export const columnNames = columns.map(({ name }) => name).join(', ');

/** A row as PostgreSQL answers it. */
export type PaymentRow = Readonly<Record<string, unknown>>;

/** A payment from its row. Statements of the hot path are written by hand, which costs a fifth of what TypeORM's do. */
export function toPayment(row: PaymentRow): Payment {
  return readColumns(columns, row) as Payment;
}

function readColumns(toRead: readonly Column[], row: PaymentRow): Record<string, unknown> {
  const payment: Record<string, unknown> = {};
  for (const { property, name, isMinor } of toRead)
    payment[property] = isMinor ? Number(row[name]) : row[name];
  return payment;
}

/** Some columns of payments: their names for a SELECT, and the part of a payment that a row of them holds. */
export function partOfPayment<Property extends keyof Payment>(
  properties: readonly Property[],
): { readonly names: string; read(row: PaymentRow): Pick<Payment, Property> } {
  const part = columns.filter(({ property }) => (properties as readonly string[]).includes(property));
  return {
    names: part.map(({ name }) => name).join(', '),
    read: (row) => readColumns(part, row) as Pick<Payment, Property>,
  };
}

/** The row of a payment, for jsonb_populate_recordset. What is null needs not be said. */
export function toJsonRow(payment: Payment): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const { property, name } of columns) if (payment[property] !== null) row[name] = payment[property];
  return row;
}

export type ChangedPayment = { readonly before: Payment; readonly after: Payment };

/** What is to be written of payments: the columns that differ in any of them. */
export type ChangedRows = {
  /** `SET` of an UPDATE that reads `n`. */
  readonly assignments: string;
  /** Columns of `n` and their types, for jsonb_to_recordset: the row's id, the revision it has, the columns to write. */
  readonly definition: string;
  readonly rows: readonly Record<string, unknown>[];
};

export function changedRows(changes: readonly ChangedPayment[]): ChangedRows {
  const changed = columns.filter(
    ({ property }) =>
      property !== 'revision' &&
      changes.some(({ before, after }) => !isSame(before[property], after[property])),
  );
  return {
    assignments: ['revision = p.revision + 1', ...changed.map(({ name }) => `${name} = n.${name}`)].join(
      ', ',
    ),
    definition: ['id text', 'revision int', ...changed.map(({ name, type }) => `${name} ${type}`)].join(', '),
    rows: changes.map(({ before, after }) => {
      const row: Record<string, unknown> = { id: before.id, revision: before.revision };
      for (const { property, name } of changed) row[name] = after[property];
      return row;
    }),
  };
}

/** Whether nothing differs but the count of writes. */
export function isSamePayment(before: Payment, after: Payment): boolean {
  return columns.every(
    ({ property }) => property === 'revision' || isSame(before[property], after[property]),
  );
}

function isSame(first: unknown, second: unknown): boolean {
  if (first instanceof Date && second instanceof Date) return first.getTime() === second.getTime();
  return first === second;
}
