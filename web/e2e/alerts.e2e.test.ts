import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { waitFor } from '../../subgraphs/shared/src/testing/wait-for.ts';
import { violations } from './support/axe.ts';
import { launchBrowser, type Visit, visit } from './support/browser.ts';
import { type Offer, offer, signIn } from './support/buyers.ts';
import { arrived, ask, newEmail, shop, textOf } from './support/shop.ts';
import { signInOnPage } from './support/sign-in.ts';

let browser: Browser;
let shopper: Visit;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  shopper = await visit(browser);
});
afterEach(() => shopper.close());

async function count({ variantId }: Offer, seller: string, counted: number): Promise<void> {
  const { adjustStock } = await ask(
    'mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { userErrors { code } } }',
    { input: { variantId, counted, reason: 'COUNTED', idempotencyKey: randomUUID() } },
    seller,
  );
  expect(adjustStock.userErrors).toEqual([]);
}

async function soldOutProduct(seller: string): Promise<Offer & { slug: string }> {
  const goods = await offer(seller, { stock: 1 });
  await count(goods, seller, 0);
  const { product } = await ask('query ($id: ID!) { product(id: $id) { slug } }', { id: goods.productId });
  return { ...goods, slug: product.slug };
}

async function mailAbout(to: string, words: string): Promise<string> {
  const mail = await waitFor(
    async () => (await arrived('email', to)).find(({ subject }) => subject?.includes(words)),
    { what: `a mail to ${to} about ${words}`, timeoutMs: 30_000 },
  );
  return textOf(mail!.id);
}

it('a guest asks to be told, is told once when the goods are back, and can say no to more by the mail', async () => {
  const seller = await signIn('seller');
  const goods = await soldOutProduct(seller);
  const email = newEmail();
  const { page, faults } = shopper;
  await page.goto(`${shop.store}/products/${goods.slug}`);
  await page.getByRole('button', { name: 'Tell me' }).click();
  await page.getByText('Please enter your e-mail address.').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Tell me' }).click();
  await page.getByText('We will write to you once, when it is back.').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await page.getByRole('button', { name: 'Do not write' }).waitFor();

  await count(goods, seller, 3);
  const text = await mailAbout(email, 'is back');
  expect(text).toContain(`/products/${goods.slug}?variant=${goods.variantId}`);
  // The page knows without a reload.
  await page.getByRole('button', { name: 'Add to cart' }).first().waitFor();
  expect(faults).toEqual([]);

  const link = /https?:\/\/\S+\/unsubscribe\?token=\S+/.exec(text)![0];
  const oneClick = await fetch(link.replace('/unsubscribe', '/api/unsubscribe'), {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect([oneClick.status, await oneClick.text()]).toEqual([200, 'Unsubscribed.']);
  await page.goto(link);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'No more of these messages' }).click();
  await page.getByText('These messages come no more.').waitFor();
});

it('a customer is told at the account, may take it back, and is not told then', async () => {
  const goods = await soldOutProduct(await signIn('seller'));
  const { page } = shopper;
  await signInOnPage(page, 'shopper');
  await page.goto(`${shop.store}/products/${goods.slug}`);
  expect(await page.locator('#alert-email').count()).toBe(0);
  await page.getByRole('button', { name: 'Tell me' }).click();
  await page.getByRole('button', { name: 'Do not write' }).click();
  await page.getByText('We will not write about it.').waitFor();
  await page.getByRole('button', { name: 'Tell me' }).waitFor();
});

it('a customer chooses what is written, and finds the choice again', async () => {
  const { page, faults } = shopper;
  await signInOnPage(page, 'shopper');
  await page.goto(`${shop.store}/account/notifications`);
  const reminder = page.getByRole('checkbox', { name: /^My cart/ });
  // Nobody is reminded who did not say so.
  expect(await reminder.isChecked()).toBe(false);
  expect(await page.getByRole('checkbox', { name: /^My stock/ }).count()).toBe(0);
  await reminder.check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Your choice is kept.').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.reload();
  expect(await reminder.isChecked()).toBe(true);
  await reminder.uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Your choice is kept.').waitFor();
  expect(faults).toEqual([]);
});

it('a link that is none of ours says so', async () => {
  const { page } = shopper;
  await page.goto(`${shop.store}/unsubscribe?token=nonsense`);
  await page.getByRole('button', { name: 'No more of these messages' }).click();
  await page.getByText('This link is not whole.').waitFor();
  const answer = await fetch(`${shop.store}/api/unsubscribe?token=nonsense`, { method: 'POST' });
  expect(answer.status).toBe(404);
  const opened = await fetch(`${shop.store}/api/unsubscribe?token=a%0d%0ab`, { redirect: 'manual' });
  expect([opened.status, opened.headers.get('location')]).toEqual([303, '/unsubscribe?token=a%0D%0Ab']);
});
