import { EntitySchema } from 'typeorm';
import { wholeNumber } from './product.entity.ts';

/** What is bought. Its currency is the product's. */
export type VariantRow = {
  readonly id: string;
  readonly productId: string;
  readonly position: number;
  readonly sku: string;
  readonly title: string;
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
  readonly selectedOptions: readonly { readonly name: string; readonly value: string }[];
  readonly weightGrams: number;
  /** Which of the product's pictures shows it. */
  readonly mediaIndex: number | null;
  /** Units at which its stock counts as low; the shop's own where it has none. */
  readonly lowStockThreshold?: number | null;
};

export const VariantEntity = new EntitySchema<VariantRow>({
  name: 'Variant',
  tableName: 'variants',
  columns: {
    id: { type: 'text', primary: true },
    productId: { type: 'text', name: 'product_id' },
    position: { type: 'int' },
    sku: { type: 'text' },
    title: { type: 'text' },
    priceMinor: { type: 'bigint', name: 'price_minor', transformer: wholeNumber },
    compareAtMinor: {
      type: 'bigint',
      name: 'compare_at_minor',
      nullable: true,
      transformer: {
        from: (value: string | null) => (value === null ? null : Number(value)),
        to: (value: number | null) => value,
      },
    },
    selectedOptions: { type: 'jsonb', name: 'selected_options' },
    weightGrams: { type: 'int', name: 'weight_grams' },
    mediaIndex: { type: 'int', name: 'media_index', nullable: true },
    lowStockThreshold: {
      type: 'int',
      name: 'low_stock_threshold',
      nullable: true,
      insert: false,
      update: false,
    },
  },
});
