import fc from 'fast-check';
import { price } from '../pricing/price-engine.ts';
import { tableTaxProvider } from '../pricing/table-tax-provider.ts';
import { type Basket, decidePromotions, type PromotionOutcome } from './decide-promotions.ts';
import type { OfferedPromotion } from './promotion.ts';

const now = new Date('2026-11-21T10:00:00.000Z');
const california = { countryCode: 'US', region: 'CA', postalCode: '94601' };

function promotion(over: Partial<OfferedPromotion> = {}): OfferedPromotion {
  return {
    id: 'promo_1',
    name: 'Ten off',
    code: null,
    kind: 'PERCENTAGE',
    basisPoints: 1_000,
    amountMinor: null,
    currency: 'USD',
    enabled: true,
    startsAt: null,
    endsAt: null,
    minimumSpendMinor: 0,
    productIds: [],
    categorySlugs: [],
    sellerIds: [],
    customerIds: [],
    firstOrderOnly: false,
    usageLimit: null,
    usageLimitPerCustomer: null,
    exclusive: false,
    priority: 0,
    used: 0,
    usedByBuyer: 0,
    buyerHasOrdered: false,
    ...over,
  };
}

function basket(...lineTotals: number[]): Basket {
  return {
    currency: 'USD',
    customerId: 'usr_1',
    shippingMinor: 599,
    lines: lineTotals.map((lineTotalMinor, index) => ({
      variantId: `var_${index}`,
      productId: `prod_${index}`,
      categorySlug: index % 2 === 0 ? 'kitchen' : 'garden',
      sellerId: index === 0 ? null : 'usr_seller',
      lineTotalMinor,
    })),
  };
}

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

/** Everything that can be said of a decision whatever was decided. */
function expectSound(outcome: PromotionOutcome, { lines, shippingMinor }: Basket): void {
  expect(outcome.lineDiscountMinor).toHaveLength(lines.length);
  for (const [index, discount] of outcome.lineDiscountMinor.entries()) {
    expect(Number.isSafeInteger(discount)).toBe(true);
    expect(discount).toBeGreaterThanOrEqual(0);
    expect(discount).toBeLessThanOrEqual(lines[index]!.lineTotalMinor);
  }
  expect(outcome.shippingDiscountMinor).toBeLessThanOrEqual(shippingMinor);
  expect(sum(outcome.discounts.map((each) => each.goodsMinor))).toBe(sum(outcome.lineDiscountMinor));
  expect(sum(outcome.discounts.map((each) => each.shippingMinor))).toBe(outcome.shippingDiscountMinor);
}

const anyPromotions = fc
  .array(
    fc.record({
      kind: fc.constantFrom('PERCENTAGE' as const, 'AMOUNT' as const, 'FREE_SHIPPING' as const),
      share: fc.integer({ min: 1, max: 10_000 }),
      amount: fc.integer({ min: 1, max: 2_000_000 }),
      minimumSpendMinor: fc.oneof(fc.constant(0), fc.nat(500_000)),
      categorySlugs: fc.constantFrom([], ['kitchen'], ['garden', 'kitchen'], ['nothing']),
      sellerIds: fc.constantFrom([], ['usr_seller']),
      exclusive: fc.boolean(),
      priority: fc.integer({ min: -2, max: 2 }),
    }),
    { maxLength: 7 },
  )
  .map((all) =>
    all.map(({ share, amount, ...rest }, index) =>
      promotion({
        ...rest,
        id: `promo_${index}`,
        basisPoints: rest.kind === 'PERCENTAGE' ? share : null,
        amountMinor: rest.kind === 'AMOUNT' ? amount : null,
      }),
    ),
  );
const anyBasket = fc.array(fc.nat(1_000_000), { maxLength: 12 }).map((totals) => basket(...totals));

function totalOf(outcome: PromotionOutcome, { lines, shippingMinor }: Basket): number {
  return price(tableTaxProvider, {
    lines: lines.map((line, index) => ({
      unitPriceMinor: line.lineTotalMinor,
      quantity: 1,
      discountMinor: outcome.lineDiscountMinor[index]!,
    })),
    shippingMinor: shippingMinor - outcome.shippingDiscountMinor,
    destination: california,
  }).totals.totalMinor;
}

test('whatever is offered, reductions are whole, add up, never exceed what they reduce, and cost nobody more', () => {
  fc.assert(
    fc.property(anyPromotions, anyBasket, (offered, goods) => {
      const outcome = decidePromotions(offered, goods, now);
      expectSound(outcome, goods);
      const total = totalOf(outcome, goods);
      expect(total).toBeGreaterThanOrEqual(0);
      expect(total).toBeLessThanOrEqual(totalOf(decidePromotions([], goods, now), goods));
    }),
    { numRuns: 1_000 },
  );
});

test('the order in which codes and goods were put in changes nothing', () => {
  fc.assert(
    fc.property(anyPromotions, anyBasket, fc.nat(), (offered, goods, seed) => {
      const shuffle = <Item>(items: readonly Item[]): Item[] =>
        items
          .map((item, index) => ({ item, key: Math.imul(index + 1, seed * 2 + 1) >>> 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
      const straight = decidePromotions(offered, goods, now);
      const mixed = { ...goods, lines: shuffle(goods.lines) };
      const other = decidePromotions(shuffle(offered), mixed, now);
      const byLine = (outcome: PromotionOutcome, of: Basket): object =>
        Object.fromEntries(of.lines.map((line, index) => [line.variantId, outcome.lineDiscountMinor[index]]));
      expect(byLine(other, mixed)).toEqual(byLine(straight, goods));
      expect(other.discounts).toEqual(straight.discounts);
      expect(totalOf(other, mixed)).toBe(totalOf(straight, goods));
    }),
    { numRuns: 1_000 },
  );
});

test('one that stands alone is never given with another, and each that is not given has its reason', () => {
  fc.assert(
    fc.property(anyPromotions, anyBasket, (offered, goods) => {
      const { discounts, problems } = decidePromotions(offered, goods, now);
      const given = offered.filter(({ id }) => discounts.some(({ promotionId }) => promotionId === id));
      if (given.some((each) => each.exclusive)) expect(given).toHaveLength(1);
      for (const { id } of offered) expect(problems.has(id)).toBe(!given.some((each) => each.id === id));
    }),
    { numRuns: 500 },
  );
});

test.each([
  [
    'two of 60 %',
    [promotion({ basisPoints: 6_000 }), promotion({ id: 'promo_2', basisPoints: 6_000 })],
    [840, 420],
  ],
  [
    'two of 100 %',
    [promotion({ basisPoints: 10_000 }), promotion({ id: 'promo_2', basisPoints: 10_000 })],
    [1000, 500],
  ],
  [
    '100 % and an amount',
    [
      promotion({ basisPoints: 10_000 }),
      promotion({ id: 'promo_2', kind: 'AMOUNT', basisPoints: null, amountMinor: 5_000 }),
    ],
    [1000, 500],
  ],
  [
    'an amount beyond the goods',
    [promotion({ kind: 'AMOUNT', basisPoints: null, amountMinor: 5_000 })],
    [1000, 500],
  ],
])('%s never take off more than there is', (_name, offered, expected) => {
  const goods = basket(1_000, 500);
  const outcome = decidePromotions(offered, goods, now);
  expectSound(outcome, goods);
  expect(outcome.lineDiscountMinor).toEqual(expected);
  expect(totalOf(outcome, goods)).toBeGreaterThanOrEqual(0);
});

test('the higher priority is taken off first, each from what is left', () => {
  const tenPercent = promotion({ id: 'promo_a' });
  const fiveOff = promotion({ id: 'promo_b', kind: 'AMOUNT', basisPoints: null, amountMinor: 500 });
  const goodsFirst = decidePromotions([{ ...tenPercent, priority: 1 }, fiveOff], basket(2_000), now);
  expect(goodsFirst.discounts.map(({ goodsMinor }) => goodsMinor)).toEqual([200, 500]);
  const amountFirst = decidePromotions([tenPercent, { ...fiveOff, priority: 1 }], basket(2_000), now);
  expect(amountFirst.discounts.map(({ goodsMinor }) => goodsMinor)).toEqual([500, 150]);
});

test('the buyer gets what takes off most: one that stands alone, or the others together', () => {
  const small = [
    promotion({ id: 'promo_a', basisPoints: 500 }),
    promotion({ id: 'promo_b', basisPoints: 500 }),
  ];
  const alone = promotion({ id: 'promo_c', exclusive: true, basisPoints: 900 });
  const together = decidePromotions([...small, alone], basket(10_000), now);
  expect(together.discounts.map(({ promotionId }) => promotionId)).toEqual(['promo_a', 'promo_b']);
  expect(together.problems).toEqual(new Map([['promo_c', 'NOT_COMBINABLE']]));
  const better = decidePromotions([...small, { ...alone, basisPoints: 1_100 }], basket(10_000), now);
  expect(better.discounts).toMatchObject([{ promotionId: 'promo_c', goodsMinor: 1_100 }]);
});

test.each([
  ['switched off', { enabled: false }, 'NOT_VALID'],
  ['not begun', { startsAt: '2026-11-21T10:00:00.001Z' }, 'NOT_VALID'],
  ['over', { endsAt: '2026-11-21T10:00:00.000Z' }, 'NOT_VALID'],
  ['for another customer', { customerIds: ['usr_2'] }, 'NOT_VALID'],
  ['in another currency', { currency: 'EUR' as const }, 'NOT_VALID'],
  ['used up', { usageLimit: 3, used: 3 }, 'NOT_VALID'],
  ['used by the buyer', { usageLimitPerCustomer: 1, usedByBuyer: 1 }, 'ALREADY_USED'],
  ['for first orders', { firstOrderOnly: true, buyerHasOrdered: true }, 'NOT_FIRST_ORDER'],
  ['for another product', { productIds: ['prod_9'] }, 'NO_MATCHING_GOODS'],
  ['for another category', { categorySlugs: ['toys'] }, 'NO_MATCHING_GOODS'],
  ['for another seller', { sellerIds: ['usr_other'] }, 'NO_MATCHING_GOODS'],
  ['for more than there is', { minimumSpendMinor: 1_501 }, 'MINIMUM_SPEND'],
  [
    'for more of its goods than there is',
    { productIds: ['prod_0'], minimumSpendMinor: 1_001 },
    'MINIMUM_SPEND',
  ],
])('a promotion that is %s is not given', (_name, over, problem) => {
  const { discounts, problems } = decidePromotions([promotion(over)], basket(1_000, 500), now);
  expect(discounts).toEqual([]);
  expect(problems.get('promo_1')).toBe(problem);
});

test.each([
  ['at the moment it begins', { startsAt: '2026-11-21T10:00:00.000Z' }],
  ['until the moment it ends', { endsAt: '2026-11-21T10:00:00.001Z' }],
  ['to its customer', { customerIds: ['usr_1'] }],
  ['at exactly its minimum', { minimumSpendMinor: 1_500 }],
  ['with one use left', { usageLimit: 3, used: 2 }],
])('a promotion is given %s', (_name, over) => {
  expect(decidePromotions([promotion(over)], basket(1_000, 500), now).lineDiscountMinor).toEqual([100, 50]);
});

test('conditions on goods choose the lines, and only those are reduced', () => {
  const { lineDiscountMinor } = decidePromotions(
    [promotion({ categorySlugs: ['garden'], sellerIds: ['usr_seller'], basisPoints: 5_000 })],
    basket(1_000, 500, 300, 700),
    now,
  );
  expect(lineDiscountMinor).toEqual([0, 250, 0, 350]);
});

test('free shipping takes off what shipping costs, once', () => {
  const free = { kind: 'FREE_SHIPPING' as const, basisPoints: null };
  const outcome = decidePromotions(
    [promotion({ id: 'promo_a', ...free }), promotion({ id: 'promo_b', ...free })],
    basket(1_000),
    now,
  );
  expect(outcome.shippingDiscountMinor).toBe(599);
  expect(outcome.discounts).toMatchObject([{ promotionId: 'promo_a', shippingMinor: 599, goodsMinor: 0 }]);
  expect(outcome.problems.get('promo_b')).toBe('NOTHING_LEFT');
});
