import { type Queryable, rows } from '@souk/shared/sql';
import { QueryFailedError } from 'typeorm';
import { refuse, type UserError } from '../user-error.ts';
import type { VariantInput } from './product-input.ts';

/** SKUs that belong to variants already, as outcomes that name the field. */
export async function findTakenSkus(
  db: Queryable,
  variants: readonly VariantInput[],
  inputField: string,
): Promise<UserError[]> {
  const taken = await rows<{ sku: string }>(db, 'SELECT sku FROM variants WHERE sku = ANY($1)', [
    variants.map((variant) => variant.sku),
  ]);
  return taken.map(({ sku }) => {
    const index = variants.findIndex((variant) => variant.sku === sku);
    return {
      code: 'SKU_TAKEN',
      field: ['input', inputField, String(index), 'sku'],
      message: `${sku} belongs to another variant.`,
    };
  });
}

/**
 * Runs a change; where somebody takes the same SKU or slug at the same moment, the unique index finds it, and it is
 * the outcome it would have been a moment later.
 */
export async function catchTakenNames<Result>(
  change: () => Promise<Result>,
): Promise<Result | { readonly userErrors: readonly UserError[] }> {
  try {
    return await change();
  } catch (error) {
    const { constraint } =
      error instanceof QueryFailedError ? (error.driverError as { constraint?: string }) : {};
    if (constraint === 'products_slug_key') return refuse('SLUG_TAKEN', 'The slug was just taken.', 'slug');
    if (constraint === 'variants_sku_key') return refuse('SKU_TAKEN', 'A SKU was just taken.', 'variants');
    throw error;
  }
}
