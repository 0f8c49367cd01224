import { createId } from '@souk/shared/ids';
import { query, viewers } from '@souk/shared/testing/subgraph-client';
import { waitFor } from '@souk/shared/testing/wait-for';
import { startTestShop, type TestShop } from '../testing/test-shop.ts';

let shop: TestShop;
const admin = viewers.admin();
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.clear());

const fields = `promotion { id name code version basisPoints usageLimit usedCount enabled endsAt customerIds
  minimumSpend { amountMinor currency } amount { amountMinor } } userErrors { code field message }`;
const content = { name: 'Spring', code: 'spring', kind: 'PERCENTAGE', basisPoints: 1_500, currency: 'USD' };

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
function create(promotion: object, over: object = {}, viewer = admin): Promise<any> {
  const input = { promotion, idempotencyKey: createId('key'), ...over };
  return shop.mutate(viewer, 'createPromotion', 'CreatePromotionInput', input, fields);
}

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
function update(id: string, expectedVersion: number, promotion: object): Promise<any> {
  const input = { id, expectedVersion, promotion, idempotencyKey: createId('key') };
  return shop.mutate(admin, 'updatePromotion', 'UpdatePromotionInput', input, fields);
}

test('an admin makes, reads, changes and archives a promotion', async () => {
  const made = await create({
    ...content,
    endsAt: '2040-01-01T00:00:00.000Z',
    customerIds: ['usr_1', 'usr_1'],
  });
  expect(made).toMatchObject({
    userErrors: [],
    promotion: { code: 'SPRING', version: 1, usedCount: 0, enabled: true, customerIds: ['usr_1'] },
  });
  const { id } = made.promotion;
  expect(await update(id, 1, { ...content, name: 'Summer', minimumSpendMinor: 500 })).toMatchObject({
    promotion: {
      name: 'Summer',
      version: 2,
      endsAt: null,
      minimumSpend: { amountMinor: 500, currency: 'USD' },
    },
  });
  expect(await update(id, 1, content)).toMatchObject({ userErrors: [{ code: 'STALE_VERSION' }] });
  const input = { id, expectedVersion: 2, idempotencyKey: createId('key') };
  const archive = (): Promise<object> =>
    shop.mutate(admin, 'archivePromotion', 'ArchivePromotionInput', input, fields);
  expect(await archive()).toMatchObject({ promotion: null, userErrors: [] });
  expect(await archive()).toMatchObject({ promotion: null, userErrors: [] });
  const { promotion } = await shop.ask(admin, 'query ($id: ID!) { promotion(id: $id) { id } }', { id });
  expect(promotion).toBeNull();
  expect(await create(content)).toMatchObject({ userErrors: [], promotion: { code: 'SPRING' } });
});

test('a key makes one promotion, and none with another body', async () => {
  const idempotencyKey = createId('key');
  const [first, second] = await Promise.all([
    create(content, { idempotencyKey }),
    create(content, { idempotencyKey }),
  ]);
  expect(second.promotion.id).toBe(first.promotion.id);
  expect(await create({ ...content, basisPoints: 9_000 }, { idempotencyKey })).toMatchObject({
    promotion: null,
    userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }],
  });
});

test('a code belongs to one promotion, whatever its letters are', async () => {
  const made = await Promise.all([create(content), create({ ...content, code: 'SpRiNg' })]);
  expect(made.flatMap(({ userErrors }) => userErrors)).toMatchObject([
    { code: 'CODE_TAKEN', field: ['promotion', 'code'] },
  ]);
});

test.each([
  ['more than 100 %', { basisPoints: 10_001 }, 'basisPoints'],
  ['a negative share', { basisPoints: -1 }, 'basisPoints'],
  ['no share', { basisPoints: null }, 'basisPoints'],
  ['an amount beside a share', { amountMinor: 5 }, 'amountMinor'],
  ['a negative amount', { kind: 'AMOUNT', basisPoints: null, amountMinor: -500 }, 'amountMinor'],
  [
    'an end before its beginning',
    { startsAt: '2026-02-01T00:00:00Z', endsAt: '2026-01-01T00:00:00Z' },
    'endsAt',
  ],
  ['a code with blanks', { code: 'two words' }, 'code'],
  ['a limit of none', { usageLimit: 0 }, 'usageLimit'],
  ['a currency the shop has no prices for', { currency: 'JPY' }, 'currency'],
  ['a name that turns the writing', { name: 'a\u202Eb' }, 'name'],
])('a promotion with %s is refused at its field', async (_name, over, field) => {
  expect(await create({ ...content, ...over })).toMatchObject({
    promotion: null,
    userErrors: [{ code: 'INVALID_INPUT', field: ['promotion', field] }],
  });
});

test('a limit can be moved, but not set, taken away, or put below what was used', async () => {
  const limited = (await create({ ...content, usageLimit: 5 })).promotion;
  const buyer = viewers.customer();
  for (let order = 0; order < 2; order += 1) {
    const cartId = await shop.fillCart(buyer, [{ variantId: await shop.sell() }]);
    await shop.mutate(
      buyer,
      'applyVoucher',
      'VoucherInput',
      { cartId, code: 'SPRING' },
      'userErrors { code }',
    );
    await shop.checkOut(buyer, cartId);
  }
  expect(await update(limited.id, 1, { ...content, usageLimit: 1 })).toMatchObject({
    userErrors: [{ code: 'INVALID_INPUT', field: ['promotion', 'usageLimit'] }],
  });
  expect(await update(limited.id, 1, content)).toMatchObject({ userErrors: [{ code: 'INVALID_INPUT' }] });
  expect(await update(limited.id, 1, { ...content, usageLimit: 2 })).toMatchObject({
    promotion: { usageLimit: 2, usedCount: 2 },
  });
});

test('promotions are listed newest first, page by page, and found by the beginning of code or name', async () => {
  for (const [index, code] of ['SPRING-1', 'SPRING-2', null, '50%_OFF'.replace('%', '')].entries()) {
    await create({ ...content, name: `Number ${index}`, code });
    // Of two of one millisecond neither is the newer one.
    const made = Date.now();
    await waitFor(() => Date.now() > made);
  }
  const list = async (variables: object): Promise<{ names: string[]; pageInfo: { endCursor: string } }> => {
    const { promotions } = await shop.ask(
      admin,
      `query ($first: Int! = 20, $after: String, $where: PromotionWhere) {
         promotions(first: $first, after: $after, where: $where) {
           edges { node { name usedCount } } pageInfo { hasNextPage endCursor } } }`,
      variables as Record<string, unknown>,
    );
    return {
      names: promotions.edges.map((edge: { node: { name: string } }) => edge.node.name),
      pageInfo: promotions.pageInfo,
    };
  };
  const first = await list({ first: 3 });
  expect(first).toMatchObject({
    names: ['Number 3', 'Number 2', 'Number 1'],
    pageInfo: { hasNextPage: true },
  });
  expect((await list({ after: first.pageInfo.endCursor })).names).toEqual(['Number 0']);
  expect((await list({ where: { search: 'spring' } })).names).toEqual(['Number 1', 'Number 0']);
  expect((await list({ where: { search: 'number 2' } })).names).toEqual(['Number 2']);
  expect((await list({ where: { search: '%' } })).names).toEqual([]);
  expect((await list({ where: { hasCode: false } })).names).toEqual(['Number 2']);
});

test('promotions are for admins: not to be seen or changed by anybody else', async () => {
  const id = await shop.promote({ code: 'SECRET-1' });
  for (const viewer of [viewers.anonymous(), viewers.guest(), viewers.customer(), viewers.seller()]) {
    for (const document of [
      `{ promotion(id: "${id}") { code } }`,
      '{ promotions { edges { node { code } } } }',
      `mutation { archivePromotion(input: {id: "${id}", expectedVersion: 1, idempotencyKey: "12345678"}) {
         userErrors { code } } }`,
      `mutation { createPromotion(input: {promotion: {name: "x", kind: PERCENTAGE, basisPoints: 10000,
         currency: "USD"}, idempotencyKey: "12345678"}) { userErrors { code } } }`,
    ]) {
      const { errors } = await query(shop.port, viewer, document);
      expect(['UNAUTHENTICATED', 'FORBIDDEN']).toContain(errors?.[0]?.extensions?.code);
    }
  }
});

test('what is no field of a promotion cannot be set: not its uses, its version or its id', async () => {
  for (const field of ['used: 0', 'version: 7', 'id: "promo_x"', 'usedCount: 0']) {
    const { errors } = await query(
      shop.port,
      admin,
      `mutation { createPromotion(input: {promotion: {name: "x", kind: PERCENTAGE, basisPoints: 1,
         currency: "USD", ${field}}, idempotencyKey: "12345678"}) { userErrors { code } } }`,
    );
    expect(errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  }
});
