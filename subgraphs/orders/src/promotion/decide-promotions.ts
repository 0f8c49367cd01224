import { allocate, basisPointsOf } from '@souk/shared/money';
import type { Discount, OfferedPromotion } from './promotion.ts';

/** Goods that promotions are decided for. Amounts are whole minor units, without tax. */
export type Basket = {
  readonly currency: string;
  readonly customerId: string | null;
  readonly lines: readonly BasketLine[];
  readonly shippingMinor: number;
};

export type BasketLine = {
  /** Gives the lines an order that does not depend on how they were put in. */
  readonly variantId: string;
  readonly productId: string;
  readonly categorySlug: string | null;
  readonly sellerId: string | null;
  readonly lineTotalMinor: number;
};

/** Why a promotion is not given. */
export type PromotionProblem =
  /** It is over, not begun, switched off, used up, or not for this buyer or currency. */
  | 'NOT_VALID'
  | 'ALREADY_USED'
  | 'NOT_FIRST_ORDER'
  | 'NO_MATCHING_GOODS'
  | 'MINIMUM_SPEND'
  /** What else is given is worth more, and one of the two stands alone. */
  | 'NOT_COMBINABLE'
  /** Nothing is left to be taken off. */
  | 'NOTHING_LEFT';

export type PromotionOutcome = {
  readonly discounts: readonly Discount[];
  /** Reduction of each line of the basket, in its order. */
  readonly lineDiscountMinor: readonly number[];
  readonly shippingDiscountMinor: number;
  /** By id of the promotion, for those that are not given. */
  readonly problems: ReadonlyMap<string, PromotionProblem>;
};

/**
 * Decides what promotions take off a basket. Those that stand alone are weighed against each other and against all
 * others together, and the buyer gets what takes off most. Promotions given together are taken off one after the other,
 * by priority, each from what the ones before have left: so they never come to more than the goods, whatever they add
 * up to, and the order in which codes or goods were put in changes nothing.
 */
export function decidePromotions(
  offered: readonly OfferedPromotion[],
  basket: Basket,
  now: Date,
): PromotionOutcome {
  const problems = new Map<string, PromotionProblem>();
  const given = offered.filter((promotion) => {
    const problem = problemOf(promotion, basket, now);
    if (problem) problems.set(promotion.id, problem);
    return !problem;
  });
  given.sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));

  const choices = [
    given.filter((promotion) => !promotion.exclusive),
    ...given.filter((promotion) => promotion.exclusive).map((promotion) => [promotion]),
  ];
  const outcomes = choices.map((choice) => takeOff(choice, basket));
  const best = outcomes.reduce((found, outcome) =>
    outcome.takenOffMinor > found.takenOffMinor ? outcome : found,
  );
  const chosen = choices[outcomes.indexOf(best)]!;
  for (const promotion of given) {
    if (best.discounts.some(({ promotionId }) => promotionId === promotion.id)) continue;
    problems.set(promotion.id, chosen.includes(promotion) ? 'NOTHING_LEFT' : 'NOT_COMBINABLE');
  }
  return { ...best, problems };
}

/** Which lines a promotion applies to. */
export function matches(promotion: OfferedPromotion, line: BasketLine): boolean {
  const isIn = (names: readonly string[], name: string | null): boolean =>
    names.length === 0 || (name !== null && names.includes(name));
  return (
    isIn(promotion.productIds, line.productId) &&
    isIn(promotion.categorySlugs, line.categorySlug) &&
    isIn(promotion.sellerIds, line.sellerId)
  );
}

function problemOf(promotion: OfferedPromotion, basket: Basket, now: Date): PromotionProblem | null {
  const { usageLimit, usageLimitPerCustomer, customerIds } = promotion;
  const isOn =
    promotion.enabled &&
    (promotion.startsAt === null || Date.parse(promotion.startsAt) <= now.getTime()) &&
    (promotion.endsAt === null || Date.parse(promotion.endsAt) > now.getTime());
  const isForBuyer =
    customerIds.length === 0 || (basket.customerId !== null && customerIds.includes(basket.customerId));
  const isUsedUp = usageLimit !== null && promotion.used >= usageLimit;
  if (!isOn || !isForBuyer || isUsedUp || promotion.currency !== basket.currency) return 'NOT_VALID';
  if (promotion.firstOrderOnly && promotion.buyerHasOrdered) return 'NOT_FIRST_ORDER';
  if (usageLimitPerCustomer !== null && promotion.usedByBuyer >= usageLimitPerCustomer) return 'ALREADY_USED';
  const lines = basket.lines.filter((line) => matches(promotion, line));
  if (lines.length === 0) return 'NO_MATCHING_GOODS';
  const goodsMinor = lines.reduce((sum, line) => sum + line.lineTotalMinor, 0);
  return goodsMinor < promotion.minimumSpendMinor ? 'MINIMUM_SPEND' : null;
}

type TakenOff = Omit<PromotionOutcome, 'problems'> & { readonly takenOffMinor: number };

function takeOff(promotions: readonly OfferedPromotion[], basket: Basket): TakenOff {
  // Where a minor unit cannot be split, the first line gets it: so lines come in an order of their own.
  const order = basket.lines
    .map((_line, index) => index)
    .sort((a, b) => compareLines(basket.lines[a]!, basket.lines[b]!));
  const left = basket.lines.map((line) => line.lineTotalMinor);
  let shippingLeftMinor = basket.shippingMinor;
  const discounts: Discount[] = [];
  for (const promotion of promotions) {
    const targets = order.filter((index) => matches(promotion, basket.lines[index]!));
    const weights = targets.map((index) => left[index]!);
    const goodsMinor = reductionOf(
      promotion,
      weights.reduce((sum, weight) => sum + weight, 0),
    );
    const parts = goodsMinor > 0 ? allocate(goodsMinor, weights) : [];
    for (const [position, part] of parts.entries()) left[targets[position]!]! -= part;
    const shippingMinor = promotion.kind === 'FREE_SHIPPING' ? shippingLeftMinor : 0;
    shippingLeftMinor -= shippingMinor;
    if (goodsMinor + shippingMinor === 0) continue;
    const { id: promotionId, name, code } = promotion;
    discounts.push({ promotionId, name, code, goodsMinor, shippingMinor });
  }
  return {
    discounts,
    lineDiscountMinor: basket.lines.map((line, index) => line.lineTotalMinor - left[index]!),
    shippingDiscountMinor: basket.shippingMinor - shippingLeftMinor,
    takenOffMinor: discounts.reduce((sum, each) => sum + each.goodsMinor + each.shippingMinor, 0),
  };
}

/** By variant; of two lines of one variant, such as units from a flash sale and others, the cheaper one first. */
function compareLines(a: BasketLine, b: BasketLine): number {
  if (a.variantId !== b.variantId) return a.variantId < b.variantId ? -1 : 1;
  return a.lineTotalMinor - b.lineTotalMinor;
}

function reductionOf(promotion: OfferedPromotion, goodsMinor: number): number {
  switch (promotion.kind) {
    case 'PERCENTAGE':
      return basisPointsOf(goodsMinor, promotion.basisPoints ?? 0);
    case 'AMOUNT':
      return Math.min(promotion.amountMinor ?? 0, goodsMinor);
    case 'FREE_SHIPPING':
      return 0;
    default:
      return promotion.kind satisfies never;
  }
}
