import { type NextRequest, NextResponse } from 'next/server';
import { config as storeConfig } from '@/lib/config.ts';
import { contentSecurityPolicy } from '@/lib/security/content-security-policy.ts';
import { paymentOrigins } from '@/lib/security/payment-origins.ts';
import { lastForwarded } from '@/lib/session/identity.ts';
import { renewSession } from '@/lib/session/renew-session.ts';
import {
  accessLifetimeSeconds,
  cookieNames,
  cookieOptions,
  lifetimes,
  type SessionTokens,
} from '@/lib/session/session-cookies.ts';

/**
 * Runs before every page, action and API route: renews the session where its access token has run out, and sets a
 * Content-Security-Policy with a nonce for this one answer.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const session = await renewIfNeeded(request);
  if (session.tokens) {
    request.cookies.set(cookieNames.access, session.tokens.accessToken);
    request.cookies.set(cookieNames.refresh, session.tokens.refreshToken);
  }
  if (session.ended) {
    request.cookies.delete(cookieNames.access);
    request.cookies.delete(cookieNames.refresh);
  }

  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy({
    nonce,
    publicGatewayUrl: storeConfig().publicGatewayUrl,
    secure: storeConfig().secure,
    development: process.env.NODE_ENV === 'development',
    payment: paymentOrigins(process.env.PAYMENT_PROVIDERS ?? ''),
  });
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  headers.set('x-pathname', request.nextUrl.pathname);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  if (storeConfig().secure) {
    response.headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
  }
  if (session.tokens) setSession(response, session.tokens);
  if (session.ended) {
    response.cookies.delete(cookieNames.access);
    response.cookies.delete(cookieNames.refresh);
    response.cookies.set(cookieNames.ended, '1', cookieOptions(60));
  }
  return response;
}

async function renewIfNeeded(request: NextRequest): Promise<{ tokens?: SessionTokens; ended?: boolean }> {
  const refresh = request.cookies.get(cookieNames.refresh)?.value;
  if (!refresh) return {};
  const forced = request.headers.get('x-renew') === '1' && request.nextUrl.pathname === '/api/session';
  if (request.cookies.has(cookieNames.access) && !forced) return {};
  const renewal = await renewSession(refresh, lastForwarded(request.headers));
  if (renewal.outcome === 'renewed') return { tokens: renewal.tokens };
  return renewal.outcome === 'ended' ? { ended: true } : {};
}

function setSession(response: NextResponse, tokens: SessionTokens): void {
  const lifetime = accessLifetimeSeconds(tokens, Date.now());
  response.cookies.set(cookieNames.access, tokens.accessToken, cookieOptions(lifetime));
  response.cookies.set(cookieNames.refresh, tokens.refreshToken, cookieOptions(lifetimes.refresh));
}

export const config = {
  matcher: [
    '/((?!_next/static|_next/image|healthz|favicon.ico|icon|apple-icon|robots.txt|sitemap.xml|opengraph-image).*)',
  ],
};
