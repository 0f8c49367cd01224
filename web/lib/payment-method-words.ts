/** What is known of a kept way to pay. */
export interface KnownMethod {
  readonly brand?: string | null;
  readonly last4?: string | null;
  readonly expiryMonth?: number | null;
  readonly expiryYear?: number | null;
}

const brands: Record<string, string> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

/** Name of a kept way to pay, for example "Visa ending in 4242". */
export function methodName({ brand, last4 }: KnownMethod): string {
  const name = brands[brand?.toLowerCase() ?? ''] ?? 'Card';
  return last4 ? `${name} ending in ${last4}` : name;
}

/** Until when it can be used, for example "Expires 03/34"; null if that is not known. */
export function methodExpiry({ expiryMonth, expiryYear }: KnownMethod): string | null {
  if (!expiryMonth || !expiryYear) return null;
  return `Expires ${String(expiryMonth).padStart(2, '0')}/${String(expiryYear).slice(-2)}`;
}
