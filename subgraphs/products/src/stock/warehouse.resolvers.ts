import { codedError } from '@souk/shared/errors';
import { claimIdempotencyKey } from '@souk/shared/idempotency';
import { createId } from '@souk/shared/ids';
import { inTransaction } from '@souk/shared/outbox';
import { isAdmin, requireScope, type Viewer } from '@souk/shared/viewer';
import { z } from 'zod';
import type { Resolvers } from '../generated/schema.ts';
import type { ProductsDeps } from '../products-deps.ts';
import { oneLine } from '../text-rules.ts';
import { inputErrors, refuse } from '../user-error.ts';
import { maximumStock } from './adjust-stock.ts';
import { changeWarehouse } from './change-warehouse.ts';
import { transferStock } from './transfer-stock.ts';
import { insertWarehouse, listWarehouses, type Warehouse } from './warehouse.repository.ts';

const name = oneLine(1, 80);
const priority = z.number().int().min(-1_000_000).max(1_000_000);
const newWarehouse = z.object({ name, priority, idempotencyKey: oneLine(1, 200) });
const warehouseChange = z.object({
  id: z.string().max(100),
  name: name.nullish().transform((text) => text ?? null),
  priority: priority.nullish().transform((value) => value ?? null),
  active: z
    .boolean()
    .nullish()
    .transform((value) => value ?? null),
});
const transfer = z.object({
  variantId: z.string(),
  fromWarehouseId: z.string().max(100),
  toWarehouseId: z.string().max(100),
  quantity: z.number().int().min(1).max(maximumStock),
  idempotencyKey: oneLine(1, 200),
});
const threshold = z.object({
  variantId: z.string(),
  threshold: z.number().int().min(0).max(maximumStock).nullish(),
});

/** Warehouses: where goods lie, and what moves between them. */
export function warehouseResolvers(deps: ProductsDeps): Resolvers {
  const db = deps.dataSource.manager;
  return {
    Query: {
      warehouses: (_parent, _args, { viewer }) => {
        requireScope(viewer, 'stock:write');
        return listWarehouses(db);
      },
    },
    Mutation: {
      createWarehouse: async (_parent, { input }, { viewer }) => {
        const admin = requireAdmin(viewer);
        const parsed = newWarehouse.safeParse(input);
        if (!parsed.success) return { warehouse: null, userErrors: inputErrors(parsed.error) };
        const { idempotencyKey, ...request } = parsed.data;
        const warehouse: Warehouse = { ...request, id: createId('wh', deps.now().getTime()), active: true };
        return inTransaction(deps, async (tx) => {
          const scope = `createWarehouse:${admin.id}`;
          const claim = await claimIdempotencyKey(tx, scope, idempotencyKey, request, warehouse);
          if (claim.kind === 'replay') return { warehouse: claim.result, userErrors: [] };
          if (claim.kind === 'mismatch') {
            const message = 'The key was used for another warehouse.';
            const { userErrors } = refuse('IDEMPOTENCY_KEY_REUSED', message, 'idempotencyKey');
            return { warehouse: null, userErrors: [...userErrors] };
          }
          await insertWarehouse(tx, warehouse);
          return { warehouse, userErrors: [] };
        });
      },
      updateWarehouse: async (_parent, { input }, { viewer }) => {
        requireAdmin(viewer);
        const parsed = warehouseChange.safeParse(input);
        if (!parsed.success) return { warehouse: null, userErrors: inputErrors(parsed.error) };
        const { id, ...change } = parsed.data;
        const { warehouse, userErrors } = await changeWarehouse(deps, id, change);
        return { warehouse, userErrors: [...userErrors] };
      },
      transferStock: async (_parent, { input }, context) => {
        const user = requireScope(context.viewer, 'stock:write');
        const parsed = transfer.safeParse(input);
        if (!parsed.success) return { variant: null, userErrors: inputErrors(parsed.error) };
        const { userErrors } = await transferStock(deps, user, parsed.data, deps.now());
        context.loaders.clearAll();
        const isDone = userErrors.length === 0;
        const variant = isDone ? await context.loaders.variantById.load(parsed.data.variantId) : null;
        return { variant, userErrors: [...userErrors] };
      },
      setLowStockThreshold: async (_parent, { input }, context) => {
        const user = requireScope(context.viewer, 'stock:write');
        const parsed = threshold.safeParse(input);
        if (!parsed.success) return { variant: null, userErrors: inputErrors(parsed.error) };
        const variant = await context.loaders.variantById.load(parsed.data.variantId);
        const product = variant && (await context.loaders.productById.load(variant.productId));
        if (!variant || !(isAdmin(user) || product?.sellerId === user.id)) {
          const { userErrors } = refuse('NOT_FOUND', 'There is no such variant.', 'variantId');
          return { variant: null, userErrors: [...userErrors] };
        }
        await db.query('UPDATE variants SET low_stock_threshold = $2 WHERE id = $1', [
          variant.id,
          parsed.data.threshold ?? null,
        ]);
        context.loaders.clearAll();
        return { variant: await context.loaders.variantById.load(variant.id), userErrors: [] };
      },
    },
    StockLevel: {
      warehouse: (level) => ({
        id: level.warehouseId,
        name: level.warehouseName,
        priority: level.warehousePriority,
        active: level.warehouseActive,
      }),
    },
  };
}

/** @throws GraphQLError FORBIDDEN for all but admins */
function requireAdmin(viewer: Viewer): Extract<Viewer, { kind: 'user' }> {
  const user = requireScope(viewer, 'stock:write');
  if (!isAdmin(user)) throw codedError('FORBIDDEN', 'Warehouses are the shop’s, not a seller’s.');
  return user;
}
