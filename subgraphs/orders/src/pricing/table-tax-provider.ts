import { basisPointsOf } from '@souk/shared/money';
import type { Destination, TaxProvider } from './tax-provider.ts';
import { countryTaxRates, stateCodes, stateTaxRates, type TaxRate } from './tax-rates.ts';

const untaxed: TaxRate = { basisPoints: 0, shipping: false };

/**
 * Taxes by table: the United States by state, the European Union by country, nothing elsewhere. Rounded line by line,
 * half away from zero.
 */
export const tableTaxProvider: TaxProvider = {
  quote({ destination, netMinor, shippingMinor }) {
    const rate = rateFor(destination);
    return {
      lineTaxMinor: netMinor.map((net) => basisPointsOf(net, rate.basisPoints)),
      lineRateBasisPoints: netMinor.map(() => rate.basisPoints),
      shippingTaxMinor: rate.shipping ? basisPointsOf(shippingMinor, rate.basisPoints) : 0,
    };
  },
};

/** The rate of a destination; a state that is unknown or not told yet has none. */
export function rateFor({ countryCode, region }: Destination): TaxRate {
  if (countryCode !== 'US') return lookUp(countryTaxRates, countryCode) ?? untaxed;
  const state = region?.trim() ?? '';
  const code = lookUp(stateCodes, state.toLowerCase()) ?? state.toUpperCase();
  return lookUp(stateTaxRates, code) ?? untaxed;
}

function lookUp<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
