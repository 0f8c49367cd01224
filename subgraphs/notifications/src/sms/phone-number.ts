/**
 * A phone number as carriers take it (E.164, `+491701234567`), or null unless it is written internationally: a
 * national number may belong to somebody in another country.
 */
export function toE164(phone: string | null): string | null {
  if (!phone) return null;
  const compact = phone.replace(/[\s().\-/\u00a0]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(compact) ? compact : null;
}
