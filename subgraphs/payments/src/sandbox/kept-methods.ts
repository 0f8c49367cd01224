import { createId } from '@souk/shared/ids';
import type { LedgerFile } from './ledger-file.ts';
import { SandboxError } from './sandbox-payment.ts';
import { faceOf } from './test-tokens.ts';

type MethodRow = { readonly id: string; readonly customer: string; readonly token: string };

/** Ways to pay that buyers have agreed to keep. They belong to one customer, and pay as the token did. */
export function createKeptMethods(file: LedgerFile, nowMs: () => number) {
  return {
    /** What a token stands for: a kept method for the token that it was kept from, all others for themselves. */
    tokenOf(token: string, customer: string | undefined): string {
      if (!token.startsWith('met_')) return token;
      const kept = file.get<MethodRow>(
        'SELECT id, customer, token FROM method WHERE id = ? AND customer = ?',
        token,
        customer ?? '',
      );
      return kept?.token ?? token;
    },

    keep(paymentId: string, customer: string, token: string): void {
      file.run(
        'INSERT INTO method (id, customer, token, payment_id) VALUES (?, ?, ?, ?)',
        createId('met', nowMs()),
        customer,
        token,
        paymentId,
      );
    },

    /** The method that a payment has kept, or null. */
    of(paymentId: string): Record<string, unknown> | null {
      const kept = file.get<MethodRow>(
        'SELECT id, customer, token FROM method WHERE payment_id = ?',
        paymentId,
      );
      return kept ? { id: kept.id, customer: kept.customer, ...faceOf(kept.token) } : null;
    },

    forget(id: string): Record<string, unknown> {
      if (file.run('DELETE FROM method WHERE id = ?', id) === 0) {
        throw new SandboxError(404, 'not_found', `There is no method ${id}.`);
      }
      return { id, forgotten: true };
    },
  };
}
