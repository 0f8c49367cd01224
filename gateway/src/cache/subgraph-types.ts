import type { ConstDirectiveNode, DirectiveNode, DocumentNode } from 'graphql';

/** What one subgraph knows of the types of a supergraph. */
export interface SubgraphTypes {
  /** Whether the subgraph can answer the field itself. */
  hasField(type: string, field: string): boolean;
  /** Whether it knows `type` as one of what `abstract` may be. */
  isMember(abstract: string, type: string): boolean;
  /** Whether the interface is an object there, so that it cannot tell the concrete type. */
  isInterfaceObject(type: string): boolean;
}

/** Reads the join directives of a supergraph: who knows what. */
export class JoinedTypes {
  private readonly graphs = new Map<string, string>();
  private readonly types = new Set<string>();
  private readonly interfaceObjects = new Set<string>();
  private readonly members = new Set<string>();
  /** For each `Type.field` the graphs that answer it; absent: all that have the type. */
  private readonly fields = new Map<string, Set<string>>();
  private readonly keys = new Map<string, string>();

  constructor(supergraph: DocumentNode) {
    for (const definition of supergraph.definitions) {
      if (definition.kind === 'EnumTypeDefinition' && definition.name.value === 'join__Graph') {
        for (const { name, directives } of definition.values ?? []) {
          const told = stringOf(directives?.[0], 'name');
          if (told !== undefined) this.graphs.set(told, name.value);
        }
      }
      if (!('name' in definition) || !definition.name || !('directives' in definition)) continue;
      const { value: type } = definition.name;
      for (const directive of definition.directives ?? []) this.keepType(type, directive);
      if (definition.kind !== 'ObjectTypeDefinition' && definition.kind !== 'InterfaceTypeDefinition')
        continue;
      for (const field of definition.fields ?? []) {
        this.keepField(`${type}.${field.name.value}`, field.directives ?? []);
      }
    }
  }

  /** What a subgraph knows, by its name in the supergraph. */
  of(subgraph: string): SubgraphTypes {
    const graph = this.graphs.get(subgraph) ?? '';
    return {
      hasField: (type, field) =>
        this.types.has(`${graph} ${type}`) && (this.fields.get(`${type}.${field}`)?.has(graph) ?? true),
      isMember: (abstract, type) => this.members.has(`${graph} ${abstract} ${type}`),
      isInterfaceObject: (type) => this.interfaceObjects.has(`${graph} ${type}`),
    };
  }

  /** The field of a type's first key that is a single field. */
  keyFieldOf(type: string): string | undefined {
    return this.keys.get(type);
  }

  private keepType(type: string, directive: DirectiveNode): void {
    const graph = enumOf(directive, 'graph');
    switch (directive.name.value) {
      case 'join__type': {
        this.types.add(`${graph} ${type}`);
        const key = stringOf(directive, 'key')?.trim();
        if (key !== undefined && /^\w+$/.test(key) && !this.keys.has(type)) this.keys.set(type, key);
        const flag = directive.arguments?.find(({ name }) => name.value === 'isInterfaceObject')?.value;
        if (flag?.kind === 'BooleanValue' && flag.value) this.interfaceObjects.add(`${graph} ${type}`);
        break;
      }
      case 'join__implements':
        this.members.add(`${graph} ${stringOf(directive, 'interface')} ${type}`);
        break;
      case 'join__unionMember':
        this.members.add(`${graph} ${type} ${stringOf(directive, 'member')}`);
        break;
    }
  }

  private keepField(key: string, directives: readonly ConstDirectiveNode[]): void {
    const joined = directives.filter(({ name }) => name.value === 'join__field');
    if (joined.length === 0 || joined.some((directive) => enumOf(directive, 'graph') === undefined)) return;
    const graphs = joined
      .filter((directive) => !directive.arguments?.some(({ name }) => name.value === 'external'))
      .map((directive) => enumOf(directive, 'graph') as string);
    this.fields.set(key, new Set(graphs));
  }
}

function stringOf(directive: DirectiveNode | undefined, argument: string): string | undefined {
  const value = directive?.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === 'StringValue' ? value.value : undefined;
}

function enumOf(directive: DirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === 'EnumValue' ? value.value : undefined;
}
