import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { violations } from './support/axe.ts';
import { launchBrowser, type Visit, visit } from './support/browser.ts';
import { addToCart, checkOut, productInStock } from './support/checkout.ts';
import { newEmail, shop } from './support/shop.ts';

let browser: Browser;
let shopper: Visit;
let office: Visit;

beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  shopper = await visit(browser);
  office = await visit(browser);
});
afterEach(async () => {
  await shopper.close();
  await office.close();
});
afterAll(() => browser.close());

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${shop.store}/login`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('souk-demo-1');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
}

/** Makes a voucher of 20 % in the office; gives its code. */
async function makeVoucher(page: Page): Promise<string> {
  const code = `E2E-${randomBytes(4).toString('hex').toUpperCase()}`;
  await signIn(page, 'admin@souk.example');
  await page.goto(`${shop.store}/admin/promotions/new`);
  await page.getByLabel('Name').fill('Opening week');
  await page.getByLabel('Code').fill(code);
  await page.getByLabel('Percent').fill('20');
  await page.getByLabel('Uses in all').fill('1');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.waitForURL('**/admin/promotions');
  await page.getByText(code).waitFor();
  return code;
}

it('an admin makes a voucher, a guest uses it up, and opens the invoice; who comes later is told in the cart', async () => {
  const code = await makeVoucher(office.page);
  expect(await violations(office.page)).toEqual([]);

  const { page, faults } = shopper;
  await addToCart(page, (await productInStock()).slug);
  await page.goto(`${shop.store}/cart`);
  await page.getByLabel('Voucher code').fill('no-such-code');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('This code cannot be used.').waitFor();
  await page.getByLabel('Voucher code').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText(`Opening week (${code})`).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.goto(`${shop.store}/checkout`);
  await checkOut(page, { email: newEmail(), card: 'tok_success' });
  await page.getByText(`Opening week (${code})`).waitFor();

  // The page moves on its own: from placed to confirmed, and to the invoice.
  await page.getByRole('link', { name: /^Invoice INV-/ }).waitFor();
  const href = await page.getByRole('link', { name: /^Invoice INV-/ }).getAttribute('href');
  const pdf = await page.request.get(`${shop.store}${href}`);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  expect(faults).toEqual([]);

  const late = await visit(browser);
  try {
    await addToCart(late.page, (await productInStock()).slug);
    await late.page.goto(`${shop.store}/cart`);
    await late.page.getByLabel('Voucher code').fill(code);
    await late.page.getByRole('button', { name: 'Apply' }).click();
    await late.page.getByText('This code cannot be used.').waitFor();
  } finally {
    await late.close();
  }
});

it('the office shows orders as they come, without a reload, and keeps notes that the buyer reads', async () => {
  const { page } = office;
  await signIn(page, 'admin@souk.example');
  await page.goto(`${shop.store}/admin/orders`);
  await addToCart(shopper.page, (await productInStock()).slug);
  await checkOut(shopper.page, { email: newEmail(), card: 'tok_success' });
  const number = (await shopper.page.locator('.font-mono').first().textContent()) ?? '';
  await page.getByRole('link', { name: number }).click();
  await page.getByLabel('New note').fill('Packed by hand');
  await page.getByLabel('The buyer reads it too').check();
  await page.getByRole('button', { name: 'Add note' }).click();
  await page.getByText('the buyer reads it').waitFor();
  expect(await violations(page)).toEqual([]);
  await shopper.page.getByText('Packed by hand').first().waitFor();
});

it('no order is stuck in a shop that works', async () => {
  const { page } = office;
  await signIn(page, 'admin@souk.example');
  await page.goto(`${shop.store}/admin/sagas`);
  await page.getByText('No order is stuck').waitFor();
  expect(await violations(page)).toEqual([]);
});
