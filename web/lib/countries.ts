/**
 * Countries to offer, the shop's own first, the others by name. Written out rather than taken from `Intl`: server and browser
 * know different names for some, and a page that the two render differently is thrown away and built anew.
 */
const offered = {
  US: 'United States',
  AR: 'Argentina',
  AU: 'Australia',
  AT: 'Austria',
  BE: 'Belgium',
  BR: 'Brazil',
  BG: 'Bulgaria',
  CA: 'Canada',
  CL: 'Chile',
  CO: 'Colombia',
  HR: 'Croatia',
  CY: 'Cyprus',
  CZ: 'Czechia',
  DK: 'Denmark',
  EG: 'Egypt',
  EE: 'Estonia',
  FI: 'Finland',
  FR: 'France',
  DE: 'Germany',
  GR: 'Greece',
  HK: 'Hong Kong',
  HU: 'Hungary',
  IS: 'Iceland',
  IN: 'India',
  IE: 'Ireland',
  IL: 'Israel',
  IT: 'Italy',
  JP: 'Japan',
  KE: 'Kenya',
  KW: 'Kuwait',
  LV: 'Latvia',
  LT: 'Lithuania',
  LU: 'Luxembourg',
  MT: 'Malta',
  MX: 'Mexico',
  MA: 'Morocco',
  NL: 'Netherlands',
  NZ: 'New Zealand',
  NG: 'Nigeria',
  NO: 'Norway',
  PE: 'Peru',
  PL: 'Poland',
  PT: 'Portugal',
  QA: 'Qatar',
  RO: 'Romania',
  SA: 'Saudi Arabia',
  SG: 'Singapore',
  SK: 'Slovakia',
  SI: 'Slovenia',
  ZA: 'South Africa',
  KR: 'South Korea',
  ES: 'Spain',
  SE: 'Sweden',
  CH: 'Switzerland',
  TW: 'Taiwan',
  TN: 'Tunisia',
  TR: 'Türkiye',
  AE: 'United Arab Emirates',
  GB: 'United Kingdom',
  UY: 'Uruguay',
} as const;

const names = new Map<string, string>(Object.entries(offered));
const others = new Intl.DisplayNames('en', { type: 'region' });

/** Countries to offer. Whether a method serves one is the API's answer. */
export const countries: readonly { readonly code: string; readonly name: string }[] = [...names].map(
  ([code, name]) => ({ code, name }),
);

/** The English name of a country. */
export function countryName(code: string): string {
  try {
    return names.get(code) ?? others.of(code) ?? code;
  } catch {
    return code;
  }
}
