import { type GraphQLLeafType, isEnumType } from 'graphql';

/** Writes a non-null leaf value as JSON text, or undefined when the value does not belong to the type. */
export type WriteLeaf = (value: unknown) => string | undefined;

/**
 * Compiles the check and the writing of a leaf type's values. Subgraphs have serialised them already: this only keeps
 * out what the schema does not promise. Custom scalars pass as they are.
 */
export function compileLeaf(type: GraphQLLeafType): WriteLeaf {
  if (isEnumType(type)) {
    const texts = new Map(type.getValues().map(({ name }) => [name, `"${name}"`]));
    return (value) => (typeof value === 'string' ? texts.get(value) : undefined);
  }
  switch (type.name) {
    case 'String':
      return (value) => (typeof value === 'string' ? JSON.stringify(value) : undefined);
    case 'ID':
      return (value) => {
        if (typeof value === 'string') return JSON.stringify(value);
        // A larger one is not what the subgraph wrote: reading it as a number has rounded it.
        return Number.isSafeInteger(value) ? String(value) : undefined;
      };
    case 'Boolean':
      return (value) => (typeof value === 'boolean' ? String(value) : undefined);
    case 'Int':
      return (value) => (Number.isInteger(value) ? String(value) : undefined);
    case 'Float':
      return (value) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined);
    default:
      return (value) => JSON.stringify(value);
  }
}
