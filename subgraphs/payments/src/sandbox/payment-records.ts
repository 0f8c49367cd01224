import { randomBytes } from 'node:crypto';
import { createId } from '@souk/shared/ids';
import type { LedgerFile } from './ledger-file.ts';
import { SandboxError, type SandboxPayment, type SandboxStatus, toAnswer } from './sandbox-payment.ts';

export type RecordOptions = {
  readonly publicUrl: string;
  readonly clock: () => Date;
  /** Time between a change and the first delivery of its webhook. */
  readonly webhookDelayMs: number;
};

export type PaymentDraft = {
  readonly amountMinor: number;
  readonly currency: string;
  readonly merchantReference: string;
  readonly description?: string | undefined;
  readonly returnUrl?: string | undefined;
  readonly status: SandboxStatus;
  readonly expiresAt?: number | undefined;
  readonly declineCode?: string | undefined;
};

export type PaymentChange = {
  readonly status: SandboxStatus;
  readonly capturedMinor?: number;
  readonly refundedMinor?: number;
  readonly declineCode?: string;
  readonly expiresAt?: number;
};

type EntryKind = 'authorisation' | 'decline' | 'capture' | 'void' | 'expiry' | 'refund';

/** Payments as they are written down: their states, the entries of what was done with their money, and their webhooks. */
export function createPaymentRecords(file: LedgerFile, options: RecordOptions) {
  const nowMs = (): number => options.clock().getTime();

  /** A payment as it is now; one past its time expires here. Throws not_found. */
  function find(id: string): SandboxPayment {
    const payment = file.get<SandboxPayment>('SELECT * FROM payment WHERE id = ?', id);
    if (!payment) throw new SandboxError(404, 'not_found', `There is no payment ${id}.`);
    const isPastExpiry = payment.expires_at !== null && payment.expires_at <= nowMs();
    return isPastExpiry ? file.transaction(() => expire(payment)) : payment;
  }

  function expire(payment: SandboxPayment): SandboxPayment {
    if (payment.status === 'authorised') addEntry(payment.id, 'expiry', payment.amount_minor);
    return change(payment, { status: 'expired' });
  }

  function add(draft: PaymentDraft): SandboxPayment {
    const payment = file.get<SandboxPayment>(
      `INSERT INTO payment (id, merchant_reference, status, amount_minor, currency, decline_code, description,
         return_url, action_token, expires_at, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
      createId('spy', nowMs()),
      draft.merchantReference,
      draft.status,
      draft.amountMinor,
      draft.currency,
      draft.declineCode ?? null,
      draft.description ?? null,
      draft.returnUrl ?? null,
      draft.status === 'requires_action' ? randomBytes(32).toString('base64url') : null,
      draft.expiresAt ?? null,
      nowMs(),
      nowMs(),
    )!;
    queueWebhook(payment, payment.status);
    return payment;
  }

  /** Writes the new state and the webhook that tells of it. Final states expire no more. */
  function change(payment: SandboxPayment, to: PaymentChange, event: string = to.status): SandboxPayment {
    const changed = file.get<SandboxPayment>(
      `UPDATE payment SET status = ?, captured_minor = ?, refunded_minor = ?, decline_code = ?, expires_at = ?,
         action_token = NULL, updated_at = ? WHERE id = ? RETURNING *`,
      to.status,
      to.capturedMinor ?? payment.captured_minor,
      to.refundedMinor ?? payment.refunded_minor,
      to.declineCode ?? payment.decline_code,
      to.expiresAt ?? null,
      nowMs(),
      payment.id,
    )!;
    queueWebhook(changed, event);
    return changed;
  }

  function queueWebhook(payment: SandboxPayment, event: string): void {
    const id = createId('evt', nowMs());
    const body = JSON.stringify({
      id,
      type: `payment.${event}`,
      livemode: false,
      createdAt: new Date(nowMs()).toISOString(),
      data: { payment: toAnswer(payment, options.publicUrl) },
    });
    file.run(
      'INSERT INTO webhook (id, body, due_at) VALUES (?, ?, ?)',
      id,
      body,
      nowMs() + options.webhookDelayMs,
    );
  }

  /** Writes down what was done with the money; answers the entry's id. */
  function addEntry(paymentId: string, kind: EntryKind, amountMinor: number): string {
    const id = createId(kind.slice(0, 3), nowMs());
    file.run('INSERT INTO entry VALUES (?, ?, ?, ?, ?)', id, paymentId, kind, amountMinor, nowMs());
    return id;
  }

  return {
    nowMs,
    find,
    add,
    change,
    queueWebhook,
    addEntry,

    /** Takes back a refund, once. Throws not_found. */
    bounce(paymentId: string, refundId: string): { readonly amountMinor: number } {
      const bounced = file.get<{ amount_minor: number }>(
        `SELECT amount_minor FROM entry WHERE id = ? AND payment_id = ? AND kind = 'refund'
           AND id NOT IN (SELECT entry_id FROM bounced_refund)`,
        refundId,
        paymentId,
      );
      if (!bounced) throw new SandboxError(404, 'not_found', `There is no refund ${refundId}.`);
      file.run('INSERT INTO bounced_refund VALUES (?, ?)', refundId, nowMs());
      return { amountMinor: bounced.amount_minor };
    },

    refundsOf(paymentId: string): { readonly id: string; readonly status: 'failed' | 'succeeded' }[] {
      const refunds = file.all<{ id: string; bounced: string | null }>(
        `SELECT e.id, b.entry_id AS bounced FROM entry e LEFT JOIN bounced_refund b ON b.entry_id = e.id
         WHERE e.payment_id = ? AND e.kind = 'refund' ORDER BY e.id`,
        paymentId,
      );
      return refunds.map(({ id, bounced }) => ({ id, status: bounced ? 'failed' : 'succeeded' }));
    },

    /** The ids by which the merchant knows what was promised and taken. */
    idsOf(paymentId: string): {
      readonly authorisationId: string | null;
      readonly captureId: string | null;
    } {
      const entries = file.all<{ id: string; kind: EntryKind }>(
        `SELECT id, kind FROM entry WHERE payment_id = ? AND kind IN ('authorisation', 'capture')`,
        paymentId,
      );
      const idOf = (kind: EntryKind): string | null =>
        entries.find((entry) => entry.kind === kind)?.id ?? null;
      return { authorisationId: idOf('authorisation'), captureId: idOf('capture') };
    },
  };
}
