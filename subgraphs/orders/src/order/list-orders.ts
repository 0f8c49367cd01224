import { type Connection, type Page, toConnection } from '@souk/shared/connection';
import { codedError } from '@souk/shared/errors';
import { isId, lowestId } from '@souk/shared/ids';
import { type Queryable, row, rows } from '@souk/shared/sql';
import { isAdmin, requireScope, type Viewer } from '@souk/shared/viewer';
import { type OrderRow, orderColumns, toOrder } from './order.repository.ts';
import { readOrderNumber } from './order-number.ts';
import type { OrderStatus } from './order-status.ts';
import { type OrderView, viewOrder } from './order-view.ts';

export type OrderFilter = {
  readonly statuses?: readonly OrderStatus[] | null;
  readonly search?: string | null;
  readonly placedFrom?: Date | null;
  readonly placedTo?: Date | null;
};

/** A page of orders that can count the whole list, which it does only when asked, up to a limit. */
export type OrderPage = Connection<OrderView> & { readonly count: () => Promise<number | null> };

/** Longer lists are not counted: nobody reads the number, and it would take longer than the list. */
const highestCount = 10_000;

/**
 * Which orders: SQL conditions over `o` and `st`, where `{id}` stands for the column whose index has the ids in the list's
 * order.
 */
type Selection = {
  readonly from: string;
  readonly id: string;
  readonly conditions: string[];
  readonly parameters: unknown[];
  /** Parameter with the statuses that alone choose the orders, besides spans of ids. */
  readonly statuses?: string;
};

const allOrders = 'orders o JOIN order_states st ON st.order_id = o.id';

/** The orders of a customer, newest first; for the customer and admins. */
export async function listOrdersOfCustomer(
  db: Queryable,
  viewer: Viewer,
  customerId: string,
  page: Page,
): Promise<OrderPage> {
  return list(db, viewer, page, {
    from: allOrders,
    id: 'o.id',
    conditions: ['o.customer_id = $1'],
    parameters: [customerId],
  });
}

/**
 * The orders that staff may see, newest first: all of them for an admin, for a seller those with own lines.
 *
 * @throws GraphQLError UNAUTHENTICATED or FORBIDDEN without the scope, BAD_USER_INPUT on a search that cannot be one
 */
export async function listOrdersForStaff(
  db: Queryable,
  viewer: Viewer,
  page: Page,
  filter: OrderFilter,
): Promise<OrderPage> {
  const { id } = requireScope(viewer, 'orders:read');
  const selection: Selection = isAdmin(viewer)
    ? { from: allOrders, id: 'o.id', conditions: [], parameters: [] }
    : {
        from: `order_sellers own JOIN (${allOrders}) ON o.id = own.order_id`,
        id: 'own.order_id',
        conditions: ['own.seller_id = $1'],
        parameters: [id],
      };
  const { statuses } = filter;
  const isByStatus = isAdmin(viewer) && !filter.search?.trim() && statuses && statuses.length > 0;
  if (!isByStatus) {
    addConditions(selection, filter, isAdmin(viewer));
    return list(db, viewer, page, selection);
  }
  selection.parameters.push([...new Set(statuses)]);
  addConditions(selection, { ...filter, statuses: null }, true);
  return list(db, viewer, page, { ...selection, statuses: '$1' });
}

function addConditions(
  { conditions, parameters }: Selection,
  filter: OrderFilter,
  mayUseEmail: boolean,
): void {
  const add = (condition: (parameter: string) => string, value: unknown): void => {
    parameters.push(value);
    conditions.push(condition(`$${parameters.length}`));
  };
  if (filter.statuses && filter.statuses.length > 0) add((p) => `st.status = ANY (${p})`, filter.statuses);
  // Ids begin with their time, so a span of time is a span of the primary key.
  if (filter.placedFrom) add((p) => `{id} >= ${p}`, lowestId('ord', filter.placedFrom.getTime()));
  if (filter.placedTo) add((p) => `{id} < ${p}`, lowestId('ord', filter.placedTo.getTime()));
  const search = filter.search?.trim();
  if (!search) return;
  if (search.length > 254 || /[\p{Cc}\p{Cs}]/u.test(search)) {
    throw codedError('BAD_USER_INPUT', 'The search text is not acceptable.');
  }
  const number = readOrderNumber(search);
  // Addresses are for admins: a seller could guess them letter by letter.
  if (!mayUseEmail) {
    add((p) => `o.number = ${p}`, number ?? '');
    return;
  }
  const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  if (number) {
    add(
      (p) => `o.id IN (SELECT id FROM orders WHERE number = ${p} UNION
      SELECT id FROM orders WHERE lower(email) LIKE $${parameters.length + 1})`,
      number,
    );
    parameters.push(pattern);
  } else add((p) => `lower(o.email) LIKE ${p}`, pattern);
}

async function list(db: Queryable, viewer: Viewer, page: Page, selection: Selection): Promise<OrderPage> {
  const { from, id, conditions, parameters, statuses } = selection;
  const count = async (): Promise<number | null> => {
    const all = statuses ? [...conditions, `st.status = ANY (${statuses}::text[])`] : conditions;
    const where = whereOf(all, id);
    const counted = await row<{ count: string }>(
      db,
      `SELECT count(*) FROM (SELECT FROM ${from} ${where} LIMIT ${highestCount + 1}) AS counted`,
      parameters,
    );
    const number = Number(counted?.count ?? 0);
    return number > highestCount ? null : number;
  };
  const paged = [...parameters];
  const all = [...conditions];
  const isForward = page.direction === 'forward';
  if (page.position) {
    const [position] = page.position;
    if (typeof position !== 'string' || !isId('ord', position)) {
      throw codedError('BAD_USER_INPUT', 'The cursor is not one of ours.');
    }
    paged.push(position);
    all.push(`{id} ${isForward ? '<' : '>'} $${paged.length}`);
  }
  const order = (column: string): string =>
    `ORDER BY ${column} ${isForward ? 'DESC' : 'ASC'} LIMIT ${page.limit + 1}`;
  // Statement and plan are kept for all parameters, and a plan that suits a common status reads every order for a rare one.
  // Taking a page of each status from its index and merging them suits all.
  const picked =
    statuses &&
    `(SELECT picked.order_id FROM unnest(${statuses}::text[]) AS wanted (status), LATERAL (
       SELECT s.order_id FROM order_states s
       ${whereOf(['s.status = wanted.status', ...all], 's.order_id')} ${order('s.order_id')}
     ) AS picked) AS p JOIN (${from}) ON o.id = p.order_id`;
  const found = await rows<OrderRow>(
    db,
    `SELECT ${orderColumns} FROM ${picked ?? from} ${picked ? '' : whereOf(all, id)} ${order(id)}`,
    paged,
  );
  const views = found.map(toOrder).flatMap((order) => viewOrder(order, viewer) ?? []);
  return { ...toConnection(page, views, (order) => [order.id]), count };
}

function whereOf(conditions: readonly string[], id: string): string {
  return conditions.length > 0 ? `WHERE ${conditions.join(' AND ').replaceAll('{id}', id)}` : '';
}
