import { chooseValue, initialVariant, valueState } from './variant-choice.ts';

const variant = (id: string, colour: string, size: string, availableQuantity: number) => ({
  id,
  availableQuantity,
  selectedOptions: [
    { name: 'Colour', value: colour },
    { name: 'Size', value: size },
  ],
});

const blackS = variant('1', 'Black', 'S', 0);
const blackM = variant('2', 'Black', 'M', 4);
const sandM = variant('3', 'Sand', 'M', 0);
const sandL = variant('4', 'Sand', 'L', 2);
const all = [blackS, blackM, sandM, sandL];

describe('variant choice', () => {
  it('starts with the first variant that can be bought', () => {
    expect(initialVariant(all)).toBe(blackM);
    expect(initialVariant(all, '4')).toBe(sandL);
    expect(initialVariant([blackS])).toBe(blackS);
    expect(initialVariant([])).toBeUndefined();
  });

  it.each([
    ['Size', 'S', 'sold-out'],
    ['Size', 'M', 'available'],
    ['Size', 'L', 'unavailable'],
    ['Colour', 'Sand', 'sold-out'],
  ] as const)('tells sold out from unavailable: %s %s is %s', (option, value, state) => {
    expect(valueState(all, blackM, option, value)).toBe(state);
  });

  it('keeps the other choices where a variant allows it', () => {
    expect(chooseValue(all, blackM, 'Colour', 'Sand')).toBe(sandM);
  });

  it('changes the other choices where no variant keeps them, and prefers one with stock', () => {
    expect(chooseValue(all, blackS, 'Colour', 'Sand')).toBe(sandL);
    expect(chooseValue(all, blackM, 'Size', 'XXL')).toBe(blackM);
  });
});
