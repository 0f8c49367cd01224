import type { Browser } from 'playwright-core';
import { waitFor } from '../../subgraphs/shared/src/testing/wait-for.ts';
import { violations } from './support/axe.ts';
import { launchBrowser, type Visit, visit } from './support/browser.ts';
import { addToCart, checkOut, productInStock } from './support/checkout.ts';
import { arrived, ask, newEmail, shop } from './support/shop.ts';

let browser: Browser;
let shopper: Visit;

beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  shopper = await visit(browser);
});
afterEach(() => shopper.close());
afterAll(() => browser.close());

describe('a guest in the store', () => {
  it('buys, sees the order become confirmed without a reload, and the mail and the SMS arrive', async () => {
    const { page, faults } = shopper;
    const { slug, title } = await productInStock();
    const email = newEmail();
    const phone = `+1415${Math.floor(1_000_000 + Math.random() * 8_999_999)}`;
    await addToCart(page, slug);
    await checkOut(page, { email, phone, card: 'tok_success' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page
      .getByText(/confirmed/i)
      .first()
      .waitFor();
    await page.getByText(title).first().waitFor();

    await page.reload();
    await page
      .getByText(/confirmed/i)
      .first()
      .waitFor();
    await waitFor(
      async () => (await arrived('email', email)).some((mail) => /confirmed|SK-/i.test(mail.subject ?? '')),
      {
        timeoutMs: 15_000,
        what: 'the confirmation mail',
      },
    );
    await waitFor(async () => (await arrived('sms', phone)).length > 0, {
      timeoutMs: 15_000,
      what: 'the SMS',
    });
    expect(faults).toEqual([]);
  });

  it('is told that the card was declined, and what to do next', async () => {
    const { page } = shopper;
    await addToCart(page, (await productInStock()).slug);
    await checkOut(page, { email: newEmail(), card: 'tok_declined' });
    await page
      .getByText(/declined/i)
      .first()
      .waitFor();
  });

  it('confirms at the provider where the card asks for it, and comes back to a confirmed order', async () => {
    const { page } = shopper;
    await addToCart(page, (await productInStock()).slug);
    await checkOut(page, { email: newEmail(), card: 'tok_requires_action' });
    await page
      .getByRole('link', { name: /^Confirm payment of/ })
      .first()
      .click();
    await page.getByRole('button', { name: /approve/i }).click();
    await page.waitForURL('**/orders/ord_*');
    await page
      .getByText(/confirmed/i)
      .first()
      .waitFor();
  });

  it('is told that the last one was sold to somebody else', async () => {
    const { page } = shopper;
    const { login } = await ask(
      'mutation ($input: LoginInput!) { login(input: $input) { session { accessToken } } }',
      { input: { email: 'seller@souk.example', password: 'souk-demo-1' } },
    );
    const token = login.session.accessToken;
    const suffix = Date.now().toString(36);
    const { createProduct } = await ask(
      `mutation ($input: CreateProductInput!) { createProduct(input: $input) {
        product { slug variants { id } } userErrors { code message } } }`,
      {
        input: {
          title: `Last lamp ${suffix}`,
          description: 'There is only one of it.',
          category: (await ask('{ categories { slug } }')).categories[0].slug,
          status: 'ACTIVE',
          variants: [{ sku: `LAST-${suffix}`.toUpperCase(), priceMinor: 1_900, initialStock: 1 }],
        },
      },
      token,
    );
    const { slug, variants } = createProduct.product;
    await waitFor(
      async () => {
        await addToCart(page, slug);
        return true;
      },
      { timeoutMs: 40_000, what: 'the new product in a cart' },
    );
    // Somebody else is faster: the stock is gone while this buyer types.
    await ask(
      'mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { userErrors { code } } }',
      {
        input: { variantId: variants[0].id, delta: -1, reason: 'DAMAGED', idempotencyKey: `gone-${suffix}` },
      },
      token,
    );
    await checkOut(page, { email: newEmail(), card: 'tok_success' });
    await page
      .getByText(/out of stock|sold out|not in stock|no longer available/i)
      .first()
      .waitFor();
  });
});

describe('a customer in the store', () => {
  it('registers with a full cart, buys, and finds the order and the notification', async () => {
    const { page, faults } = shopper;
    const email = newEmail();
    await page.goto(`${shop.store}/register`);
    await page.getByLabel('First name').fill('Tess');
    await page.getByLabel('Last name').fill('Buyer');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: /create account|register|sign up/i }).click();
    await page.waitForURL((url) => !url.pathname.includes('register'));

    await addToCart(page, (await productInStock()).slug);
    await checkOut(page, { email, card: 'tok_success' });
    await page
      .getByText(/confirmed/i)
      .first()
      .waitFor();
    await page.goto(`${shop.store}/account/orders`);
    await page.getByText(/SK-/).first().waitFor();
    await page.goto(`${shop.store}/account/notifications`);
    await page
      .getByText(/confirmed/i)
      .first()
      .waitFor();
    expect(faults).toEqual([]);
  });
});

describe('the pages', () => {
  const paths = ['/', '/search?q=headphones', '/cart', '/login', '/register', '/orders/lookup'];

  it.each(['light', 'dark'] as const)('have nothing that axe finds fault with, %s', async (colorScheme) => {
    const reader = await visit(browser, { colorScheme });
    const { slug } = await productInStock();
    const { categories } = await ask('{ categories { slug } }');
    try {
      for (const path of [
        ...paths,
        `/products/${slug}`,
        `/categories/${categories[0].slug}`,
        '/no-such-page',
      ]) {
        await reader.page.goto(`${shop.store}${path}`);
        expect({ path, violations: await violations(reader.page) }).toEqual({ path, violations: [] });
      }
    } finally {
      await reader.close();
    }
  });

  it.each(paths)('%s has one h1, fits 360 px, and works in the dark', async (path) => {
    const small = await visit(browser, { width: 360, height: 740, colorScheme: 'dark' });
    try {
      await small.page.goto(`${shop.store}${path}`);
      expect(await small.page.locator('h1').count()).toBe(1);
      const overflow = await small.page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      expect(small.faults).toEqual([]);
    } finally {
      await small.close();
    }
  });

  it('answer 404 for a product that does not exist', async () => {
    const response = await shopper.page.goto(`${shop.store}/products/no-such-thing`);
    expect(response!.status()).toBe(404);
    await shopper.page.getByRole('link').first().waitFor();
  });
});
