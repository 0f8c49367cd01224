/**
 * Whether a request was made by a page of this store. Browsers tell by Sec-Fetch-Site; those that do not send Origin with
 * every POST. With SameSite cookies and a JSON content type this keeps other sites from acting for a visitor.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site) return site === 'same-origin';
  const origin = headers.get('origin');
  const host = headers.get('x-forwarded-host') ?? headers.get('host');
  return origin !== null && URL.canParse(origin) && new URL(origin).host === host;
}
