import 'server-only';
import type { UserError } from '../error-words.ts';
import {
  AdjustStockDocument,
  type AdjustStockInput,
  CreateWarehouseDocument,
  type CreateWarehouseInput,
  SetLowStockThresholdDocument,
  type SetLowStockThresholdInput,
  StockSearchDocument,
  type StockSearchQuery,
  TransferStockDocument,
  type TransferStockInput,
  UpdateWarehouseDocument,
  type UpdateWarehouseInput,
  VariantStockDocument,
  type VariantStockQuery,
  type VariantStockQueryVariables,
  WarehousesDocument,
  type WarehouseViewFragment,
} from './generated/graphql.ts';
import { requestAsVisitor } from './request.ts';

export type Warehouse = WarehouseViewFragment;
export type FoundGoods = StockSearchQuery['products']['edges'][number]['node'];
export type VariantStock = NonNullable<VariantStockQuery['productVariant']>;
type Refusals = readonly UserError[];

/** All warehouses, in the order in which they are taken from. Staff only. Throws ApiError. */
export async function loadWarehouses(): Promise<Warehouse[]> {
  return (await requestAsVisitor(WarehousesDocument, {})).warehouses;
}

/** Products that match some words, for sellers among their own. Throws ApiError. */
export async function findGoods(search: string, options: { readonly mine: boolean }): Promise<FoundGoods[]> {
  const { products } = await requestAsVisitor(StockSearchDocument, { search, mine: options.mine || null });
  return products.edges.map(({ node }) => node);
}

/** A variant's stock and movements; null if the viewer may see none of that id. Throws ApiError. */
export async function loadVariantStock(variables: VariantStockQueryVariables): Promise<VariantStock | null> {
  return (await requestAsVisitor(VariantStockDocument, variables)).productVariant ?? null;
}

/** Opens a warehouse. Admins only. Throws ApiError. */
export async function createWarehouse(input: CreateWarehouseInput): Promise<Refusals> {
  return (await requestAsVisitor(CreateWarehouseDocument, { input })).createWarehouse.userErrors;
}

/** Changes a warehouse, gives it up or takes it back. Admins only. Throws ApiError. */
export async function updateWarehouse(input: UpdateWarehouseInput): Promise<Refusals> {
  return (await requestAsVisitor(UpdateWarehouseDocument, { input })).updateWarehouse.userErrors;
}

/** Moves stock by hand. Throws ApiError. */
export async function adjustStock(input: AdjustStockInput): Promise<Refusals> {
  return (await requestAsVisitor(AdjustStockDocument, { input })).adjustStock.userErrors;
}

/** Moves units between warehouses. Throws ApiError. */
export async function transferStock(input: TransferStockInput): Promise<Refusals> {
  return (await requestAsVisitor(TransferStockDocument, { input })).transferStock.userErrors;
}

/** Says when stock counts as low. Throws ApiError. */
export async function setLowStockThreshold(input: SetLowStockThresholdInput): Promise<Refusals> {
  return (await requestAsVisitor(SetLowStockThresholdDocument, { input })).setLowStockThreshold.userErrors;
}
