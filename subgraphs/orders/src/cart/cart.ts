import type { Variant } from '../catalogue/variant.ts';
import type { Owner } from '../owner.ts';
import { price, type TotalsMinor } from '../pricing/price-engine.ts';
import { type ShippingOffer, type ShopCurrency, shippingOffers } from '../pricing/shipping-methods.ts';
import type { TaxProvider } from '../pricing/tax-provider.ts';

/** Limits that keep a cart small enough to be changed by one statement and priced in no time. */
export const maximumLines = 50;
export const maximumQuantity = 99;

export type CartLine = { readonly id: string; readonly variantId: string; readonly quantity: number };

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
  readonly orderId: string | null;
  readonly updatedAt: Date;
};

export type PricedCartLine = CartLine & {
  readonly variant: Variant;
  /** Whether it can be bought now; a line that cannot is not part of the totals. */
  readonly purchasable: boolean;
  readonly lineTotalMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
};

export type PricedCart = Omit<Cart, 'lines' | 'variants'> & {
  readonly lines: readonly PricedCartLine[];
  readonly totals: TotalsMinor;
  /** Ways to send it, cheapest first; none where the shop does not deliver. */
  readonly shippingOffers: readonly ShippingOffer[];
  /** The one in force: the method chosen, or the cheapest. */
  readonly shippingOffer: ShippingOffer | null;
};

/** Prices a cart as of now. The same function prices an order, so both cost the same. */
export function priceCart(taxes: TaxProvider, cart: Cart): PricedCart {
  const variants = new Map(cart.variants.map((variant) => [variant.id, variant]));
  const lines = cart.lines.flatMap((line) => {
    const variant = variants.get(line.variantId);
    return variant
      ? [{ ...line, variant, purchasable: variant.sellable && variant.currency === cart.currency }]
      : [];
  });
  const bought = lines.filter((line) => line.purchasable);
  const goodsMinor = bought.reduce((sum, line) => sum + line.variant.priceMinor * line.quantity, 0);
  const offers = shippingOffers(cart.countryCode, cart.currency, goodsMinor);
  const offer = offers.find(({ id }) => id === cart.shippingMethodId) ?? offers[0] ?? null;
  const { totals, lines: prices } = price(taxes, {
    lines: bought.map((line) => ({ unitPriceMinor: line.variant.priceMinor, quantity: line.quantity })),
    discountMinor: 0,
    shippingMinor: bought.length > 0 && offer ? offer.priceMinor : 0,
    destination: { countryCode: cart.countryCode, region: cart.region, postalCode: cart.postalCode },
  });
  const priceOf = new Map(bought.map((line, index) => [line.id, prices[index]!]));
  return {
    ...cart,
    lines: lines.map((line) => ({
      ...line,
      lineTotalMinor: line.variant.priceMinor * line.quantity,
      discountMinor: priceOf.get(line.id)?.discountMinor ?? 0,
      taxMinor: priceOf.get(line.id)?.taxMinor ?? 0,
    })),
    totals,
    shippingOffers: offers,
    shippingOffer: offer,
  };
}
