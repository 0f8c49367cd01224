import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** A generated operation. Documents may still be invalid (conflicting selections): validate before use. */
export interface GeneratedQuery {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

interface Generation {
  readonly schema: GraphQLSchema;
  /** The choices of this case: every decision takes the next one. */
  readonly next: (choices: number) => number;
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly fragments: string[];
  readonly narrowsWidened: boolean;
  readonly conditions: boolean;
  readonly misleadingAliases: boolean;
}

const idValues: Record<string, readonly string[]> = {
  id: ['"u0"', '"u3"', '"m1"', '"m2"', '"p2"', '"r1"', '"none"'],
  text: ['"x"', '"none"', 'null'],
};

export interface QueryOptions {
  /** Values to choose from, as GraphQL text, by argument name; `id` is for all that are not listed. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** Whether fragments may narrow inside fragments on an interface, where stock drops them. */
  readonly narrowsWidened?: boolean;
  /** Whether fields and fragments have `@skip` and `@include`. */
  readonly conditions?: boolean;
  /** Whether an alias may be the name of another field of the type, which plans may fetch for themselves. */
  readonly misleadingAliases?: boolean;
}

/** Operations over everything a schema offers: arguments, aliases, fragments, conditions, abstract types. */
export function arbitraryQuery(
  schema: GraphQLSchema,
  {
    values = idValues,
    narrowsWidened = false,
    conditions = true,
    misleadingAliases = false,
  }: QueryOptions = {},
): fc.Arbitrary<GeneratedQuery> {
  return fc
    .record({
      choices: fc.array(fc.nat(0xffff), { minLength: 20, maxLength: 160 }),
      yes: fc.boolean(),
      no: fc.boolean(),
      first: fc.integer({ min: 0, max: 4 }),
    })
    .map(({ choices, yes, no, first }) => {
      let index = 0;
      // When the choices run out the smallest is taken, which ends the query.
      const next = (count: number): number => (choices[index++] ?? 0) % count;
      const generation: Generation = {
        schema,
        next,
        values,
        fragments: [],
        narrowsWidened,
        conditions,
        misleadingAliases,
      };
      const mutation = schema.getMutationType();
      const isMutation = mutation && next(12) === 11;
      const root = (isMutation ? mutation : schema.getQueryType()) as GraphQLCompositeType;
      const selections = selectionsOf(generation, root, 0);
      const body = `${selections} } ${generation.fragments.join(' ')}`;
      const first$ = body.includes('$first') ? ', $first: Int' : '';
      const head = `${isMutation ? 'mutation' : 'query'} Generated($yes: Boolean!, $no: Boolean! = false${first$})`;
      // Each variable is used once, as validation asks for it.
      const uses = '_yes: __typename @include(if: $yes) _no: __typename @skip(if: $no)';
      return { query: `${head} { ${uses} ${body}`, variables: { yes, no, ...(first$ && { first }) } };
    });
}

const maxDepth = 6;

/**
 * `isWidened` tells that an object's fields are being selected through a fragment on its interface: stock forgets the
 * object's type there, and then drops fragments that narrow again, so such queries are not generated.
 */
function selectionsOf(
  generation: Generation,
  type: GraphQLCompositeType,
  depth: number,
  isWidened = false,
): string {
  const { next } = generation;
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const usable = fields.filter((field) => depth < maxDepth || !isCompositeType(getNamedType(field.type)));
  const parts: string[] = [];
  const count = 1 + next(depth === 0 ? 3 : 4);
  for (let i = 0; i < count; i++) {
    const kind = next(8);
    if (kind === 0) {
      parts.push(`__typename${condition(generation)}`);
    } else if (kind <= 2 && depth < maxDepth) {
      parts.push(fragmentOn(generation, type, depth, isWidened));
    } else if (usable.length > 0) {
      parts.push(
        selectField(generation, usable[next(usable.length)] as GraphQLField<unknown, unknown>, fields, depth),
      );
    }
  }
  return parts.length > 0 ? parts.join(' ') : '__typename';
}

function fragmentOn(
  generation: Generation,
  type: GraphQLCompositeType,
  depth: number,
  isWidened: boolean,
): string {
  const { schema, next, fragments } = generation;
  const types: GraphQLCompositeType[] = isAbstractType(type)
    ? [type, ...(isWidened ? [] : schema.getPossibleTypes(type))]
    : [type, ...('getInterfaces' in type ? type.getInterfaces() : [])];
  const on = types[next(types.length)] as GraphQLCompositeType;
  const widens = !generation.narrowsWidened && (isWidened || (isObjectType(type) && isInterfaceType(on)));
  const selections = selectionsOf(generation, on, depth + 1, widens);
  if (next(3) > 0) return `... on ${on.name}${condition(generation)} { ${selections} }`;
  const name = `F${fragments.length}`;
  fragments.push(`fragment ${name} on ${on.name} { ${selections} }`);
  return `...${name}${condition(generation)}`;
}

function selectField(
  generation: Generation,
  field: GraphQLField<unknown, unknown>,
  siblings: readonly GraphQLField<unknown, unknown>[],
  depth: number,
): string {
  const args = field.args.map((argument) => argumentText(generation, argument)).filter((text) => text !== '');
  const type = getNamedType(field.type);
  const list = args.length > 0 ? `(${args.join(', ')})` : '';
  const selections = isCompositeType(type) ? ` { ${selectionsOf(generation, type, depth + 1)} }` : '';
  const alias = aliasOf(generation, field.name, args, siblings);
  return `${alias}${field.name}${list}${condition(generation)}${selections}`;
}

/** The usual alias tells the arguments, so that equal keys mean equal fields. */
function aliasOf(
  { next, misleadingAliases }: Generation,
  name: string,
  args: readonly string[],
  siblings: readonly GraphQLField<unknown, unknown>[],
): string {
  if (misleadingAliases && next(6) === 5) {
    const names = ['__typename', 'k', 'k', ...siblings.map((sibling) => sibling.name)];
    return `${names[next(names.length)]}: `;
  }
  return args.length > 0 || next(4) === 0 ? `${name}_${args.join('_').replace(/\W+/g, '')}: ` : '';
}

function argumentText({ next, values }: Generation, argument: GraphQLArgument): string {
  const isRequired = isNonNullType(argument.type) && argument.defaultValue === undefined;
  if (!isRequired && next(2) === 0) return '';
  const type = getNamedType(argument.type);
  const pool = isEnumType(type)
    ? type.getValues().map(({ name }) => name)
    : type.name === 'Int'
      ? ['0', '1', '2', '5', '$first']
      : (values[argument.name] ?? values.id ?? []);
  return `${argument.name}: ${pool[next(pool.length)]}`;
}

function condition({ next, conditions }: Generation): string {
  if (!conditions) return '';
  switch (next(12)) {
    case 1:
      return ' @include(if: $yes)';
    case 2:
      return ' @skip(if: $no)';
    case 3:
      return ' @include(if: $no)';
    case 4:
      return ' @skip(if: false)';
    default:
      return '';
  }
}
