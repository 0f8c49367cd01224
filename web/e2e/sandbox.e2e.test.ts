import type { Browser } from 'playwright-core';
import { type Sandbox, sandboxIn, serveSandbox } from './support/apollo-sandbox.ts';
import { launchBrowser, type Visit, visit } from './support/browser.ts';
import { fillCart, type Offer, offer, openCart, placeOrder, signIn } from './support/buyers.ts';
import { shop } from './support/shop.ts';

let browser: Browser;
let developer: Visit;
let sandbox: Sandbox;
let lamp: Offer;

beforeAll(async () => {
  browser = await launchBrowser();
  lamp = await offer(await signIn('seller'));
});
beforeEach(async () => {
  developer = await visit(browser);
  await serveSandbox(developer.page.context());
  await developer.page.goto(shop.gateway);
  sandbox = await sandboxIn(developer.page);
});
afterEach(async () => {
  // The page's icon is at Apollo's; browsers ask for icons past all routes.
  expect(developer.faults.filter((fault) => !fault.endsWith('net::ERR_NAME_NOT_RESOLVED'))).toEqual([]);
  await developer.close();
});
afterAll(() => browser.close());

describe('Apollo Sandbox at the address of the graph', () => {
  it('is opened for this graph', async () => {
    const frame = developer.page.frames().find((one) => one.url().startsWith('https://sandbox.embed'));
    expect(new URL(frame!.url()).searchParams.get('endpoint')).toBe(shop.gateway);
    await sandbox.ask({ name: 'ExplorerListeningForHandshake' });
    const [handshake] = await sandbox.answers('HandshakeResponse', (all) => all.length === 1);
    expect(handshake.parentHref).toBe(shop.gateway);
  });

  it('reads the schema', async () => {
    await sandbox.ask({
      name: 'IntrospectionQueryWithHeaders',
      introspectionRequestBody: JSON.stringify({ query: '{ __schema { subscriptionType { name } } }' }),
      introspectionRequestHeaders: {},
      sandboxEndpointUrl: shop.gateway,
      operationId: 'schema',
    });
    const [answer] = await sandbox.answers('SchemaResponse', (all) => all.length === 1);
    expect(answer.schema).toEqual({ __schema: { subscriptionType: { name: 'Subscription' } } });
  });

  it('runs a mutation', async () => {
    await sandbox.ask({
      name: 'ExplorerRequest',
      operation: 'mutation { createCart { cart { id } userErrors { code } } }',
      operationId: 'mutation',
      endpointUrl: shop.gateway,
      headers: {},
    });
    const [answer] = await sandbox.answers('ExplorerResponse', (all) => all.length === 1);
    expect(answer.response.data.createCart.cart.id).toMatch(/^cart_/);
  });

  it.each([
    ['graphql-ws', 'ws', {}],
    [
      'http-multipart',
      'http',
      { Accept: 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0,application/json' },
    ],
  ])(
    'follows an order to its confirmation by %s, as the buyer whose token is in the headers',
    async (protocol, scheme, headers) => {
      const cart = await fillCart(lamp.variantId);
      const { order } = await placeOrder(cart);
      await sandbox.ask({
        name: 'ExplorerSubscriptionRequest',
        operation: 'subscription ($id: ID!) { orderUpdated(orderId: $id) { status payments { status } } }',
        variables: { id: order!.id },
        operationId: 'subscription',
        headers: { ...headers, Authorization: `Bearer ${cart.token}` },
        subscriptionUrl: shop.gateway.replace(/^http/, scheme),
        protocol,
        httpMultipartParams: { includeCookies: false },
      });
      const answers = await sandbox.answers('ExplorerSubscriptionResponse', (all) =>
        all.some((one) => JSON.stringify(one.response).includes('"status":"CONFIRMED"')),
      );
      expect(JSON.stringify(answers.at(-1).response)).toContain('"payments":[{"status":"CAPTURED"}]');
      await sandbox.ask({ name: 'ExplorerSubscriptionTermination' });
    },
  );

  it('tells why a subscription is refused', async () => {
    const { cartId } = await openCart();
    await sandbox.ask({
      name: 'ExplorerSubscriptionRequest',
      operation: 'subscription ($id: ID!) { orderUpdated(orderId: $id) { status } }',
      variables: { id: cartId },
      operationId: 'refused',
      headers: {},
      subscriptionUrl: shop.gateway.replace(/^http/, 'ws'),
      protocol: 'graphql-ws',
    });
    const [answer] = await sandbox.answers('ExplorerSubscriptionResponse', (all) => all.length > 0);
    expect(JSON.stringify(answer.response)).toMatch(/UNAUTHENTICATED|NOT_FOUND|FORBIDDEN/);
  });
});
