import { z } from 'zod';

/** Settings that every process reads from its environment. Durations in names carry their unit. */
export const processSettings = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
} as const;

/** Settings of a process that has a database and publishes events. */
export const subgraphSettings = {
  ...processSettings,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(500).default(10),
  MIGRATE_ON_START: z.stringbool().default(false),
} as const;

/** Settings of a subgraph's server. */
export const serverSettings = {
  ...subgraphSettings,
  VIEWER_TOKEN_SECRET: z.string().min(32, 'at least 32 characters'),
} as const;

/** Settings of a subgraph's worker. */
export const workerSettings = {
  ...subgraphSettings,
  SNS_TOPIC_ARN: z.string().startsWith('arn:'),
  SQS_QUEUE_URL: z.url().optional(),
} as const;

/** Every fault of an environment at once, so that a broken deployment is mended in one go. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Parses an environment. Only entry points hand `process.env` to it; everything else receives the parsed object.
 *
 * @throws ConfigError that lists every missing or malformed setting
 */
export function parseConfig<Shape extends z.ZodRawShape>(
  settings: Shape,
  environment: Record<string, string | undefined>,
): z.infer<z.ZodObject<Shape>> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = z.object(settings).safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`The environment is not complete:\n${faults.join('\n')}`);
}
