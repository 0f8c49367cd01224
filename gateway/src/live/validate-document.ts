import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';

/** Validates documents, remembering those that passed, so that ten thousand equal subscriptions are validated once. */
export class DocumentValidator {
  private readonly rules: readonly ValidationRule[];
  private readonly passed = new WeakMap<GraphQLSchema, LRUCache<string, true>>();

  constructor(options: { introspection: boolean }) {
    this.rules = options.introspection
      ? [...specifiedRules]
      : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  }

  /** Throws DocumentFaults. `text` is the document's. */
  check(schema: GraphQLSchema, document: DocumentNode, text: string): void {
    let passed = this.passed.get(schema);
    if (!passed) {
      passed = new LRUCache({ maxSize: 1024 * 1024, sizeCalculation: (_true, key) => key.length + 1 });
      this.passed.set(schema, passed);
    }
    if (passed.has(text)) return;
    const faults = validate(schema, document, this.rules, { maxErrors: 10 });
    if (faults.length > 0) throw new DocumentFaults(faults);
    passed.set(text, true);
  }
}

/** Why a document is not valid. */
export class DocumentFaults extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(faults: readonly GraphQLError[]) {
    super('The document is not valid');
    this.errors = faults.map(
      (fault) =>
        new GraphQLError(fault.message, {
          nodes: fault.nodes,
          source: fault.source,
          positions: fault.positions,
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
        }),
    );
  }
}
