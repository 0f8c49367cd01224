/** PayPal takes no decimals in these, whatever ISO 4217 says. */
const withoutDecimals = new Set(['HUF', 'JPY', 'TWD']);

/** An amount that PayPal cannot take: in a currency it does not know, or a fraction where it counts whole units only. */
export class AmountNotSupported extends Error {
  override readonly name = 'AmountNotSupported';
}

/**
 * An amount as PayPal writes it: units with decimals, as text. Source:
 * https://developer.paypal.com/api/rest/reference/currency-codes/
 *
 * @throws AmountNotSupported
 */
export function toPayPalValue(amountMinor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(amountMinor).padStart(decimals + 1, '0');
  const units = decimals === 0 ? digits : digits.slice(0, -decimals);
  const fraction = decimals === 0 ? '' : digits.slice(-decimals);
  if (!withoutDecimals.has(currency)) return decimals === 0 ? units : `${units}.${fraction}`;
  if (/[1-9]/.test(fraction)) throw new AmountNotSupported(`PayPal takes no fractions of ${currency}`);
  return units;
}

/** The minor units of an amount that PayPal wrote; null where it is not a whole number of them. */
export function fromPayPalValue(value: string, currency: string): number | null {
  if (!supported.has(currency)) return null;
  const match = /^(\d+)(?:\.(\d+))?$/.exec(value);
  if (!match) return null;
  const decimals = decimalsOf(currency);
  const fraction = match[2] ?? '';
  if (/[1-9]/.test(fraction.slice(decimals))) return null;
  const minor = Number(match[1] + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** The currencies that PayPal takes. All have two decimals by ISO 4217, which is how our minor units count, but one. */
const supported = new Set(
  'AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD'.split(
    ' ',
  ),
);

/** @throws AmountNotSupported */
function decimalsOf(currency: string): number {
  if (!supported.has(currency)) throw new AmountNotSupported(`PayPal does not take ${currency}`);
  return currency === 'JPY' ? 0 : 2;
}
