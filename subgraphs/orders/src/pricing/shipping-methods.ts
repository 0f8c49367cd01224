import { countryCodes } from './countries.ts';
import { countryTaxRates } from './tax-rates.ts';

/** Currencies that the table has prices for. */
export const shopCurrencies = ['USD', 'EUR', 'GBP'] as const;
export type ShopCurrency = (typeof shopCurrencies)[number];

type Zone = 'US' | 'EU' | 'NEAR_EU' | 'WORLD';

type Rate = {
  readonly id: string;
  readonly zone: Zone;
  readonly name: string;
  /** Net, whole minor units. */
  readonly priceMinor: Readonly<Record<ShopCurrency, number>>;
  /** Net value of the goods from which it is free. */
  readonly freeFromMinor?: Readonly<Record<ShopCurrency, number>>;
  /** Working days until delivery. */
  readonly minDays: number;
  readonly maxDays: number;
};

const rates: readonly Rate[] = [
  {
    id: 'ship_us_standard',
    zone: 'US',
    name: 'Standard',
    priceMinor: { USD: 599, EUR: 549, GBP: 479 },
    freeFromMinor: { USD: 7500, EUR: 7000, GBP: 6000 },
    minDays: 3,
    maxDays: 5,
  },
  {
    id: 'ship_us_express',
    zone: 'US',
    name: 'Express',
    priceMinor: { USD: 1499, EUR: 1399, GBP: 1199 },
    minDays: 1,
    maxDays: 2,
  },
  {
    id: 'ship_eu_standard',
    zone: 'EU',
    name: 'Standard',
    priceMinor: { USD: 799, EUR: 699, GBP: 599 },
    freeFromMinor: { USD: 10_000, EUR: 9000, GBP: 8000 },
    minDays: 2,
    maxDays: 5,
  },
  {
    id: 'ship_eu_express',
    zone: 'EU',
    name: 'Express',
    priceMinor: { USD: 1999, EUR: 1799, GBP: 1599 },
    minDays: 1,
    maxDays: 2,
  },
  {
    id: 'ship_near_eu_standard',
    zone: 'NEAR_EU',
    name: 'Standard',
    priceMinor: { USD: 1299, EUR: 1199, GBP: 999 },
    freeFromMinor: { USD: 15_000, EUR: 13_500, GBP: 12_000 },
    minDays: 3,
    maxDays: 7,
  },
  {
    id: 'ship_near_eu_express',
    zone: 'NEAR_EU',
    name: 'Express',
    priceMinor: { USD: 2999, EUR: 2799, GBP: 2399 },
    minDays: 1,
    maxDays: 3,
  },
  {
    id: 'ship_world_standard',
    zone: 'WORLD',
    name: 'International',
    priceMinor: { USD: 2499, EUR: 2299, GBP: 1999 },
    freeFromMinor: { USD: 25_000, EUR: 22_500, GBP: 20_000 },
    minDays: 7,
    maxDays: 14,
  },
  {
    id: 'ship_world_express',
    zone: 'WORLD',
    name: 'International express',
    priceMinor: { USD: 4999, EUR: 4599, GBP: 3999 },
    minDays: 3,
    maxDays: 5,
  },
];

const nearEu = new Set(['GB', 'CH', 'NO', 'IS', 'LI', 'MC', 'SM', 'AD', 'GG', 'JE', 'IM']);
/** No carrier of the shop goes there. */
const unserved = new Set(['AQ', 'BV', 'CU', 'HM', 'IR', 'KP', 'SY', 'TF']);

/** A way to send goods, at the price for them. */
export type ShippingOffer = {
  readonly id: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly currency: ShopCurrency;
  readonly minDays: number;
  readonly maxDays: number;
};

/**
 * The ways to send goods of a net value to a country, cheapest first; none where the shop does not deliver.
 *
 * @param goodsMinor net value of the goods before reductions, so that no promotion makes an order dearer
 */
export function shippingOffers(
  countryCode: string,
  currency: ShopCurrency,
  goodsMinor: number,
): readonly ShippingOffer[] {
  const zone = zoneOf(countryCode);
  return rates
    .filter((rate) => rate.zone === zone)
    .map((rate) => ({
      id: rate.id,
      name: rate.name,
      priceMinor:
        rate.freeFromMinor && goodsMinor >= rate.freeFromMinor[currency] ? 0 : rate.priceMinor[currency],
      currency,
      minDays: rate.minDays,
      maxDays: rate.maxDays,
    }))
    .sort((a, b) => a.priceMinor - b.priceMinor || a.id.localeCompare(b.id));
}

function zoneOf(countryCode: string): Zone | undefined {
  if (!countryCodes.has(countryCode) || unserved.has(countryCode)) return undefined;
  if (countryCode === 'US') return 'US';
  if (Object.hasOwn(countryTaxRates, countryCode)) return 'EU';
  return nearEu.has(countryCode) ? 'NEAR_EU' : 'WORLD';
}
