import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  parse,
  print,
  type SelectionSetNode,
} from 'graphql';
import type { SubgraphField, SubgraphFields } from './subgraph-fields.ts';

/** A plan that would give wrong data: the planner is at fault. */
export class WrongPlan extends Error {
  override name = 'WrongPlan';
}

/**
 * Checks what planners are known to get wrong without a word, so that the operation is refused instead. Throws
 * WrongPlan where a fetch asks a subgraph for
 * - a field that it does not have, or only knows as external and is not given here, or that was taken from it;
 * - a field with `@requires` without sending what is required;
 * and where two fetches put different things under one name: what two fields require with different arguments.
 */
export function checkPlan(fields: SubgraphFields, plan: QueryPlan): void {
  const written: Written = new Map();
  const visit = (node: PlanNode, path: string): void => {
    switch (node.kind) {
      case 'Fetch':
        checkFetch(fields, node, path, written);
        break;
      case 'Flatten':
        visit(node.node, [path, ...node.path.filter((step) => !isListOrType(step))].join('.'));
        break;
      case 'Sequence':
      case 'Parallel':
        for (const child of node.nodes) visit(child, path);
        break;
      case 'Condition':
        if (node.ifClause) visit(node.ifClause, path);
        if (node.elseClause) visit(node.elseClause, path);
        break;
    }
  };
  if (plan.node?.kind === 'Subscription') {
    checkFetch(fields, plan.node.primary, '', written);
    if (plan.node.rest) visit(plan.node.rest, '');
  } else if (plan.node) {
    visit(plan.node, '');
  }
}

/** What stands at each path of the data, by key: on which type, and which field with which arguments. */
type Written = Map<string, { readonly type: string; readonly value: string; readonly returns: string }[]>;

function isListOrType(step: string | number): boolean {
  return step === '@' || (typeof step === 'string' && step.startsWith('|['));
}

const rootTypes = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

interface Position {
  readonly type: string;
  readonly path: string;
  /** Field sets of `@provides` that hold here. */
  readonly provided: readonly SelectionSetNode[];
  /** What was sent for the entity, right below `_entities`. */
  readonly sent: readonly QueryPlanSelectionNode[] | undefined;
}

function checkFetch(fields: SubgraphFields, node: FetchNode, path: string, written: Written): void {
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
    if (known.requires && !isSent(position, known.requires))
      throw wrong(node, position.type, name, 'without what that requires');
    if (known.requires) {
      const other = fetchedOtherwise(fields, written, known.requires, position);
      if (other) throw wrong(node, position.type, name, `but sends it ${other}`);
    }
    const at = `${position.path}.${field.alias?.value ?? name}`;
    const value = asText(field);
    const others = written.get(at) ?? [];
    const other = others.find((one) => one.value !== value && fields.overlap(one.type, position.type));
    if (other) throw new WrongPlan(`The plan fetches ${other.value} and ${value} as one, at ${at}`);
    others.push({ type: position.type, value, returns: known.type });
    written.set(at, others);
    if (field.selectionSet) checkSelections(field.selectionSet, below(known, position, name, at));
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
        const sent = node.requires ?? [];
        checkSelections(selection.selectionSet, { type: '_Entity', path, provided: [], sent });
      } else {
        const set: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [selection] };
        const type = rootTypes[definition.operation];
        checkSelections(set, { type, path, provided: [], sent: undefined });
      }
    }
  }
}

/** Where the selections of a field stand: on its type, given what its own and outer `@provides` say. */
function below(field: SubgraphField, position: Position, name: string, path: string): Position {
  const inner = position.provided.flatMap((set) =>
    flatten(set).flatMap((selection) =>
      selection.name.value === name && selection.selectionSet ? [selection.selectionSet] : [],
    ),
  );
  return {
    type: field.type,
    path,
    provided: field.provides ? [...inner, field.provides] : inner,
    sent: undefined,
  };
}

/** Whether all that is required was sent, by name, at the first level. */
function isSent({ sent }: Position, requires: SelectionSetNode): boolean {
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

/** What was fetched under the name of a required field, but with other arguments than the requirement has. */
function fetchedOtherwise(
  fields: SubgraphFields,
  written: Written,
  requires: SelectionSetNode,
  { path, type }: Pick<Position, 'path' | 'type'>,
): string | undefined {
  for (const field of flatten(requires)) {
    const at = `${path}.${field.name.value}`;
    const found = written.get(at)?.find((one) => fields.overlap(one.type, type));
    if (!found) continue;
    if (found.value !== asText(field)) return found.value;
    const inner =
      field.selectionSet &&
      fetchedOtherwise(fields, written, field.selectionSet, { path: at, type: found.returns });
    if (inner) return inner;
  }
  return undefined;
}

/** A field with its arguments, whatever its alias. */
function asText({ name, arguments: args }: FieldNode): string {
  return args?.length ? `${name.value}(${args.map(print).join(', ')})` : name.value;
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
