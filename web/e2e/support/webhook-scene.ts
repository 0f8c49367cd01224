import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePorts } from '../../../infra/local/src/ports.ts';
import { loadSecrets } from '../../../infra/local/src/secrets.ts';
import { startSouk } from '../../../infra/local/src/souk.ts';
import { type BuyersCart, fillCart, offer, placeOrder, readOrder, signIn, whenOrderIs } from './buyers.ts';
import { startPayPal } from './paypal-webhooks.ts';
import { misbehave } from './sandbox.ts';
import { sandboxSource, startStripe, type WebhookSource, webhookSecret } from './webhooks.ts';

/** An order whose buyer has agreed at the provider, of which the shop has not heard, and the event that would tell. */
export type Waiting = BuyersCart & {
  readonly orderId: string;
  readonly event: string;
  readonly totalMinor: number;
};

/** A shop of its own in which all three providers are switched on, and whose webhooks come from the test alone. */
export type WebhookScene = {
  readonly sources: ReadonlyMap<string, WebhookSource>;
  /** Token of an admin. */
  readonly admin: string;
  /** Sends a webhook to the public route of a provider. */
  send(
    provider: string,
    body: string,
    headers: Record<string, string>,
  ): Promise<{ status: number; effect: string | undefined }>;
  /** The effects of all events that the shop has noted. */
  storedEvents(): Promise<string[]>;
  approvedOrder(source: WebhookSource): Promise<Waiting>;
  stillWaits(waiting: Waiting): Promise<void>;
  isPaidOnce(source: WebhookSource, waiting: Waiting): Promise<void>;
  close(): Promise<void>;
};

/** Starts the shop; the addresses of the other tests' shop are put back when it is closed. */
export async function startWebhookScene(): Promise<WebhookScene> {
  const dataDir = mkdtempSync(join(tmpdir(), 'souk-webhooks-'));
  const shopOfTheOthers = { ...process.env };
  const [stripe, payPal] = await Promise.all([startStripe(), startPayPal()]);
  const root = join(dataDir, 'paypal-root.pem');
  writeFileSync(root, payPal.root);
  const settings = {
    STRIPE_SECRET_KEY: 'sk_test_simulated',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_simulated',
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_URL: stripe.simulator.url,
    ...payPal.settings,
    NODE_EXTRA_CA_CERTS: root,
  };
  const without = ['web', 'inbox', 'notifications', 'notifications-worker', 'analytics', 'analytics-worker'];
  const souk = await startSouk({
    ...{ dataDir, ports: await freePorts(), without },
    env: {
      payments: settings,
      'payments-worker': settings,
      orders: { PAYMENT_PROVIDERS: 'STRIPE,PAYPAL,SANDBOX' },
    },
  });
  Object.assign(process.env, {
    SOUK_E2E_GATEWAY: souk.urls.gateway,
    SOUK_E2E_SANDBOX: souk.urls.sandbox,
    SOUK_E2E_LOG: souk.logFile,
  });
  const { sandboxApiKey: apiKey, sandboxWebhook: secret } = loadSecrets(dataDir);
  const sources = new Map<string, WebhookSource>([
    ['STRIPE', stripe],
    ['PAYPAL', payPal],
    ['SANDBOX', sandboxSource({ url: souk.urls.sandbox, apiKey, secret })],
  ]);
  // The sandbox's own deliveries would move orders on; here only the test delivers.
  await misbehave({ webhooks: 'withhold', seconds: 3_600 });
  const books = new pg.Client({ connectionString: souk.databaseUrl('souk_payments') });
  await books.connect();
  const admin = await signIn('admin');
  const goods = await offer(await signIn('seller'), { stock: 1_000 });
  return {
    sources,
    admin,
    async send(provider, body, headers) {
      const route = `http://127.0.0.1:${souk.ports.payments}/webhooks/${provider.toLowerCase()}`;
      const response = await fetch(route, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
        signal: AbortSignal.timeout(20_000),
      });
      const { effect } = (await response.json().catch(() => ({}))) as { effect?: string };
      return { status: response.status, effect };
    },
    async storedEvents() {
      const { rows } = await books.query<{ effect: string }>('SELECT effect FROM webhook_events');
      return rows.map(({ effect }) => effect).sort();
    },
    async approvedOrder(source) {
      const cart = await fillCart(goods.variantId);
      const payment = { provider: source.provider, token: source.token };
      const { order } = await placeOrder(cart, { payment });
      const orderId = order!.id;
      const reached = await whenOrderIs(orderId, cart.token, ['AWAITING_PAYMENT', 'CANCELLED']);
      expect(reached).toBe('AWAITING_PAYMENT');
      await source.approve(orderId);
      const event = (await source.events(orderId)).at(-1)!;
      return { ...cart, orderId, event, totalMinor: order!.total.amountMinor };
    },
    async stillWaits({ orderId, token }) {
      expect(await readOrder(orderId, token)).toMatchObject({
        status: 'AWAITING_PAYMENT',
        payments: [{ status: 'REQUIRES_ACTION', capturedAmount: { amountMinor: 0 } }],
      });
    },
    async isPaidOnce(source, { orderId, token, totalMinor }) {
      expect(await whenOrderIs(orderId, token)).toBe('CONFIRMED');
      expect(await source.taken(orderId)).toMatchObject([{ captures: 1, capturedMinor: totalMinor }]);
    },
    async close() {
      await books.end();
      await souk.stop();
      for (const source of sources.values()) await source.close();
      Object.assign(process.env, shopOfTheOthers);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
