import {
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type NameNode,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type GatewayErrorCode, gatewayError } from './errors.ts';

/** A document that is safe to plan, and how its keys differ from those of the client. */
export interface SafeDocument {
  readonly document: DocumentNode;
  /** Key under which a field of the client's document is found in fetched data, where it differs. */
  readonly keyOf: ReadonlyMap<FieldNode, string>;
  /** The client's key for each key of ours. */
  readonly clientKeys: ReadonlyMap<string, string>;
}

/**
 * Gives keys of our own to selections that planners could mistake for others. They look up keys and required fields by
 * name alone: with `{ weight: sku }` or `{ price(in: "EUR") }` beside a field that requires `weight` or `price(in: "USD")`, one
 * of the two silently got the other's value. They also join what is fetched for different types at one path: of
 * `... on Book { by { year: born } } ... on Film { by { year: died } }` one of the two was never fetched.
 */
export function withSafeKeys(
  schema: GraphQLSchema,
  names: ReadonlySet<string>,
  document: DocumentNode,
): SafeDocument {
  const keyOf = new Map<FieldNode, string>();
  const clientKeys = new Map<string, string>();
  /** For each key the fields, with their arguments, that it stands for anywhere in the document. */
  const meanings = new Map<string, string[]>();
  visit(document, {
    Field: (node) => {
      const known = meanings.get(keyIn(node)) ?? [];
      if (!known.includes(meaningOf(node))) meanings.set(keyIn(node), [...known, meaningOf(node)]);
    },
  });
  const taken = new Set(meanings.keys());
  const ours = new Map<string, string>();
  const renamed = new Map<NameNode, string>();
  const typeInfo = new TypeInfo(schema);
  const safe = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      enter: (node) => {
        if (node.kind !== Kind.FIELD) return;
        const key = keyIn(node);
        const meaning = meaningOf(node);
        const isFirst = meanings.get(key)?.[0] === meaning;
        const isOtherField = key !== node.name.value;
        const hasArguments = (typeInfo.getFieldDef()?.args.length ?? 0) > 0;
        if (isFirst && !(names.has(key) && (isOtherField || hasArguments))) return;
        let own = ours.get(`${key} ${meaning}`);
        if (own === undefined) {
          own = `${key}_c`;
          while (taken.has(own)) own += '_';
          taken.add(own);
          ours.set(`${key} ${meaning}`, own);
          clientKeys.set(own, key);
        }
        keyOf.set(node, own);
        renamed.set(node.name, own);
      },
      leave: (node) => {
        if (node.kind !== Kind.FIELD) return undefined;
        // With changed children the node is a copy, but its name is still the same object.
        const own = renamed.get(node.name);
        return own === undefined ? undefined : { ...node, alias: { kind: Kind.NAME, value: own } };
      },
    }),
  );
  return keyOf.size === 0 ? { document, keyOf, clientKeys } : { document: safe, keyOf, clientKeys };
}

function keyIn(node: FieldNode): string {
  return node.alias?.value ?? node.name.value;
}

function meaningOf({ name, arguments: args }: FieldNode): string {
  return args?.length ? `${name.value}(${args.map(print).sort().join()})` : name.value;
}

/** Errors whose paths speak of keys of ours, put into the client's words. */
export function withClientKeys(
  errors: readonly GraphQLError[],
  clientKeys: ReadonlyMap<string, string>,
): readonly GraphQLError[] {
  if (clientKeys.size === 0) return errors;
  return errors.map((error) => {
    if (!error.path?.some((element) => typeof element === 'string' && clientKeys.has(element))) return error;
    const path = error.path.map((element) =>
      typeof element === 'string' ? (clientKeys.get(element) ?? element) : element,
    );
    const { code, ...extensions } = error.extensions;
    return gatewayError(code as GatewayErrorCode, error.message, {
      path,
      extensions,
      cause: error.originalError,
    });
  });
}
