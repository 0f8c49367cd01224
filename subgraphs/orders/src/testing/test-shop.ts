import type { SoukEvent } from '@souk/shared/events/catalogue';
import type { EventEnvelope } from '@souk/shared/events/define-event';
import type { HttpEndpoint } from '@souk/shared/http';
import { createId } from '@souk/shared/ids';
import type { Handlers } from '@souk/shared/sqs-consumer';
import { query, testViewerTokenSecret, viewers } from '@souk/shared/testing/subgraph-client';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { recordedEvents } from '@souk/shared/testing/test-events';
import { testLogger } from '@souk/shared/testing/test-logger';
import type { ConsumedBy } from '@souk/shared/topology';
import type { Viewer } from '@souk/shared/viewer';
import { createHandlers } from '../consumer.ts';
import { database } from '../data-source.ts';
import { startServer } from '../server.ts';
import { answers, eventFrom, productData } from './neighbours.ts';

export type TestShop = TestDatabase & {
  readonly port: number;
  /** Hands an event to the worker's table, as the queue would. */
  deliver(...events: EventEnvelope[]): Promise<void>;
  /** Puts a variant on sale; answers with its id. */
  sell(product?: Parameters<typeof productData>[0]): Promise<string>;
  /** Sends an operation to the subgraph. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
  ask(viewer: Viewer, document: string, variables?: Record<string, unknown>): Promise<any>;
  /** Opens a cart of a viewer with some units of some variants; answers with its id. */
  fillCart(viewer: Viewer, lines: readonly { variantId: string; quantity?: number }[]): Promise<string>;
  /** Checks a cart out; answers with the whole payload. */
  checkOut(viewer: Viewer, cartId: string, over?: Record<string, unknown>): Promise<PlaceOrderPayload>;
  /** Places an order of one variant; answers with its id. */
  order(viewer?: Viewer, product?: Parameters<typeof productData>[0], quantity?: number): Promise<string>;
  /** Takes an order all the way to CONFIRMED. */
  confirm(orderId: string): Promise<void>;
  /** Makes a promotion as an admin, 10 % off unless told otherwise; answers with its id. */
  promote(promotion?: Record<string, unknown>): Promise<string>;
  /** Sends a mutation with one input; answers with its payload, of the fields asked for. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
  mutate(viewer: Viewer, mutation: string, type: string, input: object, fields: string): Promise<any>;
  /** Events recorded about a subject so far, as `Type` in order. */
  eventTypes(subject: string): Promise<string[]>;
};

type PlaceOrderPayload = {
  order: { id: string; number: string; status: string; total: { amountMinor: number } } | null;
  userErrors: { code: string; field: string[] | null }[];
};

export const address = {
  name: 'Ann Buyer',
  line1: '1 Main St',
  city: 'Oakland',
  region: 'CA',
  postalCode: '94601',
  countryCode: 'US',
  phone: '+14155550123',
};

/** The orders subgraph on a database and a port of its own. */
export async function startTestShop(): Promise<TestShop> {
  const testDatabase = await createTestDatabase('orders', database);
  const { dataSource, signals } = testDatabase;
  const foundation = { dataSource, signals, logger: testLogger, isReady: async () => true };
  const http: HttpEndpoint = await startServer(foundation, {
    HOST: '127.0.0.1',
    PORT: 0,
    VIEWER_TOKEN_SECRET: testViewerTokenSecret,
    KEY_ENCRYPTION_SECRET: 'a-key-encryption-secret-for-tests-only',
    GUEST_TOKEN_ISSUER: 'souk-orders',
    STORE_URL: 'https://souk.example',
    SHOP_CURRENCY: 'USD',
    PAYMENT_PROVIDERS: ['SANDBOX'],
  });
  const handlers = createHandlers({ dataSource, signals, storeUrl: 'https://souk.example' });

  const shop: TestShop = {
    ...testDatabase,
    port: http.port,
    async deliver(...events) {
      for (const event of events) {
        const handle = handlers[event.type as keyof Handlers<ConsumedBy<'orders'>>];
        await (handle as (event: SoukEvent) => Promise<unknown>)(event as SoukEvent);
      }
    },
    async sell(product) {
      const data = productData(product);
      await shop.deliver(eventFrom('ProductPublished', data.productId, data));
      return data.variants[0].variantId;
    },
    async ask(viewer, document, variables) {
      const answer = await query(http.port, viewer, document, variables);
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      return answer.data;
    },
    async fillCart(viewer, lines) {
      const { createCart } = await shop.ask(viewer, 'mutation { createCart { cart { id } } }');
      const cartId: string = createCart.cart.id;
      for (const { variantId, quantity = 1 } of lines) {
        await shop.ask(
          viewer,
          'mutation ($input: AddToCartInput!) { addToCart(input: $input) { userErrors { code } } }',
          { input: { cartId, variantId, quantity } },
        );
      }
      return cartId;
    },
    async checkOut(viewer, cartId, over = {}) {
      const { placeOrder } = await shop.ask(
        viewer,
        `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
           order { id number status total { amountMinor } } userErrors { code field } } }`,
        {
          input: {
            cartId,
            idempotencyKey: createId('key'),
            email: 'ann@example.com',
            shippingAddress: address,
            payment: { provider: 'SANDBOX', token: 'tok_success' },
            ...over,
          },
        },
      );
      return placeOrder;
    },
    async order(viewer = viewers.customer(), product = {}, quantity = 1) {
      const cartId = await shop.fillCart(viewer, [{ variantId: await shop.sell(product), quantity }]);
      const { order } = await shop.checkOut(viewer, cartId);
      return order!.id;
    },
    async confirm(orderId) {
      await shop.deliver(
        answers.stockReserved(orderId),
        answers.paymentAuthorized(orderId),
        answers.stockCommitted(orderId),
        answers.paymentCaptured(orderId),
      );
    },
    async promote(promotion = {}) {
      const content: Record<string, unknown> = {
        name: 'Ten off',
        kind: 'PERCENTAGE',
        currency: 'USD',
        ...promotion,
      };
      if (content.kind === 'PERCENTAGE') content.basisPoints ??= 1_000;
      const input = { idempotencyKey: createId('key'), promotion: content };
      const fields = 'promotion { id } userErrors { code field message }';
      const made = await shop.mutate(
        viewers.admin(),
        'createPromotion',
        'CreatePromotionInput',
        input,
        fields,
      );
      if (!made.promotion) throw new Error(JSON.stringify(made.userErrors));
      return made.promotion.id;
    },
    async mutate(viewer, mutation, type, input, fields) {
      const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} } }`;
      return (await shop.ask(viewer, document, { input }))[mutation];
    },
    async eventTypes(subject) {
      const events = await recordedEvents(dataSource);
      return events.filter((event) => event.subject === subject).map((event) => event.type);
    },
    async close() {
      await http.close();
      await testDatabase.close();
    },
  };
  return shop;
}
