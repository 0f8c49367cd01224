import type { Browser, Page } from 'playwright-core';
import { waitFor } from '../../subgraphs/shared/src/testing/wait-for.ts';
import { launchBrowser, type Visit, visit } from './support/browser.ts';
import { password, register } from './support/buyers.ts';
import { addToCart, checkOut, orderIdOf, productInStock } from './support/checkout.ts';
import { ask, newEmail, shop } from './support/shop.ts';
import { signInOnPage } from './support/sign-in.ts';

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

const status = (page: Page, expected: string) => page.locator(`[data-status=${expected}]`).waitFor();
const payButton = (page: Page) => page.getByRole('button', { name: /^Pay / });

/** Takes more of the only item, in another tab. */
async function takeMore(page: Page): Promise<void> {
  const tab = await page.context().newPage();
  await tab.goto(`${shop.store}/cart`);
  // A press before the page's scripts are there does nothing.
  await waitFor(async () => {
    if ((await tab.locator('main output').textContent()) !== '1') return true;
    await tab.getByRole('button', { name: 'One more' }).click();
    return false;
  });
  await tab.locator('main dl[aria-busy]').waitFor({ state: 'detached' });
  await tab.close();
}

it('a payment refused because the total moved is tried again with the card that was chosen', async () => {
  const { page } = buyer;
  await addToCart(page, (await productInStock()).slug);
  await checkOut(page, {
    email: newEmail(),
    card: 'tok_declined',
    beforePaying: async () => {
      await takeMore(page);
      await payButton(page).click();
      await page.getByText('The total has changed since you saw it.').first().waitFor();
      expect(await page.locator('input[name=token]:checked').inputValue()).toBe('tok_declined');
    },
  });
  await status(page, 'CANCELLED');
  await page.getByText('Your bank declined the card.').first().waitFor();
});

it('another card pays what the declined one was to pay, vouchers included', async () => {
  const { page, faults } = buyer;
  await addToCart(page, (await productInStock()).slug);
  await page.goto(`${shop.store}/cart`);
  await page.getByLabel('Voucher code').fill('welcome10');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('button', { name: 'Take out WELCOME10' }).waitFor();
  await page.goto(`${shop.store}/checkout`);
  let asked: string | null = null;
  await checkOut(page, {
    email: newEmail(),
    card: 'tok_declined',
    beforePaying: async () => {
      asked = await payButton(page).textContent();
    },
  });
  await status(page, 'CANCELLED');
  await page.getByRole('button', { name: 'Try another card' }).click();
  await page.waitForURL('**/checkout/payment');
  expect(await payButton(page).textContent()).toBe(asked);
  await page.locator('input[name=token][value=tok_success]').check();
  await payButton(page).click();
  await page.waitForURL('**/orders/ord_*');
  await status(page, 'CONFIRMED');
  await page.getByText('Welcome to Souk (WELCOME10)').waitFor();
  expect(faults).toEqual([]);
});

/** Signs a new customer in whose first address is in Germany. */
async function signInFromBerlin(page: Page): Promise<void> {
  const { email, token } = await register();
  const { addAddress } = await ask(
    'mutation ($input: AddressInput!) { addAddress(input: $input) { userErrors { code } } }',
    {
      input: {
        name: 'Bea Buyer',
        line1: 'Marktstraße 12',
        city: 'Berlin',
        postalCode: '10115',
        countryCode: 'DE',
        isDefault: true,
      },
    },
    token,
  );
  expect(addAddress.userErrors).toEqual([]);
  await page.goto(`${shop.store}/login`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
}

it('a customer whose address is abroad is offered what reaches it, and a mistake leaves the country as it was', async () => {
  const { page, faults } = buyer;
  await signInFromBerlin(page);
  await addToCart(page, (await productInStock()).slug);
  await page.getByRole('button', { name: 'Continue to shipping' }).click();
  await page.waitForURL('**/checkout/shipping');
  // What Express costs there: the cart was told of the address without anybody touching it.
  await page.getByText('$19.99').first().waitFor();
  await page.getByLabel('Full name').fill('');
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await page.getByText('Please enter the name of the recipient.').first().waitFor();
  expect(await page.getByLabel('Country').inputValue()).toBe('DE');
  await page.getByLabel('Full name').fill('Bea Buyer');
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await page.waitForURL('**/checkout/payment');
  await page.getByText('Germany').waitFor();
  expect(faults).toEqual([]);
});

it('a shipment refused for its tracking page keeps the units that were chosen, and what was done is said where the focus goes', async () => {
  const { page } = buyer;
  await addToCart(page, (await productInStock()).slug);
  await takeMore(page);
  await page.goto(`${shop.store}/checkout`);
  await checkOut(page, { email: newEmail(), card: 'tok_success' });
  await status(page, 'CONFIRMED');
  const orderId = orderIdOf(page);

  const office = await visit(browser);
  try {
    await signInOnPage(office.page, 'admin');
    await office.page.goto(`${shop.store}/admin/orders/${orderId}`);
    const units = office.page.getByRole('spinbutton');
    await units.fill('1');
    await office.page.getByLabel('Tracking page').fill('http://carrier.example/1');
    await office.page.getByRole('button', { name: 'Record shipment' }).click();
    await office.page.getByText('Please enter an https address.').waitFor();
    expect(await units.inputValue()).toBe('1');
    await office.page.getByLabel('Tracking page').fill('');
    await office.page.getByRole('button', { name: 'Record shipment' }).click();
    await office.page.getByText('Partly shipped').first().waitFor();
    await office.page.getByRole('button', { name: 'Record shipment' }).click();
    // The form is gone with its task; what it did is still said.
    await office.page.getByRole('button', { name: 'Mark as delivered' }).waitFor();
    expect(await office.page.locator(':focus').textContent()).toBe('The shipment is recorded.');
    expect(office.faults).toEqual([]);
  } finally {
    await office.close();
  }
});
