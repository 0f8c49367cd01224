import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { freePorts } from '../../infra/local/src/ports.ts';
import { type Souk, startSouk } from '../../infra/local/src/souk.ts';
import {
  type StripeSimulator,
  startStripeSimulator,
} from '../../subgraphs/payments/src/testing/stripe-simulator.ts';
import { launchBrowser, visit } from './support/browser.ts';

/**
 * Stands in for Stripe's code in the browser, which no test can load: fields that are always filled in, and a payment
 * method of Stripe's test mode. What the page makes of it, its security policy and the way to Stripe's API are real.
 */
const stripeJs = `window.Stripe = Object.assign((key) => ({
  _registerWrapper() {}, registerAppInfo() {},
  elements: (options) => ({
    create: () => ({
      on: (event, done) => { if (event === 'ready') setTimeout(done, 0); },
      mount: (place) => { place.textContent = key + ' ' + options.amount + ' ' + options.currency; },
      destroy() {},
    }),
    getElement: () => null,
    update() {},
    submit: async () => ({}),
  }),
  createPaymentMethod: async () => ({ paymentMethod: { id: window.name || 'pm_card_visa' } }),
}), { version: 'endive' });`;

let simulator: StripeSimulator;
let souk: Souk;
let browser: Browser;
const dataDir = mkdtempSync(join(tmpdir(), 'souk-stripe-'));
const shopOfTheOthers = process.env.SOUK_E2E_STORE;
beforeAll(async () => {
  simulator = await startStripeSimulator();
  const stripe = {
    STRIPE_SECRET_KEY: 'sk_test_simulated',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_simulated',
    STRIPE_WEBHOOK_SECRET: 'whsec_simulated',
    STRIPE_URL: simulator.url,
  };
  const offered = { PAYMENT_PROVIDERS: 'STRIPE,SANDBOX' };
  souk = await startSouk({
    dataDir,
    ports: await freePorts(),
    env: { payments: stripe, 'payments-worker': stripe, orders: offered, web: offered },
  });
  browser = await launchBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await souk?.stop();
  await simulator.close();
  process.env.SOUK_E2E_STORE = shopOfTheOthers;
  rmSync(dataDir, { recursive: true, force: true });
});

async function toPayment(page: Page): Promise<void> {
  await page.route('https://js.stripe.com/**', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: stripeJs }),
  );
  await page.goto(`${souk.urls.store}/search`);
  await page.locator('a[href^="/products/"]').first().click();
  await page.getByRole('button', { name: 'Add to cart' }).first().click();
  await page.getByRole('link', { name: 'Check out' }).click();
  await page.getByLabel('E-mail address').fill('stripe@shop.example');
  await page.getByRole('button', { name: 'Continue to shipping' }).click();
  await page.getByLabel('Full name').fill('Test Buyer');
  await page.getByLabel('Street and number').fill('1 Market Street');
  await page.getByLabel('Town or city').fill('San Francisco');
  await page.getByLabel('Postal code').fill('94107');
  await page.getByLabel('State', { exact: true }).selectOption('CA');
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await page.getByText('pk_test_simulated').waitFor();
}

it('a card in the provider’s fields pays: the page gets a token, Stripe gets one intent and one capture', async () => {
  const { page, faults, close } = await visit(browser);
  await toPayment(page);
  await page.getByRole('button', { name: /^Pay / }).click();
  await page.locator('[data-status=CONFIRMED]').waitFor();
  const money = simulator.requests.filter((request) => request.startsWith('POST'));
  expect(money).toEqual([
    'POST /v1/payment_intents',
    expect.stringMatching(/^POST \/v1\/payment_intents\/pi_\w+\/capture$/),
  ]);
  expect(simulator.violations).toEqual([]);
  expect(faults).toEqual([]);
  await close();
});

it('a card that asks for 3-D Secure leads to Stripe’s page', async () => {
  const { page, close } = await visit(browser);
  await toPayment(page);
  await page.evaluate(() => {
    window.name = 'pm_card_threeDSecure2Required';
  });
  await page.getByRole('button', { name: /^Pay / }).click();
  const link = page.getByRole('link', { name: /^Confirm payment of/ }).first();
  expect(await link.getAttribute('href')).toMatch(
    /^https:\/\/hooks\.stripe\.com\/redirect\/authenticate\/pi_/,
  );
  await close();
});

it('pages may load the provider’s code, and nothing else of others', async () => {
  const answer = await fetch(`${souk.urls.store}/checkout/contact`, { redirect: 'manual' });
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain('frame-src https://js.stripe.com');
  expect(policy).not.toContain('paypal');
});
