import { parsePage, toConnection } from '@souk/shared/connection';
import { codedError } from '@souk/shared/errors';
import { money } from '@souk/shared/money';
import { isAdmin, requireScope } from '@souk/shared/viewer';
import { watch } from '@souk/shared/watch';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import type { ProductsDeps } from '../products-deps.ts';
import { adjustStock, maximumStock } from '../stock/adjust-stock.ts';
import { movementPosition } from '../stock/movement.repository.ts';
import { defaultLowStockThreshold } from '../stock/stock-alerts.ts';
import { oneLine } from '../text-rules.ts';
import { inputErrors } from '../user-error.ts';
import type { ProductRow } from './product.entity.ts';
import { isVisible } from './product-where.ts';
import type { VariantRow } from './variant.entity.ts';

const adjustment = z
  .object({
    variantId: z.string(),
    warehouseId: z.string().nullish(),
    delta: z.number().int().min(-maximumStock).max(maximumStock).nullish(),
    counted: z.number().int().min(0).max(maximumStock).nullish(),
    reason: z.enum(['RECEIVED', 'COUNTED', 'DAMAGED', 'RETURNED', 'CORRECTION']),
    idempotencyKey: oneLine(1, 200),
  })
  .refine(({ delta, counted }) => (delta == null) !== (counted == null), {
    path: ['delta'],
    message: 'give this or counted, exactly one',
  });

/** Variants: what is bought, its stock now and live. */
export function variantResolvers(deps: ProductsDeps): Resolvers {
  return {
    Query: {
      productVariant: (_parent, { id, sku }, context) => {
        if ((id == null) === (sku == null))
          throw codedError('BAD_USER_INPUT', 'Give exactly one of id and sku.');
        return findVisibleVariant(context, id == null ? { sku: sku! } : { id });
      },
    },
    Mutation: {
      adjustStock: async (_parent, { input }, context) => {
        const user = requireScope(context.viewer, 'stock:write');
        const parsed = adjustment.safeParse(input);
        if (!parsed.success) return { variant: null, userErrors: inputErrors(parsed.error) };
        const { variantId, warehouseId, delta, counted, reason, idempotencyKey } = parsed.data;
        const amount = delta == null ? { counted: counted! } : { delta };
        const place = { variantId, ...(warehouseId ? { warehouseId } : {}) };
        const request = { ...place, amount, reason, idempotencyKey };
        const { userErrors } = await adjustStock(deps, user, request, deps.now());
        context.loaders.clearAll();
        const variant = userErrors.length > 0 ? null : await context.loaders.variantById.load(variantId);
        return { variant, userErrors: [...userErrors] };
      },
    },
    Subscription: {
      stockChanged: {
        subscribe: async (_parent, { variantId }, context) => {
          if (!(await findVisibleVariant(context, { id: variantId }))) throw codedError('NOT_FOUND');
          const states = watch<{ stockChanged: VariantRow; version: number }>({
            signals: deps.signals,
            key: variantId,
            load: async () => {
              context.loaders.clearAll();
              const variant = await findVisibleVariant(context, { id: variantId });
              const stock = variant && (await context.loaders.availability.load(variantId));
              return variant && stock ? { stockChanged: variant, version: stock.version } : null;
            },
            versionOf: (state) => state.version,
          });
          return states as never;
        },
      },
    },
    ProductVariant: {
      __resolveReference: (reference, context) => {
        const { id, sku } = reference as { id?: string; sku: string };
        return findVisibleVariant(context, id ? { id } : { sku });
      },
      price: async (variant, _args, context) =>
        money(variant.priceMinor, (await productOf(variant, context)).currency),
      compareAtPrice: async (variant, _args, context) =>
        variant.compareAtMinor === null
          ? null
          : money(variant.compareAtMinor, (await productOf(variant, context)).currency),
      selectedOptions: (variant) => [...variant.selectedOptions],
      availableQuantity: async ({ id }, _args, { loaders }) =>
        (await loaders.availability.load(id))?.available ?? 0,
      media: async (variant, _args, context) => {
        const { media } = await productOf(variant, context);
        return media[variant.mediaIndex ?? 0] ?? media[0] ?? null;
      },
      product: (variant, _args, context) => productOf(variant, context),
      flashSale: ({ id }, _args, { loaders }) => loaders.flashSaleOf.load(id),
      backInStockAlertRequested: ({ id: variantId }, _args, { viewer, loaders }) =>
        viewer.kind !== 'anonymous' && loaders.alertRequested.load({ viewerId: viewer.id, variantId }),
      stock: async (variant, _args, context) => {
        const user = requireScope(context.viewer, 'stock:write');
        const { sellerId } = await productOf(variant, context);
        return isAdmin(user) || sellerId === user.id ? context.loaders.stockLevelsOf.load(variant.id) : null;
      },
      lowStockThreshold: async (variant, _args, context) => {
        const user = requireScope(context.viewer, 'stock:write');
        const { sellerId } = await productOf(variant, context);
        if (!(isAdmin(user) || sellerId === user.id)) return null;
        return variant.lowStockThreshold ?? defaultLowStockThreshold;
      },
      stockMovements: async (variant, args, context) => {
        const user = requireScope(context.viewer, 'stock:write');
        const { sellerId } = await productOf(variant, context);
        if (!(isAdmin(user) || sellerId === user.id)) return null;
        const page = parsePage(args);
        const found = await context.loaders.movements.load({ id: variant.id, page });
        const { edges, pageInfo } = toConnection(page, found, movementPosition);
        return { edges: [...edges], pageInfo };
      },
    },
  };
}

/** A variant whose product the viewer may see; otherwise null. */
async function findVisibleVariant(
  context: Context,
  key: { readonly id: string } | { readonly sku: string },
): Promise<VariantRow | null> {
  const { loaders, viewer } = context;
  const variant =
    'id' in key ? await loaders.variantById.load(key.id) : await loaders.variantBySku.load(key.sku);
  if (!variant) return null;
  return isVisible(viewer, await productOf(variant, context)) ? variant : null;
}

async function productOf(variant: VariantRow, { loaders }: Context): Promise<ProductRow> {
  return (await loaders.productById.load(variant.productId))!;
}
