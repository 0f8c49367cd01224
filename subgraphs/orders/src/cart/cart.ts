import type { Variant } from '../catalogue/variant.ts';
import type { Owner } from '../owner.ts';
import { price, type TotalsMinor } from '../pricing/price-engine.ts';
import { type ShippingOffer, type ShopCurrency, shippingOffers } from '../pricing/shipping-methods.ts';
import type { TaxProvider } from '../pricing/tax-provider.ts';
import { decidePromotions, type PromotionProblem } from '../promotion/decide-promotions.ts';
import type { Discount, OfferedPromotion } from '../promotion/promotion.ts';

/** Limits that keep a cart small enough to be changed by one statement and priced in no time. */
export const maximumLines = 50;
export const maximumQuantity = 99;
export const maximumVouchers = 5;

export type CartLine = {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  /** Price of a unit that the buyer was shown and has not objected to; absent in lines from before it was kept. */
  readonly seenPriceMinor?: number;
  /** Where the units are held for the buyer by a flash sale: at which price, and until when (ISO-8601). */
  readonly flashSale?: HeldPlace;
};

/** A buyer's place in a flash sale, as products vouched for it. */
export type HeldPlace = {
  readonly placeId: string;
  readonly priceMinor: number;
  readonly holdExpiresAt: string;
};

/** A cart as stored, with the variants that its lines name. */
export type Cart = Owner & {
  readonly id: string;
  readonly status: 'OPEN' | 'ORDERED' | 'MERGED';
  readonly version: number;
  readonly currency: ShopCurrency;
  readonly countryCode: string;
  readonly region: string | null;
  readonly postalCode: string | null;
  /** The method chosen; null means the cheapest. */
  readonly shippingMethodId: string | null;
  readonly lines: readonly CartLine[];
  readonly variants: readonly Variant[];
  /** Codes that the buyer put in, in capitals. */
  readonly voucherCodes: readonly string[];
  /** What it may get: promotions without a code, and those behind its codes. */
  readonly promotions: readonly OfferedPromotion[];
  readonly orderId: string | null;
  readonly updatedAt: Date;
};

export type PricedCartLine = CartLine & {
  readonly variant: Variant;
  /** What a unit costs now, in its flash sale if it has one. */
  readonly unitPriceMinor: number;
  /** Whether it can be bought now; a line that cannot is not part of the totals. */
  readonly purchasable: boolean;
  readonly lineTotalMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly taxRateBasisPoints: number;
};

/** A code in a cart, and why it does not reduce the price, if it does not. */
export type CartVoucher = {
  readonly code: string;
  readonly problem: PromotionProblem | null;
  /** What is still missing where the problem is MINIMUM_SPEND: the sum to reach, minor units. */
  readonly minimumSpendMinor: number;
};

export type PricedCart = Omit<Cart, 'lines' | 'variants'> & {
  readonly lines: readonly PricedCartLine[];
  readonly totals: TotalsMinor;
  readonly discounts: readonly Discount[];
  readonly vouchers: readonly CartVoucher[];
  /** Ways to send it, cheapest first; none where the shop does not deliver. */
  readonly shippingOffers: readonly ShippingOffer[];
  /** The one in force: the method chosen, or the cheapest. */
  readonly shippingOffer: ShippingOffer | null;
};

/** Prices a cart as of an instant. The same function prices an order, so both cost the same. */
export function priceCart(taxes: TaxProvider, cart: Cart, now: Date): PricedCart {
  const variants = new Map(cart.variants.map((variant) => [variant.id, variant]));
  const lines = cart.lines.flatMap((line) => {
    const variant = variants.get(line.variantId);
    if (!variant) return [];
    const isHeld = line.flashSale === undefined || new Date(line.flashSale.holdExpiresAt) > now;
    const purchasable = variant.sellable && variant.currency === cart.currency && isHeld;
    const unitPriceMinor = line.flashSale?.priceMinor ?? variant.priceMinor;
    return [
      { ...line, variant, purchasable, unitPriceMinor, lineTotalMinor: unitPriceMinor * line.quantity },
    ];
  });
  const bought = lines.filter((line) => line.purchasable);
  const goodsMinor = bought.reduce((sum, line) => sum + line.lineTotalMinor, 0);
  const offers = shippingOffers(cart.countryCode, cart.currency, goodsMinor);
  const offer = offers.find(({ id }) => id === cart.shippingMethodId) ?? offers[0] ?? null;
  const shippingMinor = bought.length > 0 && offer ? offer.priceMinor : 0;
  const given = decidePromotions(
    cart.promotions,
    {
      currency: cart.currency,
      customerId: cart.customerId,
      shippingMinor,
      lines: bought.map(({ variant, lineTotalMinor }) => ({
        variantId: variant.id,
        productId: variant.productId,
        categorySlug: variant.categorySlug,
        sellerId: variant.sellerId,
        lineTotalMinor,
      })),
    },
    now,
  );
  const { totals, lines: prices } = price(taxes, {
    lines: bought.map((line, index) => ({
      unitPriceMinor: line.unitPriceMinor,
      quantity: line.quantity,
      discountMinor: given.lineDiscountMinor[index]!,
    })),
    shippingMinor: shippingMinor - given.shippingDiscountMinor,
    destination: { countryCode: cart.countryCode, region: cart.region, postalCode: cart.postalCode },
  });
  const priceOf = new Map(bought.map((line, index) => [line.id, prices[index]!]));
  return {
    ...cart,
    lines: lines.map((line) => ({
      ...line,
      discountMinor: priceOf.get(line.id)?.discountMinor ?? 0,
      taxMinor: priceOf.get(line.id)?.taxMinor ?? 0,
      taxRateBasisPoints: priceOf.get(line.id)?.taxRateBasisPoints ?? 0,
    })),
    totals,
    discounts: given.discounts,
    vouchers: cart.voucherCodes.map((code): CartVoucher => {
      const promotion = cart.promotions.find((each) => each.code === code);
      return {
        code,
        problem: promotion ? (given.problems.get(promotion.id) ?? null) : 'NOT_VALID',
        minimumSpendMinor: promotion?.minimumSpendMinor ?? 0,
      };
    }),
    shippingOffers: offers,
    shippingOffer: offer,
  };
}

/** Lines whose price is another than the one that the buyer was shown. */
export function linesWithNewPrice(cart: PricedCart): readonly PricedCartLine[] {
  return cart.lines.filter(
    ({ seenPriceMinor, unitPriceMinor }) => seenPriceMinor !== undefined && seenPriceMinor !== unitPriceMinor,
  );
}
