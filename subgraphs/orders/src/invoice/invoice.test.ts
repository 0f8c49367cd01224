import { createId } from '@souk/shared/ids';
import { query, viewers } from '@souk/shared/testing/subgraph-client';
import type { Viewer } from '@souk/shared/viewer';
import fc from 'fast-check';
import type { OrderLine } from '../order/order-state.ts';
import { answers, eventFrom } from '../testing/neighbours.ts';
import { startTestShop, type TestShop } from '../testing/test-shop.ts';
import { createInvoiceLinks } from './invoice-links.ts';
import { issueInvoices } from './issue-invoices.ts';
import { creditBreakdown, taxBreakdown } from './tax-breakdown.ts';

let shop: TestShop;
const issuer = { name: 'Souk Test Shop', addressLines: ['1 Market Square', 'Oakland'], taxId: '12-3456789' };
const now = new Date('2026-11-21T10:00:00.000Z');
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.clear());

const issue = (at = now): Promise<number> => issueInvoices({ ...shop, issuer }, at);

async function confirmed(buyer: Viewer = viewers.customer(), product: object = {}): Promise<string> {
  const orderId = await shop.order(buyer, product);
  await shop.confirm(orderId);
  return orderId;
}

type Told = { number: string; kind: string; total: { amountMinor: number }; downloadUrl: string };

async function invoicesOf(viewer: Viewer, id: string): Promise<Told[] | undefined> {
  const { order } = await shop.ask(
    viewer,
    'query ($id: ID!) { order(id: $id) { invoices { number kind issuedAt total { amountMinor } downloadUrl } } }',
    { id },
  );
  return order?.invoices;
}

const tokenOf = ({ downloadUrl }: Told): string => new URL(downloadUrl).pathname.split('/').at(-1)!;

async function download(
  token: string,
  viewer: Viewer = viewers.anonymous(),
): Promise<{ fileName: string; contentBase64: string } | null> {
  const document =
    'query ($token: String!) { invoiceFile(token: $token) { fileName mediaType contentBase64 } }';
  return (await shop.ask(viewer, document, { token })).invoiceFile;
}

test('each confirmed order gets one invoice, numbered without gaps, also from several workers', async () => {
  const orders: string[] = [];
  for (let index = 0; index < 8; index += 1) orders.push(await confirmed());
  await shop.order();
  const counts = await Promise.all([issue(), issue(), issue()]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(8);
  expect(await issue()).toBe(0);
  const rows: { sequence: number; series: string; order_id: string }[] = await shop.dataSource.query(
    'SELECT series, sequence, order_id FROM invoices ORDER BY sequence',
  );
  expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(rows.map(({ order_id }) => order_id).sort()).toEqual(orders.sort());
});

test('numbers have no gaps where issuing fails in between, and begin anew with the year', async () => {
  await confirmed();
  await issue();
  await confirmed();
  await shop.dataSource.query('ALTER TABLE invoices ADD CONSTRAINT broken CHECK (sequence < 2)');
  await expect(issue()).rejects.toThrow('broken');
  await shop.dataSource.query('ALTER TABLE invoices DROP CONSTRAINT broken');
  expect(await issue()).toBe(1);
  await confirmed();
  expect(await issue(new Date('2027-01-01T00:00:00.000Z'))).toBe(1);
  const rows = await shop.dataSource.query('SELECT series, sequence FROM invoices ORDER BY series, sequence');
  expect(rows).toEqual([
    { series: 'INV-2026', sequence: 1 },
    { series: 'INV-2026', sequence: 2 },
    { series: 'INV-2027', sequence: 1 },
  ]);
});

test('the database refuses to change or delete a document', async () => {
  const orderId = await confirmed();
  await issue();
  const [invoice] = (await invoicesOf(admin, orderId))!;
  await download(tokenOf(invoice!));
  for (const table of ['invoices', 'invoice_files']) {
    await expect(shop.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
  }
  await expect(shop.dataSource.query('UPDATE invoices SET sequence = 9')).rejects.toThrow('append-only');
});

const admin = viewers.admin();

test('its PDF is the same bytes for buyer, staff and whoever knows number and address; for others there is none', async () => {
  const [buyer, seller] = [viewers.guest(), viewers.seller()];
  const orderId = await confirmed(buyer, { sellerId: seller.id, title: 'Łyżka Ελιά Ложка' });
  await issue();
  const [own] = (await invoicesOf(buyer, orderId))!;
  expect(own).toMatchObject({ number: 'INV-2026-000001', kind: 'INVOICE' });
  const file = await download(tokenOf(own!));
  expect(file?.fileName).toBe('INV-2026-000001.pdf');
  expect(Buffer.from(file!.contentBase64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  const [staff] = (await invoicesOf(admin, orderId))!;
  expect(await download(tokenOf(staff!))).toEqual(file);

  const [{ number }] = await shop.dataSource.query('SELECT number FROM orders');
  const { orderByNumber } = await shop.ask(
    viewers.anonymous(),
    `{ orderByNumber(number: "${number}", email: "ann@example.com") { invoices { downloadUrl } } }`,
  );
  expect(await download(tokenOf(orderByNumber.invoices[0]))).toEqual(file);
  expect(await invoicesOf(seller, orderId)).toEqual([]);
  expect(await invoicesOf(viewers.customer(), orderId)).toBeUndefined();
});

test('a link is good for ten minutes, for one document, and cannot be made up', async () => {
  const orderId = await confirmed();
  await issue();
  const [invoice] = (await invoicesOf(admin, orderId))!;
  const token = tokenOf(invoice!);
  const [invoiceId, expiry, signature] = token.split('.');
  for (const bad of [
    '',
    invoiceId!,
    `${invoiceId}.${expiry}`,
    `${invoiceId}.${expiry}.`,
    `${invoiceId}.${(Date.now() + 1e9).toString(36)}.${signature}`,
    `${createId('inv')}.${expiry}.${signature}`,
    `${token}.x`,
    token.slice(0, -2),
    'x'.repeat(300),
  ]) {
    expect(await download(bad)).toBeNull();
  }
  const links = createInvoiceLinks('one-secret-of-thirty-two-characters');
  const signed = links.sign('inv_1', now);
  expect(links.verify(signed, new Date(now.getTime() + 599_999))).toBe('inv_1');
  expect(links.verify(signed, new Date(now.getTime() + 600_000))).toBeNull();
  expect(createInvoiceLinks('another-secret-of-thirty-two-chars').verify(signed, now)).toBeNull();
});

test('a refund gets a credit note of its own series, once, however often it is told', async () => {
  const buyer = viewers.customer();
  const orderId = await confirmed(buyer, { variant: { priceMinor: 1_000 } });
  const refund = { refundId: 'ref_1', returnId: null, amountMinor: 500 };
  await shop.deliver(answers.paymentRefunded(orderId, refund), answers.paymentRefunded(orderId, refund));
  expect(await issue()).toBe(2);
  const documents = (await invoicesOf(buyer, orderId))!;
  expect(documents).toMatchObject([
    { number: 'INV-2026-000001', kind: 'INVOICE', total: { amountMinor: 1_000 + 73 + 599 } },
    { number: 'CN-2026-000001', kind: 'CREDIT_NOTE', total: { amountMinor: 500 } },
  ]);
  const file = await download(tokenOf(documents[1]!));
  expect(file?.fileName).toBe('CN-2026-000001.pdf');
});

test('money that came for an order cancelled before is paid back without a credit note, as there is no invoice', async () => {
  const buyer = viewers.customer();
  const orderId = await shop.order(buyer);
  await shop.deliver(
    answers.stockReserved(orderId),
    answers.paymentAuthorized(orderId),
    answers.stockCommitted(orderId),
  );
  const input = { orderId, idempotencyKey: createId('key') };
  await shop.mutate(buyer, 'cancelOrder', 'CancelOrderInput', input, 'userErrors { code }');
  const refund = { refundId: 'ref_1', returnId: null, amountMinor: 1_672 };
  await shop.deliver(answers.paymentCaptured(orderId), answers.paymentRefunded(orderId, refund));
  expect(await issue()).toBe(0);
  expect(await invoicesOf(buyer, orderId)).toEqual([]);
});

test('a refund that failed gets no credit note, and one that is told of again gets one', async () => {
  const orderId = await confirmed();
  const refund = { refundId: 'ref_1', returnId: null, amountMinor: 500 };
  const failed = (): Promise<void> =>
    shop.deliver(
      eventFrom('PaymentRefundFailed', orderId, {
        ...answers.paymentCaptured(orderId).data,
        refundId: 'ref_1',
        refundAmountMinor: 500,
        returnId: null,
        failureCode: 'expired_card',
        refundedTotalMinor: 0,
      }),
    );
  await shop.deliver(answers.paymentRefunded(orderId, refund));
  await failed();
  await issue();
  expect((await invoicesOf(admin, orderId))!.map(({ kind }) => kind)).toEqual(['INVOICE']);
  await shop.deliver(answers.paymentRefunded(orderId, refund));
  await failed();
  await shop.deliver(answers.paymentRefunded(orderId, refund));
  await issue();
  await failed();
  await shop.deliver(answers.paymentRefunded(orderId, refund));
  await issue();
  const documents = (await invoicesOf(admin, orderId))!;
  expect(documents.map(({ number }) => number)).toEqual(['INV-2026-000001', 'CN-2026-000001']);
});

test('a long order takes several pages', async () => {
  const buyer = viewers.customer();
  const lines = await Promise.all(
    Array.from({ length: 45 }, async (_, index) => ({
      variantId: await shop.sell({ title: `Spoon ${index}` }),
    })),
  );
  const cartId = await shop.fillCart(buyer, lines);
  const { order } = await shop.checkOut(buyer, cartId);
  await shop.confirm(order!.id);
  await issue();
  const [invoice] = (await invoicesOf(buyer, order!.id))!;
  const file = await download(tokenOf(invoice!));
  const pdf = Buffer.from(file!.contentBase64, 'base64').toString('latin1');
  expect(pdf.match(/\/Type \/Page\b/g)!.length).toBeGreaterThanOrEqual(2);
});

test('an id is no way to a document: neither a link nor a field takes one', async () => {
  const { errors } = await query(shop.port, viewers.customer(), '{ invoice(id: "inv_1") { number } }');
  expect(errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
});

describe('the breakdown by rate', () => {
  const orders = fc
    .record({
      lines: fc.array(
        fc.record({
          lineTotalMinor: fc.nat(1_000_000),
          share: fc.double({ min: 0, max: 1, noNaN: true }),
          taxMinor: fc.nat(100_000),
          taxRateBasisPoints: fc.constantFrom(null, 0, 725, 1_900),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      shippingMinor: fc.nat(5_000),
      shippingTaxMinor: fc.nat(500),
    })
    .map(({ lines, shippingMinor, shippingTaxMinor }) => {
      const made = lines.map(({ share, ...line }) => ({
        ...line,
        discountMinor: Math.floor(share * line.lineTotalMinor),
      })) as unknown as OrderLine[];
      const sum = (amount: (line: OrderLine) => number): number =>
        made.reduce((total, line) => total + amount(line), 0);
      const subtotalMinor = sum((line) => line.lineTotalMinor);
      const discountMinor = sum((line) => line.discountMinor);
      const taxMinor = sum((line) => line.taxMinor) + shippingTaxMinor;
      const totalMinor = subtotalMinor - discountMinor + shippingMinor + taxMinor;
      return { lines: made, totals: { subtotalMinor, discountMinor, shippingMinor, taxMinor, totalMinor } };
    });
  const gross = (groups: readonly { netMinor: number; taxMinor: number }[]): number =>
    groups.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0);

  test('adds up to the order, and that of a refund to the refund', () => {
    fc.assert(
      fc.property(orders, fc.double({ min: 0, max: 1, noNaN: true }), (order, share) => {
        const groups = taxBreakdown(order);
        expect(gross(groups)).toBe(order.totals.totalMinor);
        expect(groups.reduce((sum, group) => sum + group.taxMinor, 0)).toBe(order.totals.taxMinor);
        if (order.totals.totalMinor === 0) return;
        const refundMinor = Math.floor(share * order.totals.totalMinor);
        const credit = creditBreakdown(order, refundMinor);
        expect(gross(credit)).toBe(refundMinor);
        for (const { netMinor, taxMinor } of credit) {
          expect(netMinor).toBeGreaterThanOrEqual(0);
          expect(taxMinor).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
