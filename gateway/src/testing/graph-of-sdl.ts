import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type TypeDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';
import type { EntityTruth, FieldTruth, GeneratedGraph, GeneratedSubgraph } from './generated-graph.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires",
  "@provides", "@shareable", "@override", "@external", "@inaccessible", "@tag", "@interfaceObject",
  "@context", "@fromContext"])`;

/**
 * A graph from written subgraph schemas: what is true of each field follows from its definition. A field that several
 * subgraphs answer is true everywhere; one taken over by `@override` is answered only by its new owner.
 */
export function graphOfSdl(sdls: Readonly<Record<string, string>>): GeneratedGraph {
  const documents = Object.entries(sdls).map(([name, sdl]) => ({
    name,
    sdl: `${link}\n${sdl}`,
    types: parse(sdl, { noLocation: true }).definitions as readonly TypeDefinitionNode[],
  }));
  const fields = new Map<string, FieldTruth>();
  const entities = new Map<string, EntityTruth>();
  /** Types that set a context, by its name. */
  const contexts = new Map<string, string>();
  const answers = new Map(documents.map(({ name }) => [name, new Set<string>()]));
  const enumValues = new Set<string>();
  const implementations = documents.flatMap(({ types }) =>
    types.flatMap((type) =>
      type.kind === Kind.OBJECT_TYPE_DEFINITION
        ? (type.interfaces ?? []).map((above) => ({ above: above.name.value, type: type.name.value }))
        : [],
    ),
  );
  const typesBelow = (name: string): string[] => [
    ...new Set(implementations.filter(({ above }) => above === name).map(({ type }) => type)),
  ];
  for (const { types } of documents) {
    for (const type of types) {
      if (type.kind === Kind.ENUM_TYPE_DEFINITION)
        for (const value of type.values ?? []) enumValues.add(value.name.value);
      if (type.kind === Kind.OBJECT_TYPE_DEFINITION && !has(type, 'interfaceObject'))
        addEntity(entities, type);
      const context = type.directives?.find((one) => one.name.value === 'context');
      if (context) contexts.set(textOf(context, 'name') ?? '', type.name.value);
    }
  }

  for (const { name: subgraph, types } of documents) {
    const membersOf = new Map<string, string[]>();
    for (const type of types) {
      if (type.kind === Kind.UNION_TYPE_DEFINITION)
        membersOf.set(type.name.value, type.types?.map((member) => member.name.value) ?? []);
      if (type.kind === Kind.OBJECT_TYPE_DEFINITION)
        for (const above of type.interfaces ?? [])
          membersOf.set(above.name.value, [...(membersOf.get(above.name.value) ?? []), type.name.value]);
      if (type.kind === Kind.OBJECT_TYPE_DEFINITION && has(type, 'interfaceObject'))
        membersOf.set(type.name.value, typesBelow(type.name.value));
    }
    for (const type of types) {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      const isInterfaceObject = has(type, 'interfaceObject');
      for (const concrete of isInterfaceObject ? typesBelow(type.name.value) : [type.name.value]) {
        for (const field of type.fields ?? []) {
          const coordinate = `${concrete}.${field.name.value}`;
          if (directive(field, 'external') || isTakenOver(documents, subgraph, type.name.value, field))
            continue;
          answers.get(subgraph)?.add(coordinate);
          fields.set(coordinate, {
            ...fields.get(coordinate),
            ...truthOfField(field, membersOf),
            ...contextOf(field, contexts),
          });
        }
      }
    }
  }
  return {
    subgraphs: documents.map(
      ({ name, sdl }): GeneratedSubgraph => ({ name, sdl, answers: answers.get(name) ?? new Set() }),
    ),
    fields,
    entities,
    enumValues: [...enumValues],
    features: new Set(contexts.size > 0 ? (['context'] as const) : []),
  };
}

function truthOfField(field: FieldDefinitionNode, membersOf: ReadonlyMap<string, string[]>): FieldTruth {
  const type = print(field.type);
  const members = membersOf.get(type.replace(/[[\]!]/g, ''));
  const defaults = Object.fromEntries(
    (field.arguments ?? []).flatMap(({ name, defaultValue }) =>
      defaultValue ? [[name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
  return {
    type,
    defaults,
    ...(members && { members }),
    ...(directive(field, 'requires') && { requires: textOf(directive(field, 'requires'), 'fields') }),
    ...(directive(field, 'provides') && { provides: textOf(directive(field, 'provides'), 'fields') }),
  };
}

/** The context of an argument such as `tone: String @fromContext(field: "$above { tone }")`. */
function contextOf(
  field: FieldDefinitionNode,
  contexts: ReadonlyMap<string, string>,
): Pick<FieldTruth, 'context'> {
  for (const argument of field.arguments ?? []) {
    const from = argument.directives?.find((one) => one.name.value === 'fromContext');
    const [, name = '', selected = ''] = /^\$(\w+) \{ (\w+) \}$/.exec(textOf(from, 'field') ?? '') ?? [];
    const type = contexts.get(name);
    if (type !== undefined) return { context: { type, field: selected } };
  }
  return {};
}

function addEntity(entities: Map<string, EntityTruth>, type: ObjectTypeDefinitionNode): void {
  const name = type.name.value;
  const keys = (type.directives ?? [])
    .filter((one) => one.name.value === 'key')
    .map((one) => textOf(one, 'fields') ?? '');
  if (keys.length === 0) return;
  entities.set(name, { name, keys: [...new Set([...(entities.get(name)?.keys ?? []), ...keys])] });
}

function isTakenOver(
  documents: readonly { readonly types: readonly TypeDefinitionNode[] }[],
  subgraph: string,
  type: string,
  { name }: FieldDefinitionNode,
): boolean {
  return documents.some(({ types }) =>
    types.some(
      (other) =>
        other.kind === Kind.OBJECT_TYPE_DEFINITION &&
        other.name.value === type &&
        other.fields?.some((field) => {
          const override = field.name.value === name.value ? directive(field, 'override') : undefined;
          return textOf(override, 'from') === subgraph && textOf(override, 'label') === undefined;
        }),
    ),
  );
}

function has(type: ObjectTypeDefinitionNode, name: string): boolean {
  return type.directives?.some((one) => one.name.value === name) ?? false;
}

function directive(field: FieldDefinitionNode, name: string): ConstDirectiveNode | undefined {
  return field.directives?.find((one) => one.name.value === name);
}

function textOf(node: ConstDirectiveNode | undefined, argument: string): string | undefined {
  const value = node?.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}
