import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { gatewayError } from '../execution/errors.ts';
import type { CostOptions } from './cost.ts';
import { CostModel } from './cost-model.ts';
import { CostRules } from './cost-rules.ts';
import type { Caller, RateLimiter, RateReport } from './rate-limiter.ts';

/** Unless configured otherwise, a supergraph that says what its fields cost is protected by this. */
const defaultMaxCost = 100_000;

export interface AdmissionOptions extends CostOptions {
  /** What one operation may cost; 0: anything, undefined: a default where the supergraph tells costs. */
  readonly maxCost: number | undefined;
}

/** A valid operation that asks to run. */
export interface AdmittedOperation {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/** What clients may read of an operation's cost. */
export interface CostReport {
  readonly estimated: number;
  readonly actual: number;
  /** What one operation may cost; null: anything. */
  readonly maximum: number | null;
}

interface Pricing {
  readonly model: CostModel;
  readonly maxCost: number;
}

/** Decides by their cost which valid operations run. */
export class Admission {
  private readonly options: AdmissionOptions;
  private readonly limiter: RateLimiter | undefined;
  private readonly now: () => number;
  private readonly pricings = new WeakMap<GraphQLSchema, Pricing>();
  private latest: Pricing | undefined;

  constructor(options: AdmissionOptions, limiter: RateLimiter | undefined, now: () => number) {
    this.options = options;
    this.limiter = limiter;
    this.now = now;
  }

  /** Reads the costs of a supergraph that is taken into use. To be called before operations of it are admitted. */
  learn(supergraph: { readonly sdl: string; readonly schema: GraphQLSchema }): void {
    const rules = new CostRules(parse(supergraph.sdl, { noLocation: true }));
    const maxCost = this.options.maxCost ?? (rules.isEmpty ? 0 : defaultMaxCost);
    this.latest = { model: new CostModel(supergraph.schema, rules, this.options), maxCost };
    this.pricings.set(supergraph.schema, this.latest);
  }

  /** Before anything is read of a request. Throws RATE_LIMITED for callers in debt. */
  assertWelcome(address: string | undefined): void {
    this.limiter?.assertNotBlocked(address, this.now());
  }

  /**
   * Lets an operation run, and tells what is left of the caller's limits; a promise only where other machines are asked.
   * Throws or rejects with OPERATION_LIMIT_EXCEEDED, RATE_LIMITED, and BAD_USER_INPUT for page sizes.
   */
  admit(
    schema: GraphQLSchema,
    operation: AdmittedOperation,
    caller: Caller,
  ): readonly RateReport[] | Promise<readonly RateReport[]> {
    const pricing = this.pricings.get(schema);
    if (!pricing || (pricing.maxCost === 0 && !this.limiter)) return [];
    const { model, maxCost } = pricing;
    const cost = model.estimate(operation.document, operation.operationName, operation.variables ?? {});
    if (maxCost > 0 && cost > maxCost) {
      throw gatewayError(
        'OPERATION_LIMIT_EXCEEDED',
        `The operation may cost ${cost}, the limit is ${maxCost}`,
        {
          extensions: { limit: 'cost', maximum: maxCost, cost, http: { status: 400 } },
        },
      );
    }
    return this.limiter?.spend(caller, cost, this.now()) ?? [];
  }

  /** Counts a document that was refused as if it had run. Never throws, and is over at once for the caller. */
  countRefused(text: string | undefined, address: string | undefined): void {
    if (!this.limiter || address === undefined) return;
    const cost = text === undefined ? 1 : (this.latest?.model.costOfRefused(text) ?? 1);
    this.limiter.punish(address, cost, this.now());
  }

  /** What an operation could have cost and what its answer did. Walks the whole answer. */
  report(schema: GraphQLSchema, operation: AdmittedOperation, data: unknown): CostReport | undefined {
    const pricing = this.pricings.get(schema);
    if (!pricing) return undefined;
    const { document, operationName, variables = {} } = operation;
    return {
      estimated: pricing.model.estimate(document, operationName, variables),
      actual: pricing.model.actual({ document, operationName, variables }, data),
      maximum: pricing.maxCost > 0 ? pricing.maxCost : null,
    };
  }
}
