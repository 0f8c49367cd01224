/** What a flash sale looks like to shoppers at a moment. */
export type SalePhase = 'SCHEDULED' | 'OPEN' | 'SOLD_OUT' | 'ENDED';

interface SaleTimes {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly remaining: number;
  readonly status: SalePhase;
}

/** Where a sale stands by the clock; what the shop said last where the clock is not known yet. */
export function salePhase(sale: SaleTimes, nowMs: number | null): SalePhase {
  if (nowMs === null || sale.status === 'ENDED') return sale.status;
  if (nowMs < Date.parse(sale.startsAt)) return 'SCHEDULED';
  if (nowMs >= Date.parse(sale.endsAt)) return 'ENDED';
  return sale.remaining > 0 ? 'OPEN' : 'SOLD_OUT';
}

/** Whole seconds until an instant, never below 0. */
export function secondsUntil(iso: string, nowMs: number): number {
  return Math.max(0, Math.ceil((Date.parse(iso) - nowMs) / 1000));
}

/** The units of a cart's line are held no longer. */
export function holdHasRunOut(
  line: { readonly holdExpiresAt?: string | null },
  nowMs: number | null,
): boolean {
  return nowMs !== null && line.holdExpiresAt != null && secondsUntil(line.holdExpiresAt, nowMs) === 0;
}

function partsOf(seconds: number): { days: number; hours: number; minutes: number; rest: number } {
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor((seconds % 86_400) / 3_600),
    minutes: Math.floor((seconds % 3_600) / 60),
    rest: seconds % 60,
  };
}

/** A time that is left as a clock shows it: `09:41`, `3:09:41`, `2 d 03:09:41`. */
export function clockText(seconds: number): string {
  const { days, hours, minutes, rest } = partsOf(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  if (days > 0) return `${days} d ${two(hours)}:${two(minutes)}:${two(rest)}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`;
}

/** A time that is left as it is spoken, its two largest parts: `2 days 3 hours`, `9 minutes 41 seconds`. */
export function spokenTime(seconds: number): string {
  const { days, hours, minutes, rest } = partsOf(seconds);
  const parts = [
    [days, 'day'],
    [hours, 'hour'],
    [minutes, 'minute'],
    [rest, 'second'],
  ] as const;
  const first = parts.findIndex(([value]) => value > 0);
  if (first < 0) return '0 seconds';
  const said = parts.slice(first, first + 2).filter(([value]) => value > 0);
  return said.map(([value, unit]) => `${value} ${unit}${value === 1 ? '' : 's'}`).join(' ');
}

const marks = [10, 30, 60, 120, 300, 600];

/** What to announce of a countdown: it changes when a mark is passed, not every second. Empty far from the end. */
export function announcement(seconds: number): string {
  if (seconds === 0) return 'Time is up.';
  const mark = marks.find((each) => seconds <= each);
  return mark === undefined ? '' : `Less than ${spokenTime(mark)} left.`;
}
