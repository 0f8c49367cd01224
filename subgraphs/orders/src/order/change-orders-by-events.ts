import { poolOf } from '@souk/shared/data-source';
import { notifyRecorded, type TransactionDeps } from '@souk/shared/outbox';
import { givesBack, hintsOf, outcomeOf, type RequestedChange } from './change-order.ts';
import { findOrdersWithSagas } from './order.repository.ts';
import { type OrderChange, saveOrders } from './write-orders.ts';

/** A change that an event brings about. */
export type ChangeByEvent = RequestedChange & { readonly eventId: string };

/**
 * Changes orders by events in two statements, however many: one reads the orders, one saves them and notes the events, where
 * the orders have not moved in between. No transaction stays open while it is decided.
 *
 * @param changes one for each order
 * @returns ids of the events that were handled. The others have changed nothing: they came too late or twice, met somebody
 *   else's change, or need more than these two statements; `changeOrders` finds out in a transaction
 */
export async function changeOrdersByEvents(
  deps: TransactionDeps,
  changes: readonly ChangeByEvent[],
): Promise<Set<string>> {
  const db = poolOf(deps.dataSource);
  const found = await findOrdersWithSagas(
    db,
    changes.map(({ orderId }) => orderId),
  );
  const wanted = changes.flatMap((change): OrderChange[] => {
    const before = found.get(change.orderId);
    const outcome = before && outcomeOf(change, before);
    if (!outcome?.saved || givesBack(outcome).length > 0) return [];
    return [{ ...outcome.saved, handledEventId: change.eventId }];
  });
  const ids = await saveOrders(db, wanted);
  const saved = wanted.filter(({ order }) => ids.has(order.id));
  notifyRecorded(
    deps.signals,
    saved.flatMap(({ events }) => events),
  );
  for (const { order, log } of saved) {
    if (log.length > 0) for (const { key, value } of hintsOf(order)) deps.signals.notify(key, value);
  }
  return new Set(saved.map(({ handledEventId }) => handledEventId!));
}
