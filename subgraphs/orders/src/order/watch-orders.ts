import { codedError } from '@souk/shared/errors';
import type { TransactionDeps } from '@souk/shared/outbox';
import { rows } from '@souk/shared/sql';
import { isAdmin, requireScope, type Viewer } from '@souk/shared/viewer';
import { followHints, watch } from '@souk/shared/watch';
import { ownerId, requireOwner } from '../owner.ts';
import { allOrdersKey, ordersKey, salesKey } from './change-order.ts';
import { findOrder } from './order.repository.ts';
import { type OrderView, viewOrder } from './order-view.ts';

/**
 * An order now, and again after each change.
 *
 * @throws GraphQLError NOT_FOUND where the viewer may not see it, which is the same as missing
 */
export async function watchOrder(
  deps: TransactionDeps,
  viewer: Viewer,
  orderId: string,
): Promise<AsyncIterable<OrderView>> {
  const load = async (): Promise<OrderView | null> => {
    const order = await findOrder(deps.dataSource.manager, orderId);
    return order && viewOrder(order, viewer);
  };
  if (!(await load())) throw codedError('NOT_FOUND', 'There is no such order.');
  return watch({ signals: deps.signals, key: orderId, load, versionOf: (order) => order.version });
}

/**
 * The viewer's orders as they change.
 *
 * @throws GraphQLError UNAUTHENTICATED for a caller without identity
 */
export function watchMyOrders(deps: TransactionDeps, viewer: Viewer): AsyncIterableIterator<OrderView> {
  const owner = requireOwner(viewer);
  return watchMany(deps, viewer, {
    key: ordersKey(ownerId(owner)),
    from: 'orders o',
    condition: `${owner.customerId ? 'o.customer_id' : 'o.guest_id'} = $2`,
    parameters: [ownerId(owner)],
  });
}

/**
 * The orders that staff may see as they change: all of them for an admin, for a seller those with own lines.
 *
 * @throws GraphQLError UNAUTHENTICATED or FORBIDDEN without the scope
 */
export function watchOrdersOfStaff(deps: TransactionDeps, viewer: Viewer): AsyncIterableIterator<OrderView> {
  const { id } = requireScope(viewer, 'orders:read');
  if (isAdmin(viewer)) {
    return watchMany(deps, viewer, {
      key: allOrdersKey,
      from: 'orders o',
      condition: 'true',
      parameters: [],
    });
  }
  return watchMany(deps, viewer, {
    key: salesKey(id),
    from: '(order_sellers own JOIN orders o ON o.id = own.order_id)',
    condition: 'own.seller_id = $2',
    parameters: [id],
  });
}

/** Which orders a reader follows: the key of their hints, and how to find them where hints were missed. */
type Selection = {
  readonly key: string;
  readonly from: string;
  readonly condition: string;
  readonly parameters: readonly unknown[];
};

/** So many changes wait for a slow reader; beyond that it catches up with what is newest. */
const longestBacklog = 1_000;

/**
 * Orders as they change. A reader that is slower than the changes gets the newest state of each order; after a gap in the
 * hints, whatever changed since the last order shown is caught up with, a hundred orders at most.
 */
function watchMany(
  deps: TransactionDeps,
  viewer: Viewer,
  selection: Selection,
): AsyncIterableIterator<OrderView> {
  const changed = new Set<string>();
  let caughtUpTo = new Date();
  let hasGap = false;

  async function catchUp(): Promise<void> {
    hasGap = false;
    const since = caughtUpTo;
    caughtUpTo = new Date();
    // By the log, which is in the order of time and has an index of its ranges of time.
    const missed = await rows<{ id: string }>(
      deps.dataSource.manager,
      `SELECT DISTINCT o.id FROM order_events e JOIN ${selection.from} ON o.id = e.order_id
       WHERE e.occurred_at >= $1 AND ${selection.condition} ORDER BY o.id DESC LIMIT 100`,
      [since, ...selection.parameters],
    );
    for (const { id } of missed) changed.add(id);
  }

  async function take(): Promise<OrderView | undefined> {
    if (hasGap) await catchUp();
    for (const orderId of changed) {
      changed.delete(orderId);
      const order = await findOrder(deps.dataSource.manager, orderId);
      const view = order && viewOrder(order, viewer);
      if (!view) continue;
      caughtUpTo = new Date(view.updatedAt);
      return view;
    }
    return undefined;
  }

  return followHints(
    deps.signals,
    selection.key,
    (orderId) => {
      if (orderId && changed.size < longestBacklog) changed.add(orderId);
      else hasGap = true;
    },
    take,
  );
}
