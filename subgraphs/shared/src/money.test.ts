import fc from 'fast-check';
import { addMoney, allocate, basisPointsOf, money } from './money.ts';

describe('money', () => {
  it.each([0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s minor units', (amount) =>
    expect(() => money(amount, 'EUR')).toThrow(RangeError),
  );

  it('adds amounts of one currency only', () => {
    expect(addMoney(money(1, 'EUR'), money(2, 'EUR'), money(3, 'EUR'))).toEqual(money(6, 'EUR'));
    expect(() => addMoney(money(1, 'EUR'), money(2, 'USD'))).toThrow(TypeError);
    expect(() => addMoney(money(Number.MAX_SAFE_INTEGER, 'EUR'), money(1, 'EUR'))).toThrow(RangeError);
  });

  it.each([
    [1_000, 1_900, 190],
    [5, 1_000, 1],
    [4, 1_000, 0],
    [-5, 1_000, -1],
    [999, 725, 72],
    [Number.MAX_SAFE_INTEGER, 10_000, Number.MAX_SAFE_INTEGER],
  ])('of %i minor units, %i basis points are %i', (amount, basisPoints, share) =>
    expect(basisPointsOf(amount, basisPoints)).toBe(share),
  );

  it('allocates so that the parts add up and none is a unit off its exact share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 20 }),
        (amount, weights) => {
          const sum = weights.reduce((total, weight) => total + weight, 0);
          fc.pre(sum > 0);
          const parts = allocate(amount, weights);
          expect(parts.reduce((total, part) => total + part, 0)).toBe(amount);
          parts.forEach((part, index) => {
            expect(Math.abs(part - (amount * weights[index]!) / sum)).toBeLessThan(1);
          });
        },
      ),
    );
  });
});
