import { type Connection, type Page, toConnection } from '@souk/shared/connection';
import { codedError } from '@souk/shared/errors';
import { isId } from '@souk/shared/ids';
import { type Queryable, rows } from '@souk/shared/sql';
import { requireScope, type Viewer } from '@souk/shared/viewer';
import type { SagaStep } from './saga-decision.ts';

/** A neighbour that leaves so many questions unanswered is worth a look; the index order_sagas_stuck says the same. */
export const patience = 3;

/** A saga that waits for an answer although it was asked for again and again. */
export type StuckSaga = {
  readonly orderId: string;
  readonly step: SagaStep;
  readonly attempts: number;
  /** When it is asked for next. */
  readonly deadlineAt: Date;
};

export type StuckSagaPage = Connection<StuckSaga>;

/**
 * Sagas that are stuck, the newest orders first.
 *
 * @throws GraphQLError UNAUTHENTICATED or FORBIDDEN without the scope
 */
export async function listStuckSagas(db: Queryable, viewer: Viewer, page: Page): Promise<StuckSagaPage> {
  requireScope(viewer, 'sagas:operate');
  const isForward = page.direction === 'forward';
  const parameters: unknown[] = [];
  if (page.position) {
    const [position] = page.position;
    if (typeof position !== 'string' || !isId('ord', position)) {
      throw codedError('BAD_USER_INPUT', 'The cursor is not one of ours.');
    }
    parameters.push(position);
  }
  const found = await rows<{ order_id: string; step: SagaStep; attempts: number; deadline_at: Date }>(
    db,
    `SELECT order_id, step, attempts, deadline_at FROM order_sagas
     WHERE attempts >= ${patience} AND deadline_at IS NOT NULL
       ${page.position ? `AND order_id ${isForward ? '<' : '>'} $1` : ''}
     ORDER BY order_id ${isForward ? 'DESC' : 'ASC'} LIMIT ${page.limit + 1}`,
    parameters,
  );
  const sagas = found.map(({ order_id, deadline_at, ...saga }) => ({
    ...saga,
    orderId: order_id,
    deadlineAt: deadline_at,
  }));
  return toConnection(page, sagas, (saga) => [saga.orderId]);
}
