import { join } from 'node:path';
import { cacheInvalidation } from '@souk/shared/cache-invalidation';
import { LOCAL_REGION, localCredentials, MEDIA_BUCKET, queueUrl, topicArn } from './aws.ts';
import type { Level } from './log.ts';
import type { NodeCommand } from './node-process.ts';
import { type PaymentSettings, paymentSettings } from './payment-settings.ts';
import { type Ports, type Subgraph, subgraphs } from './ports.ts';
import type { Secrets } from './secrets.ts';

/** A Node process of the system, as data. */
export interface ProcessDeclaration extends NodeCommand {
  readonly name: string;
  /** Any answer of this URL below 500 means that the process works. */
  readonly readyUrl: string;
  readonly needs: readonly Need[];
  readonly endsAfter?: number;
}

/** What must be there before a process is started. */
export type Need = 'databases' | 'messaging' | 'web-build';

export interface TableInput {
  /** Root of the repository. */
  readonly root: string;
  readonly dataDir: string;
  readonly ports: Ports;
  readonly secrets: Secrets;
  /** `dev` reloads services and pages when their sources change. */
  readonly mode: 'start' | 'dev';
  readonly logLevel: Level;
  /** Default: only the sandbox takes money. */
  readonly payment?: PaymentSettings;
  /** OpenTelemetry's variables, for every process; without them nothing is traced. */
  readonly telemetry?: Readonly<Record<string, string>>;
  readonly databaseUrl: (name: string) => string;
}

/** OpenTelemetry's variables of an environment, but for the name of the service: each process has its own. */
export function telemetryOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  const given = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[0].startsWith('OTEL_') && entry[1] !== undefined,
  );
  return Object.fromEntries(given.filter(([name]) => name !== 'OTEL_SERVICE_NAME'));
}

/** Every Node process of a local Souk with its environment: the one place that says how they are wired. */
export function processTable(input: TableInput): ProcessDeclaration[] {
  const { root, dataDir, ports, secrets } = input;
  const urls = soukUrls(ports);
  const everywhere = {
    NODE_ENV: 'development',
    LOG_LEVEL: input.logLevel,
    LOG_FORMAT: 'json',
    HOST: '127.0.0.1',
    // Kept outside the data folder, so that a reset does not make the next start slow.
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile'),
    AWS_REGION: LOCAL_REGION,
    AWS_ENDPOINT_URL: urls.aws,
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    ...input.telemetry,
  };
  const services = input.mode === 'dev' ? ['--watch', '--watch-preserve-output'] : [];
  const server = (name: Subgraph, extra: Record<string, string>): ProcessDeclaration => ({
    name,
    cwd: join(root, 'subgraphs', name),
    args: [...services, 'src/main.ts'],
    env: { ...everywhere, ...subgraphEnvironment(input, name), ...extra, PORT: String(ports[name]) },
    readyUrl: `http://127.0.0.1:${ports[name]}/readyz`,
    needs: ['databases'],
  });
  const worker = (name: Subgraph, extra: Record<string, string>): ProcessDeclaration => ({
    name: `${name}-worker`,
    cwd: join(root, 'subgraphs', name),
    args: [...services, 'src/worker.ts'],
    env: {
      ...everywhere,
      ...subgraphEnvironment(input, name),
      ...extra,
      PORT: String(ports[`${name}-worker`]),
    },
    readyUrl: `http://127.0.0.1:${ports[`${name}-worker`]}/readyz`,
    needs: ['databases', 'messaging'],
  });
  const settings = subgraphSettings(input);

  return [
    {
      name: 'aws',
      cwd: join(root, 'infra/local'),
      args: ['src/aws-main.ts'],
      env: { ...everywhere, PORT: String(ports.aws), DATA_DIR: join(dataDir, 'aws') },
      readyUrl: `${urls.aws}/readyz`,
      needs: [],
      endsAfter: 1,
    },
    {
      name: 'inbox',
      cwd: join(root, 'infra/local'),
      args: ['src/inbox/main.ts'],
      env: {
        ...everywhere,
        PORT: String(ports.inbox),
        SMTP_PORT: String(ports.smtp),
        DATA_FILE: join(dataDir, 'inbox.sqlite'),
      },
      readyUrl: `http://127.0.0.1:${ports.inbox}/readyz`,
      needs: [],
      endsAfter: 1,
    },
    {
      name: 'sandbox',
      cwd: join(root, 'subgraphs/payments'),
      args: [...services, 'src/sandbox/main.ts'],
      env: {
        ...everywhere,
        PORT: String(ports.sandbox),
        LEDGER_FILE: join(dataDir, 'sandbox-ledger.sqlite'),
        API_KEY: secrets.sandboxApiKey,
        WEBHOOK_URL: `http://127.0.0.1:${ports.payments}/webhooks/sandbox`,
        WEBHOOK_SECRET: secrets.sandboxWebhook,
        PUBLIC_URL: urls.sandbox,
      },
      readyUrl: `http://127.0.0.1:${ports.sandbox}/readyz`,
      needs: [],
      endsAfter: 1,
    },
    ...subgraphs.flatMap((name) => [server(name, settings[name]), worker(name, settings[name])]),
    {
      name: 'gateway',
      cwd: join(root, 'gateway'),
      args: [...services, 'src/main.ts'],
      env: {
        ...everywhere,
        PORT: String(ports.gateway),
        VIEWER_TOKEN_SECRET: secrets.viewerToken,
        AUTH_ISSUERS: JSON.stringify(authIssuers(ports)),
        CORS_ORIGINS: `http://localhost:${ports.web},http://127.0.0.1:${ports.web}`,
        // The store calls from this machine, on behalf of shoppers.
        TRUSTED_PROXIES: '127.0.0.1,::1',
        DRAIN_DEADLINE_MS: '2500',
        // Known, but not enforced unless TRUSTED_DOCUMENTS_MODE says so: developers write operations of their own.
        TRUSTED_DOCUMENTS_FILE: 'trusted-documents.json',
        // Staff see more than shoppers in the same fields, and at once what they change.
        CACHE_BYPASS_ROLES: 'SELLER,ADMIN',
        CACHE_INVALIDATION_QUEUE_URL: queueUrl(urls.aws, 'gateway'),
        CACHE_INVALIDATION_RULES: JSON.stringify(cacheInvalidation),
        ...Object.fromEntries(
          subgraphs.map((name) => [
            `SUBGRAPH_URL_${name.toUpperCase()}`,
            `http://127.0.0.1:${ports[name]}/graphql`,
          ]),
        ),
      },
      readyUrl: `http://127.0.0.1:${ports.gateway}/readyz`,
      needs: ['messaging'],
    },
    {
      name: 'web',
      cwd: join(root, 'web'),
      args: [
        'node_modules/next/dist/bin/next',
        input.mode === 'dev' ? 'dev' : 'start',
        ...['--port', String(ports.web), '--hostname', '127.0.0.1'],
      ],
      env: {
        ...everywhere,
        NODE_ENV: input.mode === 'dev' ? 'development' : 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        PORT: String(ports.web),
        GATEWAY_URL: `http://127.0.0.1:${ports.gateway}/graphql`,
        PUBLIC_GATEWAY_URL: urls.gateway,
        PAYMENT_PROVIDERS: (input.payment ?? paymentSettings({})).offered,
      },
      readyUrl: `http://127.0.0.1:${ports.web}/healthz`,
      needs: input.mode === 'dev' ? [] : ['web-build'],
    },
  ];
}

/** Where people and scripts find the system. */
export interface SoukUrls {
  readonly store: string;
  readonly gateway: string;
  readonly inbox: string;
  readonly sandbox: string;
  readonly aws: string;
}

/** The addresses that belong to a set of ports. */
export function soukUrls(ports: Ports): SoukUrls {
  return {
    store: `http://localhost:${ports.web}`,
    gateway: `http://localhost:${ports.gateway}/graphql`,
    inbox: `http://localhost:${ports.inbox}`,
    sandbox: `http://localhost:${ports.sandbox}`,
    aws: `http://127.0.0.1:${ports.aws}`,
  };
}

function authIssuers(ports: Ports): object[] {
  const issuer = (name: Subgraph, claims: string[]): object => ({
    issuer: `souk-${name}`,
    jwksUrl: `http://127.0.0.1:${ports[name]}/.well-known/jwks.json`,
    audience: 'souk',
    claims,
  });
  return [
    {
      ...issuer('users', ['sub', 'kind', 'roles', 'sid', 'scope']),
      revokedSessionsUrl: `http://127.0.0.1:${ports.users}/revoked-sessions`,
    },
    issuer('orders', ['sub', 'kind']),
  ];
}

function subgraphEnvironment(
  { ports, secrets, databaseUrl }: TableInput,
  name: Subgraph,
): Record<string, string> {
  const urls = soukUrls(ports);
  return {
    DATABASE_URL: databaseUrl(`souk_${name}`),
    DATABASE_POOL_SIZE: '16',
    MIGRATE_ON_START: 'true',
    VIEWER_TOKEN_SECRET: secrets.viewerToken,
    SNS_TOPIC_ARN: topicArn(name),
    SQS_QUEUE_URL: queueUrl(urls.aws, name),
    STORE_URL: urls.store,
  };
}

/** What one subgraph needs beyond the common settings, its server and its worker alike. */
function subgraphSettings({
  ports,
  secrets,
  payment = paymentSettings({}),
}: TableInput): Record<Subgraph, Record<string, string>> {
  const urls = soukUrls(ports);
  return {
    users: { KEY_ENCRYPTION_SECRET: secrets.usersKeyEncryption, ACCESS_TOKEN_ISSUER: 'souk-users' },
    products: { MEDIA_BUCKET, MEDIA_BASE_URL: `${urls.aws}/${MEDIA_BUCKET}` },
    orders: {
      KEY_ENCRYPTION_SECRET: secrets.ordersKeyEncryption,
      GUEST_TOKEN_ISSUER: 'souk-orders',
      PAYMENT_PROVIDERS: payment.offered,
    },
    payments: {
      SANDBOX_URL: `http://127.0.0.1:${ports.sandbox}`,
      SANDBOX_API_KEY: secrets.sandboxApiKey,
      SANDBOX_WEBHOOK_SECRET: secrets.sandboxWebhook,
      ...payment.settings,
    },
    notifications: {
      SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
      MAIL_FROM: 'Souk <shop@souk.example>',
      SMS_ENDPOINT_URL: `http://127.0.0.1:${ports.inbox}`,
    },
    analytics: {},
  };
}
