import type { DatabaseOptions } from '@souk/shared/data-source';
import { CategoryEntity } from './category/category.entity.ts';
import { CreateCatalogue1763700000000 } from './migrations/1763700000000-create-catalogue.ts';
import { CreateSearch1763700001000 } from './migrations/1763700001000-create-search.ts';
import { CreateStock1763700002000 } from './migrations/1763700002000-create-stock.ts';
import { CreateReviews1763700003000 } from './migrations/1763700003000-create-reviews.ts';
import { CreateFlashSales1795400000000 } from './migrations/1795400000000-create-flash-sales.ts';
import { AddWarehouses1795500000000 } from './migrations/1795500000000-add-warehouses.ts';
import { AddBackInStockAlerts1795600000000 } from './migrations/1795600000000-add-back-in-stock-alerts.ts';
import { CloseWarehouses1795800000000 } from './migrations/1795800000000-close-warehouses.ts';
import { ProductEntity } from './product/product.entity.ts';
import { VariantEntity } from './product/variant.entity.ts';
import { ReviewEntity } from './review/review.entity.ts';

/** The tables of products and how they came to be. */
export const database: Pick<DatabaseOptions, 'entities' | 'migrations'> = {
  entities: [CategoryEntity, ProductEntity, VariantEntity, ReviewEntity] as DatabaseOptions['entities'],
  migrations: [
    CreateCatalogue1763700000000,
    CreateSearch1763700001000,
    CreateStock1763700002000,
    CreateReviews1763700003000,
    CreateFlashSales1795400000000,
    AddWarehouses1795500000000,
    AddBackInStockAlerts1795600000000,
    CloseWarehouses1795800000000,
  ],
};
