import type { Page } from 'playwright-core';
import { ask, shop } from './shop.ts';

/** A product of the demonstration shop that can be bought. */
export async function productInStock(): Promise<{ slug: string; title: string }> {
  const { products } = await ask(
    '{ products(first: 20, where: { inStock: true }, sort: BEST_SELLING) { edges { node { slug title variants { availableQuantity } } } } }',
  );
  const found = products.edges.find(({ node }: { node: { variants: { availableQuantity: number }[] } }) =>
    node.variants.every((variant) => variant.availableQuantity > 3),
  );
  return found.node;
}

/** Puts a product into the cart and goes to the checkout. */
export async function addToCart(page: Page, slug: string): Promise<void> {
  await page.goto(`${shop.store}/products/${slug}`);
  await page.getByRole('button', { name: 'Add to cart' }).first().click();
  await page.getByRole('link', { name: 'Check out' }).click();
  await page.waitForURL('**/checkout/**');
}

export type Checkout = {
  readonly email: string;
  readonly phone?: string;
  readonly card: string;
  /** Agree that the card is kept. */
  readonly keepCard?: boolean;
  /** Looks at the payment step before the button is pressed. */
  readonly beforePaying?: () => Promise<void>;
};

/** Goes through contact, shipping and payment, and pays. Leaves the page on the order. */
export async function checkOut(
  page: Page,
  { email, phone, card, keepCard, beforePaying }: Checkout,
): Promise<void> {
  await page.waitForURL('**/checkout/contact');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Continue to shipping' }).click();
  await page.waitForURL('**/checkout/shipping');
  await page.getByLabel('Full name').fill('Test Buyer');
  await page.getByLabel('Street and number').fill('1 Market Street');
  await page.getByLabel('Town or city').fill('San Francisco');
  await page.getByLabel('Postal code').fill('94107');
  await page.getByLabel('State', { exact: true }).selectOption('CA');
  if (phone) await page.getByLabel('Phone').fill(phone);
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await page.waitForURL('**/checkout/payment');
  await page.locator(`input[name=token][value=${card}]`).check();
  if (keepCard) await page.getByRole('checkbox', { name: /^Keep this card/ }).check();
  await beforePaying?.();
  await page.getByRole('button', { name: /^Pay / }).click();
  await page.waitForURL('**/orders/ord_*');
}

/** The order that a page shows. */
export function orderIdOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1)!;
}
