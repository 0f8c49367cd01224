import { createId } from '@souk/shared/ids';
import { query, viewers } from '@souk/shared/testing/subgraph-client';
import { seedProduct } from '../testing/test-catalogue.ts';
import { admin, seller, useWarehouses } from '../testing/warehouse-fixture.ts';

const shop = useWarehouses();

test('the movements of a variant are paged newest first, for its seller and admins', async () => {
  const [variantId] = await shop.seed(5);
  const id = await shop.open('Oakland', 5);
  await shop.receive(variantId!, id, 2);
  const transfer = { variantId, fromWarehouseId: id, toWarehouseId: 'wh_default', quantity: 1 };
  await shop.mutate('transferStock', { ...transfer, idempotencyKey: 'k' });
  const document = `query ($after: String) { productVariant(id: "${variantId}") { stockMovements(first: 3, after: $after) {
      edges { node { kind delta reference warehouse { name active } } } pageInfo { hasNextPage endCursor } } } }`;
  const read = async (viewer: Parameters<typeof query>[1], after?: string) => {
    const { data, errors } = await query(shop.server.port, viewer, document, { after });
    return { movements: data?.productVariant?.stockMovements, code: errors?.[0]?.extensions?.code };
  };
  const { movements } = await read(seller);
  const lines = ({
    edges,
  }: {
    edges: { node: { kind: string; delta: number; warehouse: { name: string } } }[];
  }) => edges.map(({ node }) => `${node.kind} ${node.delta} ${node.warehouse.name}`);
  expect(lines(movements)).toEqual([
    'TRANSFERRED 1 Main warehouse',
    'TRANSFERRED -1 Oakland',
    'RECEIVED 2 Oakland',
  ]);
  expect(movements.pageInfo.hasNextPage).toBe(true);
  const { movements: rest } = await read(admin, movements.pageInfo.endCursor);
  expect(lines(rest)).toEqual(['INITIAL 5 Main warehouse']);
  expect(rest.pageInfo.hasNextPage).toBe(false);
  expect((await read(viewers.seller())).movements).toBeNull();
  expect((await read(viewers.customer())).code).toBe('FORBIDDEN');
  for (const position of [['x', '1'], ['2026-01-01', 1], ['2026-01-01', "1' OR 1"], [1], []]) {
    const cursor = Buffer.from(JSON.stringify(position)).toString('base64url');
    expect((await read(seller, cursor)).code).toBe('BAD_USER_INPUT');
  }
});

test('a variant is found by id or SKU, by who may see its product', async () => {
  const { variants } = await seedProduct(shop.db, { sellerId: seller.id, status: 'DRAFT', stock: [1] });
  const { id, sku } = variants[0]!;
  const document = 'query ($id: ID, $sku: String) { productVariant(id: $id, sku: $sku) { id } }';
  const read = async (viewer: Parameters<typeof query>[1], key: Record<string, unknown>) => {
    const { data, errors } = await query(shop.server.port, viewer, document, key);
    return errors?.[0]?.extensions?.code ?? data.productVariant;
  };
  for (const key of [{ id }, { sku }]) {
    expect(await read(seller, key)).toEqual({ id });
    expect(await read(viewers.customer(), key)).toBeNull();
  }
  for (const key of [{ id: '\u0000' }, { sku: "' OR 1=1" }, { id: createId('var') }]) {
    expect(await read(admin, key)).toBeNull();
  }
  for (const key of [{}, { id, sku }]) expect(await read(admin, key)).toBe('BAD_USER_INPUT');
});
