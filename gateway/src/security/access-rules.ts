import {
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  type ValueNode,
} from 'graphql';
import { isAuthenticated, type Viewer } from './viewer.ts';

/** One condition of `@authenticated`, `@requiresScopes` or `@policy`. */
interface Rule {
  readonly text: string;
  readonly holds: (viewer: Viewer) => boolean;
}

/**
 * The access directives of a supergraph. Composition keeps them on fields and types; a field is open to a viewer when
 * the rules of the type it stands on, its own and those of the type it returns all hold.
 */
export class AccessRules {
  private readonly rules: Rule[] = [];
  private readonly byType = new Map<string, number[]>();
  private readonly byField = new Map<string, number[]>();
  private readonly rights = new WeakMap<Viewer, string>();
  private readonly schema: GraphQLSchema;

  constructor(supergraph: DocumentNode, schema: GraphQLSchema) {
    this.schema = schema;
    for (const definition of supergraph.definitions) {
      if (!('name' in definition) || !definition.name || !('directives' in definition)) continue;
      const typeName = definition.name.value;
      this.keep(this.byType, typeName, definition.directives);
      if (definition.kind !== 'ObjectTypeDefinition' && definition.kind !== 'InterfaceTypeDefinition')
        continue;
      for (const field of definition.fields ?? []) {
        this.keep(this.byField, `${typeName}.${field.name.value}`, field.directives);
      }
    }
  }

  /** Whether the supergraph protects anything at all. */
  get isEmpty(): boolean {
    return this.rules.length === 0;
  }

  /** The rules a viewer meets, as text: viewers with equal rights have equal texts, so plans can be kept by it. */
  rightsOf(viewer: Viewer): string {
    const known = this.rights.get(viewer);
    if (known !== undefined) return known;
    let text = '';
    for (const rule of this.rules) text += rule.holds(viewer) ? '1' : '0';
    this.rights.set(viewer, text);
    return text;
  }

  /** Whether rights (see `rightsOf`) open a field that stands on a type. */
  isOpen(rights: string, typeName: string, fieldName: string): boolean {
    const type = this.schema.getType(typeName);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
    if (!field) return true;
    return (
      holdAll(rights, this.byType.get(typeName)) &&
      holdAll(rights, this.byField.get(`${typeName}.${fieldName}`)) &&
      holdAll(rights, this.byType.get(getNamedType(field.type).name))
    );
  }

  private keep(map: Map<string, number[]>, key: string, directives?: readonly DirectiveNode[]): void {
    for (const directive of directives ?? []) {
      const rule = toRule(directive);
      if (!rule) continue;
      let index = this.rules.findIndex(({ text }) => text === rule.text);
      if (index < 0) index = this.rules.push(rule) - 1;
      map.set(key, [...(map.get(key) ?? []), index]);
    }
  }
}

function holdAll(rights: string, rules: readonly number[] | undefined): boolean {
  return rules === undefined || rules.every((index) => rights[index] === '1');
}

function toRule(directive: DirectiveNode): Rule | undefined {
  switch (directive.name.value) {
    case 'authenticated':
      return { text: 'authenticated', holds: isAuthenticated };
    case 'requiresScopes': {
      const scopes = stringLists(directive, 'scopes');
      return {
        text: `scopes ${JSON.stringify(scopes)}`,
        holds: (viewer) => scopes.some((all) => all.every((scope) => viewer.scopes.includes(scope))),
      };
    }
    case 'policy': {
      const policies = stringLists(directive, 'policies');
      return {
        text: `policies ${JSON.stringify(policies)}`,
        holds: (viewer) => policies.some((all) => all.every((policy) => viewer.roles.includes(policy))),
      };
    }
    default:
      return undefined;
  }
}

/** An argument that is a list of alternatives, each a list of which all must hold. */
function stringLists(directive: DirectiveNode, argument: string): string[][] {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return listOf(value).map((inner) =>
    listOf(inner).map((item) => (item.kind === 'StringValue' ? item.value : '')),
  );
}

function listOf(value: ValueNode | undefined): readonly ValueNode[] {
  if (value === undefined) return [];
  return value.kind === 'ListValue' ? value.values : [value];
}
