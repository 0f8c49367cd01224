import type { ApolloServerPlugin } from '@apollo/server';
import type {
  GatewayExecutionResult,
  GatewayExecutor,
  GatewayGraphQLRequestContext,
} from '@apollo/server-gateway-interface';
import { GraphQLError } from 'graphql';
import type { OperationContext } from './request-context.ts';

/** A valid operation, and who asks. */
export type OperationRequest = Pick<
  GatewayGraphQLRequestContext,
  'schema' | 'document' | 'queryHash' | 'operation'
> & {
  readonly request: { readonly operationName?: string; readonly variables?: Record<string, unknown> };
  readonly context: OperationContext;
};

export type ExecuteOperation = (request: OperationRequest) => Promise<GatewayExecutionResult>;

function toSingleResult({ data, extensions }: GatewayExecutionResult): GatewayExecutionResult {
  return extensions === undefined ? { data } : { data, extensions };
}

/**
 * Gives Apollo Server an operation's answer just before it would execute it. The executor's own way in makes an object
 * with accessors for each request, for which V8 makes a hidden class that lives, and keeps the whole answer alive, until
 * the next full collection: that took 0.6 of 1.6 ms of CPU an operation, and 100 MB. Answers with errors take that way
 * all the same, as there Apollo Server gives them their form and HTTP status.
 */
export function directAnswers(execute: ExecuteOperation): {
  readonly plugin: ApolloServerPlugin<OperationContext>;
  readonly executor: GatewayExecutor;
} {
  const answered = new WeakMap<object, GatewayExecutionResult>();
  return {
    plugin: {
      requestDidStart: async () => ({
        responseForOperation: async ({
          schema,
          document,
          queryHash,
          operation,
          request,
          response,
          contextValue,
        }) => {
          if (!operation || queryHash === undefined) return null;
          const result = await execute({
            schema,
            document,
            queryHash,
            operation,
            request,
            context: contextValue,
          });
          if (result.errors && result.errors.length > 0) {
            answered.set(contextValue, result);
            return null;
          }
          return { http: response.http, body: { kind: 'single', singleResult: toSingleResult(result) } };
        },
      }),
    },
    executor: async (request) => {
      const context = request.context as OperationContext;
      if (request.operation) return answered.get(context) ?? execute({ ...request, context });
      // Apollo Server makes its own error of this one, with status 400.
      const { operationName } = request.request;
      const message = operationName
        ? `Unknown operation named "${operationName}".`
        : 'Must provide operation name if query contains multiple operations.';
      return { errors: [new GraphQLError(message)] };
    },
  };
}
