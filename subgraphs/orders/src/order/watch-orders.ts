import { codedError } from '@souk/shared/errors';
import type { TransactionDeps } from '@souk/shared/outbox';
import { rows } from '@souk/shared/sql';
import type { Viewer } from '@souk/shared/viewer';
import { followHints, watch } from '@souk/shared/watch';
import { ownerId, ownerOf, requireOwner } from '../owner.ts';
import { ordersKey } from './change-order.ts';
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
 * The viewer's orders as they change. A reader that is slower than the changes gets the newest state of each order;
 * after a gap in the hints, whatever changed since the last order shown is caught up with.
 *
 * @throws GraphQLError UNAUTHENTICATED for a caller without identity
 */
export function watchMyOrders(deps: TransactionDeps, viewer: Viewer): AsyncIterableIterator<OrderView> {
  const owner = requireOwner(viewer);
  const changed = new Set<string>();
  let caughtUpTo = new Date();
  let hasGap = false;

  async function catchUp(): Promise<void> {
    hasGap = false;
    const since = caughtUpTo;
    caughtUpTo = new Date();
    const missed = await rows<{ id: string }>(
      deps.dataSource.manager,
      `SELECT o.id FROM orders o JOIN order_states st ON st.order_id = o.id
       WHERE ${ownerOf(viewer)?.customerId ? 'o.customer_id' : 'o.guest_id'} = $1 AND st.updated_at >= $2
       ORDER BY o.id DESC LIMIT 100`,
      [ownerId(owner), since],
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
    ordersKey(ownerId(owner)),
    (orderId) => {
      if (orderId) changed.add(orderId);
      else hasGap = true;
    },
    take,
  );
}
