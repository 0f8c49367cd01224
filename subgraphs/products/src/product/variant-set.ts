import { createId } from '@souk/shared/ids';
import type { Option } from './product.entity.ts';
import type { VariantInput } from './product-input.ts';
import type { VariantRow } from './variant.entity.ts';

/** What is wrong with a set of variants, as the index of the one at fault and the reason; null if nothing is. */
export function faultOfVariants(
  existing: readonly VariantRow[],
  added: readonly VariantInput[],
  currency: string,
): { readonly index: number; readonly field: string; readonly message: string } | null {
  const choices = new Set(existing.map((variant) => choiceOf(variant.selectedOptions)));
  const skus = new Set(existing.map((variant) => variant.sku));
  const first = existing[0]?.selectedOptions ?? added[0]?.options ?? [];
  const names = namesOf(first);
  for (const [index, variant] of added.entries()) {
    if (
      namesOf(variant.options) !== names ||
      new Set(variant.options.map(({ name }) => name)).size !== first.length
    ) {
      return { index, field: 'options', message: 'names other options than the first variant' };
    }
    const choice = choiceOf(variant.options);
    if (choices.has(choice))
      return { index, field: 'options', message: 'is the same choice as another variant' };
    choices.add(choice);
    if (skus.has(variant.sku)) return { index, field: 'sku', message: 'is given twice' };
    skus.add(variant.sku);
    if ((variant.currency ?? currency) !== currency) {
      return { index, field: 'currency', message: `must be ${currency} as in the other variants` };
    }
  }
  return null;
}

/** Variants as rows, placed after those there are. */
export function toVariantRows(
  product: { readonly id: string },
  added: readonly VariantInput[],
  position: number,
  now: Date,
): VariantRow[] {
  return added.map((variant, index) => ({
    id: createId('var', now.getTime()),
    productId: product.id,
    position: position + index,
    sku: variant.sku,
    title:
      variant.title ??
      (variant.options
        .map(({ value }) => value)
        .join(' / ')
        .slice(0, 120) ||
        'Standard'),
    priceMinor: variant.priceMinor,
    compareAtMinor: variant.compareAtPriceMinor ?? null,
    selectedOptions: variant.options,
    weightGrams: variant.weightGrams,
    mediaIndex: variant.mediaIndex ?? null,
  }));
}

/** What a product tells about its variants in lists. */
export function summariseVariants(variants: readonly VariantRow[]): {
  readonly options: Option[];
  readonly priceFromMinor: number;
  readonly onSale: boolean;
} {
  const options = new Map<string, Set<string>>();
  for (const { name, value } of variants.flatMap((variant) => variant.selectedOptions)) {
    options.set(name, (options.get(name) ?? new Set()).add(value));
  }
  return {
    options: [...options].map(([name, values]) => ({ name, values: [...values] })),
    priceFromMinor: Math.min(...variants.map((variant) => variant.priceMinor)),
    onSale: variants.some((variant) => variant.compareAtMinor !== null),
  };
}

function namesOf(options: readonly { readonly name: string }[]): string {
  return JSON.stringify(options.map(({ name }) => name).sort());
}

function choiceOf(options: readonly { readonly name: string; readonly value: string }[]): string {
  return JSON.stringify(options.map(({ name, value }) => [name, value]).sort());
}
