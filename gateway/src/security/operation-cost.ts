import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { argumentReader, type Variables, variableReader } from './argument-values.ts';
import type { Cost, CostOptions } from './cost.ts';
import type { CostRules, FieldRule } from './cost-rules.ts';
import { inputCost } from './input-cost.ts';
import { listLength } from './list-length.ts';

/** Beside the fields it selects, a field of the mutation root costs this much (as in Apollo's demand control). */
export const mutationCost = 10;

/**
 * What an operation may cost at most, by the cost specification: each object, interface and union that it can return
 * counts 1 and each scalar and enum 0 unless `@cost` says otherwise, times the length of the lists they stand in; to this
 * come the weights of arguments and input fields, and 10 for each field of a mutation. Of fragments that exclude each
 * other the dearest counts. It is compiled once per operation; the variables are filled in per request.
 *
 * The result throws BAD_USER_INPUT for a slicing argument that is negative or over the maximum, and where not exactly one
 * is given but one is required.
 */
export function compileCost(
  { schema, rules, options }: { schema: GraphQLSchema; rules: CostRules; options: CostOptions },
  document: DocumentNode,
  operationName: string | undefined,
): (given: Variables) => number {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return () => 0;
  const cost = new CostCompiler(schema, rules, options, document, operation).selection(
    root,
    operation.selectionSet,
    noSizes,
  );
  if (typeof cost === 'number') return () => Math.max(0, cost);
  return (given) => Math.max(0, cost(given));
}

type Sizes = ReadonlyMap<string, Cost>;
const noSizes: Sizes = new Map();

class CostCompiler {
  private readonly schema: GraphQLSchema;
  private readonly rules: CostRules;
  private readonly options: CostOptions;
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly variable: ReturnType<typeof variableReader>;
  private readonly isMutation: boolean;
  private readonly root: GraphQLNamedOutputType | null | undefined;

  constructor(
    schema: GraphQLSchema,
    rules: CostRules,
    options: CostOptions,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ) {
    this.schema = schema;
    this.rules = rules;
    this.options = options;
    this.variable = variableReader(operation);
    this.isMutation = operation.operation === 'mutation';
    this.root = schema.getRootType(operation.operation);
    for (const node of document.definitions)
      if (node.kind === 'FragmentDefinition') this.fragments.set(node.name.value, node);
  }

  /** The cost of a selection on a type; `sizes` are the lengths that the field above tells of lists in it. */
  selection(type: GraphQLNamedOutputType, selectionSet: SelectionSetNode, sizes: Sizes): Cost {
    const shared: Cost[] = [];
    /** Costs of what is selected on narrower types only. */
    const narrow: { types: ReadonlySet<string>; cost: Cost }[] = [];
    for (const selection of selectionSet.selections) {
      let cost: Cost;
      let condition = type;
      if (selection.kind === 'Field') {
        cost = this.field(type, selection, sizes);
      } else {
        const fragment =
          selection.kind === 'InlineFragment' ? selection : this.fragments.get(selection.name.value);
        if (!fragment) continue;
        const named = fragment.typeCondition && this.schema.getType(fragment.typeCondition.name.value);
        if (named && isCompositeType(named)) condition = named;
        cost = this.selection(condition, fragment.selectionSet, sizes);
      }
      cost = this.ifIncluded(selection.directives, cost);
      if (isAbstractType(type) && condition !== type && !covers(this.schema, condition, type))
        narrow.push({ types: objectTypes(this.schema, condition), cost });
      else shared.push(cost);
    }
    if (narrow.length === 0) return sum(shared);
    const alternatives = [...objectTypes(this.schema, type)].map((name) =>
      sum(narrow.filter(({ types }) => types.has(name)).map(({ cost }) => cost)),
    );
    return sum([...shared, dearest(alternatives)]);
  }

  private field(type: GraphQLNamedOutputType, node: FieldNode, sizes: Sizes): Cost {
    const name = node.name.value;
    if (name === '__typename') return 0;
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
    // Introspection, which asks no subgraph.
    if (!definition) return 1;
    const rules = this.rulesOf(type, name);
    const cost = dearest(rules.map((rule) => this.fieldByRule(type, definition, node, rule, sizes)));
    return this.isMutation && type === this.root ? sum([mutationCost, cost]) : cost;
  }

  private fieldByRule(
    type: GraphQLNamedOutputType,
    definition: GraphQLField<unknown, unknown>,
    node: FieldNode,
    { weight, listSize }: FieldRule,
    sizes: Sizes,
  ): Cost {
    const named = getNamedType(definition.type);
    const readArgument = argumentReader(definition, node, this.variable);
    const length = listSize && listLength(listSize, readArgument, this.options, node.name.value);
    let below: Sizes = noSizes;
    if (listSize && length !== undefined && listSize.sizedFields.size > 0) {
      const told = length;
      below = new Map([...listSize.sizedFields].map((field) => [field, told]));
    }
    const own = weight ?? this.rules.weight(named.name) ?? (isCompositeType(named) ? 1 : 0);
    const element = node.selectionSet ? sum([own, this.selection(named, node.selectionSet, below)]) : own;
    const isList = isListType(getNullableType(definition.type));
    const times = !isList
      ? 1
      : (sizes.get(node.name.value) ??
        (below === noSizes ? length : undefined) ??
        this.options.assumedListSize);
    return sum([
      product(times, element),
      // Its arguments are checked although the list itself may not be selected.
      typeof length === 'function' ? product(0, length) : 0,
      inputCost(this.rules, `${type.name}.${definition.name}`, definition.args, readArgument),
    ]);
  }

  /** The rule of a field; read through an interface, those of all that may stand behind it. */
  private rulesOf(type: GraphQLNamedOutputType, fieldName: string): FieldRule[] {
    const rules = [this.rules.field(type.name, fieldName)];
    if (isInterfaceType(type))
      for (const name of objectTypes(this.schema, type)) rules.push(this.rules.field(name, fieldName));
    return [...new Set(rules)];
  }

  private ifIncluded(directives: readonly DirectiveNode[] | undefined, cost: Cost): Cost {
    let result = cost;
    for (const { name, arguments: given } of directives ?? []) {
      if (name.value !== 'skip' && name.value !== 'include') continue;
      const value = given?.find((argument) => argument.name.value === 'if')?.value;
      const wanted = name.value === 'include';
      const inner = result;
      if (value?.kind === 'BooleanValue') {
        if (value.value !== wanted) result = 0;
      } else if (value?.kind === 'Variable') {
        const read = this.variable(value.name.value);
        result = (variables) => ((read(variables) === true) === wanted ? resolveCost(inner, variables) : 0);
      }
    }
    return result;
  }
}

function objectTypes(schema: GraphQLSchema, type: GraphQLNamedOutputType): ReadonlySet<string> {
  if (!isAbstractType(type)) return new Set([type.name]);
  return new Set(schema.getPossibleTypes(type).map(({ name }) => name));
}

/** Whether every object of `type` is one of `wider` too. */
function covers(schema: GraphQLSchema, wider: GraphQLNamedOutputType, type: GraphQLNamedOutputType): boolean {
  const all = objectTypes(schema, wider);
  return [...objectTypes(schema, type)].every((name) => all.has(name));
}

function resolveCost(cost: Cost, variables: Variables): number {
  return typeof cost === 'number' ? cost : cost(variables);
}

function sum(costs: readonly Cost[]): Cost {
  let fixed = 0;
  const varying: Exclude<Cost, number>[] = [];
  for (const cost of costs) {
    if (typeof cost === 'number') fixed += cost;
    else varying.push(cost);
  }
  if (varying.length === 0) return fixed;
  return (variables) => varying.reduce((total, cost) => total + cost(variables), fixed);
}

function product(a: Cost, b: Cost): Cost {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  if (a === 1) return b;
  return (variables) => resolveCost(a, variables) * resolveCost(b, variables);
}

function dearest(costs: readonly Cost[]): Cost {
  const [first = 0, ...others] = costs;
  if (others.length === 0) return first;
  if (costs.every((cost) => typeof cost === 'number')) return Math.max(...costs);
  return (variables) => Math.max(...costs.map((cost) => resolveCost(cost, variables)));
}
