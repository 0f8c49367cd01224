import { createEvent } from '@souk/shared/events/define-event';
import { orderConfirmed } from '@souk/shared/events/order-confirmed';
import { returnReceived } from '@souk/shared/events/return-received';
import { stockCommitRequested } from '@souk/shared/events/stock-commit-requested';
import { userProfileChanged } from '@souk/shared/events/user-profile-changed';
import { userRegistered } from '@souk/shared/events/user-registered';
import type { HttpEndpoint } from '@souk/shared/http';
import { createId } from '@souk/shared/ids';
import { query, viewers } from '@souk/shared/testing/subgraph-client';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { recordedEvents } from '@souk/shared/testing/test-events';
import type { Viewer } from '@souk/shared/viewer';
import { database } from '../data-source.ts';
import { productsHandlers } from '../handlers.ts';
import type { VariantRow } from '../product/variant.entity.ts';
import { stockInvariantSql } from '../stock/stock-invariant.ts';
import { seedCategories, seedProduct, startOfTest, stockRequestedEvent } from '../testing/test-catalogue.ts';
import { startTestServer } from '../testing/test-server.ts';
import { countSales } from './buyers.ts';

let db: TestDatabase;
let server: HttpEndpoint;
let moderated: HttpEndpoint;
let handlers: ReturnType<typeof productsHandlers>;

beforeAll(async () => {
  db = await createTestDatabase('products', database);
  server = await startTestServer(db);
  moderated = await startTestServer(db, { reviewModeration: true });
  handlers = productsHandlers({ ...db, now: () => startOfTest });
});
afterAll(async () => {
  await server.close();
  await moderated.close();
  await db.close();
});
beforeEach(async () => {
  await db.clear();
  await seedCategories(db);
});

type Customer = ReturnType<typeof viewers.customer>;

function order(variant: VariantRow, customer: Customer, quantity = 2, orderId = createId('ord')) {
  return {
    orderId,
    number: '1001',
    customerId: customer.id,
    guestId: null,
    email: 'sam@example.com',
    phone: null,
    locale: 'en',
    currency: 'USD',
    lines: [
      {
        lineId: 'line_1',
        variantId: variant.id,
        productId: variant.productId,
        sku: variant.sku,
        title: 'Lamp',
        variantTitle: 'Standard',
        productSlug: 'lamp',
        imageUrl: null,
        sellerId: null,
        categorySlug: 'home',
        quantity,
        unitPriceMinor: 1_000,
        lineTotalMinor: 1_000 * quantity,
        taxMinor: 0,
      },
    ],
    totals: { subtotalMinor: 2_000, discountMinor: 0, shippingMinor: 0, taxMinor: 0, totalMinor: 2_000 },
    shippingAddress: {
      name: 'Sam',
      line1: 'Street 1',
      line2: null,
      city: 'Town',
      region: null,
      postalCode: '1',
      countryCode: 'DE',
      phone: null,
    },
    placedAt: startOfTest.toISOString(),
  };
}

const context = (aggregateId: string, aggregateVersion = 1) => ({
  aggregateId,
  aggregateVersion,
  occurredAt: startOfTest,
});

async function buy(variant: VariantRow, customer: Customer, quantity = 2): Promise<void> {
  const bought = order(variant, customer, quantity);
  const event = createEvent(orderConfirmed, context(bought.orderId), bought);
  await handlers.OrderConfirmed(event);
  await handlers.OrderConfirmed(event);
}

const submit = `mutation($input: SubmitReviewInput!) { submitReview(input: $input) {
  review { id rating title body authorName verifiedBuyer status author { id } } userErrors { code field } } }`;
const moderate = `mutation($input: ModerateReviewInput!) { moderateReview(input: $input) {
  review { status } userErrors { code } } }`;

async function review(viewer: Viewer, input: object, port = server.port) {
  const { data, errors } = await query(port, viewer, submit, { input });
  expect(errors).toBeUndefined();
  return data.submitReview;
}

async function shown(slug: string) {
  const document = `query($slug: String!) { product(slug: $slug) { rating { average count }
    reviews { edges { node { rating body } } pageInfo { hasNextPage } } } }`;
  const { data } = await query(server.port, viewers.anonymous(), document, { slug });
  return data.product;
}

test('only buyers review, once each, and the rating follows in the same moment', async () => {
  const {
    product,
    variants: [variant],
  } = await seedProduct(db);
  const [sam, kim] = [viewers.customer(), viewers.customer()];
  const input = { productId: product.id, rating: 5, title: 'Bright', body: 'I can read again.' };
  expect(await review(sam, input)).toEqual({
    review: null,
    userErrors: [{ code: 'NOT_A_BUYER', field: ['input', 'productId'] }],
  });
  await buy(variant!, sam);
  await buy(variant!, kim);
  const first = await review(sam, input);
  expect(first.review).toMatchObject({
    rating: 5,
    authorName: 'A customer',
    author: { id: sam.id },
    verifiedBuyer: true,
    status: 'PUBLISHED',
  });
  await review(kim, { ...input, rating: 2 });
  expect((await shown(product.slug)).rating).toEqual({ average: 3.5, count: 2 });
  const second = await review(sam, { ...input, rating: 4, body: 'Still good.' });
  expect(second.review.id).toBe(first.review.id);
  expect(await shown(product.slug)).toMatchObject({ rating: { average: 3, count: 2 } });
  const told = (await recordedEvents(db.dataSource)).filter(({ subject }) => subject === first.review.id);
  expect(told.map(({ type, aggregateversion }) => [type, aggregateversion])).toEqual([
    ['ReviewSubmitted', 1],
    ['ReviewPublished', 1],
    ['ReviewSubmitted', 2],
    ['ReviewPublished', 2],
  ]);
});

test('many reviews at once all count', async () => {
  const {
    product,
    variants: [variant],
  } = await seedProduct(db);
  const customers = Array.from({ length: 20 }, () => viewers.customer());
  for (const customer of customers) await buy(variant!, customer);
  const write = (customer: Customer, rating: number) =>
    review(customer, { productId: product.id, rating, body: 'Text.' });
  await Promise.all(
    customers.flatMap((customer, index) => [write(customer, (index % 5) + 1), write(customer, 3)]),
  );
  const [{ wrong }] = await db.dataSource.query(
    `SELECT (p.rating_sum, p.rating_count) IS DISTINCT FROM (sum(r.rating)::int, count(*)::int) AS wrong
     FROM products p JOIN reviews r ON r.product_id = p.id GROUP BY p.id`,
  );
  expect(wrong).toBe(false);
});

test('moderated reviews wait; refused ones go, and do not come back by themselves', async () => {
  const {
    product,
    variants: [variant],
  } = await seedProduct(db);
  const sam = viewers.customer();
  await buy(variant!, sam);
  const input = { productId: product.id, rating: 5, body: 'Nice.' };
  const { review: waiting } = await review(sam, input, moderated.port);
  expect(waiting.status).toBe('PENDING');
  expect((await shown(product.slug)).rating.count).toBe(0);
  const decide = async (status: string, viewer: Viewer = viewers.admin()) =>
    query(server.port, viewer, moderate, { input: { reviewId: waiting.id, status } });
  expect((await decide('PUBLISHED')).data.moderateReview.review.status).toBe('PUBLISHED');
  expect((await shown(product.slug)).rating).toEqual({ average: 5, count: 1 });
  await decide('REJECTED');
  await decide('REJECTED');
  expect(await shown(product.slug)).toMatchObject({
    rating: { average: null, count: 0 },
    reviews: { edges: [] },
  });
  expect((await review(sam, input)).review.status).toBe('PENDING');
  expect((await decide('PENDING')).data.moderateReview.userErrors).toEqual([{ code: 'INVALID_INPUT' }]);
  expect((await decide('PUBLISHED', viewers.seller())).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
});

test.each([
  ['no stars', { rating: 0 }, 'rating'],
  ['six stars', { rating: 6 }, 'rating'],
  ['no text', { body: '   ' }, 'body'],
  ['too long a text', { body: 'x'.repeat(4_001) }, 'body'],
  ['too long a headline', { title: 'x'.repeat(121) }, 'title'],
  ['a headline of two lines', { title: 'a\nb' }, 'title'],
  ['NUL', { body: 'a\0b' }, 'body'],
  ['half a character', { body: '\udfff' }, 'body'],
  ['text turned around', { body: 'abc\u202edef' }, 'body'],
  ['a terminal’s escape', { title: '\u001b[31mred' }, 'title'],
])('a review with %s is refused', async (_name, wrong, field) => {
  const {
    product,
    variants: [variant],
  } = await seedProduct(db);
  const sam = viewers.customer();
  await buy(variant!, sam);
  const answer = await review(sam, { productId: product.id, rating: 5, body: 'Text.', ...wrong });
  expect(answer.userErrors).toEqual([{ code: 'INVALID_INPUT', field: ['input', field] }]);
});

test('markup in a review is text like any other', async () => {
  const {
    product,
    variants: [variant],
  } = await seedProduct(db);
  const sam = viewers.customer();
  await buy(variant!, sam);
  const body = '<img src=x onerror=alert(1)> {{7*7}} =cmd|calc';
  await review(sam, { productId: product.id, rating: 1, body });
  expect((await shown(product.slug)).reviews.edges[0].node.body).toBe(body);
});

test('an author is shown by first name and initial, as newest known', async () => {
  const {
    product,
    variants: [variant],
  } = await seedProduct(db);
  const sam = viewers.customer();
  await buy(variant!, sam);
  const person = { userId: sam.id, email: 'sam@example.com', locale: 'en', firstName: 'Sam' };
  const changed = createEvent(userProfileChanged, context(sam.id, 3), {
    ...person,
    lastName: 'Adams',
    phone: null,
  });
  const registered = createEvent(userRegistered, context(sam.id, 1), { ...person, lastName: 'Shopper' });
  await handlers.UserProfileChanged(changed);
  await handlers.UserRegistered(registered);
  const { review: written } = await review(sam, { productId: product.id, rating: 5, body: 'Text.' });
  expect(written.authorName).toBe('Sam A.');
  const [kept] = await db.dataSource.query('SELECT * FROM customer_names');
  expect(JSON.stringify(kept)).not.toContain('Adams');
});

test('sales are counted once per order, and bring a product up', async () => {
  const {
    variants: [lamp],
    product,
  } = await seedProduct(db);
  await buy(lamp!, viewers.customer(), 2);
  await buy(lamp!, viewers.customer(), 3);
  await Promise.all([countSales(db), countSales(db)]);
  const [{ sold }] = await db.dataSource.query('SELECT sold_count::int AS sold FROM products WHERE id = $1', [
    product.id,
  ]);
  expect(sold).toBe(5);
});

test('returned goods are on sale again, once per return', async () => {
  const {
    variants: [lamp],
  } = await seedProduct(db);
  const sam = viewers.customer();
  const requested = stockRequestedEvent([{ variantId: lamp!.id, quantity: 4 }]);
  const { orderId } = requested.data;
  await handlers.StockRequested(requested);
  await handlers.StockCommitRequested(createEvent(stockCommitRequested, context(orderId), { orderId }));
  const data = {
    returnId: createId('ret'),
    order: order(lamp!, sam, 4, orderId),
    reason: 'CHANGED_MIND',
    note: null,
    lines: [{ lineId: 'line_1', variantId: lamp!.id, quantity: 3 }],
    refundMinor: 3_000,
  };
  for (let delivery = 0; delivery < 2; delivery += 1) {
    await handlers.ReturnReceived(createEvent(returnReceived, context(data.returnId), data));
  }
  const [stock] = await db.dataSource.query('SELECT available, reserved, sold FROM stock');
  expect(stock).toEqual({ available: 9, reserved: 0, sold: 1 });
  expect(await db.dataSource.query(stockInvariantSql)).toEqual([]);
});
