/** Where goods go, as far as known. */
export type Destination = {
  /** ISO-3166 alpha-2. */
  readonly countryCode: string;
  /** State or province as given, for example `CA` or `California`. */
  readonly region: string | null;
  readonly postalCode: string | null;
};

export type TaxRequest = {
  readonly destination: Destination;
  /** Net amount of each line after discounts, whole minor units. */
  readonly netMinor: readonly number[];
  readonly shippingMinor: number;
};

export type TaxQuote = {
  /** Tax of each line, in the order asked. */
  readonly lineTaxMinor: readonly number[];
  /** The rate of each line in basis points, as an invoice shows it. */
  readonly lineRateBasisPoints: readonly number[];
  readonly shippingTaxMinor: number;
};

/**
 * Tells the tax on a purchase. A quote is made from what is at hand, never by a call to the outside, because it is
 * part of the transaction that places an order: a provider backed by a remote service keeps its rates here and
 * refreshes them on its own.
 */
export type TaxProvider = { quote(request: TaxRequest): TaxQuote };
