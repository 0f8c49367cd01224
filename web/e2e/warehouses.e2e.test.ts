import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { waitFor } from '../../subgraphs/shared/src/testing/wait-for.ts';
import { violations } from './support/axe.ts';
import { launchBrowser, visit } from './support/browser.ts';
import { type Offer, offer, signIn } from './support/buyers.ts';
import { arrived, shop, textOf } from './support/shop.ts';
import { signInOnPage } from './support/sign-in.ts';

let browser: Browser;
let goods: Offer;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  goods = await offer(await signIn('seller'), { stock: 12 });
});

const stockPage = (): string => `${shop.store}/admin/warehouses?variant=${goods.variantId}`;

/** Rows of a table as texts: `Main warehouse 12 0 12`. */
async function rowsOf(page: Page, label: string): Promise<string[]> {
  const rows = page.getByRole('region', { name: label }).locator('tbody tr, tfoot tr');
  return (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
}

const stockIs = (page: Page, expected: string[]): Promise<unknown> =>
  waitFor(
    async () => JSON.stringify(await rowsOf(page, 'Stock per warehouse')) === JSON.stringify(expected),
    {
      what: `stock of ${expected.join(' | ')}`,
    },
  );

it('an admin opens a warehouse, moves goods into it, cannot give it up until they are gone, and reads what was moved', async () => {
  const { page, faults, close } = await visit(browser);
  const name = `Oakland ${randomBytes(3).toString('hex')}`;
  await signInOnPage(page, 'admin');
  await page.goto(stockPage());
  await page.getByLabel('New warehouse').fill(name);
  await page.getByLabel('New warehouse').press('Enter');
  const warehouse = page.locator('li', { has: page.locator('summary', { hasText: name }) });
  await warehouse.getByText('In use').waitFor();

  const transfer = page.locator('form', { hasText: 'Move to another warehouse' });
  await transfer.getByLabel('To').selectOption({ label: name });
  await transfer.getByLabel('How many').fill('20');
  await transfer.getByRole('button', { name: 'Move' }).click();
  await transfer.getByText('There is not enough stock for that.').waitFor();
  await transfer.getByLabel('How many').fill('5');
  await transfer.getByRole('button', { name: 'Move' }).click();
  await transfer.getByText('The units are moved.').waitFor();
  await stockIs(page, ['Main warehouse 7 0 7', `${name} 5 0 5`, 'All 12 0 12']);

  const adjust = page.locator('form', { hasText: 'Adjust' });
  await adjust.getByLabel('Warehouse').selectOption({ label: name });
  await adjust.getByLabel('Why').selectOption({ label: 'Lost or damaged' });
  await adjust.getByLabel('Units').fill('2');
  await adjust.getByLabel('Units').press('Enter');
  await adjust.getByText('The stock is adjusted.').waitFor();
  await stockIs(page, ['Main warehouse 7 0 7', `${name} 3 0 3`, 'All 10 0 10']);
  expect(await violations(page)).toEqual([]);

  // By keyboard alone: the warehouse's own form is opened, and gives it up.
  await warehouse.locator('summary').focus();
  await page.keyboard.press('Enter');
  await warehouse.getByRole('button', { name: 'Give it up' }).press('Enter');
  await warehouse.getByText('Goods lie there, or are held for orders. Move them first.').waitFor();
  await adjust.getByLabel('Warehouse').selectOption({ label: name });
  await adjust.getByLabel('Why').selectOption({ label: 'Counted' });
  await adjust.getByLabel('Units').fill('0');
  await adjust.getByRole('button', { name: 'Adjust' }).click();
  await stockIs(page, ['Main warehouse 7 0 7', `${name} 0 0 0`, 'All 7 0 7']);
  await warehouse.getByRole('button', { name: 'Give it up' }).click();
  await warehouse.getByText('Given up', { exact: true }).waitFor();
  await stockIs(page, ['Main warehouse 7 0 7', 'All 7 0 7']);

  expect((await rowsOf(page, 'Movements')).map((row) => row.replace(/^.*UTC /, ''))).toEqual([
    `Counted ${name} -3`,
    `Lost or damaged ${name} -2`,
    `Moved ${name} +5`,
    'Moved Main warehouse -5',
    'First stock Main warehouse +12',
  ]);
  expect(faults).toEqual([]);
  await close();
});

it('a seller sees the own goods only, and no forms for warehouses', async () => {
  const foreign = await offer(await signIn('admin'));
  const { page, close } = await visit(browser);
  await signInOnPage(page, 'seller');
  await page.goto(`${shop.store}/admin/warehouses?variant=${foreign.variantId}`);
  await page.getByText('There is no such variant among your goods.').waitFor();
  expect(await page.getByLabel('New warehouse').count()).toBe(0);
  await page.goto(stockPage());
  await page.getByRole('heading', { name: 'Movements' }).waitFor();
  await close();
});

it('goods that run low are told to their seller, by mail with the way to this page', async () => {
  const { page, close } = await visit(browser);
  await signInOnPage(page, 'seller');
  await page.goto(stockPage());
  const adjust = page.locator('form', { hasText: 'Adjust' });
  await adjust.getByLabel('Why').selectOption({ label: 'Counted' });
  await adjust.getByLabel('Units').fill('4');
  await adjust.getByRole('button', { name: 'Adjust' }).click();
  const subject = `Lamp ${goods.sku}, Standard: only 4 left`;
  const told = await waitFor(
    async () => (await arrived('email', 'seller@souk.example')).find((mail) => mail.subject === subject),
    { what: 'the mail about low stock', timeoutMs: 30_000 },
  );
  expect(await textOf(told!.id)).toContain(stockPage());
  await close();
});

it.each([
  [1280, 'dark'],
  [360, 'light'],
  [360, 'dark'],
] as const)('the page is sound at %i px in %s', async (width, colorScheme) => {
  const { page, faults, close } = await visit(browser, { width, colorScheme });
  await signInOnPage(page, 'admin');
  await page.goto(stockPage());
  await page.getByRole('heading', { name: 'Movements' }).waitFor();
  await page.locator('summary').first().click();
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  expect(faults).toEqual([]);
  await close();
});
