import type { FetchNode } from '@apollo/query-planner';
import { type SubgraphErrorBody, SubgraphUnavailable } from '../execution/errors.ts';
import type { Execution } from '../execution/execution.ts';
import { compileBody } from '../execution/request-body.ts';
import type { SubgraphAnswer, SubgraphTransport } from '../execution/subgraph-transport.ts';
import type { PublicFetch, PublicReading } from './public-fetch.ts';
import { askForPublicData, type PublicAnswer } from './public-request.ts';
import type { SharedReading } from './shared-reading.ts';

/** Answers a fetch of public data: from the cache, and for what is missing there from the subgraph. */
export type PublicSender = (
  execution: Execution,
  shared: SharedReading,
  representations?: readonly string[],
) => Promise<SubgraphAnswer>;

/** Compiles the sender of a fetch of public data. It rejects as the subgraph's transport does. */
export function createPublicSender(
  open: PublicFetch,
  transport: SubgraphTransport,
  { operationName, variableUsages, requires }: FetchNode,
): PublicSender {
  const writeBody = compileBody(
    { operation: open.operation, operationName, variableUsages },
    requires ? ['representations'] : [],
  );
  const onRefused = (): void => open.onRefused();

  return async (execution, shared, representations) => {
    const { scope, variables } = execution;
    const reading = await open.read(variables, representations, shared.variant);
    shared.restrict(reading.freshMs);
    if (reading.missing.length === 0) return toAnswer(reading.values, representations, reading.isPlain);
    const list = representations ? reading.missing.map((index) => representations[index]).join(',') : '';
    let told: PublicAnswer;
    try {
      const body = writeBody(variables, [{ list }]);
      told = await askForPublicData(
        { transport, shared, onRefused },
        { body, scope, maxAgeMs: open.maxAgeMs, mark: reading.mark },
      );
    } catch (failure) {
      shared.restrict(0);
      if (!representations || reading.missing.length === representations.length) throw failure;
      return { ...toAnswer(reading.values, representations, reading.isPlain), failure };
    }
    shared.restrict(told.freshMs);
    return representations ? joined(open.service, reading, representations, told) : keptRoot(reading, told);
  };
}

function keptRoot(reading: PublicReading, { answer, freshMs }: PublicAnswer): SubgraphAnswer {
  if (freshMs > 0) reading.keep([answer.data], freshMs);
  return answer;
}

/** What was found and what came, in the order of the representations. */
function joined(
  service: string,
  reading: PublicReading,
  representations: readonly string[],
  { answer, freshMs }: PublicAnswer,
): SubgraphAnswer {
  const { missing } = reading;
  const received = answer.data?._entities;
  const errors = answer.errors?.map((error) => withIndex(error, missing));
  if (!Array.isArray(received)) {
    return { ...toAnswer(reading.values, representations, reading.isPlain), errors };
  }
  if (received.length !== missing.length) {
    throw new SubgraphUnavailable(service, `expected ${missing.length} entities`);
  }
  if (freshMs > 0) reading.keep(received, freshMs);
  const values = [...reading.values];
  for (let position = 0; position < missing.length; position++) {
    values[missing[position] as number] = received[position];
  }
  const isPlain = reading.isPlain && answer.isPlain === true;
  return { ...toAnswer(values, representations, isPlain), errors };
}

function toAnswer(
  values: readonly unknown[],
  representations: readonly string[] | undefined,
  isPlain: boolean,
): SubgraphAnswer {
  if (!representations) return { data: values[0] as SubgraphAnswer['data'], isPlain };
  return { data: { _entities: values.map((value) => value ?? null) }, isPlain };
}

/** The subgraph counts what it was asked for; the plan counts all entities. */
function withIndex(error: SubgraphErrorBody, missing: readonly number[]): SubgraphErrorBody {
  const { path } = error;
  if (!Array.isArray(path) || path[0] !== '_entities' || typeof path[1] !== 'number') return error;
  return { ...error, path: ['_entities', missing[path[1]], ...path.slice(2)] };
}
