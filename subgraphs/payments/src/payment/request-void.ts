import type { SoukEvent } from '@souk/shared/events/catalogue';
import { handleOnce } from '@souk/shared/inbox';
import { beginStep, type StepUnderWay } from './begin-step.ts';
import { changeTo } from './change.ts';
import { finishSteps } from './finish-steps.ts';
import { consumer } from './handle-requests.ts';
import { lockOrders, lockPaymentOfOrder } from './payment.repository.ts';
import type { PaymentDeps } from './payment-deps.ts';

/**
 * Lets the money of an order go: a promise is voided, money that was taken is paid back. While a call is under way
 * the wish is remembered and carried out as soon as its outcome is known; before the payment was even asked for it
 * is remembered for that moment.
 */
export async function requestVoid(
  deps: PaymentDeps,
  event: SoukEvent<'PaymentVoidRequested'>,
): Promise<void> {
  const { orderId, reason } = event.data;
  let step: StepUnderWay | null = null;
  await handleOnce(deps, consumer, event, async (tx) => {
    await lockOrders(tx, [orderId]);
    const payment = await lockPaymentOfOrder(tx, orderId);
    if (!payment) {
      await tx.query('INSERT INTO early_voids (order_id, reason) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        orderId,
        reason,
      ]);
      return;
    }
    const isOver =
      payment.status === 'DECLINED' || payment.status === 'VOIDED' || payment.status === 'REFUNDED';
    if (isOver) return;
    step = await beginStep(
      deps,
      tx,
      payment,
      changeTo({ ...payment, voidReason: payment.voidReason ?? reason }),
    );
  });
  await finishSteps(deps, step);
}
