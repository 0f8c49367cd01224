import { advancePayment } from './advance-payment.ts';
import { findDuePayments } from './payment.repository.ts';
import type { PaymentDeps } from './payment-deps.ts';

const batch = 100;
/** After an outage many are due: they are worked off without pause, but not for ever in one turn. */
const batchesAtMost = 20;

/**
 * Goes on with every payment that is due: calls without an answer, processes that died half-way, buyers who let
 * their time pass, webhooks that never came. A failure of one holds up no other.
 */
export async function advanceDuePayments(deps: PaymentDeps): Promise<void> {
  for (let round = 0; round < batchesAtMost; round += 1) {
    const due = await findDuePayments(deps.dataSource.manager, deps.clock(), batch);
    await Promise.all(
      due.map((paymentId) =>
        advancePayment(deps, paymentId).catch((error: unknown) =>
          deps.logger.warn({ err: error, paymentId }, 'payment not advanced; it stays due'),
        ),
      ),
    );
    if (due.length < batch) return;
  }
}
