/**
 * For how many seconds a subgraph's Cache-Control header lets anybody keep its answer; 0 when it does not, or says
 * nothing. `s-maxage`, meant for shared caches such as this one, goes before `max-age` (RFC 9111, 5.2.2.10).
 */
export function publicSeconds(header: string | undefined): number {
  if (header === undefined) return 0;
  let maxAge: number | undefined;
  let sharedMaxAge: number | undefined;
  let isPublic = false;
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', value = ''] = part.trim().split('=', 2);
    if (name === 'private' || name === 'no-store' || name === 'no-cache') return 0;
    if (name === 'public') isPublic = true;
    if (name === 'max-age') maxAge = toSeconds(value);
    if (name === 's-maxage') sharedMaxAge = toSeconds(value);
  }
  return isPublic ? (sharedMaxAge ?? maxAge ?? 0) : 0;
}

function toSeconds(text: string): number {
  return /^"?\d{1,9}"?$/.test(text) ? Number(text.replaceAll('"', '')) : 0;
}
