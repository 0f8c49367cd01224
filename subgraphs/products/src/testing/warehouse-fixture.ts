import { createId } from '@souk/shared/ids';
import { viewers } from '@souk/shared/testing/subgraph-client';
import type { Viewer } from '@souk/shared/viewer';
import { seedProduct } from './test-catalogue.ts';
import { type ProductsFixture, useProducts } from './use-products.ts';

const documents = {
  createWarehouse: 'warehouse { id name priority active }',
  updateWarehouse: 'warehouse { id name priority active }',
  adjustStock: 'variant { availableQuantity }',
  transferStock: 'variant { availableQuantity stock { warehouse { name } available reserved } }',
  setLowStockThreshold: 'variant { lowStockThreshold }',
} as const;

export const seller = viewers.seller();
export const admin = viewers.admin();

export type WarehouseFixture = ProductsFixture & {
  /** Runs a mutation over HTTP as the seller, unless another viewer is given. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
  mutate(field: keyof typeof documents, input: object, viewer?: Viewer): Promise<any>;
  /** Opens a warehouse as the admin; gives its id. */
  open(name: string, priority: number): Promise<string>;
  /** A product of the seller's with so many units of each variant; gives the variants' ids. */
  seed(...stock: number[]): Promise<string[]>;
  receive(variantId: string, warehouseId: string | null, delta: number): Promise<unknown>;
};

/** Products with what is done about their warehouses. */
export function useWarehouses(): WarehouseFixture {
  const products = useProducts();

  const mutate: WarehouseFixture['mutate'] = async (field, input, viewer = seller) => {
    const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
    const document = `mutation($input: ${type}!) { ${field}(input: $input) { ${documents[field]} userErrors { code field } } }`;
    const { data, errors } = await products.ask(viewer, document, { input });
    expect(errors).toBeUndefined();
    return data[field];
  };
  return Object.assign(products, {
    mutate,
    async open(name, priority) {
      const input = { name, priority, idempotencyKey: name };
      return (await mutate('createWarehouse', input, admin)).warehouse.id;
    },
    async seed(...stock) {
      const { variants } = await seedProduct(products.db, { sellerId: seller.id, stock });
      return variants.map(({ id }) => id);
    },
    receive: (variantId, warehouseId, delta) =>
      mutate('adjustStock', {
        ...{ variantId, warehouseId, delta },
        reason: 'RECEIVED',
        idempotencyKey: createId('key'),
      }),
  } satisfies Partial<WarehouseFixture>);
}
