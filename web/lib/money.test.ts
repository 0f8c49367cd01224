import { formatMoney, formatPriceTag, parseDecimal, percentOff, toDecimal } from './money.ts';

describe('money', () => {
  it.each([
    [1299, 'USD', '$12.99'],
    [5, 'USD', '$0.05'],
    [0, 'USD', '$0.00'],
    [-1299, 'USD', '-$12.99'],
    [1299, 'JPY', '¥1,299'],
    [123456, 'EUR', '€1,234.56'],
  ])('shows %i %s as %s', (amountMinor, currency, shown) => {
    expect(formatMoney({ amountMinor, currency })).toBe(shown);
  });

  it('stays exact where a float would not', () => {
    expect(toDecimal({ amountMinor: Number.MAX_SAFE_INTEGER, currency: 'USD' })).toBe('90071992547409.91');
    expect(formatMoney({ amountMinor: Number.MAX_SAFE_INTEGER, currency: 'USD' })).toBe(
      '$90,071,992,547,409.91',
    );
  });

  it('knows currencies of three decimals', () => {
    expect(toDecimal({ amountMinor: 1005, currency: 'KWD' })).toBe('1.005');
  });

  it('leaves zero decimals out of price tags only', () => {
    expect(formatPriceTag({ amountMinor: 24900, currency: 'USD' })).toBe('$249');
    expect(formatPriceTag({ amountMinor: 4950, currency: 'USD' })).toBe('$49.50');
  });

  it('never promises a larger reduction than there is', () => {
    const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
    expect(percentOff(usd(9901), usd(10000))).toBe(0);
    expect(percentOff(usd(7499), usd(9999))).toBe(25);
    expect(percentOff(usd(100), usd(90))).toBe(0);
  });

  it.each([
    ['12.50', 'USD', 1250],
    ['12,5', 'USD', 1250],
    ['12', 'USD', 1200],
    ['0.29', 'USD', 29],
    ['1200', 'JPY', 1200],
    ['12.5', 'JPY', null],
    ['12.345', 'USD', null],
    ['1e3', 'USD', null],
    ['-5', 'USD', null],
    ['', 'USD', null],
  ])('reads %j %s as %s minor units', (text, currency, amountMinor) => {
    expect(parseDecimal(text, currency)).toBe(amountMinor);
  });
});
