import type { DocumentNode, GraphQLError } from 'graphql';
import type { Engine } from '../execution/engine.ts';
import type { Execution, RequestScope } from '../execution/execution.ts';
import { compileRootPayload } from '../execution/fetch.ts';
import type { CheckedVariables, CompiledOperation } from '../execution/operation.ts';
import type { CompiledPlan } from '../execution/plan.ts';
import type { SubgraphAnswer } from '../execution/subgraph-transport.ts';
import type { Viewer } from '../security/viewer.ts';

export interface SubscriptionRequest {
  /** A valid document; `documentKey` must differ for different documents. */
  readonly document: DocumentNode;
  readonly documentKey: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/** What the subgraph of a plan's events is asked, made once for each plan. */
interface Primary {
  readonly subgraph: { readonly name: string; readonly url: string };
  /** `query` and `operationName` as JSON text. */
  readonly operationText: string;
  readonly variableNames: readonly string[];
  readonly applyPayload: ReturnType<typeof compileRootPayload>;
}

/** An event on its way through the plan; `finish` once `running` has ended. */
export interface Joining {
  readonly running: Promise<void> | undefined;
  finish(): { dataText: string; errors: readonly GraphQLError[] };
}

const primaries = new WeakMap<CompiledPlan, Primary | null>();

/** A subscription that may run, planned for one supergraph and viewer. */
export class PreparedSubscription {
  readonly request: SubscriptionRequest;
  private readonly engine: Engine;
  private readonly operation: CompiledOperation;
  private readonly variables: CheckedVariables;
  private readonly plan: CompiledPlan;
  private readonly shape: ReturnType<CompiledOperation['prepare']>['shape'];
  private readonly primary: Primary | null;

  /** Throws when the variables are faulty or the viewer may not subscribe. */
  constructor(engine: Engine, request: SubscriptionRequest, viewer: Viewer) {
    this.engine = engine;
    this.request = request;
    this.operation = engine.operationOf(request);
    this.variables = this.operation.checkVariables(request.variables);
    const { plan, shape } = this.operation.prepare(viewer, this.variables);
    this.plan = plan;
    this.shape = shape;
    this.primary = primaryOf(engine, plan);
  }

  /** Whether a subgraph has events of it; otherwise nothing but `__typename` was asked for. */
  get hasEvents(): boolean {
    return this.primary !== null;
  }

  /** Whether its events are joined with anything. */
  get asks(): boolean {
    return this.plan.asks;
  }

  get subgraph(): Primary['subgraph'] {
    if (!this.primary) throw new Error('Nothing of this subscription comes from a subgraph');
    return this.primary.subgraph;
  }

  get operationText(): string {
    return this.primary?.operationText ?? '';
  }

  /** The variables that the subgraph gets, as JSON text. */
  get variablesText(): string {
    const { given } = this.variables;
    const sent: Record<string, unknown> = {};
    for (const name of this.primary?.variableNames ?? []) {
      if (Object.hasOwn(given, name)) sent[name] = given[name];
    }
    return JSON.stringify(sent);
  }

  /** The operation's name, if it has one. */
  get name(): string | undefined {
    return this.operation.name;
  }

  /** Whether the same subgraph is asked the same. */
  asksTheSame(other: PreparedSubscription): boolean {
    return (
      this.operationText === other.operationText &&
      this.primary?.subgraph.url === other.primary?.subgraph.url &&
      this.primary?.subgraph.name === other.primary?.subgraph.name
    );
  }

  /** Joins one event with what other subgraphs have. */
  join(answer: SubgraphAnswer, scope: RequestScope): Joining {
    const { variables, plan } = this;
    const execution: Execution = {
      data: {},
      variables: variables.given,
      coerced: variables.coerced,
      errors: [],
      scope,
    };
    this.primary?.applyPayload(execution, answer);
    return {
      running: answer.data ? plan.run(execution) : undefined,
      finish: () => {
        const dataText = this.shape(execution.data, execution.errors, variables.coerced);
        return { dataText, errors: this.operation.clientErrors(execution.errors) };
      },
    };
  }

  /** Tells of a failure that is masked from clients. */
  fail(error: unknown): void {
    const { name } = this.subgraph;
    this.engine.fetchDeps.onFailure({ service: name, operationName: this.operation.name, error });
  }
}

function primaryOf(engine: Engine, plan: CompiledPlan): Primary | null {
  let primary = primaries.get(plan);
  if (primary === undefined) {
    primary = createPrimary(engine, plan);
    primaries.set(plan, primary);
  }
  return primary;
}

function createPrimary(engine: Engine, { primary: fetch }: CompiledPlan): Primary | null {
  if (!fetch) return null;
  const subgraph = engine.supergraph.subgraphs.find(({ name }) => name === fetch.serviceName);
  if (!subgraph) throw new Error(`A plan names a subgraph that the supergraph lacks: ${fetch.serviceName}`);
  const name = fetch.operationName ? `"operationName":${JSON.stringify(fetch.operationName)},` : '';
  return {
    subgraph,
    operationText: `${name}"query":${JSON.stringify(fetch.operation)}`,
    variableNames: fetch.variableUsages ?? [],
    applyPayload: compileRootPayload(engine.fetchDeps, fetch, []),
  };
}
