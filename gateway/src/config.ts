import { resolve } from 'node:path';
import { z } from 'zod';
import { cacheSettings } from './cache/cache-settings.ts';
import { liveSettings } from './live/live-settings.ts';
import { tracingSettings } from './observability/start-tracing.ts';
import { securitySettings } from './security/security-settings.ts';
import { connectionHeaders } from './subgraph-http/request-head.ts';
import { planningSettings } from './supergraph/planning-settings.ts';

const defaultSupergraphFile = resolve(import.meta.dirname, '../supergraph.graphql');

const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const count = z.coerce.number().int().min(0);
const timeout = z.coerce.number().int().min(1);

const issuersSchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  })
  .pipe(
    z.array(
      z.strictObject({
        issuer: z.string().min(1),
        jwksUrl: z.url({ protocol: /^https?$/ }),
        audience: z.string().min(1),
        /** Claims that go on to subgraphs; all others are dropped. */
        claims: z.array(z.string()).default(['sub']),
        /** Where the issuer lists ended sessions; `sid` must be among the claims then. */
        revokedSessionsUrl: z.url({ protocol: /^https?$/ }).optional(),
      }),
    ),
  );

const environmentSchema = z.object({
  NODE_ENV: z.string().default('development'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  SUPERGRAPH_FILE: z.string().default(defaultSupergraphFile),
  SUPERGRAPH_URL: z.url({ protocol: /^(https?|s3)$/ }).optional(),
  SUPERGRAPH_URL_TOKEN: z.string().optional(),
  SUPERGRAPH_POLL_INTERVAL_MS: z.coerce.number().int().min(20).optional(),
  SUPERGRAPH_TIMEOUT_MS: count.default(10_000),
  SUPERGRAPH_START_TIMEOUT_MS: count.default(30_000),
  SUPERGRAPH_LAST_GOOD_FILE: z.string().optional(),
  MAX_SUPERGRAPH_BYTES: count.default(16 * 1024 * 1024),
  AUTH_ISSUERS: issuersSchema.default([]),
  VIEWER_TOKEN_SECRET: z.string().min(32).optional(),
  CORS_ORIGINS: commaList.default([]),
  FORWARD_HEADERS: commaList.pipe(z.array(z.string().toLowerCase())).default([]),
  TRUSTED_PROXIES: commaList.default([]),
  INTROSPECTION: flag.optional(),
  DEVELOPER_PAGES: flag.optional(),
  CLIENT_ERROR_CODES: commaList.default([
    'BAD_USER_INPUT',
    'CONFLICT',
    'FORBIDDEN',
    'GONE',
    'NOT_FOUND',
    'RATE_LIMITED',
    'SERVICE_UNAVAILABLE',
    'UNAUTHENTICATED',
  ]),
  MAX_DEPTH: count.default(15),
  MAX_ALIASES: count.default(50),
  MAX_ROOT_FIELDS: count.default(20),
  MAX_DIRECTIVES: count.default(50),
  MAX_TOKENS: count.default(8_000),
  MAX_FIELDS: count.default(5_000),
  HEADERS_TIMEOUT_MS: timeout.default(10_000),
  REQUEST_TIMEOUT_MS: timeout.default(15_000),
  MAX_BODY_BYTES: count.default(256 * 1024),
  ...securitySettings,
  ...liveSettings,
  ...cacheSettings,
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  SUBGRAPH_TIMEOUT_MS: count.default(15_000),
  UPSTREAM_HTTP: z.enum(['socket', 'undici']).default('socket'),
  SHARE_IN_FLIGHT: flag.default(true),
  DRAIN_DEADLINE_MS: count.default(10_000),
  METRICS: flag.default(true),
  ...tracingSettings,
  ...planningSettings,
});

type Environment = z.infer<typeof environmentSchema>;

/** Configuration of a gateway; see README.md for each variable. */
export interface GatewayConfig extends Environment {
  readonly isProduction: boolean;
  readonly introspection: boolean;
  readonly developerPages: boolean;
  /** Subgraph URLs that replace those in the supergraph, by subgraph name in lower case. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
}

/** Reads the environment. Throws one error that lists every fault. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): GatewayConfig {
  // An empty variable means the same as an absent one.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (given.SUPERGRAPH_FILE !== undefined && given.SUPERGRAPH_URL !== undefined) {
    faults.push('SUPERGRAPH_URL: give either this or SUPERGRAPH_FILE');
  }
  for (const name of parsed.data?.FORWARD_HEADERS ?? []) {
    if (connectionHeaders.has(name)) faults.push(`FORWARD_HEADERS: ${name} is of one connection only`);
  }
  for (const name of parsed.data?.CACHE_VARY_HEADERS ?? []) {
    if (!parsed.data?.FORWARD_HEADERS.includes(name))
      faults.push(`CACHE_VARY_HEADERS: ${name} is not one of FORWARD_HEADERS`);
  }
  if (parsed.success && parsed.data.HEADERS_TIMEOUT_MS > parsed.data.REQUEST_TIMEOUT_MS) {
    faults.push('HEADERS_TIMEOUT_MS: must not be over REQUEST_TIMEOUT_MS, of which it is a part');
  }
  if (given.CACHE === 'redis' && given.REDIS_URL === undefined) faults.push('CACHE: redis needs REDIS_URL');
  const subgraphUrls = new Map<string, string>();
  for (const [name, url] of Object.entries(given)) {
    if (!name.startsWith('SUBGRAPH_URL_') || url === undefined) continue;
    if (URL.canParse(url)) subgraphUrls.set(name.slice('SUBGRAPH_URL_'.length).toLowerCase(), url);
    else faults.push(`${name}: must be a URL`);
  }
  if (!parsed.success || faults.length > 0) {
    throw new Error(`The gateway's configuration is not valid:\n  ${faults.join('\n  ')}`);
  }
  const isProduction = parsed.data.NODE_ENV === 'production';
  return {
    ...parsed.data,
    isProduction,
    introspection: parsed.data.INTROSPECTION ?? !isProduction,
    developerPages: parsed.data.DEVELOPER_PAGES ?? !isProduction,
    subgraphUrls,
  };
}
