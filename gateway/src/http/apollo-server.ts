import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import type {
  GatewayExecutionResult,
  GatewayExecutor,
  GatewayInterface,
} from '@apollo/server-gateway-interface';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { gatewayError } from '../execution/errors.ts';
import { VariableErrors } from '../execution/operation.ts';
import type { Metrics } from '../observability/metrics.ts';
import { tracingPlugin } from '../observability/tracing-plugin.ts';
import type { Admission } from '../security/admission.ts';
import { rateLimitHeaders } from '../security/rate-limiter.ts';
import type { SupergraphHost } from '../supergraph/supergraph-host.ts';
import { directAnswers, type OperationRequest } from './direct-answers.ts';
import { JsonText, stringifyResult } from './json-text.ts';
import type { OperationContext } from './request-context.ts';

export interface ApolloServerOptions {
  readonly host: SupergraphHost;
  readonly admission: Admission;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly isTracing: boolean;
  readonly isProduction: boolean;
  /** Whether browsers get Apollo Sandbox. */
  readonly developerPages: boolean;
  readonly introspection: boolean;
  readonly maxTokens: number;
  /** For documents that clients register by hash (automatic persisted queries); 0: none. */
  readonly maxPersistedBytes: number;
}

/** Apollo Server keeps the HTTP contract; our engine stands behind its gateway interface. */
export function createApolloServer(options: ApolloServerOptions): ApolloServer<OperationContext> {
  const { host, logger, metrics, isProduction } = options;
  const { plugin, executor } = directAnswers((request) => executeOperation(options, request));
  return new ApolloServer<OperationContext>({
    gateway: createGatewayInterface(host, executor),
    nodeEnv: isProduction ? 'production' : 'development',
    introspection: options.introspection,
    hideSchemaDetailsFromClientErrors: isProduction,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    parseOptions: { maxTokens: options.maxTokens },
    persistedQueries:
      options.maxPersistedBytes > 0
        ? { ttl: 900, cache: new InMemoryLRUCache({ maxSize: options.maxPersistedBytes }) }
        : false,
    logger: {
      debug: (message) => logger.debug(message),
      info: (message) => logger.debug(message),
      warn: (message) => logger.warn(message),
      error: (message) => logger.error(message),
    },
    formatError: (formatted, error) => {
      metrics.countError(formatted.extensions?.code);
      return formatError(formatted, error, isProduction, logger);
    },
    stringifyResult,
    plugins: [
      plugin,
      ...(options.isTracing ? [tracingPlugin()] : []),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      !options.developerPages
        ? ApolloServerPluginLandingPageDisabled()
        : // The page takes its endpoint from its own address, and subscriptions go to the same path over WebSocket.
          ApolloServerPluginLandingPageLocalDefault({ embed: { runTelemetry: false }, footer: false }),
    ],
  });
}

function createGatewayInterface(host: SupergraphHost, executor: GatewayExecutor): GatewayInterface {
  return {
    onSchemaLoadOrUpdate: (callback) => {
      // Apollo Server subscribes before it loads, and expects one call on loading.
      return host.onChange(({ supergraph }) =>
        callback({ apiSchema: supergraph.schema, coreSupergraphSdl: supergraph.sdl }),
      );
    },
    load: async () => {
      await host.start();
      return { executor };
    },
    stop: () => host.stop(),
  };
}

async function executeOperation(
  { host, admission, logger }: ApolloServerOptions,
  { schema, document, queryHash, operation, request, context }: OperationRequest,
): Promise<GatewayExecutionResult> {
  const { viewer, clientAddress, scope, record } = context;
  record.operationName = operation.name?.value;
  record.operationKind = operation.operation;
  record.operationHash = queryHash.slice(0, 16);
  if (operation.operation === 'subscription') {
    const message = 'Subscriptions are served over graphql-ws or as text/event-stream on this path';
    return { errors: [gatewayError('OPERATION_NOT_SUPPORTED', message)] };
  }
  try {
    const asked = { document, operationName: request.operationName, variables: request.variables };
    const admitted = admission.admit(schema, asked, { viewer, address: clientAddress });
    const reports = 'then' in admitted ? await admitted : admitted;
    if (reports.length > 0) Object.assign(context.responseHeaders, rateLimitHeaders(reports));
    const { dataText, errors, publicSeconds } = await host.engineOf(schema).execute({
      document,
      documentKey: queryHash,
      operationName: request.operationName,
      variables: request.variables,
      viewer,
      scope,
    });
    if (!context.wantsCost) record.publicSeconds = publicSeconds;
    const data = dataText === 'null' ? null : (new JsonText(dataText) as never);
    const result: GatewayExecutionResult = { data };
    if (context.wantsCost) {
      result.extensions = { cost: admission.report(schema, asked, JSON.parse(dataText)) };
    }
    if (errors.length === 0) return result;
    record.errorCodes = errors.map(({ extensions }) => String(extensions.code));
    return { ...result, errors };
  } catch (error) {
    const refusal = toRefusal(error, logger);
    record.errorCodes = refusal.errors?.map(({ extensions }) => String(extensions.code));
    return refusal;
  }
}

/** The result of an operation that did not run: faulty variables, missing rights, or a bug. */
export function toRefusal(error: unknown, logger: Logger): GatewayExecutionResult {
  if (error instanceof VariableErrors) {
    return {
      errors: error.errors.map((fault) =>
        gatewayError('BAD_USER_INPUT', fault.message, { extensions: { http: { status: 400 } } }),
      ),
    };
  }
  if (error instanceof GraphQLError && typeof error.extensions.code === 'string') {
    return { data: null, errors: [error] };
  }
  logger.error({ err: error }, 'an operation could not be run');
  return { data: null, errors: [gatewayError('INTERNAL_SERVER_ERROR', 'Internal server error')] };
}

/** Whatever has no code of its own is a bug: logged, and masked. */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  isProduction: boolean,
  logger: Logger,
): GraphQLFormattedError {
  const code = formatted.extensions?.code;
  if (code === 'INTERNAL_SERVER_ERROR') {
    const cause = error instanceof GraphQLError ? error.originalError : error;
    if (cause && !(cause instanceof GraphQLError)) logger.error({ err: cause }, 'internal error');
    return {
      message: 'Internal server error',
      path: formatted.path,
      extensions: {
        code,
        ...(formatted.extensions?.service ? { service: formatted.extensions.service } : {}),
      },
    };
  }
  if (!isProduction) return formatted;
  return { ...formatted, message: formatted.message.replace(/ Did you mean .+?\?$/, '') };
}
