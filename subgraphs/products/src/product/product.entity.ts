import { EntitySchema } from 'typeorm';

export type ProductStatus = 'DRAFT' | 'ACTIVE' | 'ARCHIVED';

export type Media = {
  readonly url: string;
  readonly alt: string;
  readonly width?: number | null;
  readonly height?: number | null;
};

export type Option = { readonly name: string; readonly values: readonly string[] };

/** A product with what lists sort and filter by. `ratingSum`, `soldCount` and stock do not touch `version`. */
export type ProductRow = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly brand: string | null;
  readonly status: ProductStatus;
  readonly categoryId: string;
  readonly sellerId: string | null;
  readonly media: readonly Media[];
  readonly options: readonly Option[];
  readonly currency: string;
  readonly priceFromMinor: number;
  readonly onSale: boolean;
  readonly variantsInStock: number;
  readonly ratingAverage: number;
  readonly ratingCount: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** PostgreSQL's bigint arrives as text; amounts are within 2^53 by the scalar that let them in. */
export const wholeNumber = { from: Number, to: (value: number): number => value };

export const ProductEntity = new EntitySchema<ProductRow>({
  name: 'Product',
  tableName: 'products',
  columns: {
    id: { type: 'text', primary: true },
    slug: { type: 'text' },
    title: { type: 'text' },
    description: { type: 'text' },
    brand: { type: 'text', nullable: true },
    status: { type: 'text' },
    categoryId: { type: 'text', name: 'category_id' },
    sellerId: { type: 'text', name: 'seller_id', nullable: true },
    media: { type: 'jsonb' },
    options: { type: 'jsonb' },
    currency: { type: 'text' },
    priceFromMinor: { type: 'bigint', name: 'price_from_minor', transformer: wholeNumber },
    onSale: { type: 'boolean', name: 'on_sale' },
    variantsInStock: { type: 'int', name: 'variants_in_stock' },
    ratingAverage: { type: 'double precision', name: 'rating_average', insert: false, update: false },
    ratingCount: { type: 'int', name: 'rating_count', insert: false, update: false },
    version: { type: 'int' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
  },
});
