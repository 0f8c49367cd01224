import { hash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Lets caches keep the answer to a GET request, for as long as all that it is made of stays fresh: everybody's caches
 * (a CDN) if it came without credentials, else the caller's own. Sets an ETag; answers true when the caller has this very
 * body already, so that only headers need to go out, with status 304.
 */
export function allowCaching(
  request: IncomingMessage,
  response: ServerResponse,
  { body, seconds, varyHeaders }: { body: string; seconds: number; varyHeaders: readonly string[] },
): boolean {
  const hasCredentials = request.headers.authorization !== undefined || request.headers.cookie !== undefined;
  response.setHeader('cache-control', `${hasCredentials ? 'private' : 'public'}, max-age=${seconds}`);
  response.setHeader(
    'vary',
    withNames(response.getHeader('vary'), ['authorization', 'accept', ...varyHeaders]),
  );
  // It belongs to one request, and others would be given it.
  response.removeHeader('x-correlation-id');
  const etag = `"${hash('sha256', body, 'base64url').slice(0, 27)}"`;
  response.setHeader('etag', etag);
  return isNamed(request.headers['if-none-match'], etag);
}

function withNames(vary: number | string | string[] | undefined, names: readonly string[]): string {
  const known = String(vary ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  return [...new Set([...known, ...names])].join(', ');
}

/** Compares as RFC 9110, 13.1.2 asks for: weakly, and `*` means any. */
function isNamed(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((one) => {
    const name = one.trim();
    return name === '*' || name === etag || name === `W/${etag}`;
  });
}
