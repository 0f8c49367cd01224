import { isSameOrigin } from '@/lib/security/same-origin.ts';
import { currentIdentity } from '@/lib/session/identity.ts';

/**
 * The short-lived token for the page's WebSocket, kept in memory there. The refresh token never leaves its cookie; with
 * `x-renew: 1` the proxy has just renewed the session.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return Response.json({ error: 'CROSS_ORIGIN' }, { status: 403 });
  const identity = await currentIdentity();
  return Response.json(identity, { headers: { 'cache-control': 'no-store' } });
}
