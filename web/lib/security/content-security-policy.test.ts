import { createHash } from 'node:crypto';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { paymentOrigins } from './payment-origins.ts';

const base = {
  nonce: 'abc',
  publicGatewayUrl: 'https://api.shop.example/graphql',
  secure: true,
  development: false,
};

describe('content security policy', () => {
  it('lets only this answer’s scripts run, and never inline ones or eval', () => {
    const policy = contentSecurityPolicy(base);
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
    expect(policy).not.toMatch(/unsafe-(inline|eval)/);
  });

  it('lets no style attribute work but the one by which React hides parts of a streamed page', () => {
    const hash = createHash('sha256').update('display:none').digest('base64');
    expect(contentSecurityPolicy(base)).toContain(`; style-src-attr 'unsafe-hashes' 'sha256-${hash}';`);
  });

  it('lets the page connect to the gateway’s WebSocket and to nothing else', () => {
    expect(contentSecurityPolicy(base)).toContain("connect-src 'self' wss://api.shop.example;");
    expect(contentSecurityPolicy({ ...base, publicGatewayUrl: 'http://localhost:4000/graphql' })).toContain(
      "connect-src 'self' ws://localhost:4000;",
    );
  });

  it('lets in a payment provider’s fields only where the shop offers it', () => {
    const without = contentSecurityPolicy({ ...base, payment: paymentOrigins('SANDBOX,PAYPAL') });
    expect(without).toBe(contentSecurityPolicy(base));
    const policy = contentSecurityPolicy({ ...base, payment: paymentOrigins('SANDBOX, STRIPE') });
    expect(policy).toMatch(/frame-src https:\/\/js\.stripe\.com .*https:\/\/hooks\.stripe\.com;/);
    expect(policy).toMatch(/connect-src 'self' wss:\/\/api\.shop\.example https:\/\/api\.stripe\.com;/);
    expect(policy).not.toMatch(/unsafe-(inline|eval)/);
  });

  it('refuses http where the store is served over https', () => {
    expect(contentSecurityPolicy(base)).toMatch(/img-src 'self' data: https:;/);
    expect(contentSecurityPolicy(base)).toContain('upgrade-insecure-requests');
    expect(contentSecurityPolicy({ ...base, secure: false })).toContain("img-src 'self' data: https: http:");
  });
});
