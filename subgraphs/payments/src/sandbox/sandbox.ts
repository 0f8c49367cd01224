import { type HttpEndpoint, listen, type Route, readBody } from '@souk/shared/http';
import type { Logger } from '@souk/shared/logger';
import { startTimer } from '@souk/shared/subgraph-process';
import { createApi } from './api.ts';
import { createFaults } from './faults.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { openLedgerFile } from './ledger-file.ts';
import { sendPaymentPage } from './payment-page.ts';
import { SandboxError } from './sandbox-payment.ts';
import { startWebhookDelivery } from './webhook-delivery.ts';

export type SandboxOptions = {
  readonly host: string;
  readonly port: number;
  readonly ledgerFile: string;
  readonly apiKey: string;
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  /** Where buyers reach the payment page; the port it listens on, if absent. */
  readonly publicUrl?: string | undefined;
  readonly holdAnswerMs: number;
  readonly authorisationTtlMs: number;
  readonly actionTtlMs: number;
  readonly webhookDelayMs: number;
  readonly clock: () => Date;
  readonly logger: Logger;
};

export type Sandbox = { readonly port: number; stop(): Promise<void> };

/** The built-in payment provider: an API, a page for buyers, webhooks, and books of its own. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock, logger } = options;
  const file = openLedgerFile(options.ledgerFile);
  const faults = createFaults(clock);
  let http: HttpEndpoint;
  const ledger = createLedger(file, {
    ...options,
    get authorisationTtlMs() {
      return faults.current().authorisations === 'expire' ? 0 : options.authorisationTtlMs;
    },
    get actionTtlMs() {
      return faults.current().actions === 'expire' ? 1_000 : options.actionTtlMs;
    },
    get publicUrl() {
      return options.publicUrl ?? `http://${options.host}:${http.port}`;
    },
  });
  const api = createApi({ ...options, file, ledger, faults });
  const pages = createPages(ledger);
  http = await listen({
    host: options.host,
    port: options.port,
    logger,
    isReady: async () => file.get('SELECT 1') !== undefined,
    routes: {},
    fallback: (request, response) =>
      request.url?.startsWith('/v1/') ? api(request, response) : pages(request, response),
  });
  const expiry = startTimer({ name: 'expiry', everyMs: 1_000, run: async () => ledger.expireDue() }, logger);
  const webhooks = startWebhookDelivery({
    file,
    faults,
    clock,
    logger,
    url: options.webhookUrl,
    secret: options.webhookSecret,
  });
  return {
    port: http.port,
    async stop() {
      const closed = http.close();
      // Requests are answered within their tick; what is open now is an answer that is being held.
      http.server.closeAllConnections();
      await Promise.all([webhooks.stop(), expiry.stop(), closed]);
      file.close();
    },
  };
}

/**
 * The payment page at /pay/:id. The buyer's answer carries the page's one-time token, which another site can neither
 * read nor guess; a second answer changes nothing.
 */
function createPages(ledger: Ledger): Route {
  return async (request, response) => {
    const id = /^\/pay\/(spy_[0-9a-z]{26})$/.exec((request.url ?? '').split('?', 1)[0]!)?.[1];
    const payment = id ? found(() => ledger.find(id)) : null;
    if (!id || !payment || !['GET', 'POST'].includes(request.method ?? '')) {
      return sendPaymentPage(response, 404, null);
    }
    if (request.method === 'GET') return sendPaymentPage(response, 200, payment);
    const form = new URLSearchParams((await readBody(request, 4_096)).toString('utf8'));
    const decision = form.get('decision');
    if (decision !== 'approve' && decision !== 'decline') return sendPaymentPage(response, 400, payment);
    const acted = ledger.act(id, form.get('token') ?? '', decision);
    if (acted.status === 'requires_action') return sendPaymentPage(response, 403, acted);
    if (!acted.return_url) return sendPaymentPage(response, 200, acted);
    response.writeHead(303, { location: acted.return_url, 'cache-control': 'no-store' }).end();
  };
}

function found<Result>(find: () => Result): Result | null {
  try {
    return find();
  } catch (error) {
    if (error instanceof SandboxError && error.status === 404) return null;
    throw error;
  }
}
