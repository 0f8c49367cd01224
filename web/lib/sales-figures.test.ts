import { everyDay, sumSales } from './sales-figures.ts';

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
const day = (name: string, orders: number, revenue: number) => ({
  day: name,
  orders,
  units: orders * 2,
  revenue: usd(revenue),
  refunds: usd(0),
});

describe('sales figures', () => {
  it('add up in whole minor units', () => {
    expect(sumSales([day('2026-11-20', 2, 1001), day('2026-11-21', 1, 999)], 'USD')).toEqual({
      orders: 3,
      units: 6,
      revenue: usd(2000),
      refunds: usd(0),
      perOrder: usd(666),
    });
  });

  it('have no value per order without orders', () => {
    expect(sumSales([], 'EUR')).toMatchObject({
      perOrder: null,
      revenue: { amountMinor: 0, currency: 'EUR' },
    });
  });

  it('show days without sales as well', () => {
    const days = everyDay([day('2026-11-20', 2, 1001)], '2026-11-19', '2026-11-21', 'USD');
    expect(days.map((d) => [d.day, d.orders])).toEqual([
      ['2026-11-19', 0],
      ['2026-11-20', 2],
      ['2026-11-21', 0],
    ]);
  });
});
