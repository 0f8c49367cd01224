import {
  type FieldNode,
  type GraphQLField,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';

/** Variables as the client gave them. */
export type Variables = Readonly<Record<string, unknown>>;

/** A value that is known before the variables are, or not. */
export type Reading = { readonly fixed: unknown } | { readonly read: (variables: Variables) => unknown };

/** A function that tells how to read a variable: as given, else its default. */
export function variableReader(
  operation: OperationDefinitionNode,
): (name: string) => (variables: Variables) => unknown {
  const defaults = new Map<string, unknown>();
  for (const { variable, defaultValue } of operation.variableDefinitions ?? [])
    if (defaultValue) defaults.set(variable.name.value, valueFromASTUntyped(defaultValue));
  return (name) => {
    const fallback = defaults.get(name);
    return (variables) => (Object.hasOwn(variables, name) ? variables[name] : fallback);
  };
}

/**
 * A function that reads an argument of a field by name: as written, with variables filled in, else the schema's default;
 * undefined where there is neither.
 */
export function argumentReader(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variable: ReturnType<typeof variableReader>,
): (name: string) => Reading {
  return (name) => {
    const schemaDefault = definition.args.find((argument) => argument.name === name)?.defaultValue;
    const written = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (!written) return { fixed: schemaDefault };
    const reading = readValue(written, variable);
    if ('fixed' in reading) return reading;
    return { read: (variables) => reading.read(variables) ?? schemaDefault };
  };
}

function readValue(node: ValueNode, variable: ReturnType<typeof variableReader>): Reading {
  switch (node.kind) {
    case 'Variable':
      return { read: variable(node.name.value) };
    case 'ListValue': {
      const items = node.values.map((value) => readValue(value, variable));
      if (items.every((item) => 'fixed' in item)) return { fixed: items.map((item) => item.fixed) };
      return { read: (variables) => items.map((item) => resolveReading(item, variables)) };
    }
    case 'ObjectValue': {
      const entries = node.fields.map(({ name, value }) => [name.value, readValue(value, variable)] as const);
      const build = (variables: Variables): unknown =>
        Object.fromEntries(entries.map(([key, value]) => [key, resolveReading(value, variables)]));
      return entries.every(([, value]) => 'fixed' in value) ? { fixed: build({}) } : { read: build };
    }
    default:
      return { fixed: valueFromASTUntyped(node) };
  }
}

/** The value of a reading with given variables. */
export function resolveReading(reading: Reading, variables: Variables): unknown {
  return 'fixed' in reading ? reading.fixed : reading.read(variables);
}
