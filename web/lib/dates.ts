const timeZone = 'UTC';
const dayFormat = new Intl.DateTimeFormat('en-US', {
  timeZone,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const momentFormat = new Intl.DateTimeFormat('en-US', {
  timeZone,
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A day, the same on server and browser: `Nov 21, 2026`. */
export function formatDay(iso: string): string {
  return dayFormat.format(new Date(iso));
}

/** A moment in UTC: `Nov 21, 09:30 UTC`. */
export function formatMoment(iso: string): string {
  return `${momentFormat.format(new Date(iso))} UTC`;
}

/** How long ago, in words that fit a list: `just now`, `5 min ago`, `3 h ago`, else the day. */
export function formatAgo(iso: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(iso)) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 60 * 24) return `${Math.floor(minutes / 60)} h ago`;
  return formatDay(iso);
}

/** The span of days in which a parcel arrives, counting working days from `from`: `Nov 24 – 26`. */
export function deliverySpan(from: Date, minDays: number, maxDays: number): string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
  });
  const span = format.formatRange(addWorkingDays(from, minDays), addWorkingDays(from, maxDays));
  // Server and browser know different editions of the language data, which space the dash differently.
  return span.replace(/\s/g, ' ');
}

function addWorkingDays(from: Date, days: number): Date {
  const date = new Date(from);
  for (let left = days; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (date.getUTCDay() !== 0 && date.getUTCDay() !== 6) left -= 1;
  }
  return date;
}
