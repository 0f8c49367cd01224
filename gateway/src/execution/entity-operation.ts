import type { FetchNode } from '@apollo/query-planner';
import {
  type DefinitionNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
  type SelectionNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';

/** The variable with which the planner's entity fetches take their representations. */
const representationsVariable = 'representations';

/** The text of a request for entities up to its variables, and where its parts are in the answer. */
export interface EntityOperation {
  readonly operation: string;
  readonly operationName: string | undefined;
  readonly variableUsages: readonly string[];
  /** For each fetch: the variable with its representations and the key of its entities. */
  readonly parts: readonly { readonly variable: string; readonly key: string }[];
}

/** Whether a fetch is one for entities that may be sent together with others in one request. */
export function isMergeable(node: FetchNode): boolean {
  return (
    node.requires !== undefined &&
    node.operationKind === 'query' &&
    // Values from a context are variables with a value of their own for each fetch.
    !node.contextRewrites?.length &&
    !node.variableUsages?.includes(representationsVariable) &&
    entitiesField(parse(node.operation)) !== undefined
  );
}

/** Puts fetches of one subgraph into one operation, each under an alias of its own. One fetch stays as it is. */
export function mergeOperations(nodes: readonly FetchNode[]): EntityOperation {
  const [first, ...others] = nodes;
  if (!first) throw new Error('There is nothing to merge');
  const variableUsages = [...new Set(nodes.flatMap((node) => node.variableUsages ?? []))];
  const { operationName } = first;
  if (others.length === 0) {
    const parts = [{ variable: representationsVariable, key: '_entities' }];
    return { operation: first.operation, operationName, variableUsages, parts };
  }
  const parts: { variable: string; key: string }[] = [];
  const variables = new Map<string, VariableDefinitionNode>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  const selections: SelectionNode[] = [];
  nodes.forEach((node, index) => {
    let variable = `${representationsVariable}_${index}`;
    while (variableUsages.includes(variable)) variable += '_';
    const key = `_${index}`;
    const document = withFragmentsRenamed(parse(node.operation, { noLocation: true }).definitions, fragments);
    const field = entitiesField({ definitions: document });
    if (!field) throw new Error(`Not a fetch of entities: ${node.operation}`);
    const renamed = visit(field, {
      enter: (at) =>
        at.kind === Kind.VARIABLE && at.name.value === representationsVariable
          ? { ...at, name: nameNode(variable) }
          : undefined,
    });
    selections.push({ ...renamed, alias: nameNode(key) });
    for (const definition of document) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      for (const declared of definition.variableDefinitions ?? []) {
        const name = declared.variable.name.value;
        if (name === representationsVariable) {
          variables.set(variable, {
            ...declared,
            variable: { ...declared.variable, name: nameNode(variable) },
          });
        } else {
          variables.set(name, declared);
        }
      }
    }
    parts.push({ variable, key });
  });
  const definition: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: OperationTypeNode.QUERY,
    name: operationName === undefined ? undefined : nameNode(operationName),
    variableDefinitions: [...variables.values()],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  const operation = print({ kind: Kind.DOCUMENT, definitions: [definition, ...fragments.values()] });
  return { operation, operationName, variableUsages, parts };
}

/**
 * Equal for fetches that ask for the same of an entity, whatever their names and paths: one list of representations then
 * serves them all. Undefined where that must not be: entities at different paths would share the objects inside.
 */
export function leafSignature(node: FetchNode): string | undefined {
  if (node.inputRewrites?.length || node.outputRewrites?.length) return undefined;
  const { definitions } = parse(node.operation, { noLocation: true });
  const field = entitiesField({ definitions });
  if (!field || definitions.length !== 1 || !hasOnlyLeaves(field.selectionSet?.selections ?? []))
    return undefined;
  return JSON.stringify([print(field), node.requires]);
}

function hasOnlyLeaves(selections: readonly SelectionNode[]): boolean {
  return selections.every((selection) => {
    if (selection.kind === Kind.FIELD) return selection.selectionSet === undefined;
    return selection.kind === Kind.INLINE_FRAGMENT && hasOnlyLeaves(selection.selectionSet.selections);
  });
}

/** The `_entities` field of an operation that selects nothing beside it. */
function entitiesField(document: { readonly definitions: readonly DefinitionNode[] }): FieldNode | undefined {
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const [field, ...others] =
    (operation as OperationDefinitionNode | undefined)?.selectionSet.selections ?? [];
  const isAlone = others.length === 0 && field?.kind === Kind.FIELD && !field.alias;
  return isAlone && field.name.value === '_entities' ? field : undefined;
}

/** Definitions whose fragments have no names that are taken by different ones already. */
function withFragmentsRenamed(
  definitions: readonly DefinitionNode[],
  taken: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly DefinitionNode[] {
  const names = new Map<string, string>();
  const own = new Set(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [one.name.value] : [])),
  );
  for (const definition of definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const name = definition.name.value;
    const known = taken.get(name);
    // Equal texts are not enough: what a fragment spreads may be called the same and differ.
    if (known === undefined) continue;
    let renamed = `${name}_`;
    while (taken.has(renamed) || own.has(renamed)) renamed += '_';
    own.add(renamed);
    names.set(name, renamed);
  }
  if (names.size === 0) return definitions;
  return definitions.map((definition) =>
    visit(definition, {
      leave: (node) => {
        if (node.kind !== Kind.FRAGMENT_DEFINITION && node.kind !== Kind.FRAGMENT_SPREAD) return undefined;
        const name = names.get(node.name.value);
        return name === undefined ? undefined : { ...node, name: nameNode(name) };
      },
    }),
  );
}

function nameNode(value: string): { readonly kind: Kind.NAME; readonly value: string } {
  return { kind: Kind.NAME, value };
}
