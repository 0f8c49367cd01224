import { resolve } from 'node:path';
import type { NextConfig } from 'next';

/** Headers that never vary; the Content-Security-Policy carries a nonce and is set in proxy.ts. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(self)' },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  // `pnpm types` checks the types of the whole repo; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // The cache keeps failures too: after one build that found no free port, all later ones would fail.
  experimental: { turbopackFileSystemCacheForBuild: false },
  turbopack: { root: resolve(import.meta.dirname, '..') },
  outputFileTracingRoot: resolve(import.meta.dirname, '..'),
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

export default config;
