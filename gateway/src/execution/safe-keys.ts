import {
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type NameNode,
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
 * Gives keys of our own to selections that could be mistaken for what the planner fetches itself. It looks up keys and
 * required fields by name alone: with `{ weight: sku }` or `{ price(in: "EUR") }` beside a field that requires `weight`
 * or `price(in: "USD")`, one of the two silently got the other's value.
 */
export function withSafeKeys(
  schema: GraphQLSchema,
  names: ReadonlySet<string>,
  document: DocumentNode,
): SafeDocument {
  const keyOf = new Map<FieldNode, string>();
  const clientKeys = new Map<string, string>();
  const taken = new Set<string>();
  visit(document, {
    enter: (node) => {
      if (node.kind === Kind.FIELD) taken.add(node.alias?.value ?? node.name.value);
    },
  });
  const ours = new Map<string, string>();
  const renamed = new Set<NameNode>();
  const typeInfo = new TypeInfo(schema);
  const safe = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      enter: (node) => {
        if (node.kind !== Kind.FIELD) return;
        const key = node.alias?.value ?? node.name.value;
        if (!names.has(key)) return;
        const isOtherField = key !== node.name.value;
        const hasArguments = (typeInfo.getFieldDef()?.args.length ?? 0) > 0;
        if (!isOtherField && !hasArguments) return;
        let own = ours.get(key);
        if (own === undefined) {
          own = `${key}_c`;
          while (taken.has(own)) own += '_';
          taken.add(own);
          ours.set(key, own);
          clientKeys.set(own, key);
        }
        keyOf.set(node, own);
        renamed.add(node.name);
      },
      leave: (node) => {
        if (node.kind !== Kind.FIELD) return undefined;
        const own = ours.get(node.alias?.value ?? node.name.value);
        // With changed children the node is a copy, but its name is still the same object.
        if (own === undefined || !renamed.has(node.name)) return undefined;
        return { ...node, alias: { kind: Kind.NAME, value: own } };
      },
    }),
  );
  return keyOf.size === 0 ? { document, keyOf, clientKeys } : { document: safe, keyOf, clientKeys };
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
