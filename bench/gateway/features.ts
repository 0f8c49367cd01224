import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Contender, soukContender } from './contenders.ts';

const issuer = 'https://issuer.bench.example';
const audience = 'souk';
/** So much that nothing is ever refused. */
const plenty = String(1_000_000_000);

const bare = { METRICS: 'false', SHARE_IN_FLIGHT: 'false', CACHE: 'off' };

/**
 * Our gateway bare, with each of its features alone, as it starts by default, and with everything on. What costs nothing to
 * turn off, such as the limits on a document's shape, is in the bare one too: a document that was seen is only looked up.
 */
export async function featureContenders(): Promise<{
  contenders: Contender[];
  stop: () => Promise<void>;
}> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'EdDSA', use: 'sig' }];
  const server = createServer((request, response) => {
    // Both the issuer's keys and the collector that spans are sent to.
    request.resume();
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(request.url === '/jwks.json' ? JSON.stringify({ keys }) : '{}');
    });
  });
  const origin = await listen(server);
  const auth = {
    AUTH_ISSUERS: JSON.stringify([{ issuer, audience, jwksUrl: `${origin}/jwks.json` }]),
    VIEWER_TOKEN_SECRET: 'only-for-this-benchmark-0123456789',
  };
  const limits = { RATE_LIMIT_PER_VIEWER: plenty, RATE_LIMIT_PER_ADDRESS: plenty, MAX_COST: plenty };
  const tracing = { OTEL_EXPORTER_OTLP_ENDPOINT: origin };
  const sampled = {
    ...tracing,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.01',
  };
  const headers = ['authorization', `Bearer ${signToken(privateKey)}`];
  const everything = { ...auth, ...limits, ...sampled };
  return {
    contenders: [
      soukContender(bare, 'bare'),
      soukContender({ ...bare, METRICS: 'true' }, 'metrics'),
      soukContender({ ...bare, SHARE_IN_FLIGHT: 'true' }, 'sharing'),
      { ...soukContender({ ...bare, ...auth }, 'auth, a known token'), headers },
      soukContender({ ...bare, ...limits }, 'cost and rate limits'),
      soukContender({ ...bare, ...sampled }, 'tracing, 1 % sampled'),
      soukContender({ ...bare, ...tracing }, 'tracing, all sampled'),
      soukContender({}, 'as it starts'),
      { ...soukContender(everything, 'all of these, 1 % sampled'), headers },
    ],
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function signToken(key: KeyObject): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1_000);
  const claims = { iss: issuer, aud: audience, sub: 'bench', iat: now, exp: now + 86_400 };
  const text = `${encode({ alg: 'EdDSA', kid: 'bench' })}.${encode(claims)}`;
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}
