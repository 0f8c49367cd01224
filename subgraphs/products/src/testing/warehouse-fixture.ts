import type { HttpEndpoint } from '@souk/shared/http';
import { createId } from '@souk/shared/ids';
import { query, viewers } from '@souk/shared/testing/subgraph-client';
import { createTestDatabase, type TestDatabase } from '@souk/shared/testing/test-database';
import { database } from '../data-source.ts';
import { productsHandlers } from '../handlers.ts';
import { stockInvariantSql } from '../stock/stock-invariant.ts';
import { seedCategories, seedProduct, startOfTest } from './test-catalogue.ts';
import { startTestServer } from './test-server.ts';

type Viewer = Parameters<typeof query>[1];

const documents = {
  createWarehouse: 'warehouse { id name priority active }',
  updateWarehouse: 'warehouse { id name priority active }',
  adjustStock: 'variant { availableQuantity }',
  transferStock: 'variant { availableQuantity stock { warehouse { name } available reserved } }',
  setLowStockThreshold: 'variant { lowStockThreshold }',
} as const;

export const seller = viewers.seller();
export const admin = viewers.admin();

export type WarehouseFixture = {
  readonly db: TestDatabase;
  readonly server: HttpEndpoint;
  readonly handlers: ReturnType<typeof productsHandlers>;
  /** Runs a mutation over HTTP as the seller, unless another viewer is given. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
  mutate(field: keyof typeof documents, input: object, viewer?: Viewer): Promise<any>;
  /** Opens a warehouse as the admin; gives its id. */
  open(name: string, priority: number): Promise<string>;
  /** A product of the seller's with so many units of each variant; gives the variants' ids. */
  seed(...stock: number[]): Promise<string[]>;
  receive(variantId: string, warehouseId: string | null, delta: number): Promise<unknown>;
};

/** A products server over a database of the file's own, emptied before each test; after it the books must agree. */
export function useWarehouses(): WarehouseFixture {
  let db: TestDatabase;
  let server: HttpEndpoint;
  let handlers: ReturnType<typeof productsHandlers>;
  beforeAll(async () => {
    db = await createTestDatabase('products', database);
    server = await startTestServer(db);
    handlers = productsHandlers({ ...db, now: () => startOfTest });
  });
  afterAll(async () => {
    await server.close();
    await db.close();
  });
  beforeEach(async () => {
    await db.clear();
    await seedCategories(db);
  });
  afterEach(async () => {
    expect(await db.dataSource.query(stockInvariantSql)).toEqual([]);
  });

  const mutate: WarehouseFixture['mutate'] = async (field, input, viewer = seller) => {
    const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
    const document = `mutation($input: ${type}!) { ${field}(input: $input) { ${documents[field]} userErrors { code field } } }`;
    const { data, errors } = await query(server.port, viewer, document, { input });
    expect(errors).toBeUndefined();
    return data[field];
  };
  return {
    get db() {
      return db;
    },
    get server() {
      return server;
    },
    get handlers() {
      return handlers;
    },
    mutate,
    async open(name, priority) {
      const input = { name, priority, idempotencyKey: name };
      return (await mutate('createWarehouse', input, admin)).warehouse.id;
    },
    async seed(...stock) {
      const { variants } = await seedProduct(db, { sellerId: seller.id, stock });
      return variants.map(({ id }) => id);
    },
    receive: (variantId, warehouseId, delta) =>
      mutate('adjustStock', {
        ...{ variantId, warehouseId, delta },
        reason: 'RECEIVED',
        idempotencyKey: createId('key'),
      }),
  };
}
