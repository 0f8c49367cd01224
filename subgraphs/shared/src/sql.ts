import type { EntityManager } from 'typeorm';

/** What can run a statement: a transaction's manager, or the data source's own for single reads. */
export type Queryable = Pick<EntityManager, 'query'>;

/**
 * Rows of a statement. TypeORM answers SELECT and INSERT with the rows, but UPDATE and DELETE with `[rows, count]`;
 * this makes them alike.
 */
export async function rows<Row>(
  db: Queryable,
  statement: string,
  parameters: unknown[] = [],
): Promise<Row[]> {
  const result: unknown = await db.query(statement, parameters);
  if (
    Array.isArray(result) &&
    result.length === 2 &&
    Array.isArray(result[0]) &&
    typeof result[1] === 'number'
  ) {
    return result[0] as Row[];
  }
  return result as Row[];
}

/** The first row of a statement, or null. */
export async function row<Row>(
  db: Queryable,
  statement: string,
  parameters: unknown[] = [],
): Promise<Row | null> {
  return (await rows<Row>(db, statement, parameters))[0] ?? null;
}

/**
 * SQL for "is one of these texts", for statements that run often: `WHERE o.id ${isOneOf(1)}`. PostgreSQL plans a bare
 * `= ANY ($1)` anew for each list, because it takes a list of unknown length for a long one; here it sees no list, so that
 * the plan of the prepared statement is kept. Planning such a statement costs several times what running it does.
 *
 * @param parameter number of the parameter, a list of texts
 */
export function isOneOf(parameter: number): string {
  return `= ANY (ARRAY(SELECT unnest($${parameter}::text[])))`;
}
