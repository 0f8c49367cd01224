/** How the shop takes money beyond the sandbox. */
export interface PaymentSettings {
  /** Settings of Stripe and PayPal for the payments processes. */
  readonly settings: Readonly<Record<string, string>>;
  /** Names of the providers to offer, separated by commas. */
  readonly offered: string;
}

/** Stripe and PayPal as far as the environment names them: without keys only the sandbox takes money. */
export function paymentSettings(environment: Record<string, string | undefined>): PaymentSettings {
  const given = Object.entries(environment).filter(
    (entry): entry is [string, string] => /^(STRIPE|PAYPAL)_/.test(entry[0]) && Boolean(entry[1]),
  );
  const has = (name: string): boolean => given.some(([given]) => given === name);
  const offered = [
    ...(has('STRIPE_SECRET_KEY') ? ['STRIPE'] : []),
    ...(has('PAYPAL_CLIENT_ID') ? ['PAYPAL'] : []),
    'SANDBOX',
  ];
  return { settings: Object.fromEntries(given), offered: offered.join(',') };
}
