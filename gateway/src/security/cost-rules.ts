import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  type ObjectTypeDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';

/** `@listSize` of a field: how to tell the length of the list it returns, or of lists one level below it. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  /** Paths of arguments that bound the length: `first`, or `input.first`. */
  readonly slicingArguments: readonly (readonly string[])[];
  /** Fields of the returned object whose lists have this length; empty: the field itself is the list. */
  readonly sizedFields: ReadonlySet<string>;
  readonly requireOneSlicingArgument: boolean;
}

/** What a supergraph says of a field. */
export interface FieldRule {
  readonly weight: number | undefined;
  readonly listSize: ListSize | undefined;
}

const noRule: FieldRule = { weight: undefined, listSize: undefined };

/**
 * The directives of the cost specification (https://specs.apollo.dev/cost/v0.1, after IBM's GraphQL Cost Directives) in a
 * supergraph, whatever names it imported them under.
 */
export class CostRules {
  private readonly costName: string;
  private readonly listSizeName: string;
  private readonly fields = new Map<string, FieldRule>();
  private readonly weights = new Map<string, number>();

  constructor(supergraph: DocumentNode) {
    const names = directiveNames(supergraph);
    this.costName = names.cost;
    this.listSizeName = names.listSize;
    for (const definition of supergraph.definitions) {
      if (!('name' in definition) || !definition.name) continue;
      const typeName = definition.name.value;
      switch (definition.kind) {
        case Kind.OBJECT_TYPE_DEFINITION:
        case Kind.INTERFACE_TYPE_DEFINITION:
          this.keepWeight(typeName, definition.directives);
          this.keepFields(typeName, definition);
          break;
        case Kind.INPUT_OBJECT_TYPE_DEFINITION:
          for (const field of definition.fields ?? [])
            this.keepWeight(`${typeName}.${field.name.value}`, field.directives);
          break;
        case Kind.ENUM_TYPE_DEFINITION:
        case Kind.SCALAR_TYPE_DEFINITION:
          this.keepWeight(typeName, definition.directives);
          break;
      }
    }
  }

  /** Whether the supergraph says nothing of costs. */
  get isEmpty(): boolean {
    return this.fields.size === 0 && this.weights.size === 0;
  }

  /** What is said of a field where it stands on a type. */
  field(typeName: string, fieldName: string): FieldRule {
    return this.fields.get(`${typeName}.${fieldName}`) ?? noRule;
  }

  /** The `@cost` of a type (`Product`), input field (`Input.field`) or argument (`Type.field.argument`). */
  weight(coordinate: string): number | undefined {
    return this.weights.get(coordinate);
  }

  private keepFields(typeName: string, definition: Pick<ObjectTypeDefinitionNode, 'fields'>): void {
    for (const field of definition.fields ?? []) {
      const coordinate = `${typeName}.${field.name.value}`;
      for (const argument of field.arguments ?? [])
        this.keepWeight(`${coordinate}.${argument.name.value}`, argument.directives);
      const weight = this.weightIn(field.directives);
      const listSize = this.listSizeIn(field.directives);
      if (weight !== undefined || listSize) this.fields.set(coordinate, { weight, listSize });
    }
  }

  private keepWeight(coordinate: string, directives: readonly ConstDirectiveNode[] | undefined): void {
    const weight = this.weightIn(directives);
    if (weight !== undefined) this.weights.set(coordinate, weight);
  }

  private weightIn(directives: readonly ConstDirectiveNode[] | undefined): number | undefined {
    const weight = argumentsOf(directives, this.costName)?.weight;
    // A string in IBM's draft, a whole number in Apollo's.
    const value = typeof weight === 'string' ? Number(weight) : weight;
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  }

  private listSizeIn(directives: readonly ConstDirectiveNode[] | undefined): ListSize | undefined {
    const given = argumentsOf(directives, this.listSizeName);
    if (!given) return undefined;
    return {
      assumedSize: typeof given.assumedSize === 'number' ? given.assumedSize : undefined,
      slicingArguments: texts(given.slicingArguments).map((path) => path.split('.')),
      sizedFields: new Set(texts(given.sizedFields)),
      requireOneSlicingArgument: given.requireOneSlicingArgument !== false,
    };
  }
}

function argumentsOf(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
): Record<string, unknown> | undefined {
  const directive = directives?.find((candidate) => candidate.name.value === name);
  if (!directive) return undefined;
  const given: Record<string, unknown> = {};
  for (const argument of directive.arguments ?? [])
    given[argument.name.value] = valueFromASTUntyped(argument.value);
  return given;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Names that `@link` gives the two directives: `cost__listSize` unless imported. */
function directiveNames(supergraph: DocumentNode): { cost: string; listSize: string } {
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      const link = argumentsOf([directive], 'link');
      if (typeof link?.url !== 'string' || !/\/cost\/v\d/.test(link.url)) continue;
      const prefix = typeof link.as === 'string' ? link.as : 'cost';
      const imported = (name: string): string | undefined => {
        for (const item of Array.isArray(link.import) ? link.import : []) {
          if (item === name) return name.slice(1);
          if (typeof item === 'object' && item !== null && item.name === name)
            return String(item.as ?? name).slice(1);
        }
        return undefined;
      };
      return {
        // A directive that bears its specification's name needs no prefix.
        cost: imported('@cost') ?? prefix,
        listSize: imported('@listSize') ?? `${prefix}__listSize`,
      };
    }
  }
  return { cost: 'cost', listSize: 'listSize' };
}
