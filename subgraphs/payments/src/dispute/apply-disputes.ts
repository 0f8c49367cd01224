import { createId } from '@souk/shared/ids';
import type { Payment } from '../payment/payment.entity.ts';
import type { ProviderDispute } from '../provider/payment-provider.ts';
import type { Dispute, DisputeStatus } from './dispute.entity.ts';

const statuses: Readonly<Record<ProviderDispute['status'], DisputeStatus>> = {
  open: 'OPEN',
  won: 'WON',
  lost: 'LOST',
};

/**
 * A payment and its disputes as the provider has them now, and those of them that are news. A dispute that was decided
 * before we heard of it is told as opened and closed.
 */
export function applyDisputes(
  payment: Payment,
  known: readonly Dispute[],
  found: readonly ProviderDispute[],
  now: Date,
): { readonly payment: Payment; readonly toSave: readonly Dispute[]; readonly toTell: readonly Dispute[] } {
  const toSave: Dispute[] = [];
  const toTell: Dispute[] = [];
  const all = new Map(known.map((dispute) => [dispute.providerDisputeId, dispute]));
  for (const theirs of found) {
    const ours = all.get(theirs.disputeId);
    const status = statuses[theirs.status];
    if (ours?.status === status) continue;
    const opened: Dispute = ours ?? {
      id: createId('dsp', now.getTime()),
      paymentId: payment.id,
      provider: payment.provider,
      providerDisputeId: theirs.disputeId,
      status: 'OPEN',
      reason: theirs.reason,
      amountMinor: theirs.amountMinor,
      respondBy: theirs.respondBy,
      openedAt: theirs.openedAt,
      closedAt: null,
    };
    const current: Dispute = { ...opened, status, closedAt: status === 'OPEN' ? null : now };
    if (!ours && status !== 'OPEN') toTell.push(opened);
    toTell.push(current);
    toSave.push(current);
    all.set(current.providerDisputeId, current);
  }
  const disputes = [...all.values()];
  const lost = disputes.filter((dispute) => dispute.status === 'LOST');
  return {
    payment: {
      ...payment,
      disputed: disputes.some((dispute) => dispute.status === 'OPEN'),
      disputeLostMinor: lost.reduce((sum, dispute) => sum + dispute.amountMinor, 0),
    },
    toSave,
    toTell,
  };
}
