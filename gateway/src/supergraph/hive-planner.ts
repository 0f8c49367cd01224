import { createRequire } from 'node:module';
import type {
  FetchDataRewrite,
  FetchNode,
  PlanNode,
  QueryPlan,
  QueryPlanSelectionNode,
  ResponsePath,
  SubscriptionNode,
} from '@apollo/query-planner';
import type * as Hive from '@graphql-hive/router-query-planner';
import {
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import { noOverrides } from './override-labels.ts';
import type { Planner } from './planner.ts';

/**
 * The planner of Hive Router: Rust, as a native addon. Answers undefined where there is no binary for this platform (musl,
 * Windows), and for supergraphs with contexts, whose arguments it leaves out without a word. Throws for a supergraph that it
 * does not understand. A fault in it ends the whole process: use it for operations that are known (trusted documents).
 */
export function createHivePlanner(supergraphSdl: string): Planner | undefined {
  if (supergraphSdl.includes('https://specs.apollo.dev/context/')) return undefined;
  const addon = loadAddon();
  if (!addon) return undefined;
  const planner = new addon.QueryPlanner(supergraphSdl);
  return {
    plan: (document, operationName, { labels, percentage } = noOverrides) =>
      fromHivePlan(planner.plan(print(document), operationName, new Set(labels), percentage)),
  };
}

function loadAddon(): typeof Hive | undefined {
  try {
    return createRequire(import.meta.url)('@graphql-hive/router-query-planner') as typeof Hive;
  } catch {
    return undefined;
  }
}

/** Puts a plan of Hive's into Apollo's format, which the engine compiles. */
export function fromHivePlan({ node }: Hive.QueryPlan): QueryPlan {
  if (!node) return { kind: 'QueryPlan' };
  if (node.kind === 'Subscription') return { kind: 'QueryPlan', node: subscription(node, []) };
  const [first, ...rest] = node.kind === 'Sequence' ? node.nodes : [];
  if (first?.kind === 'Subscription') return { kind: 'QueryPlan', node: subscription(first, rest) };
  return { kind: 'QueryPlan', node: toNode(node) };
}

function subscription({ primary }: Hive.SubscriptionNode, rest: readonly Hive.PlanNode[]): SubscriptionNode {
  const fetch = toFetch(primary);
  if (rest.length === 0) return { kind: 'Subscription', primary: fetch };
  return { kind: 'Subscription', primary: fetch, rest: { kind: 'Sequence', nodes: rest.map(toNode) } };
}

function toNode(node: Hive.PlanNode): PlanNode {
  switch (node.kind) {
    case 'Fetch':
      return toFetch(node);
    case 'BatchFetch':
      return { kind: 'Parallel', nodes: separateFetches(node) };
    case 'Sequence':
    case 'Parallel':
      return { kind: node.kind, nodes: node.nodes.map(toNode) };
    case 'Flatten':
      return { kind: 'Flatten', path: toPath(node.path), node: toNode(node.node) };
    case 'Condition':
      return {
        kind: 'Condition',
        condition: node.condition,
        ifClause: node.ifClause && toNode(node.ifClause),
        elseClause: node.elseClause && toNode(node.elseClause),
      };
    default:
      throw new Error(`A plan contains ${node.kind} where it cannot be`);
  }
}

function toFetch(node: Hive.FetchNode): FetchNode {
  return {
    kind: 'Fetch',
    serviceName: node.serviceName,
    operation: node.operation,
    operationName: node.operationName,
    operationKind: (node.operationKind ?? 'query') as OperationTypeNode,
    variableUsages: node.variableUsages,
    requires: node.requires && toSelections(node.requires),
    inputRewrites: toRewrites(node.inputRewrites),
    outputRewrites: toRewrites(node.outputRewrites),
  };
}

/**
 * A batch asks several sets of entities in one operation, each under an alias and for several paths. Here each path
 * gets its own fetch; the engine puts fetches together again that go to one subgraph at one time.
 */
function separateFetches(node: Hive.BatchFetchNode): PlanNode[] {
  const { definitions } = parse(node.operation, { noLocation: true });
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  if (!operation) throw new Error('A batch of entity fetches holds no operation');
  return node.entityBatch.aliases.flatMap((entry) => {
    const part = onlyAlias(operation, fragments, entry);
    const fetch: FetchNode = {
      kind: 'Fetch',
      serviceName: node.serviceName,
      operation: part.text,
      operationName: node.operationName,
      operationKind: OperationTypeNode.QUERY,
      variableUsages: part.variables,
      requires: toSelections(entry.requires),
      inputRewrites: toRewrites(entry.inputRewrites),
      outputRewrites: toRewrites(entry.outputRewrites),
    };
    return entry.paths.map((path): PlanNode => ({ kind: 'Flatten', path: toPath(path), node: fetch }));
  });
}

function onlyAlias(
  operation: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
  { alias, representationsVariableName }: Hive.EntityBatchAlias,
): { text: string; variables: string[] } {
  const field = operation.selectionSet.selections.find(
    (selection) => selection.kind === Kind.FIELD && selection.alias?.value === alias,
  );
  if (field?.kind !== Kind.FIELD) throw new Error(`A batch of entity fetches lacks its alias ${alias}`);
  const spread = new Map<string, FragmentDefinitionNode>();
  const variables = new Set<string>();
  const note = (node: FragmentDefinitionNode | typeof field): void => {
    visit(node, {
      Variable: ({ name }) => {
        variables.add(name.value);
      },
      FragmentSpread: ({ name }) => {
        const fragment = fragments.find((candidate) => candidate.name.value === name.value);
        if (!fragment || spread.has(name.value)) return;
        spread.set(name.value, fragment);
        note(fragment);
      },
    });
  };
  note(field);
  const document = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        ...operation,
        variableDefinitions: operation.variableDefinitions?.filter(({ variable }) =>
          variables.has(variable.name.value),
        ),
        selectionSet: { kind: Kind.SELECTION_SET, selections: [{ ...field, alias: undefined }] },
      },
      ...spread.values(),
    ],
  } as const;
  const renamed = visit(document, {
    Variable: (node) =>
      node.name.value === representationsVariableName
        ? { ...node, name: { kind: Kind.NAME, value: 'representations' } }
        : undefined,
  });
  variables.delete(representationsVariableName);
  return { text: stripIgnoredCharacters(print(renamed)), variables: [...variables] };
}

/**
 * Steps that narrow by type are left out: what a fetch requires narrows as well, and keys are unique in a document (see
 * `withSafeKeys`), so that at worst something is fetched that nobody asked for.
 */
function toPath(path: readonly Hive.FlattenNodePathSegment[]): ResponsePath {
  return path.flatMap((segment) => {
    if (segment === '@') return [segment];
    return 'Field' in segment ? [segment.Field] : [];
  });
}

function toSelections(selections: readonly Hive.RequiresSelection[]): QueryPlanSelectionNode[] {
  return selections.map((selection): QueryPlanSelectionNode => {
    switch (selection.kind) {
      case 'InlineFragment':
        return {
          kind: 'InlineFragment',
          typeCondition: selection.typeCondition,
          selections: toSelections(selection.selections),
        };
      case 'Field':
        return {
          kind: 'Field',
          name: selection.name,
          alias: selection.alias,
          selections: selection.selections && toSelections(selection.selections),
        };
      default:
        throw new Error(`A plan requires a ${selection.kind}`);
    }
  });
}

/** A step that asks for one of several types becomes a rewrite for each. */
function toRewrites(rewrites: readonly Hive.FetchRewrite[] | undefined): FetchDataRewrite[] | undefined {
  return rewrites?.flatMap((rewrite): FetchDataRewrite[] => {
    if ('KeyRenamer' in rewrite) {
      const { path, renameKeyTo } = rewrite.KeyRenamer;
      return toRewritePaths(path).map((path) => ({ kind: 'KeyRenamer', path, renameKeyTo }));
    }
    const { path, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
    return toRewritePaths(path).map((path) => ({ kind: 'ValueSetter', path, setValueTo }));
  });
}

function toRewritePaths(path: readonly Hive.FetchNodePathSegment[]): string[][] {
  let paths: string[][] = [[]];
  for (const segment of path) {
    const steps = 'Key' in segment ? [segment.Key] : segment.TypenameEquals.map((name) => `... on ${name}`);
    paths = paths.flatMap((before) => steps.map((step) => [...before, step]));
  }
  return paths;
}
