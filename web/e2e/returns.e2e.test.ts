import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { waitFor } from '../../subgraphs/shared/src/testing/wait-for.ts';
import { violations } from './support/axe.ts';
import { launchBrowser, visit } from './support/browser.ts';
import { buy, offer, readOrder, signIn, whenOrderIs } from './support/buyers.ts';
import { bounceRefunds } from './support/sandbox.ts';
import { ask, shop } from './support/shop.ts';
import { signInOnPage } from './support/sign-in.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('goods that came back are paid back, and again where the bank sent the money back', async () => {
  const admin = await signIn('admin');
  const goods = await offer(await signIn('seller'), { priceMinor: 4_900 });
  const { orderId, token } = await buy(goods.variantId);
  const order = await readOrder(orderId, token);
  const mutate = async (name: string, input: object, viewer: string): Promise<void> => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const data = await ask(
      `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code } } }`,
      { input: { orderId, idempotencyKey: randomUUID(), ...input } },
      viewer,
    );
    expect(data[name].userErrors).toEqual([]);
  };
  await mutate('fulfilOrder', {}, admin);
  await mutate('markOrderDelivered', {}, admin);
  await whenOrderIs(orderId, token, ['DELIVERED']);
  const lines = [{ orderLineId: order.lines[0].id, quantity: 1 }];
  await mutate('requestReturn', { reason: 'too large', lines }, token);

  const { page, faults, close } = await visit(browser);
  await signInOnPage(page, 'admin');
  await page.goto(`${shop.store}/admin/orders/${orderId}`);
  const task = page.locator('form', { hasText: 'Return of 1 unit' });
  await task.getByRole('button', { name: 'Approve' }).click();
  await task.getByRole('button', { name: 'The goods are back: refund' }).click();
  const returnIs = (status: string): Promise<unknown> =>
    waitFor(async () => (await readOrder(orderId, token)).returns[0].status === status, {
      what: `a return that is ${status}`,
    });
  await returnIs('REFUNDED');

  await bounceRefunds(orderId);
  await returnIs('RECEIVED');
  await page.reload();
  await task.getByText('the refund failed').waitFor();
  expect(await violations(page)).toEqual([]);
  await task.getByRole('button', { name: 'Refund again' }).press('Enter');
  await page.getByText('The return is updated.').waitFor();
  await returnIs('REFUNDED');
  await page.reload();
  await page.getByRole('heading', { name: order.number }).waitFor();
  expect(await task.count()).toBe(0);
  expect(faults).toEqual([]);
  await close();
});
