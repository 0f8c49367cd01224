import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

/** Answers which types stand below which others, remembering each answer. */
export class TypeLattice {
  private readonly known = new Map<string, boolean>();
  private readonly schema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.schema = schema;
  }

  /** Whether `typename` is `condition` or below it. Unknown names are below nothing. */
  isSubtype(condition: string, typename: string): boolean {
    if (condition === typename) return true;
    const key = `${condition}>${typename}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    // Names come from subgraphs' answers: only those of the schema are worth remembering.
    const type = this.schema.getType(typename);
    if (!isObjectType(type) && !isInterfaceType(type)) return false;
    const above = this.schema.getType(condition);
    const result = isAbstractType(above) && this.schema.isSubType(above, type);
    this.known.set(key, result);
    return result;
  }
}
