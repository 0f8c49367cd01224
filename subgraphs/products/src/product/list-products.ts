import type { Connection, PageArguments } from '@souk/shared/connection';
import { type Page, parsePage, toConnection } from '@souk/shared/connection';
import { codedError } from '@souk/shared/errors';
import { type Queryable, rows } from '@souk/shared/sql';
import type { Viewer } from '@souk/shared/viewer';
import type { ProductSort, ProductWhere } from '../generated/schema.ts';
import { parseSearch } from '../search/parse-search.ts';
import {
  createParameters,
  findCategorySubtree,
  type Parameters,
  type Scope,
  scopeConditions,
  scopesOf,
  whereConditions,
} from './product-where.ts';

export type ListArguments = PageArguments & {
  readonly search?: string | null;
  readonly where?: ProductWhere | null;
  readonly sort?: ProductSort | null;
};

/** Which products a list is about, worked out once for the page, the count and the facets. */
export type ProductSelection = {
  readonly scopes: readonly Scope[];
  readonly where: ProductWhere;
  /** The category asked for with all below it; null means any. */
  readonly categoryIds: readonly string[] | null;
  readonly search: { readonly query: string } | null;
  /** Known without a look: an unknown category, or a search of nothing that the catalogue has. */
  readonly empty: boolean;
};

/** Only so many matches are ranked, the most bought first: beyond that, rank tells products no more apart. */
const rankedMatches = 2_000;

/** Sort keys, the id last, all in one direction: a page is then one stretch of one index. */
const sortKeys: Record<ProductSort, { readonly columns: readonly string[]; readonly descending: boolean }> = {
  RELEVANCE: { columns: ['rank'], descending: true },
  NEWEST: { columns: ['created_at'], descending: true },
  PRICE_ASC: { columns: ['price_from_minor'], descending: false },
  PRICE_DESC: { columns: ['price_from_minor'], descending: true },
  RATING: { columns: ['rating_average', 'rating_count'], descending: true },
  BEST_SELLING: { columns: ['sold_count'], descending: true },
  TITLE: { columns: ['title_key'], descending: false },
};

const columnTypes: Record<string, 'float8' | 'timestamptz' | 'bigint' | 'int' | 'text'> = {
  rank: 'float8',
  created_at: 'timestamptz',
  price_from_minor: 'bigint',
  rating_average: 'float8',
  rating_count: 'int',
  sold_count: 'bigint',
  title_key: 'text',
};

/** Works out which products a viewer asks for. */
export async function selectProducts(
  db: Queryable,
  viewer: Viewer,
  args: ListArguments,
): Promise<ProductSelection> {
  const where = args.where ?? {};
  const scopes = scopesOf(viewer, where);
  const typed = args.search?.trim() ? args.search : null;
  const [categoryIds, search] = await Promise.all([
    where.category == null ? null : findCategorySubtree(db, where.category),
    typed === null ? null : parseSearch(db, typed),
  ]);
  const empty = scopes.length === 0 || categoryIds?.length === 0 || (typed !== null && search === null);
  return { scopes, where, categoryIds, search, empty };
}

/** A page of ids of the products selected. */
export async function listProducts(
  db: Queryable,
  selection: ProductSelection,
  args: ListArguments,
): Promise<Connection<string>> {
  const sort = sortOf(args.sort ?? null, selection);
  const page = parsePage(args);
  const position = parsePosition(page, sort);
  if (selection.empty) return toConnection<never, string>(page, [], () => []);

  const parameters = createParameters();
  const found = await rows<{ id: string; position: (string | number)[] }>(
    db,
    sort === 'RELEVANCE'
      ? rankedSql(selection, page, position, parameters)
      : sortedSql(selection, sort, page, position, parameters),
    parameters.values,
  );
  return toConnection(
    page,
    found,
    (row) => [sort, ...row.position],
    (row) => row.id,
  );
}

function sortOf(asked: ProductSort | null, selection: ProductSelection): ProductSort {
  if (asked !== null && asked !== 'RELEVANCE') return asked;
  return selection.search ? 'RELEVANCE' : 'NEWEST';
}

/**
 * The position in a cursor, checked against the sort it must belong to.
 *
 * @throws GraphQLError BAD_USER_INPUT
 */
function parsePosition(page: Page, sort: ProductSort): readonly unknown[] | null {
  if (!page.position) return null;
  const [name, ...values] = page.position;
  const types = [...sortKeys[sort].columns.map((column) => columnTypes[column]!), 'text'];
  const fits =
    name === sort &&
    values.length === types.length &&
    values.every((value, index) => isOfType(value, types[index]!));
  if (!fits) throw codedError('BAD_USER_INPUT', 'The cursor belongs to another list.');
  return values;
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string' && !value.includes('\0') && value.isWellFormed();
    case 'timestamptz':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
    case 'float8':
      return typeof value === 'number';
    case 'int':
      return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
    default:
      return Number.isSafeInteger(value);
  }
}

/** How a sort reads in SQL in the direction of a page. */
function ordering(
  sort: ProductSort,
  page: Page,
  position: readonly unknown[] | null,
  parameters: Parameters,
  table: string,
): { readonly beyond: string[]; readonly orderBy: string; readonly positionSql: string } {
  const { columns, descending } = sortKeys[sort];
  const down = descending === (page.direction === 'forward');
  const keys = [...columns, 'id'].map((column) => `${table}.${column}`);
  const beyond = position
    ? [
        `(${keys.join(', ')}) ${down ? '<' : '>'} (${position
          .map((value, index) => `${parameters.add(value)}::${columnTypes[columns[index]!] ?? 'text'}`)
          .join(', ')})`,
      ]
    : [];
  return {
    beyond,
    orderBy: keys.map((key) => `${key} ${down ? 'DESC' : 'ASC'}`).join(', '),
    positionSql: `json_build_array(${[...columns, 'id'].map((column) => asJson(table, column)).join(', ')})`,
  };
}

function asJson(table: string, column: string): string {
  return column === 'created_at'
    ? `to_char(${table}.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : `${table}.${column}`;
}

/**
 * Each part of the catalogue and each category is read in order from its own index, no further than the page, and
 * what was read is merged: the cost depends on the page, not on the size of the shop.
 */
function sortedSql(
  { scopes, where, categoryIds, search }: ProductSelection,
  sort: ProductSort,
  page: Page,
  position: readonly unknown[] | null,
  parameters: Parameters,
): string {
  const inner = ordering(sort, page, position, parameters, 'p');
  const outer = ordering(sort, page, null, parameters, 'u');
  const conditions = [...whereConditions(where, search, parameters), ...inner.beyond];
  const limit = parameters.add(page.limit + 1);
  const columns = ['id', ...sortKeys[sort].columns].map((column) => `p.${column}`).join(', ');
  const categories = categoryIds && parameters.add(categoryIds);
  const branches = scopes.map((scope) => {
    const all = [
      ...scopeConditions(scope, parameters),
      ...(categories ? ['p.category_id = c.id'] : []),
      ...conditions,
    ];
    const read = `SELECT ${columns} FROM products p WHERE ${all.join(' AND ')} ORDER BY ${inner.orderBy} LIMIT ${limit}`;
    return categories
      ? `(SELECT r.* FROM unnest(${categories}::text[]) AS c (id), LATERAL (${read}) r)`
      : `(${read})`;
  });
  return `SELECT u.id, ${outer.positionSql} AS position FROM (${branches.join(' UNION ALL ')}) u
    ORDER BY ${outer.orderBy} LIMIT ${limit}`;
}

function rankedSql(
  selection: ProductSelection,
  page: Page,
  position: readonly unknown[] | null,
  parameters: Parameters,
): string {
  const query = parameters.add(selection.search!.query);
  const matching = matchingSql(selection, parameters);
  const { beyond, orderBy, positionSql } = ordering('RELEVANCE', page, position, parameters, 'r');
  return `WITH candidates AS MATERIALIZED (
      SELECT p.id, p.search, p.rating_count, p.sold_count FROM products p WHERE ${matching}
      ORDER BY p.sold_count DESC, p.id DESC LIMIT ${rankedMatches}
    ), r AS (
      SELECT id, ts_rank('{0.05, 0.2, 0.4, 1.0}', search, ${query}::tsquery)::float8
        * (1 + ln(1 + sold_count + rating_count) / 20) AS rank
      FROM candidates
    )
    SELECT r.id, ${positionSql} AS position FROM r ${beyond.length > 0 ? `WHERE ${beyond.join(' AND ')}` : ''}
    ORDER BY ${orderBy} LIMIT ${parameters.add(page.limit + 1)}`;
}

/** One condition on `p` for a whole selection. */
export function matchingSql(selection: ProductSelection, parameters: Parameters): string {
  const { scopes, where, categoryIds, search } = selection;
  const seen = scopes.map((scope) => `(${scopeConditions(scope, parameters).join(' AND ')})`).join(' OR ');
  const conditions = [`(${seen})`, ...whereConditions(where, search, parameters)];
  if (categoryIds) conditions.push(`p.category_id = ANY(${parameters.add(categoryIds)}::text[])`);
  return conditions.join(' AND ');
}
