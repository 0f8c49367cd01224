import { eventLabel, isSettling, orderHeadline, orderProgress } from './order-progress.ts';

describe('order progress', () => {
  it('only ever moves forward along the way to delivery', () => {
    const way = [
      'PLACED',
      'STOCK_RESERVED',
      'PAYMENT_AUTHORIZED',
      'CONFIRMED',
      'PARTIALLY_FULFILLED',
      'FULFILLED',
      'DELIVERED',
    ] as const;
    const values = way.map((status) => orderProgress(status));
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(values.at(-1)).toBe(4);
  });

  it('stays where a cancelled order stopped', () => {
    const timeline = [{ status: 'PLACED' }, { status: 'STOCK_RESERVED' }, { status: 'CANCELLED' }] as const;
    expect(orderProgress('CANCELLED', timeline)).toBe(0.5);
    expect(orderProgress('CANCELLED')).toBe(0);
  });

  it('waits by itself only while the system has to act', () => {
    expect(isSettling('STOCK_RESERVED')).toBe(true);
    expect(isSettling('AWAITING_PAYMENT')).toBe(false);
    expect(isSettling('CANCELLED')).toBe(false);
  });

  it('tells a decline from a sell-out', () => {
    expect(orderHeadline('CANCELLED', 'PAYMENT_DECLINED')[0]).toContain('declined');
    expect(orderHeadline('CANCELLED', 'OUT_OF_STOCK')[0]).toContain('Sold out');
    expect(orderHeadline('CANCELLED', null)[0]).toBe('Order cancelled');
  });

  it('spells out events it does not know', () => {
    expect(eventLabel('OrderPlaced')).toBe('Order placed');
    expect(eventLabel('StockCommitted')).toBe('Stock committed');
  });
});
