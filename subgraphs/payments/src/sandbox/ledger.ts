import { createDisputes } from './disputes.ts';
import { createKeptMethods } from './kept-methods.ts';
import type { LedgerFile } from './ledger-file.ts';
import { createPaymentRecords, type PaymentDraft, type RecordOptions } from './payment-records.ts';
import { SandboxError, type SandboxPayment, type SandboxStatus, toAnswer } from './sandbox-payment.ts';
import { behaviourOf, type TokenBehaviour } from './test-tokens.ts';

export type LedgerOptions = RecordOptions & {
  /** How long a promise of money holds. */
  readonly authorisationTtlMs: number;
  /** How long the buyer may take on the payment page. */
  readonly actionTtlMs: number;
};

export type NewPayment = {
  readonly amountMinor: number;
  readonly currency: string;
  readonly token: string;
  readonly merchantReference: string;
  readonly description?: string | undefined;
  readonly returnUrl?: string | undefined;
  /** The merchant's id of the buyer, where a method is kept or used again. */
  readonly customer?: string | undefined;
  /** Whether the buyer agreed that the method is kept. */
  readonly keepMethod?: boolean | undefined;
};

type Answer = Record<string, unknown>;

/** What can be done with money at the sandbox. Every change writes its entry and its webhook in one transaction. */
export type Ledger = ReturnType<typeof createLedger>;

export function createLedger(file: LedgerFile, options: LedgerOptions) {
  const records = createPaymentRecords(file, options);
  const { nowMs, find, change, addEntry } = records;
  const disputes = createDisputes({ file, nowMs, find, tell: records.queueWebhook });
  const methods = createKeptMethods(file, nowMs);

  function requireStatus(payment: SandboxPayment, ...statuses: SandboxStatus[]): void {
    if (statuses.includes(payment.status)) return;
    const message = `The payment is ${payment.status}; it must be ${statuses.join(' or ')}.`;
    throw new SandboxError(409, 'invalid_status', message);
  }

  /** Where a new payment begins. */
  function firstState(behaviour: TokenBehaviour): Pick<PaymentDraft, 'status' | 'expiresAt' | 'declineCode'> {
    switch (behaviour.kind) {
      case 'require-action':
        return { status: 'requires_action', expiresAt: nowMs() + options.actionTtlMs };
      case 'decline':
        return { status: 'declined', declineCode: behaviour.declineCode };
      case 'authorise':
      case 'authorise-and-hold-answer':
        return { status: 'authorised', expiresAt: nowMs() + options.authorisationTtlMs };
    }
  }

  function answer(payment: SandboxPayment, more: Answer = {}): Answer {
    return { ...toAnswer(payment, options.publicUrl), ...more };
  }

  function all(paymentId: string): Answer {
    return {
      ...records.idsOf(paymentId),
      refunds: records.refundsOf(paymentId),
      disputes: disputes.of(paymentId),
      keptMethod: methods.of(paymentId),
    };
  }

  return {
    create(input: NewPayment): Answer {
      const { token, customer } = input;
      const first = firstState(behaviourOf(methods.tokenOf(token, customer)));
      if (first.status === 'requires_action' && !input.returnUrl) {
        throw new SandboxError(400, 'invalid_request', 'This token needs a returnUrl.');
      }
      const payment = records.add({ ...input, ...first });
      if (input.keepMethod && customer) methods.keep(payment.id, customer, token);
      if (payment.status === 'declined') addEntry(payment.id, 'decline', payment.amount_minor);
      if (payment.status !== 'authorised') return answer(payment);
      const authorisationId = addEntry(payment.id, 'authorisation', payment.amount_minor);
      return answer(payment, { authorisationId, keptMethod: methods.of(payment.id) });
    },

    /** Turns the buyer's approval into a promise of money. */
    confirm(id: string): Answer {
      const payment = find(id);
      requireStatus(payment, 'approved');
      const authorisationId = addEntry(id, 'authorisation', payment.amount_minor);
      const expiresAt = nowMs() + options.authorisationTtlMs;
      const authorised = change(payment, { status: 'authorised', expiresAt });
      return answer(authorised, { authorisationId, keptMethod: methods.of(id) });
    },

    capture(id: string, amountMinor: number | undefined): Answer {
      const payment = find(id);
      requireStatus(payment, 'authorised');
      const taken = amountMinor ?? payment.amount_minor;
      if (taken > payment.amount_minor) {
        throw new SandboxError(422, 'amount_exceeded', `Only ${payment.amount_minor} were authorised.`);
      }
      const captureId = addEntry(id, 'capture', taken);
      return answer(change(payment, { status: 'captured', capturedMinor: taken }), { captureId });
    },

    void(id: string): Answer {
      const payment = find(id);
      requireStatus(payment, 'requires_action', 'approved', 'authorised');
      if (payment.status === 'authorised') addEntry(id, 'void', payment.amount_minor);
      return answer(change(payment, { status: 'voided' }));
    },

    refund(id: string, amountMinor: number): Answer {
      const payment = find(id);
      requireStatus(payment, 'captured');
      if (disputes.isDisputed(id)) {
        throw new SandboxError(409, 'disputed', 'The payment is disputed; nothing is paid back meanwhile.');
      }
      const left = payment.captured_minor - payment.refunded_minor;
      if (amountMinor > left) {
        throw new SandboxError(422, 'amount_exceeded', `Only ${left} of what was captured are left.`);
      }
      const refundId = addEntry(id, 'refund', amountMinor);
      const refundedMinor = payment.refunded_minor + amountMinor;
      const changed = change(payment, { status: 'captured', refundedMinor }, 'refunded');
      return answer(changed, { refundId });
    },

    /** The bank gives a refund back: the money is the merchant's again. */
    bounceRefund(id: string, refundId: string): Answer {
      const payment = find(id);
      return file.transaction(() => {
        const refundedMinor = payment.refunded_minor - records.bounce(id, refundId).amountMinor;
        return answer(change(payment, { status: 'captured', refundedMinor }, 'refund_failed'), all(id));
      });
    },

    /** The buyer complains at the bank. */
    openDispute(id: string, amountMinor: number | undefined, reason: string | undefined): Answer {
      const payment = find(id);
      requireStatus(payment, 'captured');
      disputes.open(payment, amountMinor ?? payment.captured_minor, reason ?? 'fraudulent');
      return answer(payment, all(id));
    },

    closeDispute: disputes.close,
    forgetMethod: methods.forget,

    retrieve(id: string): Answer {
      const payment = find(id);
      return answer(payment, all(id));
    },

    find,

    findBy(by: { merchantReference?: string | undefined; idempotencyKey?: string | undefined }): Answer[] {
      const found = file.all<{ id: string }>(
        `SELECT id FROM payment WHERE merchant_reference = ?
         UNION SELECT payment_id FROM idempotent_request WHERE key = ? ORDER BY 1 LIMIT 100`,
        by.merchantReference ?? null,
        by.idempotencyKey ?? null,
      );
      return found.map(({ id }) => answer(find(id), records.idsOf(id)));
    },

    /**
     * The buyer's answer on the payment page. The token counts once.
     *
     * @returns the payment as it is now, whether or not this answer counted
     */
    act(id: string, actionToken: string, decision: 'approve' | 'decline'): SandboxPayment {
      const payment = find(id);
      if (payment.status !== 'requires_action' || payment.action_token !== actionToken) return payment;
      return file.transaction(() => {
        if (decision === 'approve') {
          return change(payment, { status: 'approved', expiresAt: nowMs() + options.actionTtlMs });
        }
        addEntry(id, 'decline', payment.amount_minor);
        return change(payment, { status: 'declined', declineCode: 'authentication_declined' });
      });
    },

    /** Ends what has passed its time; answers how many. */
    expireDue(): number {
      const due = file.all<{ id: string }>(
        'SELECT id FROM payment WHERE expires_at <= ? ORDER BY expires_at LIMIT 200',
        nowMs(),
      );
      for (const { id } of due) find(id);
      return due.length;
    },
  };
}
