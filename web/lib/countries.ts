const codes =
  'US CA GB IE FR DE NL BE LU AT CH ES PT IT GR DK SE NO FI IS EE LV LT PL CZ SK HU SI HR RO BG CY MT AU NZ JP KR SG HK TW IN AE SA QA KW IL TR MA TN EG ZA NG KE BR MX AR CL CO PE UY'.split(
    ' ',
  );

const names = new Intl.DisplayNames('en', { type: 'region' });

/** Countries to offer, the shop's own first, the others by name. Whether a method serves one is the API's answer. */
export const countries: readonly { readonly code: string; readonly name: string }[] = codes
  .map((code) => ({ code, name: countryName(code) }))
  .toSorted(
    (a, b) => Number(b.code === 'US') - Number(a.code === 'US') || a.name.localeCompare(b.name, 'en'),
  );

/** The English name of a country. */
export function countryName(code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
