import type { QueryPlan } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLObjectType,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { OperationTrace } from '../observability/tracing.ts';
import { assertRootFieldsOpen, withoutClosedFields } from '../security/authorize-operation.ts';
import { isAuthenticated, type Viewer } from '../security/viewer.ts';
import type { LoadedSupergraph } from '../supergraph/load.ts';
import type { ActiveOverrides } from '../supergraph/override-labels.ts';
import { WrongPlan } from '../supergraph/plan-check.ts';
import { type Conditions, withoutConditions } from './conditions.ts';
import { gatewayError } from './errors.ts';
import type { FetchDeps } from './fetch.ts';
import { compileIntrospection } from './introspection.ts';
import { type CompiledPlan, compilePlan } from './plan.ts';
import { type SafeDocument, withClientKeys, withSafeKeys } from './safe-keys.ts';
import { compileShape, type ShapeResponse } from './shape.ts';

/** Variables of one request, checked against the operation. */
export interface CheckedVariables {
  /** As given: sent on to subgraphs. */
  readonly given: Readonly<Record<string, unknown>>;
  /** With defaults applied. */
  readonly coerced: Readonly<Record<string, unknown>>;
}

/** All that can be prepared of an operation before it runs, for one supergraph. */
export class CompiledOperation {
  readonly definition: OperationDefinitionNode;
  readonly name: string | undefined;
  /** Who ran it last, and with which conditions: for these it is warmed. */
  lastViewer: Viewer | undefined;
  lastConditions: Conditions = {};
  private readonly supergraph: LoadedSupergraph;
  private readonly deps: FetchDeps;
  readonly document: DocumentNode;
  private readonly safe: SafeDocument;
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly rootType: GraphQLObjectType;
  /** Variables that `@skip` and `@include` read. */
  private readonly conditionNames: readonly string[];
  private readonly introspect: ReturnType<typeof compileIntrospection>;
  private readonly plans = new LRUCache<string, CompiledPlan>({ max: 32 });
  private readonly shapes = new LRUCache<string, ShapeResponse>({ max: 64 });

  /** The document must be valid. Throws when it has no such operation. */
  constructor(
    supergraph: LoadedSupergraph,
    deps: FetchDeps,
    document: DocumentNode,
    operationName: string | undefined,
  ) {
    const definition = getOperationAST(document, operationName);
    const rootType = definition && supergraph.schema.getRootType(definition.operation);
    if (!definition || !rootType) throw gatewayError('BAD_REQUEST', 'The document has no such operation');
    this.supergraph = supergraph;
    this.deps = deps;
    this.document = document;
    this.definition = definition;
    this.name = definition.name?.value;
    this.safe = withSafeKeys(supergraph.schema, supergraph.federationNames, document);
    this.rootType = rootType;
    for (const node of document.definitions) {
      if (node.kind === 'FragmentDefinition') this.fragments.set(node.name.value, node);
    }
    this.conditionNames = conditionVariables(document);
    this.introspect = compileIntrospection(
      supergraph.schema,
      this.fragments,
      definition.variableDefinitions ?? [],
    );
  }

  /** Checks variables; throws the first BAD_USER_INPUT as graphql-js words it. */
  checkVariables(given: Readonly<Record<string, unknown>> | undefined): CheckedVariables {
    const definitions = this.definition.variableDefinitions;
    if (!definitions || definitions.length === 0) return noVariables;
    const result = getVariableValues(this.supergraph.schema, definitions, given ?? {}, { maxErrors: 10 });
    if (result.errors) throw new VariableErrors(result.errors);
    return { given: given ?? {}, coerced: result.coerced };
  }

  /**
   * The plan and the shaping for a viewer's rights and the values of conditions. Throws what the viewer may not do.
   * `caller` decides which side of a progressive `@override` is asked; see OverrideLabels.
   */
  prepare(
    viewer: Viewer,
    variables: CheckedVariables,
    trace?: OperationTrace,
    caller = viewer.identity,
  ): { plan: CompiledPlan; shape: ShapeResponse } {
    const { access, schema, overrides } = this.supergraph;
    const conditions = this.conditionsOf(variables);
    assertRootFieldsOpen(schema, access, viewer, this.definition, { fragments: this.fragments, conditions });
    this.lastViewer = viewer;
    this.lastConditions = conditions;
    const rights = access.rightsOf(viewer);
    let shapeKey = rights;
    for (const name of this.conditionNames) shapeKey += conditions[name] === true ? 't' : 'f';
    const active = overrides.activeFor(caller);
    const planKey = active.key === '' ? shapeKey : `${shapeKey} ${active.key}`;
    let plan = this.plans.get(planKey);
    if (!plan) {
      plan = this.compilePlan({ rights, conditions, active }, trace);
      this.plans.set(planKey, plan);
    }
    let shape = this.shapes.get(shapeKey);
    if (!shape) {
      shape = this.compileShape(viewer, rights, conditions);
      this.shapes.set(shapeKey, shape);
    }
    return { plan, shape };
  }

  /** Only the values that conditions read, so that nothing else of a request is kept. */
  private conditionsOf({ coerced }: CheckedVariables): Conditions {
    if (this.conditionNames.length === 0) return noConditions;
    return Object.fromEntries(this.conditionNames.map((name) => [name, coerced[name] === true]));
  }

  /** Errors of an execution as the client may read them. */
  clientErrors(errors: readonly GraphQLError[]): readonly GraphQLError[] {
    return withClientKeys(errors, this.safe.clientKeys);
  }

  private compilePlan(
    { rights, conditions, active }: { rights: string; conditions: Conditions; active: ActiveOverrides },
    trace: OperationTrace | undefined,
  ): CompiledPlan {
    const { access, schema, planner } = this.supergraph;
    const included = withoutConditions(this.safe.document, conditions);
    const document = access.isEmpty ? included : withoutClosedFields(schema, access, rights, included);
    const startedAt = performance.now();
    const makePlan = (): QueryPlan => this.planOrRefuse(() => planner.plan(document, this.name, active));
    const plan = trace ? trace.step('graphql.plan', makePlan) : makePlan();
    this.deps.onPlanned?.((performance.now() - startedAt) / 1_000);
    return compilePlan(this.deps, plan);
  }

  /** Runs the planner; where its plan would give wrong data, the client gets a clear refusal instead. */
  private planOrRefuse(plan: () => QueryPlan): QueryPlan {
    try {
      return plan();
    } catch (error) {
      if (!(error instanceof WrongPlan)) throw error;
      this.deps.onWrongPlan?.({ operationName: this.name, error });
      const message = 'This operation cannot be planned so that its answer is right';
      throw gatewayError('OPERATION_NOT_PLANNED', message, { cause: error });
    }
  }

  private compileShape(
    viewer: Viewer,
    rights: string,
    conditions: Readonly<Record<string, unknown>>,
  ): ShapeResponse {
    const { access, schema } = this.supergraph;
    const reason = isAuthenticated(viewer) ? 'FORBIDDEN' : 'UNAUTHENTICATED';
    return compileShape(
      {
        schema,
        fragments: this.fragments,
        conditions,
        introspect: this.introspect,
        keyOf: this.safe.keyOf,
        denial: (types, field) => {
          if (access.isEmpty || [...types].every((type) => access.isOpen(rights, type, field)))
            return undefined;
          return gatewayError('UNAUTHORIZED_FIELD_OR_TYPE', `Not allowed to read ${field}`, {
            extensions: { reason },
          });
        },
      },
      this.rootType,
      this.definition.selectionSet,
    );
  }
}

const noConditions: Conditions = {};
const noVariables: CheckedVariables = { given: {}, coerced: {} };

/** Several faults in the variables of one request. */
export class VariableErrors extends Error {
  readonly errors: NonNullable<ReturnType<typeof getVariableValues>['errors']>;

  constructor(errors: VariableErrors['errors']) {
    super('The variables are not valid');
    this.errors = errors;
  }
}

function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    enter: (node) => {
      if (node.kind !== Kind.DIRECTIVE) return;
      if (node.name.value !== 'skip' && node.name.value !== 'include') return;
      for (const { value } of node.arguments ?? [])
        if (value.kind === 'Variable') names.add(value.name.value);
    },
  });
  return [...names];
}
