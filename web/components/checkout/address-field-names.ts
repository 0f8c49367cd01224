/** Fields of an address, as the API and the forms name them. */
export const addressFields = [
  'name',
  'line1',
  'line2',
  'city',
  'region',
  'postalCode',
  'countryCode',
  'phone',
] as const;

const labels: Readonly<Record<string, string>> = {
  name: 'Full name',
  line1: 'Street and number',
  line2: 'Flat, floor, company',
  city: 'Town or city',
  region: 'State or province',
  postalCode: 'Postal code',
  countryCode: 'Country',
  phone: 'Phone',
};

/** What the fields are called in a country's addresses. */
export function addressLabels(countryCode: string | null | undefined): Readonly<Record<string, string>> {
  return countryCode === 'US' ? { ...labels, region: 'State' } : labels;
}

/** The values of an address by field, for forms. */
export function addressValues(
  address: Readonly<Partial<Record<(typeof addressFields)[number], string | null | undefined>>>,
): Record<string, string | null | undefined> {
  return Object.fromEntries(addressFields.map((field) => [field, address[field]]));
}
