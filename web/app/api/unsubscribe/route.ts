import { ApiError } from '@/lib/api/api-error.ts';
import { unsubscribe } from '@/lib/api/preferences.ts';
import { log } from '@/lib/log.ts';

const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };

function tokenOf(request: Request): string {
  return new URL(request.url).searchParams.get('token') ?? '';
}

/**
 * The way out that mail programs offer: one POST without cookies and without a page (RFC 8058). It comes from the mail
 * program, so it is not of our origin; the token alone counts.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    const done = await unsubscribe(tokenOf(request));
    return new Response(done ? 'Unsubscribed.' : 'There is no such link.', {
      status: done ? 200 : 404,
      headers,
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    log('warn', 'not unsubscribed', { error });
    return new Response('The shop did not answer. Please try again.', { status: 503, headers });
  }
}

/** Whoever opens the link instead is shown the page that asks. */
export function GET(request: Request): Response {
  const to = `/unsubscribe?${new URLSearchParams({ token: tokenOf(request) })}`;
  return new Response(null, { status: 303, headers: { location: to, 'cache-control': 'no-store' } });
}
