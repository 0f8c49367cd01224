import { createServer } from 'node:http';
import {
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { listenOn } from './serve-subgraph.ts';

/** An issuer of access tokens with a JWKS on a real port. */
export interface TokenIssuer {
  readonly jwksUrl: string;
  readonly publicJwk: JWK;
  readonly privateKey: CryptoKey;
  readonly publicPem: string;
  /** How often the key set was fetched. */
  fetches(): number;
  sign(
    claims?: JWTPayload,
    options?: { kid?: string; key?: CryptoKey; header?: Record<string, unknown> },
  ): Promise<string>;
  stop(): Promise<void>;
}

export const issuerName = 'https://issuer.example';
export const audience = 'souk';

export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const publicJwk: JWK = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'EdDSA', use: 'sig' };
  let fetched = 0;
  const server = createServer((_request, response) => {
    fetched++;
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ keys: [publicJwk] }));
  });
  const port = await listenOn(server, 0);
  return {
    jwksUrl: `http://127.0.0.1:${port}/jwks.json`,
    publicJwk,
    privateKey,
    publicPem: await exportSPKI(publicKey),
    fetches: () => fetched,
    sign: (claims = {}, options = {}) =>
      new SignJWT({
        iss: issuerName,
        aud: audience,
        sub: 'u1',
        kind: 'user',
        roles: ['CUSTOMER'],
        sid: 's1',
        ...claims,
      })
        .setProtectedHeader({ alg: 'EdDSA', kid: options.kid ?? 'key-1', ...options.header })
        .setIssuedAt()
        .setExpirationTime(claims.exp ?? '5m')
        .sign(options.key ?? privateKey),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
