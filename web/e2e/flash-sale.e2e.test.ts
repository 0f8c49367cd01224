import type { Browser } from 'playwright-core';
import { waitFor } from '../../subgraphs/shared/src/testing/wait-for.ts';
import { violations } from './support/axe.ts';
import { launchBrowser, type Visit, visit } from './support/browser.ts';
import { checkOut } from './support/checkout.ts';
import { ask, newEmail, shop } from './support/shop.ts';

let browser: Browser;
let first: Visit;
let second: Visit;
let office: Visit;

beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  first = await visit(browser);
  second = await visit(browser, { width: 360, height: 780, colorScheme: 'dark' });
  office = await visit(browser);
});
afterEach(async () => {
  await first.close();
  await second.close();
  await office.close();
});
afterAll(() => browser.close());

const slug = 'fathom-studio-microphone';

/** Announces a sale of a single unit in the office, at 49.00 in place of 129.00. */
async function announceSale(): Promise<void> {
  const { page } = office;
  await page.goto(`${shop.store}/login`);
  await page.getByLabel('E-mail address').fill('admin@souk.example');
  await page.getByLabel('Password', { exact: true }).fill('souk-demo-1');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
  await page.goto(`${shop.store}/admin/flash-sales?product=${slug}`);
  await page.getByLabel('Price, net').fill('49');
  await page.getByLabel('Units', { exact: true }).fill('1');
  await page.getByRole('button', { name: 'Announce' }).click();
  await page.getByText('The flash sale is announced.').waitFor();
  await page
    .getByRole('row', { name: /Fathom Studio Microphone/ })
    .getByText('0 of 1')
    .waitFor();
  expect(await violations(page)).toEqual([]);
}

it('one buyer holds the only unit, another waits in turn, gets it when the first gives up, and buys it at the sale’s price', async () => {
  await announceSale();
  await first.page.goto(`${shop.store}/products/${slug}`);
  const join = first.page.getByRole('button', { name: 'Get yours' });
  await waitFor(
    async () => {
      // The shop's cache may know the product as it was a moment ago.
      await first.page.reload();
      return join.isVisible();
    },
    { timeoutMs: 20_000, what: 'the sale on the product page' },
  );
  await join.click();
  await first.page.getByText('One is held for you').waitFor();
  const timer = first.page.getByRole('timer', { name: /^Time left to check out: (9|10) minutes/ });
  const shown = await timer.textContent();
  await first.page.waitForFunction(
    (before) => document.querySelector('[role=timer][aria-label^="Time left"]')?.textContent !== before,
    shown,
  );
  expect(await violations(first.page)).toEqual([]);

  const { page } = second;
  await page.goto(`${shop.store}/products/${slug}`);
  await page.getByRole('button', { name: /^(Join the queue|Get yours)$/ }).click();
  await page.getByText('You are next in the queue').waitFor();
  await first.page.getByRole('button', { name: 'Give it up' }).click();
  await first.page.getByText('You gave your place up.').waitFor();
  await page.getByText('One is held for you').waitFor();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Check out now' }).click();
  await checkOut(page, {
    email: newEmail(),
    card: 'tok_success',
    beforePaying: async () => {
      await page.getByRole('timer', { name: /^Time left to place your order/ }).waitFor();
      expect(await violations(page)).toEqual([]);
    },
  });
  await page.getByText('$49.00').first().waitFor();
  await page.getByRole('heading', { name: 'Thank you, it’s yours' }).waitFor();

  await page.goto(`${shop.store}/products/${slug}`);
  await page.getByText('You have ordered at this price.').waitFor();
  expect([...first.faults, ...second.faults, ...office.faults]).toEqual([]);
});

it('the demonstration shop’s own sale is on the first page and leads to its variant', async () => {
  const { flashSales } = await ask('{ flashSales { allocation variant { id product { title } } } }');
  const demo = flashSales.find((sale: { allocation: number }) => sale.allocation === 40);
  await second.page.goto(shop.store);
  const strip = second.page.getByRole('region', { name: 'Flash sales' });
  await strip.getByRole('link', { name: demo.variant.product.title }).click();
  await second.page.waitForURL(`**/products/*?variant=${demo.variant.id}`);
  await second.page.getByRole('button', { name: 'Get yours' }).waitFor();
  expect(await violations(second.page)).toEqual([]);
});

it('who lets the time run out is told in the cart, cannot check out with it, and takes it out', async () => {
  const { page } = second;
  await page.goto(shop.store);
  const strip = page.getByRole('region', { name: 'Flash sales' });
  await strip.getByRole('link', { name: 'Aurora Wireless Headphones' }).click();
  await page.getByRole('button', { name: 'Get yours' }).click();
  await page.getByRole('button', { name: 'Check out now' }).click();
  await page.waitForURL('**/checkout/contact');
  await page.clock.install();
  await page.goto(`${shop.store}/cart`);
  const cart = page.getByRole('main');
  await cart.getByText('Flash sale, held for you').waitFor();
  await page.clock.fastForward('11:00');
  await cart.getByText('The time to buy at the flash sale’s price ran out.').waitFor();
  expect(await cart.getByRole('link', { name: 'Check out' }).getAttribute('aria-disabled')).toBe('true');
  await cart.getByRole('button', { name: /^Remove/ }).click();
  await cart.getByText('Your cart is empty').waitFor();
});
