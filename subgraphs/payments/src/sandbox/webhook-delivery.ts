import type { Logger } from '@souk/shared/logger';
import type { Faults } from './faults.ts';
import type { LedgerFile } from './ledger-file.ts';
import { signatureHeader, signWebhook } from './webhook-signature.ts';

export type WebhookDeliveryOptions = {
  readonly file: LedgerFile;
  readonly url: string;
  readonly secret: string;
  readonly faults: Faults;
  readonly clock: () => Date;
  readonly logger: Logger;
};

export type WebhookDelivery = { stop(): Promise<void> };

type DueWebhook = { readonly id: string; readonly body: string; readonly attempts: number };

const pollMs = 100;
const sideBySide = 20;
const answerWithinMs = 5_000;
const longestPauseMs = 60_000;
/** About three days of tries. */
const attemptsAtMost = 4_300;
const reorderWindowMs = 3_000;

/**
 * Delivers webhooks from the ledger's queue, each until it is answered with 2xx: at least once, with growing pauses,
 * in no order. A crash between an answer and its note repeats the delivery.
 */
export function startWebhookDelivery(options: WebhookDeliveryOptions): WebhookDelivery {
  const { file, faults, clock, logger } = options;
  const stopping = new AbortController();
  const inFlight = new Map<string, Promise<void>>();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const started = faults.current().webhooks === 'withhold' ? 0 : startDue();
      if (started === 0) await pause(pollMs, stopping.signal);
      else await Promise.race([...inFlight.values(), pause(pollMs, stopping.signal)]);
    }
    await Promise.all(inFlight.values());
  }

  function startDue(): number {
    const due = file.all<DueWebhook>(
      'SELECT id, body, attempts FROM webhook WHERE due_at <= ? ORDER BY due_at LIMIT ?',
      clock().getTime(),
      sideBySide * 2,
    );
    const free = due.filter(({ id }) => !inFlight.has(id)).slice(0, sideBySide - inFlight.size);
    for (const webhook of free) {
      const delivery = deliver(webhook).finally(() => inFlight.delete(webhook.id));
      inFlight.set(webhook.id, delivery);
    }
    return free.length;
  }

  async function deliver(webhook: DueWebhook): Promise<void> {
    const { webhooks } = faults.current();
    if (webhooks === 'reorder' && webhook.attempts === 0) {
      return note(webhook, 'held back to change the order', Math.random() * reorderWindowMs);
    }
    const copies = webhooks === 'duplicate' ? 3 : 1;
    const failures = await Promise.all(Array.from({ length: copies }, () => send(webhook.body)));
    const failure = failures.find((text) => text !== null);
    if (failure) {
      logger.debug({ webhook: webhook.id, failure }, 'webhook not taken; it is sent again');
      return note(webhook, failure, Math.min(longestPauseMs, 500 * 2 ** Math.min(webhook.attempts, 10)));
    }
    file.run(
      'UPDATE webhook SET delivered_at = ?, due_at = NULL, attempts = attempts + 1 WHERE id = ?',
      clock().getTime(),
      webhook.id,
    );
  }

  function note(webhook: DueWebhook, error: string, pauseMs: number): void {
    const dueAt = webhook.attempts + 1 < attemptsAtMost ? Math.round(clock().getTime() + pauseMs) : null;
    file.run(
      'UPDATE webhook SET attempts = attempts + 1, last_error = ?, due_at = ? WHERE id = ?',
      error,
      dueAt,
      webhook.id,
    );
  }

  /** Null when it was taken, else why not. */
  async function send(body: string): Promise<string | null> {
    try {
      const response = await fetch(options.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [signatureHeader]: signWebhook(options.secret, body, clock()),
        },
        body,
        redirect: 'error',
        signal: AbortSignal.any([AbortSignal.timeout(answerWithinMs), stopping.signal]),
      });
      await response.body?.cancel();
      return response.ok ? null : `answered ${response.status}`;
    } catch (error) {
      return String(error);
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
