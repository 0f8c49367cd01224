import type { Variables } from './argument-values.ts';

/** A cost that depends on variables, or does not. */
export type Cost = number | ((variables: Variables) => number);

export interface CostOptions {
  /** Length of lists of which the schema says nothing. */
  readonly assumedListSize: number;
  /** The largest value of a slicing argument. */
  readonly maxPageSize: number;
}
