import { subgraphs } from '@souk/local/ports';
import type { Souk } from '@souk/local/souk';
import { createDataSource, type DatabaseOptions } from '@souk/shared/data-source';
import { database as ordersDatabase } from '../../subgraphs/orders/src/data-source.ts';
import { generatePastOrders } from '../../subgraphs/orders/src/demo/generate-past-orders.ts';
import { database as productsDatabase } from '../../subgraphs/products/src/data-source.ts';
import { generateCatalogue } from '../../subgraphs/products/src/demo/generate-catalogue.ts';
import { inParallel } from '../measure/in-parallel.ts';
import { say } from '../measure/report.ts';
import { withClient } from '../system/database.ts';
import { catalogueCopy, ordersSchema, pastRows, productsSchema } from './past-rows.ts';

export type Growth = { readonly products: number; readonly pastOrders: number };

const hourMs = 3_600_000;
const yearMs = 365 * 24 * hourMs;
/** Statements under way at the same time. */
const atOnce = 2;

/**
 * Makes a running shop one that is years old: products in the catalogue, orders of the last year with all that they have
 * left in every subgraph's tables. Written by PostgreSQL itself, over whole sets; nothing is published. Afterwards the
 * tables are vacuumed and analysed, and nothing of it waits to be written to disk.
 */
export async function growShop(souk: Souk, { products, pastOrders }: Growth): Promise<void> {
  const until = new Date(Date.now() - hourMs);
  const indexes = await timed('dropped indexes', () => dropIndexes(souk));
  await Promise.all([
    products > 0 ? addProducts(souk, products) : undefined,
    pastOrders > 0 ? addOrders(souk, pastOrders, until) : undefined,
  ]);
  if (pastOrders > 0) {
    await inParallel(Object.entries(pastRows), atOnce, ([subgraph, statements]) =>
      timed(`wrote what they left in ${subgraph}`, () =>
        fill(souk, subgraph, { database: 'orders', as: ordersSchema }, statements, until),
      ),
    );
  }
  await timed('built indexes', () =>
    inParallel(indexes, atOnce, ({ subgraph, definition }) => onDatabase(souk, subgraph, [bulk, definition])),
  );
  await timed('vacuumed and analysed', () =>
    inParallel(subgraphs, atOnce, (subgraph) =>
      onDatabase(souk, subgraph, ['VACUUM (ANALYZE)', 'CHECKPOINT']),
    ),
  );
  const [size] = await onDatabase(souk, 'orders', [
    'SELECT round(sum(pg_database_size(oid)) / 1e9, 1) AS gigabytes FROM pg_database',
  ]);
  say(`the databases hold ${size!.gigabytes} GB`);
  say();
}

/** What is written refers to what is there: it is not looked up row by row. */
const bulk =
  "SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET work_mem = '128MB'";

async function addProducts(souk: Souk, products: number): Promise<void> {
  await timed(`wrote ${products} products`, () =>
    withDataSource(souk, 'products', productsDatabase, (dataSource) =>
      generateCatalogue(dataSource, { products, now: new Date() }),
    ),
  );
  const foreign = { database: 'products', as: productsSchema };
  await timed('wrote their copy in orders', () => fill(souk, 'orders', foreign, catalogueCopy));
}

async function addOrders(souk: Souk, count: number, until: Date): Promise<void> {
  const from = new Date(until.getTime() - yearMs);
  await timed(`wrote ${count} past orders`, () =>
    withDataSource(souk, 'orders', ordersDatabase, (dataSource) =>
      generatePastOrders(dataSource, { count, from, until }),
    ),
  );
}

type Index = { readonly subgraph: string; readonly definition: string };

/**
 * Drops what is faster to build at once than to keep up: all but indexes of constraints, and of a few rows, which the
 * running services need at all times.
 *
 * @returns the statements that create them again
 */
async function dropIndexes(souk: Souk): Promise<Index[]> {
  const dropped: Index[] = [];
  for (const subgraph of subgraphs) {
    const indexes = await onDatabase(souk, subgraph, [
      `SELECT c.relname AS name, pg_get_indexdef(c.oid) AS definition
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       WHERE c.relnamespace = 'public'::regnamespace AND i.indpred IS NULL AND NOT c.relispartition
         AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid)`,
    ]);
    await onDatabase(
      souk,
      subgraph,
      indexes.map(({ name }) => `DROP INDEX ${name}`),
    );
    dropped.push(...indexes.map(({ definition }) => ({ subgraph, definition: String(definition) })));
  }
  return dropped;
}

/** Runs statements in one subgraph's database that read another's tables under the name of a schema. */
async function fill(
  souk: Souk,
  subgraph: string,
  foreign: { database: string; as: string },
  statements: readonly string[],
  until?: Date,
): Promise<void> {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl(souk, foreign.database));
  await onDatabase(
    souk,
    subgraph,
    [
      bulk,
      'CREATE EXTENSION postgres_fdw',
      `CREATE SERVER neighbour FOREIGN DATA WRAPPER postgres_fdw
         OPTIONS (host '${hostname}', port '${port}', dbname '${pathname.slice(1)}', fetch_size '20000')`,
      `CREATE USER MAPPING FOR CURRENT_USER SERVER neighbour
         OPTIONS (user '${username}', password '${decodeURIComponent(password)}')`,
      `CREATE SCHEMA ${foreign.as}`,
      `IMPORT FOREIGN SCHEMA public FROM SERVER neighbour INTO ${foreign.as}`,
      ...statements,
      `DROP SCHEMA ${foreign.as} CASCADE`,
      'DROP EXTENSION postgres_fdw CASCADE',
    ],
    until,
  );
}

async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const startedAt = performance.now();
  const result = await work();
  say(`${what} in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  return result;
}

const databaseUrl = (souk: Souk, subgraph: string): string => souk.databaseUrl(`souk_${subgraph}`);

/** Runs statements one after the other on one connection, `$1` in them is a moment; gives the last one's rows. */
async function onDatabase(
  souk: Souk,
  subgraph: string,
  statements: readonly string[],
  moment?: Date,
): Promise<Record<string, unknown>[]> {
  return withClient(databaseUrl(souk, subgraph), async (client) => {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) {
      ({ rows } = await client.query(statement, statement.includes('$1') ? [moment] : undefined));
    }
    return rows;
  });
}

async function withDataSource(
  souk: Souk,
  subgraph: string,
  database: Pick<DatabaseOptions, 'entities' | 'migrations'>,
  work: (dataSource: ReturnType<typeof createDataSource>) => Promise<void>,
): Promise<void> {
  const dataSource = createDataSource({
    url: databaseUrl(souk, subgraph),
    poolSize: 2,
    applicationName: 'bench',
    ...database,
  });
  await dataSource.initialize();
  try {
    await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
