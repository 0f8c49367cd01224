import { type DocumentNode, type GraphQLSchema, Lexer, Source, TokenKind } from 'graphql';
import { actualCost } from './actual-cost.ts';
import type { Variables } from './argument-values.ts';
import type { CostOptions } from './cost.ts';
import type { CostRules } from './cost-rules.ts';
import { compileCost, mutationCost } from './operation-cost.ts';

/** The costs of operations against one schema. Compiled costs are kept for as long as their document is. */
export class CostModel {
  private readonly schema: GraphQLSchema;
  private readonly rules: CostRules;
  private readonly options: CostOptions;
  private readonly compiled = new WeakMap<DocumentNode, Map<string, (variables: Variables) => number>>();

  constructor(schema: GraphQLSchema, rules: CostRules, options: CostOptions) {
    this.schema = schema;
    this.rules = rules;
    this.options = options;
  }

  /** What a valid operation may cost at most; see `compileCost` for what it throws. */
  estimate(document: DocumentNode, operationName: string | undefined, variables: Variables): number {
    let ofDocument = this.compiled.get(document);
    if (!ofDocument) {
      ofDocument = new Map();
      this.compiled.set(document, ofDocument);
    }
    const name = operationName ?? '';
    let cost = ofDocument.get(name);
    if (!cost) {
      cost = compileCost(
        { schema: this.schema, rules: this.rules, options: this.options },
        document,
        operationName,
      );
      ofDocument.set(name, cost);
    }
    return cost(variables);
  }

  /** What the answer of an operation cost; see `actualCost`. */
  actual(operation: Parameters<typeof actualCost>[1], data: unknown): number {
    return actualCost({ schema: this.schema, rules: this.rules }, operation, data);
  }

  /**
   * The cost of a document that was refused unread, counted by its tokens: 1 for each field, and for those that a mutation
   * may begin with what they cost there. So a thousand aliases of a dear mutation count a thousand times, although
   * none of them ran.
   */
  costOfRefused(text: string): number {
    const mutation = this.schema.getMutationType();
    const mutationFields = mutation?.getFields() ?? {};
    let total = 0;
    for (const { name, isMutation } of fieldNames(text, mutation?.name)) {
      const isRoot = isMutation && Object.hasOwn(mutationFields, name);
      total += isRoot ? mutationCost + (this.rules.field(mutation?.name ?? '', name).weight ?? 1) : 1;
    }
    return total;
  }
}

/** The names of fields in a document as far as it can be read, and whether they stand in a mutation. */
function* fieldNames(
  text: string,
  mutationType: string | undefined,
): Generator<{ name: string; isMutation: boolean }> {
  const lexer = new Lexer(new Source(text));
  let braces = 0;
  let parentheses = 0;
  let isMutation = false;
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      if (token.kind === TokenKind.BRACE_L) braces++;
      else if (token.kind === TokenKind.BRACE_R) braces--;
      else if (token.kind === TokenKind.PAREN_L) parentheses++;
      else if (token.kind === TokenKind.PAREN_R) parentheses--;
      else if (token.kind !== TokenKind.NAME || parentheses > 0) continue;
      else if (braces === 0) {
        if (token.value === 'query' || token.value === 'subscription') isMutation = false;
        else if (token.value === 'mutation' || token.value === mutationType) isMutation = true;
      } else if (isField(lexer, token.prev?.kind)) {
        yield { name: token.value, isMutation };
      }
    }
  } catch {
    // A text that is no GraphQL from here on.
  }
}

/** Neither an alias, nor a directive, nor what follows a spread. */
function isField(lexer: Lexer, before: TokenKind | undefined): boolean {
  return before !== TokenKind.AT && before !== TokenKind.SPREAD && lexer.lookahead().kind !== TokenKind.COLON;
}
