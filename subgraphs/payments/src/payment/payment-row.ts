import { type Payment, paymentEntity } from './payment.entity.ts';

type Column = { readonly property: keyof Payment; readonly name: string; readonly isMinor: boolean };

/** The columns of `payments`, from the entity that TypeORM knows. */
const columns: readonly Column[] = Object.entries(paymentEntity.options.columns).map(
  ([property, options]) => ({
    property: property as keyof Payment,
    name: options?.name ?? property,
    isMinor: options?.type === 'bigint',
  }),
);

/** Names of all columns, for statements that write whole rows while a newer version may have added more. */
export const columnNames = columns.map(({ name }) => name).join(', ');

/** A row as PostgreSQL answers it. */
export type PaymentRow = Readonly<Record<string, unknown>>;

/** A payment from its row. Statements of the hot path are written by hand, which costs a fifth of what TypeORM's do. */
export function toPayment(row: PaymentRow): Payment {
  return Object.fromEntries(
    columns.map(({ property, name, isMinor }) => [property, isMinor ? Number(row[name]) : row[name]]),
  ) as Payment;
}

/** The row of a payment as JSON, for jsonb_populate_record. */
export function toJsonRow(payment: Payment): string {
  return JSON.stringify(Object.fromEntries(columns.map(({ property, name }) => [name, payment[property]])));
}

/** What differs between two states of a payment: columns and their new values. */
export function changedColumns(
  before: Payment,
  after: Payment,
): { readonly names: string[]; readonly values: unknown[] } {
  const changed = columns.filter(
    ({ property }) => property !== 'revision' && !isSame(before[property], after[property]),
  );
  return {
    names: changed.map(({ name }) => name),
    values: changed.map(({ property }) => after[property]),
  };
}

function isSame(first: unknown, second: unknown): boolean {
  if (first instanceof Date && second instanceof Date) return first.getTime() === second.getTime();
  return first === second;
}
