import { deliverySpan, formatAgo, formatDay, formatMoment } from './dates.ts';

describe('dates', () => {
  it('reads the same wherever it is rendered', () => {
    expect(formatDay('2026-11-21T23:59:00.000Z')).toBe('Nov 21, 2026');
    expect(formatMoment('2026-11-21T09:05:00.000Z')).toBe('Nov 21, 09:05 UTC');
  });

  it.each([
    [30, 'just now'],
    [5 * 60, '5 min ago'],
    [3 * 3600, '3 h ago'],
    [3 * 86400, 'Nov 18, 2026'],
  ])('says %i seconds as %s', (seconds, words) => {
    const now = Date.parse('2026-11-21T12:00:00.000Z');
    expect(formatAgo(new Date(now - seconds * 1000).toISOString(), now)).toBe(words);
  });

  it('skips weekends when it promises a delivery', () => {
    const friday = new Date('2026-11-20T10:00:00Z');
    expect(deliverySpan(friday, 1, 2)).toBe('Mon, Nov 23 – Tue, Nov 24');
  });
});
