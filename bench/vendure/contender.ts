import type { Latencies } from '../measure/latency.ts';

/** A running shop that a checkout is measured on. */
export type Contender = {
  readonly name: string;
  /** Of any database of its PostgreSQL server. */
  readonly databaseUrl: string;
  /** Process ids by name. */
  pids(): Readonly<Record<string, number>>;
  /**
   * A guest buys one unit: of any variant, or of this one. Each request is timed.
   *
   * @returns whether the shop told the guest that the order went through
   */
  checkOut(latencies: Latencies, variantId?: string): Promise<boolean>;
  /** Waits until all that buyers have set going has come to an end. */
  settle(): Promise<void>;
  /** Orders so far that are paid. */
  paidOrders(): Promise<number>;
  /** Leaves a variant with so many units in stock, and gives its id. */
  makeScarce(units: number): Promise<string>;
  /** Units of a variant in orders that are paid. */
  paidUnits(variantId: string): Promise<number>;
};
