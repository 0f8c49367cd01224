import type { Logger } from '@souk/shared/logger';
import { createHttpClient } from '../http-client.ts';
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
  const url = new URL(options.url);
  const client = createHttpClient(url.origin, { connections: 3 * sideBySide, deadlineMs: answerWithinMs });
  const inFlight = new Map<string, Promise<void>>();
  let stopped = false;
  let wake: (() => void) | undefined;

  async function run(): Promise<void> {
    while (!stopped) {
      if (faults.current().webhooks !== 'withhold') startDue();
      // Not for each that ends: many are read at once.
      await sleep();
    }
    await Promise.all(inFlight.values());
  }

  function startDue(): void {
    const due = file.all<DueWebhook>(
      'SELECT id, body, attempts FROM webhook WHERE due_at <= ? ORDER BY due_at LIMIT ?',
      clock().getTime(),
      sideBySide * 2,
    );
    const free = due.filter(({ id }) => !inFlight.has(id)).slice(0, sideBySide - inFlight.size);
    for (const webhook of free) {
      const delivery = deliver(webhook).finally(() => {
        inFlight.delete(webhook.id);
        if (inFlight.size === sideBySide / 2) wake?.();
      });
      inFlight.set(webhook.id, delivery);
    }
  }

  function sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
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
    await file.commit(() =>
      file.run(
        'UPDATE webhook SET delivered_at = ?, due_at = NULL, attempts = attempts + 1 WHERE id = ?',
        clock().getTime(),
        webhook.id,
      ),
    );
  }

  async function note(webhook: DueWebhook, error: string, pauseMs: number): Promise<void> {
    const dueAt = webhook.attempts + 1 < attemptsAtMost ? Math.round(clock().getTime() + pauseMs) : null;
    await file.commit(() =>
      file.run(
        'UPDATE webhook SET attempts = attempts + 1, last_error = ?, due_at = ? WHERE id = ?',
        error,
        dueAt,
        webhook.id,
      ),
    );
  }

  /** Null when it was taken, else why not. */
  async function send(body: string): Promise<string | null> {
    try {
      const { status } = await client.send({
        method: 'POST',
        path: `${url.pathname}${url.search}`,
        headers: {
          'content-type': 'application/json',
          [signatureHeader]: signWebhook(options.secret, body, clock()),
        },
        body,
      });
      return status >= 200 && status < 300 ? null : `answered ${status}`;
    } catch (error) {
      return String(error);
    }
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      wake?.();
      await client.close();
      await running;
    },
  };
}
