import pg from 'pg';

/** Works on a connection of its own, which is closed afterwards. */
export async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Rows of one statement. */
export async function readRows<Row extends object>(
  url: string,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query<Row>(statement, [...parameters])).rows);
}

/** The number that a statement gives as `count`. */
export async function readCount(
  url: string,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<number> {
  const [row] = await readRows<{ count: number }>(url, statement, parameters);
  return Number(row!.count);
}
