/** Hosts of a payment provider that pages need. */
export interface PaymentOrigins {
  readonly script: readonly string[];
  readonly connect: readonly string[];
  readonly frame: readonly string[];
}

const none: PaymentOrigins = { script: [], connect: [], frame: [] };

/** Source: https://docs.stripe.com/security/guide#content-security-policy */
const stripe: PaymentOrigins = {
  script: ['https://js.stripe.com', 'https://*.js.stripe.com'],
  connect: ['https://api.stripe.com'],
  frame: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
};

/**
 * What pages may load for the providers that the shop offers: nothing for those it does not. PayPal and the sandbox need
 * none, as the buyer is led to their own pages.
 *
 * @param providers names separated by commas, as in PAYMENT_PROVIDERS
 */
export function paymentOrigins(providers: string): PaymentOrigins {
  const names = providers.split(',').map((name) => name.trim().toUpperCase());
  return names.includes('STRIPE') ? stripe : none;
}
