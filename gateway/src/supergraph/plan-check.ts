import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { type FieldNode, type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';
import type { SubgraphField, SubgraphFields } from './subgraph-fields.ts';

/** A plan that would give wrong data: the planner is at fault. */
export class WrongPlan extends Error {
  override name = 'WrongPlan';
}

/**
 * Checks what planners are known to get wrong without a word, so that the operation is refused instead. Throws
 * WrongPlan where a fetch asks a subgraph for
 * - a field that it does not have, or only knows as external and is not given here, or that was taken from it;
 * - a field with `@requires` without sending what is required.
 */
export function checkPlan(fields: SubgraphFields, plan: QueryPlan): void {
  const visit = (node: PlanNode): void => {
    switch (node.kind) {
      case 'Fetch':
        checkFetch(fields, node);
        break;
      case 'Flatten':
        visit(node.node);
        break;
      case 'Sequence':
      case 'Parallel':
        node.nodes.forEach(visit);
        break;
      case 'Condition':
        if (node.ifClause) visit(node.ifClause);
        if (node.elseClause) visit(node.elseClause);
        break;
    }
  };
  if (plan.node?.kind === 'Subscription') {
    checkFetch(fields, plan.node.primary);
    if (plan.node.rest) visit(plan.node.rest);
  } else if (plan.node) {
    visit(plan.node);
  }
}

const rootTypes = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

interface Position {
  readonly type: string;
  /** Field sets of `@provides` that hold here. */
  readonly provided: readonly SelectionSetNode[];
  /** What was sent for the entity, right below `_entities`. */
  readonly sent: readonly QueryPlanSelectionNode[] | undefined;
}

function checkFetch(fields: SubgraphFields, node: FetchNode): void {
  const { serviceName } = node;
  const fragments = new Map<string, FragmentDefinitionNode>();
  const { definitions } = parse(node.operation, { noLocation: true });
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);

  const checkField = (field: FieldNode, position: Position): void => {
    const { value: name } = field.name;
    if (name === '__typename') return;
    const known = fields.field(serviceName, position.type, name);
    if (!known) throw wrong(node, position.type, name, 'which it does not have');
    const isGiven = position.provided.some((set) => namesOf(set).has(name));
    if (known.isExternal && !isGiven && !fields.isKeyField(serviceName, position.type, name))
      throw wrong(node, position.type, name, 'which is external there');
    if (known.isOverridden) throw wrong(node, position.type, name, 'which was taken from it');
    if (known.requires && !holds(position, known.requires))
      throw wrong(node, position.type, name, 'without what that requires');
    if (field.selectionSet) checkSelections(field.selectionSet, below(known, position, name));
  };

  const checkSelections = (set: SelectionSetNode, position: Position): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        checkField(selection, position);
      } else {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (!fragment) throw new WrongPlan(`A fetch from ${serviceName} lacks a fragment of its own`);
        const type = fragment.typeCondition?.name.value ?? position.type;
        checkSelections(fragment.selectionSet, { ...position, type });
      }
    }
  };

  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const selection of definition.selectionSet.selections) {
      if (selection.kind === Kind.FIELD && selection.name.value === '_entities' && selection.selectionSet) {
        checkSelections(selection.selectionSet, { type: '_Entity', provided: [], sent: node.requires ?? [] });
      } else {
        const set: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [selection] };
        const type = rootTypes[definition.operation];
        checkSelections(set, { type, provided: [], sent: undefined });
      }
    }
  }
}

/** Where the selections of a field stand: on its type, given what its own and outer `@provides` say. */
function below(field: SubgraphField, position: Position, name: string): Position {
  const inner = position.provided.flatMap((set) =>
    flatten(set).flatMap((selection) =>
      selection.name.value === name && selection.selectionSet ? [selection.selectionSet] : [],
    ),
  );
  return {
    type: field.type,
    provided: field.provides ? [...inner, field.provides] : inner,
    sent: undefined,
  };
}

/** Whether all that is required was sent, by name, at the first level. */
function holds({ sent }: Position, requires: SelectionSetNode): boolean {
  if (!sent) return false;
  const names = new Set<string>();
  const note = (selections: readonly QueryPlanSelectionNode[]): void => {
    for (const selection of selections) {
      if (selection.kind === 'Field') names.add(selection.name);
      else note(selection.selections);
    }
  };
  note(sent);
  return [...namesOf(requires)].every((name) => names.has(name));
}

function namesOf(set: SelectionSetNode): Set<string> {
  return new Set(flatten(set).map(({ name }) => name.value));
}

/** The fields of a field set at its first level, also those in fragments. */
function flatten(set: SelectionSetNode): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? flatten(selection.selectionSet) : [];
  });
}

function wrong(node: FetchNode, type: string, field: string, why: string): WrongPlan {
  return new WrongPlan(`The plan asks ${node.serviceName} for ${type}.${field}, ${why}`);
}
