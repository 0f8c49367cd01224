import fc from 'fast-check';
import { price } from './price-engine.ts';
import { shippingOffers } from './shipping-methods.ts';
import { rateFor, tableTaxProvider } from './table-tax-provider.ts';
import type { TaxProvider } from './tax-provider.ts';

const california = { countryCode: 'US', region: 'CA', postalCode: '94601' };
const germany = { countryCode: 'DE', region: null, postalCode: '10115' };

const requests = fc.record({
  lines: fc.array(
    fc
      .record({
        unitPriceMinor: fc.nat(100_000_000),
        quantity: fc.integer({ min: 1, max: 99 }),
        reduced: fc.double({ min: 0, max: 1, noNaN: true }),
      })
      .map(({ reduced, ...line }) => ({
        ...line,
        discountMinor: Math.floor(reduced * line.unitPriceMinor * line.quantity),
      })),
    { maxLength: 50 },
  ),
  shippingMinor: fc.nat(100_000),
  destination: fc.constantFrom(california, germany, { countryCode: 'JP', region: null, postalCode: null }),
});

test('totals add up, parts add up to their wholes, and nothing is negative or broken', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const { totals, lines } = price(tableTaxProvider, request);
      const sum = (amounts: number[]): number => amounts.reduce((a, b) => a + b, 0);
      expect(totals.totalMinor).toBe(
        totals.subtotalMinor - totals.discountMinor + totals.shippingMinor + totals.taxMinor,
      );
      expect(sum(lines.map((line) => line.lineTotalMinor))).toBe(totals.subtotalMinor);
      expect(sum(lines.map((line) => line.discountMinor))).toBe(totals.discountMinor);
      expect(totals.discountMinor).toBe(sum(request.lines.map((line) => line.discountMinor)));
      for (const line of lines) expect(line.discountMinor).toBeLessThanOrEqual(line.lineTotalMinor);
      for (const amount of [...Object.values(totals), ...lines.flatMap((line) => Object.values(line))]) {
        expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
      }
    }),
  );
});

test('tax is rounded line by line: no line is off by more than half a minor unit', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const { lines } = price(tableTaxProvider, request);
      const rate = BigInt(rateFor(request.destination).basisPoints);
      for (const line of lines) {
        const exact = BigInt(line.lineTotalMinor - line.discountMinor) * rate;
        const off = BigInt(line.taxMinor) * 10_000n - exact;
        expect(off >= -5_000n && off <= 5_000n).toBe(true);
      }
    }),
  );
});

test('the order of the lines does not change what is paid', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const reversed = { ...request, lines: [...request.lines].reverse() };
      expect(price(tableTaxProvider, reversed).totals).toEqual(price(tableTaxProvider, request).totals);
    }),
  );
});

test.each([
  // 0.5 of a minor unit goes away from zero: 10 x 7.25 % = 0.725, 200 x 7.25 % = 14.5
  [10, california, 1],
  [200, california, 15],
  [2500, california, 181],
  [999, germany, 190],
  [0, germany, 0],
])('tax on %i going to %j is %i', (netMinor, destination, tax) => {
  const { totals } = price(tableTaxProvider, {
    lines: [{ unitPriceMinor: netMinor, quantity: 1, discountMinor: 0 }],
    shippingMinor: 0,
    destination,
  });
  expect(totals.taxMinor).toBe(tax);
});

test('an amount beyond the whole numbers is refused, not rounded', () => {
  const request = { shippingMinor: 0, destination: california };
  const line = { unitPriceMinor: Number.MAX_SAFE_INTEGER, quantity: 2, discountMinor: 0 };
  expect(() => price(tableTaxProvider, { ...request, lines: [line] })).toThrow(RangeError);
  const two = [1, 2].map(() => ({ ...line, unitPriceMinor: Number.MAX_SAFE_INTEGER - 1, quantity: 1 }));
  expect(() => price(tableTaxProvider, { ...request, lines: two })).toThrow(RangeError);
});

test.each([-1, 101, 0.5])('a reduction of %d of a line of 100 is a bug, and caught', (discountMinor) => {
  const lines = [{ unitPriceMinor: 100, quantity: 1, discountMinor }];
  const request = { lines, shippingMinor: 0, destination: california };
  expect(() => price(tableTaxProvider, request)).toThrow(RangeError);
});

test('a provider that taxes more than the amounts allow is caught', () => {
  const broken: TaxProvider = {
    quote: () => ({ lineTaxMinor: [0.5], lineRateBasisPoints: [725], shippingTaxMinor: 0 }),
  };
  const lines = [{ unitPriceMinor: 1, quantity: 1, discountMinor: 0 }];
  expect(() => price(broken, { lines, shippingMinor: 0, destination: california })).toThrow(RangeError);
});

test.each([
  [{ countryCode: 'US', region: 'CA' }, 725, false],
  [{ countryCode: 'US', region: ' new york ' }, 400, true],
  [{ countryCode: 'US', region: 'tx' }, 625, true],
  [{ countryCode: 'US', region: 'OR' }, 0, false],
  [{ countryCode: 'US', region: null }, 0, false],
  [{ countryCode: 'US', region: 'constructor' }, 0, false],
  [{ countryCode: 'DE', region: 'CA' }, 1900, true],
  [{ countryCode: 'FI', region: null }, 2550, true],
  [{ countryCode: 'GB', region: null }, 0, false],
])('the rate for %j is %i basis points, on shipping: %s', (place, basisPoints, shipping) => {
  expect(rateFor({ ...place, postalCode: null })).toEqual({ basisPoints, shipping });
});

test('standard shipping is free from a threshold on, and the cheapest way comes first', () => {
  const offer = (goodsMinor: number): [string, number][] =>
    shippingOffers('US', 'USD', goodsMinor).map(({ id, priceMinor }) => [id, priceMinor]);
  expect(offer(7_499)).toEqual([
    ['ship_us_standard', 599],
    ['ship_us_express', 1_499],
  ]);
  expect(offer(7_500)[0]).toEqual(['ship_us_standard', 0]);
});

test.each([
  ['US', 'ship_us_standard'],
  ['FR', 'ship_eu_standard'],
  ['CH', 'ship_near_eu_standard'],
  ['JP', 'ship_world_standard'],
  ['KP', undefined],
  ['XX', undefined],
  ['', undefined],
])('goods to %j go by %s', (countryCode, id) => {
  expect(shippingOffers(countryCode, 'EUR', 0)[0]?.id).toBe(id);
});
