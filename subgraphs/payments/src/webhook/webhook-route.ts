import { type Route, readBody, sendJson } from '@souk/shared/http';
import type { PaymentDeps } from '../payment/payment-deps.ts';
import type { PaymentProvider } from '../provider/payment-provider.ts';
import { createWebhookReceiver } from './receive-webhook.ts';

const bodyLimitBytes = 256 * 1024;

export type WebhookRoute = {
  readonly route: Route;
  /** Waits for what webhooks have set off. */
  drain(): Promise<void>;
};

/**
 * The endpoint of a provider's webhooks. 400 and nothing stored unless the raw bytes are signed and recent; 413 above
 * 256 KiB; 503 where it cannot be checked now; 200 once the event is stored, also for one that is known or foreign, so that the provider stops sending it.
 */
export function createWebhookRoute(deps: PaymentDeps, provider: PaymentProvider): WebhookRoute {
  const receive = createWebhookReceiver(deps, provider);
  const underWay = new Set<Promise<void>>();
  return {
    async route(request, response) {
      const body = await readBody(request, bodyLimitBytes);
      const reading = await provider.readWebhook(request.headers, body, deps.clock());
      if (reading.kind === 'refused') {
        deps.logger.warn({ provider: provider.name, reason: reading.reason }, 'webhook refused');
        return sendJson(response, 400, { error: reading.reason });
      }
      if (reading.kind === 'unavailable') {
        deps.logger.warn({ provider: provider.name, reason: reading.reason }, 'webhook not checked');
        return sendJson(response, 503, { error: reading.reason });
      }
      if (reading.kind === 'ignored') return sendJson(response, 200, { effect: 'ignored' });
      const { effect, work } = await receive(reading.event);
      const tracked = work
        .catch((error: unknown) => deps.logger.warn({ err: error }, 'a worker goes on with this payment'))
        .finally(() => underWay.delete(tracked));
      underWay.add(tracked);
      sendJson(response, 200, { effect });
    },
    async drain() {
      await Promise.all(underWay);
    },
  };
}
