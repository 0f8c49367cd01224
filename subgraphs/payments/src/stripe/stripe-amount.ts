/** Currencies without decimals that Stripe nevertheless counts in hundredths. */
const countedInHundredths = new Set(['ISK', 'UGX']);

/**
 * An amount as Stripe counts it: minor units of ISO 4217, but for a few currencies.
 * Source: https://docs.stripe.com/currencies#special-cases
 */
export function toStripeAmount(amountMinor: number, currency: string): number {
  return countedInHundredths.has(currency) ? amountMinor * 100 : amountMinor;
}

/** Our amount for one of Stripe's. */
export function fromStripeAmount(amount: number, currency: string): number {
  return countedInHundredths.has(currency.toUpperCase()) ? amount / 100 : amount;
}
