import type { ShopCurrency } from '../pricing/shipping-methods.ts';

export const promotionKinds = ['PERCENTAGE', 'AMOUNT', 'FREE_SHIPPING'] as const;
export type PromotionKind = (typeof promotionKinds)[number];

/** What staff say about a promotion. One with a code is a voucher; one without is given to every cart that meets it. */
export type PromotionContent = {
  readonly name: string;
  /** In capitals; null for a promotion that needs none. */
  readonly code: string | null;
  readonly kind: PromotionKind;
  /** Share taken off, for PERCENTAGE: 1,000 is 10 %. */
  readonly basisPoints: number | null;
  /** What is taken off, for AMOUNT, whole minor units. */
  readonly amountMinor: number | null;
  /** Currency of its amounts; a cart in another one does not get it. */
  readonly currency: ShopCurrency;
  readonly enabled: boolean;
  /** ISO-8601; null means no bound. */
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  /** What the goods that it applies to must come to before reductions; 0 for no condition. */
  readonly minimumSpendMinor: number;
  /** Which goods: a line counts if its product, category or seller is named in each list that is not empty. */
  readonly productIds: readonly string[];
  readonly categorySlugs: readonly string[];
  readonly sellerIds: readonly string[];
  /** For whom; empty for everybody. */
  readonly customerIds: readonly string[];
  readonly firstOrderOnly: boolean;
  readonly usageLimit: number | null;
  readonly usageLimitPerCustomer: number | null;
  /** Whether it stands alone. */
  readonly exclusive: boolean;
  /** Those of higher priority are taken off first. */
  readonly priority: number;
};

export type Promotion = PromotionContent & {
  readonly id: string;
  readonly version: number;
  /** Orders that hold it, counted only where `usageLimit` bounds them. */
  readonly used: number;
  readonly archivedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** A promotion as a cart may get it, with what its conditions need to know about the buyer. */
export type OfferedPromotion = PromotionContent & {
  readonly id: string;
  readonly used: number;
  /** Standing orders of the buyer that hold it, as far as the buyer is known. */
  readonly usedByBuyer: number;
  /** Whether the buyer has a standing order, known only where `firstOrderOnly` asks. */
  readonly buyerHasOrdered: boolean;
};

/** What a promotion took off an order. */
export type Discount = {
  readonly promotionId: string;
  readonly name: string;
  readonly code: string | null;
  readonly goodsMinor: number;
  readonly shippingMinor: number;
};

/** SQL that makes the content of a promotion of a row of promotions named `p`; pairs for json_build_object. */
export const promotionJsonPairs = `'id', p.id, 'name', p.name, 'code', p.code, 'kind', p.kind, 'basisPoints', p.basis_points,
  'amountMinor', p.amount_minor, 'currency', p.currency, 'enabled', p.enabled, 'startsAt', p.starts_at,
  'endsAt', p.ends_at, 'minimumSpendMinor', p.minimum_spend_minor, 'productIds', p.product_ids,
  'categorySlugs', p.category_slugs, 'sellerIds', p.seller_ids, 'customerIds', p.customer_ids,
  'firstOrderOnly', p.first_order_only, 'usageLimit', p.usage_limit,
  'usageLimitPerCustomer', p.usage_limit_per_customer, 'exclusive', p.exclusive, 'priority', p.priority,
  'used', p.used`;

/** A code as it is stored and compared. Null where the text cannot be one. */
export function readVoucherCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  return /^[A-Z0-9][A-Z0-9_-]{2,39}$/.test(code) ? code : null;
}
