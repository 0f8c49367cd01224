import { randomBytes } from 'node:crypto';
import { createId } from '@souk/shared/ids';
import { createDisputes } from './disputes.ts';
import { createKeptMethods } from './kept-methods.ts';
import type { LedgerFile } from './ledger-file.ts';
import { SandboxError, type SandboxPayment, type SandboxStatus, toAnswer } from './sandbox-payment.ts';
import { behaviourOf, type TokenBehaviour } from './test-tokens.ts';

export type LedgerOptions = {
  readonly publicUrl: string;
  readonly clock: () => Date;
  /** How long a promise of money holds. */
  readonly authorisationTtlMs: number;
  /** How long the buyer may take on the payment page. */
  readonly actionTtlMs: number;
  /** Time between a change and the first delivery of its webhook. */
  readonly webhookDelayMs: number;
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

type EntryKind = 'authorisation' | 'decline' | 'capture' | 'void' | 'expiry' | 'refund';
type Answer = Record<string, unknown>;

/** What can be done with money at the sandbox. Every change writes its entry and its webhook in one transaction. */
export type Ledger = ReturnType<typeof createLedger>;

export function createLedger(file: LedgerFile, options: LedgerOptions) {
  const nowMs = (): number => options.clock().getTime();

  function find(id: string): SandboxPayment {
    const payment = file.get<SandboxPayment>('SELECT * FROM payment WHERE id = ?', id);
    if (!payment) throw new SandboxError(404, 'not_found', `There is no payment ${id}.`);
    return isPastExpiry(payment) ? file.transaction(() => expire(payment)) : payment;
  }

  function isPastExpiry(payment: SandboxPayment): boolean {
    return payment.expires_at !== null && payment.expires_at <= nowMs();
  }

  function expire(payment: SandboxPayment): SandboxPayment {
    if (payment.status === 'authorised') addEntry(payment.id, 'expiry', payment.amount_minor);
    return change(payment, { status: 'expired' });
  }

  /** Writes the new state and the webhook that tells of it. Final states expire no more. */
  function change(
    payment: SandboxPayment,
    to: {
      status: SandboxStatus;
      capturedMinor?: number;
      refundedMinor?: number;
      declineCode?: string;
      expiresAt?: number;
    },
    event: string = to.status,
  ): SandboxPayment {
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

  function addEntry(paymentId: string, kind: EntryKind, amountMinor: number): string {
    const id = createId(kind.slice(0, 3), nowMs());
    file.run('INSERT INTO entry VALUES (?, ?, ?, ?, ?)', id, paymentId, kind, amountMinor, nowMs());
    return id;
  }

  function requireStatus(payment: SandboxPayment, ...statuses: SandboxStatus[]): void {
    if (statuses.includes(payment.status)) return;
    const message = `The payment is ${payment.status}; it must be ${statuses.join(' or ')}.`;
    throw new SandboxError(409, 'invalid_status', message);
  }

  function answer(payment: SandboxPayment, more: Answer = {}): Answer {
    return { ...toAnswer(payment, options.publicUrl), ...more };
  }

  function authorise(payment: SandboxPayment): Answer {
    const authorisationId = addEntry(payment.id, 'authorisation', payment.amount_minor);
    const expiresAt = nowMs() + options.authorisationTtlMs;
    const keptMethod = methods.of(payment.id);
    return answer(change(payment, { status: 'authorised', expiresAt }), { authorisationId, keptMethod });
  }

  /** Where a new payment begins. */
  function firstState(behaviour: TokenBehaviour): {
    status: SandboxStatus;
    expiresAt?: number;
    declineCode?: string;
  } {
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

  const disputes = createDisputes({ file, nowMs, find, tell: queueWebhook });
  const methods = createKeptMethods(file, nowMs);

  return {
    create(input: NewPayment): Answer {
      const behaviour = behaviourOf(methods.tokenOf(input.token, input.customer));
      const created = firstState(behaviour);
      if (created.status === 'requires_action' && !input.returnUrl) {
        throw new SandboxError(400, 'invalid_request', 'This token needs a returnUrl.');
      }
      const payment = file.get<SandboxPayment>(
        `INSERT INTO payment (id, merchant_reference, status, amount_minor, currency, decline_code, description,
           return_url, action_token, expires_at, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
        createId('spy', nowMs()),
        input.merchantReference,
        created.status,
        input.amountMinor,
        input.currency,
        created.declineCode ?? null,
        input.description ?? null,
        input.returnUrl ?? null,
        created.status === 'requires_action' ? randomBytes(32).toString('base64url') : null,
        created.expiresAt ?? null,
        nowMs(),
        nowMs(),
      )!;
      const keeps = input.keepMethod && input.customer;
      if (keeps) methods.keep(payment.id, input.customer!, input.token);
      queueWebhook(payment, payment.status);
      if (payment.status === 'declined') addEntry(payment.id, 'decline', payment.amount_minor);
      if (payment.status !== 'authorised') return answer(payment);
      const authorisationId = addEntry(payment.id, 'authorisation', payment.amount_minor);
      return answer(payment, { authorisationId, keptMethod: keeps ? methods.of(payment.id) : null });
    },

    /** Turns the buyer's approval into a promise of money. */
    confirm(id: string): Answer {
      const payment = find(id);
      requireStatus(payment, 'approved');
      return authorise(payment);
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
      const bounced = file.get<{ amount_minor: number }>(
        `SELECT amount_minor FROM entry WHERE id = ? AND payment_id = ? AND kind = 'refund'
           AND id NOT IN (SELECT entry_id FROM bounced_refund)`,
        refundId,
        id,
      );
      if (!bounced) throw new SandboxError(404, 'not_found', `There is no refund ${refundId}.`);
      return file.transaction(() => {
        file.run('INSERT INTO bounced_refund VALUES (?, ?)', refundId, nowMs());
        const refundedMinor = payment.refunded_minor - bounced.amount_minor;
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
      return found.map(({ id }) => answer(find(id), ids(id)));
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

  function all(paymentId: string): Answer {
    const refunds = file.all<{ id: string; bounced: string | null }>(
      `SELECT e.id, b.entry_id AS bounced FROM entry e LEFT JOIN bounced_refund b ON b.entry_id = e.id
       WHERE e.payment_id = ? AND e.kind = 'refund' ORDER BY e.id`,
      paymentId,
    );
    return {
      ...ids(paymentId),
      refunds: refunds.map(({ id, bounced }) => ({ id, status: bounced ? 'failed' : 'succeeded' })),
      disputes: disputes.of(paymentId),
      keptMethod: methods.of(paymentId),
    };
  }

  function ids(paymentId: string): Answer {
    const entries = file.all<{ id: string; kind: EntryKind }>(
      `SELECT id, kind FROM entry WHERE payment_id = ? AND kind IN ('authorisation', 'capture')`,
      paymentId,
    );
    const idOf = (kind: EntryKind): string | null => entries.find((entry) => entry.kind === kind)?.id ?? null;
    return { authorisationId: idOf('authorisation'), captureId: idOf('capture') };
  }
}
