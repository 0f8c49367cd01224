import { announcement, clockText, holdHasRunOut, salePhase, spokenTime } from './flash-sale-standing.ts';

const startsAt = '2026-11-21T10:00:00.000Z';
const endsAt = '2026-11-21T11:00:00.000Z';
const at = (time: string): number => Date.parse(`2026-11-21T${time}Z`);

test.each([
  ['SCHEDULED', '09:59:59', 5],
  ['OPEN', '10:00:00', 5],
  ['SOLD_OUT', '10:30:00', 0],
  ['ENDED', '11:00:00', 5],
] as const)('a sale is %s at %s with %i units left, whatever was said before', (phase, time, remaining) => {
  expect(salePhase({ startsAt, endsAt, remaining, status: 'SCHEDULED' }, at(time))).toBe(phase);
});

test('a sale stands as the shop says while the clock is not known, and ends for good when the shop ended it', () => {
  const sale = { startsAt, endsAt, remaining: 5 };
  expect(salePhase({ ...sale, status: 'OPEN' }, null)).toBe('OPEN');
  expect(salePhase({ ...sale, status: 'ENDED' }, at('10:30:00'))).toBe('ENDED');
});

test.each([
  [0, '00:00', '0 seconds'],
  [9, '00:09', '9 seconds'],
  [581, '09:41', '9 minutes 41 seconds'],
  [3_600, '1:00:00', '1 hour'],
  [11_381, '3:09:41', '3 hours 9 minutes'],
  [184_181, '2 d 03:09:41', '2 days 3 hours'],
])('%i seconds are shown as %s and spoken as %s', (seconds, clock, spoken) => {
  expect(clockText(seconds)).toBe(clock);
  expect(spokenTime(seconds)).toBe(spoken);
});

test('a countdown of ten minutes is announced seven times, not every second', () => {
  const said = Array.from({ length: 601 }, (_, passed) => announcement(600 - passed));
  expect([...new Set(said)]).toEqual([
    'Less than 10 minutes left.',
    'Less than 5 minutes left.',
    'Less than 2 minutes left.',
    'Less than 1 minute left.',
    'Less than 30 seconds left.',
    'Less than 10 seconds left.',
    'Time is up.',
  ]);
  expect(announcement(601)).toBe('');
});

test('only a line with a hold runs out, and not before the clock is known', () => {
  expect(holdHasRunOut({ holdExpiresAt: null }, at('12:00:00'))).toBe(false);
  expect(holdHasRunOut({ holdExpiresAt: endsAt }, null)).toBe(false);
  expect(holdHasRunOut({ holdExpiresAt: endsAt }, at('10:59:59'))).toBe(false);
  expect(holdHasRunOut({ holdExpiresAt: endsAt }, at('11:00:00'))).toBe(true);
});
