import type { GraphQLError } from 'graphql';
import type { SharedReading } from '../cache/shared-reading.ts';
import type { OperationTrace } from '../observability/tracing.ts';
import type { Cancellation } from './cancellation.ts';
import type { JsonObject } from './json.ts';

/** What every request to a subgraph on behalf of one client operation carries. */
export interface RequestScope {
  /** Headers for subgraphs, in lower case: viewer token, correlation id, trace context. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cancellation: Cancellation;
  /** Whether requests may join equal ones under way: those of queries, but not of events, which tell of a change. */
  readonly mayShare?: boolean | undefined;
  /** Absent when tracing is off. */
  readonly trace?: OperationTrace | undefined;
  /** Present when public data may come from the cache. */
  readonly shared?: SharedReading | undefined;
}

/** State of one run of a plan. */
export interface Execution {
  /** All that subgraphs answered so far; shaped for the client at the end. */
  readonly data: JsonObject;
  /** Variables as the client gave them: what subgraphs receive. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Variables with defaults applied: what conditions read. */
  readonly coerced: Readonly<Record<string, unknown>>;
  readonly errors: GraphQLError[];
  /** Whether all answers so far had only strings that need no escaping; absent where nobody kept account of it. */
  readonly strings?: { arePlain: boolean };
  readonly scope: RequestScope;
  /** Within one fetch: the entities it is about, where these are not all at its path. */
  readonly only?: ReadonlySet<JsonObject>;
}

/** A compiled node of a plan. It never rejects: failures go to `errors`. */
export type RunNode = (execution: Execution) => Promise<void> | undefined;
