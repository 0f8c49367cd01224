import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { gatewayError } from '../execution/errors.ts';

export interface OperationLimits {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  readonly tokens: number;
  /** Fields after fragments are spread out. */
  readonly fields: number;
}

/**
 * Lists in lists in an argument's text. The planner takes a time for them that doubles with each level, where a custom
 * scalar takes any: 24 levels took two seconds, 30 would take minutes. Variables may have as many as they like.
 */
const maxListDepth = 10;

/** The introspection query of tools is deeper than any sensible operation; it has rules of its own. */
const introspectionFields = new Set(['__schema', '__type']);

/**
 * Parses documents and refuses those over a limit before they are validated, as validation itself takes long for the
 * documents attackers write. Texts that passed are remembered, so a repeated one costs a look-up.
 */
export class OperationGate {
  private readonly limits: OperationLimits;
  private readonly passed: LRUCache<string, DocumentNode>;

  constructor(limits: OperationLimits) {
    this.limits = limits;
    this.passed = new LRUCache({
      maxSize: 1024 * 1024,
      sizeCalculation: (_document, text) => text.length + 1,
    });
  }

  /** The parsed document. Throws GRAPHQL_PARSE_FAILED or OPERATION_LIMIT_EXCEEDED, each with status 400. */
  check(text: string): DocumentNode {
    const kept = this.passed.get(text);
    if (kept) return kept;
    const document = parseWithin(text, this.limits.tokens);
    checkDocument(document, this.limits);
    this.passed.set(text, document);
    return document;
  }
}

function parseWithin(text: string, maxTokens: number): DocumentNode {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError && /more (?:that|than) \d+ tokens/.test(error.message))
      throw exceeded('tokens', maxTokens);
    const message = error instanceof Error ? error.message : 'Syntax error';
    throw new GraphQLError(message, {
      extensions: { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400 } },
    });
  }
}

interface Measure {
  fields: number;
  depth: number;
}

function checkDocument(document: DocumentNode, limits: OperationLimits): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let written = { aliases: 0, directives: 0, widest: 0 };
  for (const definition of document.definitions) {
    if (definition.kind === 'FragmentDefinition') fragments.set(definition.name.value, definition);
    if ('selectionSet' in definition) written = countWritten(definition.selectionSet, written);
    if ('directives' in definition) written.directives += definition.directives?.length ?? 0;
  }
  if (written.aliases > limits.aliases) throw exceeded('aliases', limits.aliases);
  if (written.directives > limits.directives) throw exceeded('directives', limits.directives);
  const maxWidth = Math.max(250, limits.rootFields);
  if (written.widest > maxWidth) throw exceeded('selections', maxWidth);

  if (deepestList(document) > maxListDepth) throw exceeded('listDepth', maxListDepth);

  const measures = new Map<string, Measure>();
  for (const definition of document.definitions) {
    if (definition.kind !== 'OperationDefinition') continue;
    const { fields, depth } = measure(definition.selectionSet, fragments, measures);
    if (depth > limits.depth) throw exceeded('depth', limits.depth);
    if (fields > limits.fields) throw exceeded('fields', limits.fields);
    const rootFields = countRootFields(definition.selectionSet, fragments, new Set());
    if (rootFields > limits.rootFields) throw exceeded('rootFields', limits.rootFields);
  }
}

function countWritten(
  selectionSet: SelectionSetNode,
  counts: { aliases: number; directives: number; widest: number },
): typeof counts {
  counts.widest = Math.max(counts.widest, selectionSet.selections.length);
  for (const selection of selectionSet.selections) {
    counts.directives += selection.directives?.length ?? 0;
    if (selection.kind === 'Field' && selection.alias) counts.aliases++;
    if (selection.kind !== 'FragmentSpread' && selection.selectionSet)
      countWritten(selection.selectionSet, counts);
  }
  return counts;
}

/** How deep lists stand in each other in what is written for arguments and defaults. */
function deepestList(document: DocumentNode): number {
  let depth = 0;
  let deepest = 0;
  const enter = (): void => {
    depth++;
    deepest = Math.max(deepest, depth);
  };
  const leave = (): void => {
    depth--;
  };
  visit(document, { ListValue: { enter, leave } });
  return deepest;
}

/** Size of a selection with fragments spread out, each fragment measured once. Cycles are left to validation. */
function measure(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  measures: Map<string, Measure>,
): Measure {
  const total: Measure = { fields: 0, depth: 0 };
  const add = (inner: Measure, own: number): void => {
    total.fields += inner.fields + own;
    total.depth = Math.max(total.depth, inner.depth + own);
  };
  for (const selection of selectionSet.selections) {
    if (selection.kind === 'FragmentSpread') {
      const name = selection.name.value;
      let inner = measures.get(name);
      if (!inner) {
        const fragment = fragments.get(name);
        measures.set(name, { fields: 0, depth: 0 });
        inner = fragment ? measure(fragment.selectionSet, fragments, measures) : { fields: 0, depth: 0 };
        measures.set(name, inner);
      }
      add(inner, 0);
    } else if (selection.kind === 'InlineFragment') {
      add(measure(selection.selectionSet, fragments, measures), 0);
    } else if (selection.selectionSet && !introspectionFields.has(selection.name.value)) {
      add(measure(selection.selectionSet, fragments, measures), 1);
    } else {
      add({ fields: 0, depth: 0 }, 1);
    }
  }
  return total;
}

function countRootFields(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  seen: Set<string>,
): number {
  let count = 0;
  for (const selection of selectionSet.selections) {
    if (selection.kind === 'Field') {
      count++;
    } else if (selection.kind === 'InlineFragment') {
      count += countRootFields(selection.selectionSet, fragments, seen);
    } else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      const fragment = fragments.get(selection.name.value);
      if (fragment) count += countRootFields(fragment.selectionSet, fragments, seen);
    }
  }
  return count;
}

function exceeded(limit: string, maximum: number): GraphQLError {
  return gatewayError('OPERATION_LIMIT_EXCEEDED', `The operation exceeds the limit of ${maximum} ${limit}`, {
    extensions: { limit, maximum, http: { status: 400 } },
  });
}
