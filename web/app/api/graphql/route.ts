import { z } from 'zod';
import { documentParameters } from '@/lib/api/document-id.ts';
import { headersFor } from '@/lib/api/gateway.ts';
import { config } from '@/lib/config.ts';
import { log } from '@/lib/log.ts';
import { isSameOrigin } from '@/lib/security/same-origin.ts';
import { currentIdentity, visitorAddress } from '@/lib/session/identity.ts';

const deadlineMs = 10_000;
const bodyLimitBytes = 64 * 1024;
const operation = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).optional(),
  operationName: z.string().nullish(),
});

function refuse(status: number, code: string): Response {
  return Response.json({ errors: [{ message: code, extensions: { code } }] }, { status });
}

/** Passes the page's own operations to the gateway with the token from the cookie, which no script can read. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return refuse(403, 'CROSS_ORIGIN');
  if (!request.headers.get('content-type')?.startsWith('application/json')) return refuse(415, 'NOT_JSON');
  const text = await request.text();
  if (Buffer.byteLength(text) > bodyLimitBytes) return refuse(413, 'TOO_LARGE');
  const parsed = operation.safeParse(parseJson(text));
  if (!parsed.success) return refuse(400, 'BAD_REQUEST');

  const { query, ...parameters } = parsed.data;
  const body = { ...documentParameters(query, config().trustedDocuments), ...parameters };
  const [{ token }, address] = await Promise.all([currentIdentity(), visitorAddress()]);
  try {
    const answer = await fetch(config().gatewayUrl, {
      method: 'POST',
      headers: headersFor({ token, address }),
      body: JSON.stringify(body),
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(deadlineMs)]),
      cache: 'no-store',
    });
    const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
    return new Response(await answer.text(), { status: answer.status, headers });
  } catch (error) {
    if (!request.signal.aborted)
      log('warn', 'gateway did not answer the browser', { operation: parsed.data.operationName, error });
    return refuse(503, 'SERVICE_UNAVAILABLE');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
