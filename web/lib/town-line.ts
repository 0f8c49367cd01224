/** Where in a country an address lies. */
interface Town {
  readonly city: string;
  readonly region?: string | null | undefined;
  readonly postalCode: string;
  readonly countryCode: string;
}

/** The line of an address that names the town: in the United States `San Francisco, CA 94107`, elsewhere the code first. */
export function townLine({ city, region, postalCode, countryCode }: Town): string {
  if (countryCode === 'US') {
    return [[city, region].filter(Boolean).join(', '), postalCode].filter(Boolean).join(' ');
  }
  return [[postalCode, city].join(' '), region].filter(Boolean).join(', ');
}
