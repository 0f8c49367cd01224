import type { Page } from 'playwright-core';
import { shop } from './shop.ts';

/** Signs an account of the demonstration shop in on the login page. */
export async function signInOnPage(page: Page, account: 'shopper' | 'seller' | 'admin'): Promise<void> {
  await page.goto(`${shop.store}/login`);
  await page.getByLabel('E-mail address').fill(`${account}@souk.example`);
  await page.getByLabel('Password', { exact: true }).fill('souk-demo-1');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
}
