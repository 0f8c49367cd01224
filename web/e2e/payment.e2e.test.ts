import type { Browser, Page } from 'playwright-core';
import { violations } from './support/axe.ts';
import { launchBrowser, type Visit, visit } from './support/browser.ts';
import { addToCart, checkOut, productInStock } from './support/checkout.ts';
import { misbehave } from './support/sandbox.ts';
import { newEmail, shop } from './support/shop.ts';

let browser: Browser;
let buyer: Visit;
beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  buyer = await visit(browser);
});
afterEach(() => buyer.close());
afterAll(() => browser.close());

/** Places an order whose card asks for 3-D Secure, and leaves the page where the buyer has to act. */
async function orderThatWaits(page: Page): Promise<void> {
  await addToCart(page, (await productInStock()).slug);
  await checkOut(page, { email: newEmail(), card: 'tok_requires_action' });
  await confirmLink(page).waitFor();
}

const confirmLink = (page: Page) => page.getByRole('link', { name: /^Confirm payment of/ }).first();
const status = (page: Page, expected: string) => page.locator(`[data-status=${expected}]`).waitFor();

describe('3-D Secure', () => {
  it('leads to the bank and back, and an order page that was left open moves by itself', async () => {
    const { page, faults } = buyer;
    await orderThatWaits(page);
    expect(await violations(page)).toEqual([]);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await status(other, 'AWAITING_PAYMENT');
    await confirmLink(page).click();
    await page.waitForURL((url) => url.origin !== new URL(shop.store).origin);
    await page.getByRole('button', { name: 'Approve payment' }).click();
    await page.waitForURL('**/orders/ord_*');
    await Promise.all([status(page, 'CONFIRMED'), status(other, 'CONFIRMED')]);
    expect(faults).toEqual([]);
  });

  it('that the buyer declines cancels the order, and another card pays a new one', async () => {
    const { page } = buyer;
    await orderThatWaits(page);
    await confirmLink(page).click();
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.waitForURL('**/orders/ord_*');
    await status(page, 'CANCELLED');
    await page.getByText('The payment was not confirmed with your bank.').first().waitFor();
    await page.getByRole('button', { name: 'Try another card' }).click();
    await page.waitForURL('**/checkout/payment');
    await page.locator('input[name=token][value=tok_success]').check();
    await page.getByRole('button', { name: /^Pay / }).click();
    await page.waitForURL('**/orders/ord_*');
    await status(page, 'CONFIRMED');
  });

  it('that is never finished ends the order as expired, without a reload', async () => {
    const { page } = buyer;
    await misbehave({ actions: 'expire', seconds: 60 });
    try {
      await addToCart(page, (await productInStock()).slug);
      await checkOut(page, { email: newEmail(), card: 'tok_requires_action' });
      await status(page, 'CANCELLED');
      await page.getByRole('heading', { name: 'The payment was not confirmed in time' }).waitFor();
    } finally {
      await misbehave({});
    }
  });
});

describe('a card that is kept', () => {
  it('is kept with consent, offered again, pays again, and can be removed', async () => {
    const { page, faults } = buyer;
    const email = newEmail();
    await page.goto(`${shop.store}/register`);
    await page.getByLabel('First name').fill('Kim');
    await page.getByLabel('Last name').fill('Keeper');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: /create account|register|sign up/i }).click();
    await page.waitForURL((url) => !url.pathname.includes('register'));

    await addToCart(page, (await productInStock()).slug);
    await checkOut(page, { email, card: 'tok_success', keepCard: true });
    await status(page, 'CONFIRMED');
    await page.goto(`${shop.store}/account/payment-methods`);
    await page.getByRole('paragraph').filter({ hasText: 'Visa ending in 4242' }).waitFor();
    expect(await violations(page)).toEqual([]);

    await addToCart(page, (await productInStock()).slug);
    await page.goto(`${shop.store}/checkout/payment`);
    // The new cart is not told yet where it goes; what was entered before is filled in.
    await page.waitForURL('**/checkout/shipping');
    await page.getByRole('button', { name: 'Continue to payment' }).click();
    await page.waitForURL('**/checkout/payment');
    await page.getByRole('radio', { name: /Visa ending in 4242/ }).check();
    await page.getByRole('button', { name: /^Pay / }).click();
    await page.waitForURL('**/orders/ord_*');
    await status(page, 'CONFIRMED');

    await page.goto(`${shop.store}/account/payment-methods`);
    await page.getByRole('button', { name: 'Remove Visa ending in 4242' }).click();
    await page.getByText('Nothing kept yet').waitFor();
    expect(faults).toEqual([]);
  });

  it('is not offered to be kept where nobody is signed in', async () => {
    const { page } = buyer;
    await addToCart(page, (await productInStock()).slug);
    await checkOut(page, {
      email: newEmail(),
      card: 'tok_success',
      beforePaying: async () => {
        expect(await page.getByRole('checkbox').count()).toBe(0);
      },
    });
    await status(page, 'CONFIRMED');
  });
});
