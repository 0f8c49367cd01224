import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationContext } from '../http/request-context.ts';

/** Notes in the trace of an operation when Apollo Server has to parse and validate its document, as it was not cached. */
export function tracingPlugin(): ApolloServerPlugin<OperationContext> {
  return {
    requestDidStart: async ({ contextValue }) => {
      const { trace } = contextValue.scope;
      if (!trace?.isRecorded) return;
      const startStep = (name: string) => async (): Promise<() => Promise<void>> => {
        const end = trace.startStep(name);
        return async () => end();
      };
      return {
        parsingDidStart: startStep('graphql.parse'),
        validationDidStart: startStep('graphql.validate'),
      };
    },
  };
}
