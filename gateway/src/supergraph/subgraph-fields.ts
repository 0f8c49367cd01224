import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { parseFieldSet } from './field-set.ts';

/** What one subgraph can do with one field. */
export interface SubgraphField {
  /** It only knows the field: from a key, from what it requires, or along certain paths (`provides` of others). */
  readonly isExternal: boolean;
  /** Another subgraph has taken the field over. */
  readonly isOverridden: boolean;
  readonly requires: SelectionSetNode | undefined;
  readonly provides: SelectionSetNode | undefined;
  /** The named type of the field in the supergraph. */
  readonly type: string;
}

/** Reads from a supergraph which subgraph can answer which field. */
export class SubgraphFields {
  /** By `graph Type.field`. */
  private readonly fields = new Map<string, SubgraphField>();
  /** Names of fields in keys, by `graph Type`. */
  private readonly keys = new Map<string, Set<string>>();
  private readonly enumNames = new Map<string, string>();
  /** Names of the types directly below an interface or union. */
  private readonly below = new Map<string, Set<string>>();

  constructor(supergraph: DocumentNode) {
    for (const definition of supergraph.definitions) {
      if (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph') {
        for (const value of definition.values ?? []) {
          const graph = value.directives?.find(({ name }) => name.value === 'join__graph');
          this.enumNames.set(value.name.value, text(graph, 'name') ?? value.name.value);
        }
      }
    }
    for (const definition of supergraph.definitions) {
      if (definition.kind === Kind.UNION_TYPE_DEFINITION)
        this.below.set(definition.name.value, new Set(definition.types?.map(({ name }) => name.value)));
      if (
        definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
        definition.kind !== Kind.INTERFACE_TYPE_DEFINITION
      )
        continue;
      const type = definition.name.value;
      for (const { name } of definition.interfaces ?? [])
        this.below.set(name.value, (this.below.get(name.value) ?? new Set()).add(type));
      const graphs = this.typeGraphs(type, definition.directives);
      for (const field of definition.fields ?? []) {
        let named = field.type;
        while (named.kind !== Kind.NAMED_TYPE) named = named.type;
        this.addField(type, field.name.value, named.name.value, graphs, field.directives);
      }
    }
  }

  /** Undefined where the subgraph does not have the field at all. */
  field(graph: string, type: string, name: string): SubgraphField | undefined {
    return this.fields.get(`${graph} ${type}.${name}`);
  }

  isKeyField(graph: string, type: string, name: string): boolean {
    return this.keys.get(`${graph} ${type}`)?.has(name) ?? false;
  }

  /** Whether an object can be of both types. */
  overlap(one: string, other: string): boolean {
    if (one === other) return true;
    const [first, second] = [this.below.get(one), this.below.get(other)];
    if (first && second) return [...first].some((type) => second.has(type));
    return first?.has(other) ?? second?.has(one) ?? false;
  }

  private typeGraphs(type: string, directives: readonly DirectiveNode[] | undefined): Set<string> {
    const graphs = new Set<string>();
    for (const directive of directives ?? []) {
      if (directive.name.value !== 'join__type') continue;
      const graph = this.graphOf(directive);
      if (graph === undefined) continue;
      graphs.add(graph);
      const key = text(directive, 'key');
      if (key === undefined) continue;
      const names = this.keys.get(`${graph} ${type}`) ?? new Set();
      this.keys.set(`${graph} ${type}`, names);
      for (const selection of parseFieldSet(key).selections)
        if (selection.kind === Kind.FIELD) names.add(selection.name.value);
    }
    return graphs;
  }

  private addField(
    type: string,
    name: string,
    fieldType: string,
    graphs: ReadonlySet<string>,
    directives: readonly DirectiveNode[] | undefined,
  ): void {
    const joined = (directives ?? []).filter((directive) => directive.name.value === 'join__field');
    for (const directive of joined) {
      const graph = this.graphOf(directive);
      if (graph === undefined) continue;
      this.fields.set(`${graph} ${type}.${name}`, {
        isExternal: flag(directive, 'external'),
        isOverridden: flag(directive, 'usedOverridden'),
        requires: fieldSet(directive, 'requires'),
        provides: fieldSet(directive, 'provides'),
        type: fieldType,
      });
    }
    if (joined.length > 0) return;
    // Without a word on the field itself, every subgraph of the type has it.
    for (const graph of graphs) {
      this.fields.set(`${graph} ${type}.${name}`, {
        isExternal: false,
        isOverridden: false,
        requires: undefined,
        provides: undefined,
        type: fieldType,
      });
    }
  }

  private graphOf(directive: DirectiveNode): string | undefined {
    const value = argument(directive, 'graph')?.value;
    return value?.kind === Kind.ENUM ? this.enumNames.get(value.value) : undefined;
  }
}

function argument(directive: DirectiveNode | undefined, name: string): ArgumentNode | undefined {
  return directive?.arguments?.find((candidate) => candidate.name.value === name);
}

function text(directive: DirectiveNode | undefined, name: string): string | undefined {
  const value = argument(directive, name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

function flag(directive: DirectiveNode, name: string): boolean {
  const value = argument(directive, name)?.value;
  return value?.kind === Kind.BOOLEAN && value.value;
}

function fieldSet(directive: DirectiveNode, name: string): SelectionSetNode | undefined {
  const set = text(directive, name);
  return set === undefined || set === '' ? undefined : parseFieldSet(set);
}
