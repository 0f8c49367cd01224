import { createId } from '@souk/shared/ids';
import type { LedgerFile } from './ledger-file.ts';
import { SandboxError, type SandboxPayment } from './sandbox-payment.ts';

type DisputeRow = {
  readonly id: string;
  readonly payment_id: string;
  readonly status: 'open' | 'won' | 'lost';
  readonly reason: string;
  readonly amount_minor: number;
  readonly opened_at: number;
  readonly respond_by: number;
};

export type DisputeDeps = {
  readonly file: LedgerFile;
  readonly nowMs: () => number;
  readonly find: (paymentId: string) => SandboxPayment;
  /** Queues the webhook of an event. */
  readonly tell: (payment: SandboxPayment, event: string) => void;
};

const evidenceWindowMs = 7 * 24 * 3_600_000;

/** Complaints of buyers at their banks, as a bank would open and decide them. */
export function createDisputes({ file, nowMs, find, tell }: DisputeDeps) {
  return {
    open(payment: SandboxPayment, amountMinor: number, reason: string): void {
      if (amountMinor > payment.captured_minor) {
        throw new SandboxError(422, 'amount_exceeded', `Only ${payment.captured_minor} were captured.`);
      }
      file.transaction(() => {
        file.run(
          "INSERT INTO dispute VALUES (?, ?, 'open', ?, ?, ?, ?)",
          createId('dis', nowMs()),
          payment.id,
          reason,
          amountMinor,
          nowMs(),
          nowMs() + evidenceWindowMs,
        );
        tell(payment, 'dispute_opened');
      });
    },

    /** Decides a dispute, once. */
    close(id: string, outcome: 'won' | 'lost'): Record<string, unknown> {
      const dispute = file.get<DisputeRow>('SELECT * FROM dispute WHERE id = ?', id);
      if (!dispute) throw new SandboxError(404, 'not_found', `There is no dispute ${id}.`);
      if (dispute.status !== 'open') throw new SandboxError(409, 'invalid_status', 'It was decided.');
      return file.transaction(() => {
        file.run('UPDATE dispute SET status = ? WHERE id = ?', outcome, id);
        tell(find(dispute.payment_id), 'dispute_closed');
        return toAnswer({ ...dispute, status: outcome });
      });
    },

    isDisputed: (paymentId: string): boolean =>
      file.get("SELECT 1 FROM dispute WHERE payment_id = ? AND status = 'open'", paymentId) !== undefined,

    of: (paymentId: string): Record<string, unknown>[] =>
      file.all<DisputeRow>('SELECT * FROM dispute WHERE payment_id = ? ORDER BY id', paymentId).map(toAnswer),
  };
}

function toAnswer(dispute: DisputeRow): Record<string, unknown> {
  return {
    id: dispute.id,
    status: dispute.status,
    reason: dispute.reason,
    amountMinor: dispute.amount_minor,
    openedAt: new Date(dispute.opened_at).toISOString(),
    respondBy: new Date(dispute.respond_by).toISOString(),
  };
}
