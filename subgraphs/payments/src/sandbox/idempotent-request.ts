import { hash } from 'node:crypto';
import type { LedgerFile } from './ledger-file.ts';
import { SandboxError } from './sandbox-payment.ts';

export type IdempotentAnswer = {
  readonly answer: Record<string, unknown>;
  /** Whether the work was done by an earlier request with this key. */
  readonly replayed: boolean;
};

/**
 * Does a request's work once per key: its effect and its answer are stored together, and a repeat gets the stored
 * answer. A refused request stores nothing, so its key may be used again.
 *
 * @param request what was asked; a repeat must ask the same
 * @throws SandboxError 422 where the key was used with another request
 */
export function answerOnce(
  file: LedgerFile,
  key: string,
  request: unknown,
  now: Date,
  work: () => Record<string, unknown>,
): Promise<IdempotentAnswer> {
  const requestHash = hash('sha256', JSON.stringify(request));
  return file.commit(() => {
    const known = file.get<{ request_hash: string; answer: string }>(
      'SELECT request_hash, answer FROM idempotent_request WHERE key = ?',
      key,
    );
    if (known && known.request_hash !== requestHash) {
      throw new SandboxError(422, 'idempotency_key_reused', 'The key was used with another request.');
    }
    if (known) return { answer: JSON.parse(known.answer) as Record<string, unknown>, replayed: true };
    const answer = work();
    file.run(
      'INSERT INTO idempotent_request VALUES (?, ?, ?, ?, ?)',
      key,
      requestHash,
      String(answer.id),
      JSON.stringify(answer),
      now.getTime(),
    );
    return { answer, replayed: false };
  });
}
