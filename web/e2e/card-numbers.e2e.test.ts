import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import { waitFor } from '../../subgraphs/shared/src/testing/wait-for.ts';
import { launchBrowser, visit } from './support/browser.ts';
import { cardNumbersIn, scanShop } from './support/card-number-scan.ts';
import { addToCart, checkOut, productInStock } from './support/checkout.ts';
import { arrived, ask, newEmail, send } from './support/shop.ts';

/** Numbers that card networks and providers publish for tests. */
const published = ['4242424242424242', '5555555555554444', '378282246310005', '4000 0025 0000 3155'];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('the scan knows card numbers from other numbers', () => {
  for (const number of published) expect(cardNumbersIn(`{"token":"${number}"}`)).toEqual([number]);
  for (const text of [
    '1763712345678',
    'ord_01jd7q4f0vexq8s2m3k9w5t6zn',
    '4242424242424241',
    'c4242424242424242f',
    '+14155550123',
    '2026-11-21T06:35:00.000Z',
  ]) {
    expect(cardNumbersIn(`"${text}"`)).toEqual([]);
  }
});

it('a card number is refused wherever a token is expected, and is not echoed', async () => {
  const { createCart } = await ask('mutation { createCart { cart { id } guestToken } }');
  for (const token of published) {
    const answer = await send(
      'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { id } userErrors { code field message } } }',
      {
        input: {
          cartId: createCart.cart.id,
          idempotencyKey: randomUUID(),
          email: newEmail(),
          shippingAddress: {
            name: 'Test Buyer',
            line1: '1 Market Street',
            city: 'San Francisco',
            region: 'CA',
            postalCode: '94107',
            countryCode: 'US',
          },
          payment: { provider: 'SANDBOX', token },
        },
      },
      createCart.guestToken,
    );
    expect(answer.data.placeOrder).toMatchObject({ order: null, userErrors: [{ code: 'INVALID_INPUT' }] });
    expect(JSON.stringify(answer)).not.toContain(token);
  }
});

it('no card number is in any database, queue, mail, SMS, ledger or log after orders have run', async () => {
  for (const card of ['tok_success', 'tok_declined']) {
    const shopper = await visit(browser);
    try {
      const email = newEmail();
      await addToCart(shopper.page, (await productInStock()).slug);
      await checkOut(shopper.page, { email, card });
      const ended = card === 'tok_success' ? 'CONFIRMED' : 'CANCELLED';
      await shopper.page.locator(`[data-status=${ended}]`).waitFor();
      await waitFor(async () => (await arrived('email', email)).length > 0, {
        timeoutMs: 15_000,
        what: 'the mail',
      });
    } finally {
      await shopper.close();
    }
  }
  const { findings, texts } = await scanShop();
  expect(findings).toEqual([]);
  expect(texts).toBeGreaterThan(1_000);
});

it('the scan finds one that was planted', async () => {
  const url = new URL(process.env.SOUK_E2E_DATABASE!);
  url.pathname = '/souk_payments';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query('CREATE TABLE planted (note jsonb)');
    await client.query('INSERT INTO planted VALUES ($1)', [{ said: `my card is ${published[0]}.` }]);
    expect((await scanShop()).findings).toEqual([
      { where: 'souk_payments public.planted', number: published[0] },
    ]);
  } finally {
    await client.query('DROP TABLE planted');
    await client.end();
  }
});
