import type { Logger } from '@souk/shared/logger';
import { inTransaction } from '@souk/shared/outbox';
import { rows } from '@souk/shared/sql';
import { changeOrder, unchanged } from '../order/change-order.ts';
import type { SagaDeps } from './handle-saga-message.ts';
import { patience } from './list-stuck-sagas.ts';
import { decideSaga } from './saga-decision.ts';

const batchSize = 50;

/**
 * Moves every saga whose deadline has passed: asks again, or ends an order whose buyer did not pay. Workers may run it
 * side by side: an order that another one holds is left to it. One that cannot be moved holds up no other.
 *
 * @returns how many sagas were moved
 */
export async function moveOverdueSagas(
  deps: SagaDeps & { readonly logger: Logger },
  now: Date,
): Promise<number> {
  const overdue = await rows<{ order_id: string }>(
    deps.dataSource.manager,
    `SELECT order_id FROM order_sagas WHERE deadline_at <= $1 ORDER BY deadline_at LIMIT ${batchSize}`,
    [now],
  );
  let moved = 0;
  for (const { order_id } of overdue) {
    await inTransaction(deps, async (tx) => {
      const context = { actor: 'saga-deadline', now, storeUrl: deps.storeUrl };
      await changeOrder(
        tx,
        context,
        order_id,
        (_order, saga) => {
          // Somebody may have moved it since it was found.
          if (saga.deadlineAt === null || saga.deadlineAt > now) return unchanged;
          moved += 1;
          const { step, attempts } = saga;
          if (attempts >= patience)
            deps.logger.warn({ orderId: order_id, step, attempts }, 'saga still waits');
          return decideSaga(saga, { type: 'DeadlinePassed' }, now);
        },
        { skipLocked: true },
      );
    }).catch((error: unknown) => deps.logger.error({ err: error, orderId: order_id }, 'saga not moved'));
  }
  return moved;
}
