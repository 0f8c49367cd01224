/** An amount in whole minor units, as the API gives it. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatterOf(currency: string, locale: string, whole: boolean): Intl.NumberFormat {
  const key = `${locale}:${currency}:${whole}`;
  const known = formatters.get(key);
  if (known) return known;
  const formatter = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    ...(whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
  });
  formatters.set(key, formatter);
  return formatter;
}

/** Decimal digits of a currency's minor unit: 2 for USD, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return formatterOf(currency, 'en', false).resolvedOptions().maximumFractionDigits ?? 2;
}

/** The decimal number of an amount as text, exact: 1299 USD is `12.99`. No float is involved. */
export function toDecimal(money: Money): `${number}` {
  const digits = minorDigits(money.currency);
  const sign = money.amountMinor < 0 ? '-' : '';
  const padded = String(Math.abs(money.amountMinor)).padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits);
  const fraction = digits === 0 ? '' : `.${padded.slice(-digits)}`;
  return `${sign}${whole}${fraction}` as `${number}`;
}

/** Minor units of a decimal that somebody typed (`12.50`, `12,5`); null if it is not an amount of the currency. */
export function parseDecimal(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const match = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim());
  const [, whole = '', fraction = ''] = match ?? [];
  if (!match || fraction.length > digits) return null;
  return Number(`${whole}${fraction.padEnd(digits, '0')}`);
}

/** The amount as shoppers read it, for example `$1,299.00`. */
export function formatMoney(money: Money, locale = 'en-US'): string {
  return formatterOf(money.currency, locale, false).format(toDecimal(money) as unknown as number);
}

/** The amount without decimals where they are zero, for price tags and filters: `$249`, `$49.50`. */
export function formatPriceTag(money: Money, locale = 'en-US'): string {
  const whole = money.amountMinor % 10 ** minorDigits(money.currency) === 0;
  return formatterOf(money.currency, locale, whole).format(toDecimal(money) as unknown as number);
}

/** How much cheaper `now` is than `before`, in whole percent rounded down; 0 if it is not cheaper. */
export function percentOff(now: Money, before: Money): number {
  if (before.currency !== now.currency || before.amountMinor <= now.amountMinor) return 0;
  return Math.floor(((before.amountMinor - now.amountMinor) * 100) / before.amountMinor);
}
